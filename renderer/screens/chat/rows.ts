/**
 * A channel as rows from top to bottom: days, the line above what is new, messages, and those that are not saved yet.
 * Pure. Owns which messages stand together, and how far a row is from the end, which stays the same when older ones come.
 */
import type { MessageView } from '../../../core/api/chat-methods.ts';
import { startOfDay } from '../../text/when.ts';
import type { Unsent } from './use-sending.ts';

export type Row =
  | {
      readonly kind: 'message';
      readonly key: string;
      readonly message: MessageView;
      /** By the same person as the one above, shortly after: name and picture are not repeated. */
      readonly continues: boolean;
      readonly isNewDay: boolean;
      readonly isFirstUnread: boolean;
    }
  | { readonly kind: 'unsent'; readonly key: string; readonly unsent: Unsent };

/** Milliseconds within which messages of one person stand together. */
const TOGETHER = 300_000;

export function rowsOf(
  messages: readonly MessageView[],
  firstUnread: string | null,
  unsent: readonly Unsent[],
): Row[] {
  const rows = messages.map((message, index): Row => {
    const before = messages[index - 1];
    const isNewDay = !before || startOfDay(before.time) !== startOfDay(message.time);
    const isFirstUnread = message.id === firstUnread;
    return {
      kind: 'message',
      key: message.id,
      message,
      continues: !isNewDay && !isFirstUnread && standsWith(before, message),
      isNewDay,
      isFirstUnread,
    };
  });
  for (const each of unsent) rows.push({ kind: 'unsent', key: each.key, unsent: each });
  return rows;
}

function standsWith(before: MessageView, message: MessageView): boolean {
  return (
    before.author === message.author &&
    !before.deleted &&
    message.replyTo === null &&
    Math.abs(message.time - before.time) < TOGETHER
  );
}

/** Where the list's numbering begins; far from 0, as older ones are put before the first. */
const START = 10_000_000;

export interface Numbering {
  readonly first: number;
  readonly ids: readonly string[];
}

export const noNumbering: Numbering = { first: START, ids: [] };

/**
 * The number of the first of these messages, so that every message that was there before keeps its number: a list that
 * keeps its place by numbers does not jump when older ones come, or when the oldest fall away.
 */
export function renumbered(before: Numbering, ids: readonly string[]): Numbering {
  const [oldFirst, newFirst] = [before.ids[0], ids[0]];
  if (oldFirst === undefined || newFirst === undefined || oldFirst === newFirst)
    return { first: before.first, ids };
  const older = ids.indexOf(oldFirst);
  if (older > 0) return { first: before.first - older, ids };
  const gone = before.ids.indexOf(newFirst);
  return { first: gone > 0 ? before.first + gone : START, ids };
}
