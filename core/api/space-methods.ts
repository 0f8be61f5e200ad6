/** Private spaces: places of some members that the others cannot read. */
import * as v from 'valibot';
import { longId, objectId, text } from './fields.ts';
import { command, query } from './method.ts';

export interface SpaceView {
  id: string;
  title: string;
  by: string;
  byName: string;
  members: { id: string; name: string }[];
  /** The person at this device is in it; otherwise it is only known that it exists. */
  mine: boolean;
  /** The person at this device may take others out of it, too. */
  mayRemove: boolean;
  /** A conversation of two: the other one, from where this device stands; the title says nothing then. */
  direct: { id: string; name: string } | null;
}

const people = v.pipe(v.array(longId), v.maxLength(500));

export const spaceMethods = {
  /** The person at this device is in it, and `members`. TITLE_*, MEMBER_UNKNOWN, ROLE_FORBIDS. */
  spaceAdd: command<{ space: string }>()(v.strictObject({ community: longId, title: text, members: people })),
  spaces: query<{ spaces: SpaceView[] }>()(v.strictObject({ community: longId })),
  /**
   * Who is added reads what was written before, too, unless the community's rules say otherwise; who is taken out reads
   * nothing new. SPACE_UNKNOWN, MEMBER_UNKNOWN, ROLE_FORBIDS; SPACE_DIRECT of a conversation of two.
   */
  spaceMembers: command<{ space: string }>()(
    v.strictObject({ space: objectId, add: v.optional(people), remove: v.optional(people) }),
  ),
  /** The conversation with one member alone: the one that is there, or a new one. MEMBER_UNKNOWN, ROLE_FORBIDS. */
  direct: command<{ space: string; channel: string }>()(v.strictObject({ member: longId })),
};
