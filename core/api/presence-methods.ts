/** What people do at this moment, as far as their devices say so: never stored, gone when it ends. */
import * as v from 'valibot';
import { longId, objectId } from './fields.ts';
import { command, query } from './method.ts';

export interface TypingView {
  /** Others who write in the channel now, by name. */
  people: { id: string; name: string }[];
}

export const presenceMethods = {
  /** The person at this device writes in the channel, or has stopped; told to connected members who can read it. */
  typingSay: command<{ channel: string }>()(
    v.strictObject({ community: longId, channel: objectId, isTyping: v.boolean() }),
  ),
  typing: query<TypingView>()(v.strictObject({ community: longId, channel: objectId })),
};
