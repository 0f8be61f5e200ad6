/** Channels and messages. */
import * as v from 'valibot';
import { uploadId, type AttachmentView } from './attachment-methods.ts';
import { longId, objectId, text } from './fields.ts';
import { command, query } from './method.ts';

export interface ChannelSummary {
  id: string;
  title: string;
  /** A private space; null: the whole community. */
  space: string | null;
  /** Messages of others after the read mark. */
  unread: number;
}

export interface MessageView {
  id: string;
  author: string;
  name: string;
  /** Empty when deleted. */
  text: string;
  /** Milliseconds since 1970, as the writer's clock said; the order of messages does not depend on it. */
  time: number;
  /** The message that this one answers; it may lie outside the answer, or be gone. */
  replyTo: string | null;
  /** The beginning of the answered message and who wrote it, where it is known. */
  replyText: string | null;
  replyName: string | null;
  /** Only where there are any. */
  files?: AttachmentView[];
  /** Only where there are any; the most are shown that a line has room for. */
  reactions?: ReactionView[];
  /** The name of the steward who has hidden it from everybody, only where one has; its text is for who wants it. */
  hiddenBy?: string;
  edited: boolean;
  deleted: boolean;
  /** Other devices that are known to hold it; 0: only on this device. */
  holders: number;
  own: boolean;
  /** Shown early, while older messages still arrive: not among what this device has compared and kept. */
  provisional: boolean;
}

export interface ReactionView {
  /** One character, mostly an emoji. */
  sign: string;
  count: number;
  /** The first of those who have put it there. */
  names: string[];
  own: boolean;
}

export interface MessagesView {
  title: string;
  community: string;
  /** Oldest first. */
  messages: MessageView[];
  /** There are older ones. */
  more: boolean;
  /** The first message of others after the read mark, also when it lies outside the answer. */
  firstUnread: string | null;
  /** The person at this device may write here. */
  mayWrite: boolean;
  /** And may hide messages from everybody. */
  mayHide: boolean;
  /** Older messages still arrive. */
  catchingUp: boolean;
}

export interface DraftView {
  /** Empty: there is none. */
  text: string;
  /** What the thing said when the draft was begun. */
  about: string;
}

const last = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(10_000));

export const chatMethods = {
  channelAdd: command<{ channel: string }>()(
    v.strictObject({ community: longId, title: text, space: v.optional(objectId) }),
  ),
  channels: query<{ channels: ChannelSummary[] }>()(v.strictObject({ community: longId })),
  say: command<{ message: string }>()(
    v.strictObject({
      channel: objectId,
      text,
      reply: v.optional(objectId),
      /** What was brought in for it; then the text may be empty. */
      files: v.optional(
        v.pipe(v.array(v.strictObject({ upload: uploadId, preview: v.optional(uploadId) })), v.maxLength(64)),
      ),
    }),
  ),
  messageEdit: command<{ message: string }>()(v.strictObject({ message: objectId, text })),
  messageDelete: command<{ message: string }>()(v.strictObject({ message: objectId })),
  /** `on` false takes it away. */
  messageReact: command<{ message: string }>()(
    v.strictObject({ message: objectId, sign: v.pipe(text, v.maxLength(128)), on: v.optional(v.boolean()) }),
  ),
  /** From everybody, by a steward; `hidden` false shows it again. */
  messageHide: command<{ message: string }>()(
    v.strictObject({ message: objectId, hidden: v.optional(v.boolean()) }),
  ),
  /** The newest `last` (50), or those that stand before the message `before`. */
  messages: query<MessagesView>()(
    v.strictObject({ channel: objectId, last: v.optional(last), before: v.optional(objectId) }),
  ),
  /** Where a message stands: its channel, and how many newer ones there are. */
  messagePlace: query<{ channel: string; newer: number }>()(v.strictObject({ message: objectId })),
  /** Up to that message, or to the newest. What was read stays read. */
  markRead: command<{ channel: string }>()(v.strictObject({ channel: objectId, upTo: v.optional(objectId) })),
  /** What was typed for a channel or a card and is not sent or saved: kept on this device, sealed. */
  draft: query<DraftView>()(v.strictObject({ object: objectId })),
  /** Empty: none. */
  draftKeep: command<{ object: string }>()(
    v.strictObject({ object: objectId, text, about: v.optional(text) }),
  ),
  channelEdit: command<{ channel: string }>()(v.strictObject({ channel: objectId, title: text })),
};
