/** Messages and what changes them later, as they stand in a log. Owns reading them from values that may be anything. */
import { readAttachment, type Attachment } from '../../attachments/attachment.ts';
import { encodeFileRef } from '../../attachments/file-ref.ts';
import type { DeviceId, ObjectId, PersonId } from '../../base/ids.ts';
import { bornIn, isObjectId, objectOf } from '../../documents/place-events.ts';
import { isOptionalText, isText } from '../../documents/place-text.ts';
import type { LogItem, PartView } from '../../documents/part-view.ts';
import { compareStamps, type Stamp } from '../../documents/stamp.ts';
import { readHidden, readReacted, type Hidden, type Reacted, type Reaction } from './beside-message.ts';

/** A message as it was sent. */
export interface Sent {
  readonly kind: 'message';
  readonly id: ObjectId;
  readonly author: PersonId;
  readonly device: DeviceId;
  readonly text: string;
  /** The message that it answers; it may be unknown here. */
  readonly replyTo: ObjectId | null;
  /** Only where there are any. */
  readonly files?: readonly Attachment[];
  readonly stamp: Stamp;
}

/** Files of one message. */
export const MOST_FILES = 10;

/** What its author did to a message later: new text, or null for its end. */
export interface Amendment {
  readonly kind: 'amendment';
  readonly id: ObjectId;
  readonly author: PersonId;
  readonly text: string | null;
  readonly stamp: Stamp;
}

/** What a person sees. */
export interface Message extends Omit<Sent, 'kind'> {
  /** Position and claimed time of the latest edit. */
  readonly edited: Stamp | null;
  readonly deleted: boolean;
  /** Only where there are any. */
  readonly reactions?: readonly Reaction[];
  /** The steward who has hidden it, only where somebody has. */
  readonly hiddenBy?: PersonId;
}

/** Undefined for what is none of these: it has no effect. [CHAT-1] [CHAT-3] [CHAT-4] [CHAT-9] [CHAT-10] */
export function readLogItem(
  part: PartView,
  { value, stamp }: LogItem,
): Sent | Amendment | Reacted | Hidden | undefined {
  const event = objectOf(value);
  if (!event) return undefined;
  if (event['t'] === 'message') return readMessage(part, event, stamp);
  if (event['t'] === 'edit') return readAmendment(part, event['id'], event['text'], stamp);
  if (event['t'] === 'delete') return readAmendment(part, event['id'], null, stamp);
  if (event['t'] === 'react') return readReacted(part, event, stamp);
  if (event['t'] === 'hide') return readHidden(part, event, stamp);
  return undefined;
}

function readMessage(
  part: PartView,
  event: Readonly<Record<string, unknown>>,
  stamp: Stamp,
): Sent | undefined {
  const id = bornIn(part, event['id']);
  const { text, re = null } = event;
  const files = readFiles(event['files']);
  if (!id || !isOptionalText(text) || (re !== null && !isObjectId(re))) return undefined;
  if (files.length === 0 && !isText(text)) return undefined;
  const sent: Sent = {
    kind: 'message',
    id,
    author: part.person,
    device: part.device,
    text,
    replyTo: re,
    stamp,
  };
  return files.length > 0 ? { ...sent, files } : sent;
}

function readFiles(value: unknown): Attachment[] {
  if (!Array.isArray(value) || value.length > MOST_FILES) return [];
  return value.flatMap((each) => readAttachment(each) ?? []);
}

function readAmendment(part: PartView, id: unknown, text: unknown, stamp: Stamp): Amendment | undefined {
  if (!isObjectId(id) || (text !== null && !isText(text))) return undefined;
  return { kind: 'amendment', id, author: part.person, text, stamp };
}

/** The order of a channel. Two branches of a forked feed may hold one stamp: then id and text decide. [CHAT-2] */
export function compareSent(a: Sent, b: Sent): number {
  const order = compareStamps(a.stamp, b.stamp);
  if (order !== 0) return order;
  return (
    compareText(a.id, b.id) ||
    compareText(a.text, b.text) ||
    compareText(a.replyTo ?? '', b.replyTo ?? '') ||
    compareText(filesText(a), filesText(b))
  );
}

function filesText({ files = [] }: Sent): string {
  return files.map(({ file, name }) => `${encodeFileRef(file)}/${name}`).join('/');
}

/** Which amendment of two counts: an end beats any text, then the later one. [CHAT-3] [CHAT-4] */
export function isStronger(a: Amendment, b: Amendment): boolean {
  if ((a.text === null) !== (b.text === null)) return a.text === null;
  const order = compareStamps(a.stamp, b.stamp);
  // Of two ends the first one counts, so that an end is never moved.
  if (order !== 0) return a.text === null ? order < 0 : order > 0;
  return (a.text ?? '') > (b.text ?? '');
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
