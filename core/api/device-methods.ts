/** A person's further devices, and the way back for who has lost all of them. */
import * as v from 'valibot';
import { longId, text, waitMs } from './fields.ts';
import { command, query } from './method.ts';
import type { Decision } from './trust-methods.ts';

export interface DeviceLinkPreview {
  /** Of the person, and what they call the new device. */
  name: string;
  label: string;
  communities: { id: string; title: string; joined: boolean }[];
}

export interface VouchPreview {
  community: string;
  title: string;
  member: string;
  name: string;
}

/** A link, or a text in which one stands. */
const link = text;

export const deviceMethods = {
  /**
   * Makes a further device of the person in every community that they are in, and the link that is that device: for the
   * person's own eyes. NAME_* for the label, DEVICE_NOWHERE while they are in no community.
   */
  deviceLink: command<{ link: string; communities: number }>()(v.strictObject({ label: text })),
  /** DEVICE_LINK_UNREADABLE. */
  deviceLinkPreview: query<DeviceLinkPreview>()(v.strictObject({ link })),
  /**
   * Makes this device the one of the link. Resolves when it is in step with one device in each community; JOIN_NOBODY or
   * JOIN_SLOW after `waitMs`: it goes on by itself. DEVICE_LINK_UNREADABLE.
   */
  deviceJoin: command<{ communities: string[] }>()(v.strictObject({ link, waitMs: v.optional(waitMs) })),
  /**
   * This device goes on as a new one of the same person, in every community that they are in, with all that it has and
   * may: after it was copied or brought back from a backup (`copied` of `communities`). Works offline. Without a `label`
   * the new one is called what the old one was, or by the person's name. `dropOld`: the old one is dropped, and whoever
   * uses the copy is out; nothing of what is here now is lost. NAME_* for the label, DEVICE_NOWHERE, DEVICE_GONE.
   */
  deviceRenew: command<{ communities: string[] }>()(
    v.strictObject({ label: v.optional(text), dropOld: v.optional(v.boolean()) }),
  ),
  /** A link by which a member who has lost their devices comes back: it opens the door for nobody else. */
  returnInvite: command<{ invite: string; link: string; expires: number | null }>()(
    v.strictObject({ member: longId }),
  ),
  /**
   * Comes back by such a link, with the recovery words, or, without them, with the root that members have vouched for. The
   * other devices of the person are dropped unless `keepOthers`. RETURN_UNREADABLE, WORDS_*, VOUCH_WAITING, and what `join`
   * is refused with.
   */
  recover: command<{ community: string; title: string; dropped: number }>()(
    v.strictObject({
      link,
      words: v.optional(text),
      label: v.optional(text),
      keepOthers: v.optional(v.boolean()),
      waitMs: v.optional(waitMs),
    }),
  ),
  /** For who has lost the words too: what members vouch for. RETURN_UNREADABLE. */
  vouchRequest: command<{ link: string }>()(v.strictObject({ link })),
  /** VOUCH_UNREADABLE, COMMUNITY_UNKNOWN, MEMBER_UNKNOWN. */
  vouchPreview: query<VouchPreview>()(v.strictObject({ link })),
  /** Proposes it to the members, or approves what another has proposed. */
  vouch: command<Decision>()(v.strictObject({ link })),
};
