/**
 * Edits of a channel. Codes: ROLE_FORBIDS, MESSAGE_UNKNOWN, MESSAGE_NOT_YOURS, MESSAGE_DELETED, ATTACHMENTS_TOO_MANY {most},
 * REACTION_MALFORMED, TEXT_*. [CHAT-1] [CHAT-3] [CHAT-4] [CHAT-9] [CHAT-10]
 */
import { attachmentJson, type Attachment } from '../../attachments/attachment.ts';
import type { ObjectId } from '../../base/ids.ts';
import { built, forbidden, notBuilt, type Author, type Built, type Refusal } from '../../documents/author.ts';
import { localOf } from '../../documents/object-id.ts';
import { checkOptionalText, checkText } from '../../documents/place-text.ts';
import { checkSign } from './beside-message.ts';
import { MOST_FILES } from './message.ts';
import type { Timeline } from './timeline.ts';

export function say(
  author: Author,
  timeline: Timeline,
  wish: {
    readonly text: string;
    readonly reply?: ObjectId | undefined;
    readonly files?: readonly Attachment[];
  },
): Built {
  const { files = [] } = wish;
  const text = files.length > 0 ? checkOptionalText(wish.text) : checkText(wish.text);
  if (!text.ok) return text;
  if (wish.reply !== undefined && !timeline.get(wish.reply)) return notBuilt('MESSAGE_UNKNOWN');
  const id = author.newId();
  if (files.length > MOST_FILES) return notBuilt('ATTACHMENTS_TOO_MANY', { most: MOST_FILES });
  const bare = { t: 'message', id: localOf(id), text: text.value };
  const message = files.length > 0 ? { ...bare, files: files.map(attachmentJson) } : bare;
  const push = [wish.reply === undefined ? message : { ...message, re: wish.reply }];
  return forbidden(author, 'comment') ?? built(id, { push });
}

export function editMessage(author: Author, timeline: Timeline, id: ObjectId, wish: string): Built {
  const text = checkText(wish);
  if (!text.ok) return text;
  return notOwn(author, timeline, id) ?? built(id, { push: [{ t: 'edit', id, text: text.value }] });
}

export function deleteMessage(author: Author, timeline: Timeline, id: ObjectId): Built {
  return notOwn(author, timeline, id) ?? built(id, { push: [{ t: 'delete', id }] });
}

/** Also takes it away, with `isOn` false. */
export function react(
  author: Author,
  timeline: Timeline,
  id: ObjectId,
  wish: { readonly sign: string; readonly isOn: boolean },
): Built {
  const sign = checkSign(wish.sign);
  if (sign === undefined) return notBuilt('REACTION_MALFORMED');
  const refusal = notThere(timeline, id) ?? forbidden(author, 'comment');
  return refusal ?? built(id, { push: [{ t: 'react', id, with: sign, on: wish.isOn }] });
}

/** For everybody; also shows it again, with `isOn` false. */
export function hide(author: Author, timeline: Timeline, id: ObjectId, isOn: boolean): Built {
  const refusal = notThere(timeline, id) ?? forbidden(author, 'govern');
  return refusal ?? built(id, { push: [{ t: 'hide', id, on: isOn }] });
}

function notThere(timeline: Timeline, id: ObjectId): Refusal | undefined {
  const message = timeline.get(id);
  if (!message) return notBuilt('MESSAGE_UNKNOWN');
  return message.deleted ? notBuilt('MESSAGE_DELETED') : undefined;
}

function notOwn(author: Author, timeline: Timeline, id: ObjectId): Refusal | undefined {
  const message = timeline.get(id);
  if (!message) return notBuilt('MESSAGE_UNKNOWN');
  if (message.author !== author.person) return notBuilt('MESSAGE_NOT_YOURS');
  if (message.deleted) return notBuilt('MESSAGE_DELETED');
  return forbidden(author, 'comment');
}
