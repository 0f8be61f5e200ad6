/** Communities, invites, joining, members. */
import * as v from 'valibot';
import { inviteRole, lifetimeMs, localId, longId, nothing, text, waitMs } from './fields.ts';
import { command, query } from './method.ts';

/** What a member may do; another text comes from a newer version and allows nothing. */
export type RoleName = 'steward' | 'member' | 'guest' | 'mirror' | (string & {});

export interface CommunitySummary {
  id: string;
  title: string;
  /** Own role there. */
  role: RoleName;
  /** Whether the person is in, and this device of theirs; else nothing can be written there, and nothing new comes. */
  standing: 'in' | 'left' | 'removed' | 'dropped';
  members: number;
  /** Messages of others not read yet, in all channels. */
  unread: number;
  /** A street to look around in, with neighbours who live inside Kith until it quits; never on the network. */
  sample: boolean;
  /** Another copy of this device is about, so it writes nothing there until it goes on as a new one (`deviceRenew`). */
  copied: boolean;
}

export interface InviteView {
  id: string;
  role: RoleName;
  /** How many people it admits; null without limit. */
  uses: number | null;
  used: number;
  /** Milliseconds since 1970; null never. */
  expires: number | null;
  /** Whoever comes by it waits for a steward's yes. */
  approval: boolean;
  state: 'open' | 'used' | 'expired' | 'revoked';
  by: string;
  byName: string;
  /** More people came by it than it admits: two neighbours let somebody in while they were apart. */
  overused: boolean;
}

export interface InvitePreview {
  community: string;
  title: string;
  /** Who invites. */
  from: string;
  role: RoleName;
  expires: number | null;
  /** Already a member here. */
  joined: boolean;
  /** Made for a member who has lost their devices: `recover` takes it, and `join` does not. */
  isReturn: boolean;
}

/** What an invite leads to, and the whole link of it: of words the link is not known before. */
export interface InviteFound extends InvitePreview {
  link: string;
}

/**
 * looking    nobody of the community is reached yet
 * asking     a neighbour is reached and decides
 * waiting    a steward has to say yes; it is asked again by itself
 * receiving  admitted; contents arrive
 * done       in step with one member
 * failed     `code` says why
 */
export type JoinPhase = 'looking' | 'asking' | 'waiting' | 'receiving' | 'done' | 'failed';

export interface JoinView {
  id: string;
  community: string;
  title: string;
  from: string;
  phase: JoinPhase;
  code: string | null;
  /** Members' devices found. */
  neighbours: number;
  received: number;
  /** Null while unknown. */
  expected: number | null;
}

/** Somebody who asks to come in, as this device has heard it: of a steward only, by an invitation that wants a yes. */
export interface JoinRequestView {
  id: string;
  /** As they call themselves. */
  name: string;
  role: RoleName;
  /** Who made the invitation. */
  byName: string;
  /** Milliseconds since 1970: since when this device knows. */
  since: number;
}

export interface MemberView {
  id: string;
  name: string;
  role: RoleName;
  state: 'in' | 'left' | 'removed';
  self: boolean;
  /** One of its devices is connected. */
  here: boolean;
  /** Whether the two have compared their safety number in person; a mark of this device. The own: unconfirmed. */
  safety: 'unconfirmed' | 'confirmed' | 'changed';
  devices: {
    id: string;
    /** What its owner calls it; empty for a first device. */
    label: string;
    state: 'current' | 'dropped' | 'removed' | 'left';
    self: boolean;
    /** Two copies of it have written apart. */
    copied: boolean;
  }[];
}

export const communityMethods = {
  /** TITLE_EMPTY, TITLE_TOO_LONG, TITLE_UNREADABLE. */
  create: command<{ community: string }>()(v.strictObject({ title: text })),
  /** Builds the sample community, or gives the one that is there. NOT_INITIALISED. */
  sample: command<{ community: string }>()(nothing),
  /** Takes everything of a community off this device. FORGET_MEMBER while the person is a member, but in the sample. */
  forget: command<{ community: string }>()(v.strictObject({ community: longId })),
  communities: query<{ communities: CommunitySummary[] }>()(nothing),
  /**
   * ROLE_FORBIDS. `words` are the same invite as the link, to be read aloud; they work on the same network only, or with
   * somebody connected. Without `uses`: one person; null: no limit. Without `expiresMs`: a week; null: never.
   */
  invite: command<{ invite: string; link: string; words: string[]; expires: number | null }>()(
    v.strictObject({
      community: longId,
      uses: v.optional(v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(100_000)))),
      expiresMs: v.optional(v.nullable(lifetimeMs)),
      role: v.optional(inviteRole),
      /** Each who comes by it is let in by a steward in person, not by a device. */
      approval: v.optional(v.boolean()),
    }),
  ),
  invites: query<{ invites: InviteView[] }>()(v.strictObject({ community: longId })),
  /** INVITE_UNREADABLE, INVITE_WORDS. Reads the link alone; asks nobody. */
  invitePreview: query<InvitePreview>()(v.strictObject({ link: text })),
  /**
   * Reads a link, or looks for whoever knows the words on the network. Joins nothing: `link` of the answer is what `join`
   * takes once a person has read the rest. INVITE_UNREADABLE; of words WORDS_COUNT, WORD_UNKNOWN, WORDS_WRONG, JOIN_OFFLINE,
   * WORDS_NOBODY after `waitMs`, INVITE_EXPIRED, INVITE_USED_UP, INVITE_REVOKED, INVITE_UNKNOWN.
   */
  joinLook: command<InviteFound>()(v.strictObject({ link: text, waitMs: v.optional(waitMs) })),
  revokeInvite: command<{ invite: string }>()(v.strictObject({ invite: longId })),
  /**
   * Resolves when the contents are in step with one member. JOIN_NOBODY or JOIN_SLOW after `waitMs`: the attempt stays
   * among `joins` and goes on by itself. `link` may be words: then `community` is what `joinLook` has found and a person has
   * confirmed, else WORDS_UNCONFIRMED; and the codes of `joinLook`. INVITE_UNREADABLE, INVITE_EXPIRED, INVITE_USED_UP, INVITE_REVOKED, JOIN_OFFLINE.
   */
  join: command<{ community: string; title: string }>()(
    v.strictObject({ link: text, community: v.optional(longId), waitMs: v.optional(waitMs) }),
  ),
  joins: query<{ joins: JoinView[] }>()(nothing),
  /** Ends an attempt, or forgets one that is done or has failed. */
  cancelJoin: command<{ join: string }>()(v.strictObject({ join: localId })),
  joinRequests: query<{ requests: JoinRequestView[] }>()(v.strictObject({ community: longId })),
  /** JOIN_UNKNOWN where they ask no more; INVITE_*, ROLE_FORBIDS. */
  joinAnswer: command<{ request: string }>()(v.strictObject({ request: longId, admit: v.boolean() })),
  members: query<{ members: MemberView[] }>()(v.strictObject({ community: longId })),
};
