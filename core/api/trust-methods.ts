/** Who is in, what they may do, and what became of it: roles, removals, devices, policies, proposals, history. */
import * as v from 'valibot';
import { inviteRole, longId, text } from './fields.ts';
import { command, query } from './method.ts';

/**
 * done       it is in force
 * proposed   it waits for enough members to approve it
 */
export interface Decision {
  state: 'done' | 'proposed';
  /** The entry's id: 64 hex digits. */
  id: string;
}

/** What a removal, a drop or a leave would do. */
export interface EndPreview {
  name: string;
  /** Current devices that it ends. */
  devices: number;
  /** Changes of theirs that are here, and stay. */
  kept: number;
  /** Milliseconds since 1970 of the newest of these, as its writer's clock said; null: none. */
  until: number | null;
  /** Things that they look after. */
  items: number;
  /** Loans that they have not given back. */
  borrowed: number;
  /** What the person at this device would get: 'done', 'proposed', or the code of a refusal. */
  outcome: 'done' | 'proposed' | (string & {});
}

export interface ProposalView {
  id: string;
  /** As a code of codes.ts, with its details. */
  code: string;
  details: Record<string, string | number>;
  by: string;
  byName: string;
  /** Milliseconds since 1970, as the writer's clock said. */
  time: number;
  approvals: { id: string; name: string }[];
  /** How many approvals carry it, and of how many. */
  needed: number;
  electors: number;
  /** The person at this device may approve it, and has not. */
  open: boolean;
}

export interface PolicyView {
  /** How much a newcomer can read. */
  history: 'all' | 'since-join';
  /** Who may invite. */
  invites: 'any' | 'stewards';
  /** Percent of the members with a vote that must approve more than. */
  quorum: number;
  /** The rules that the community goes by; higher than `known`: this Kith is too old to write. */
  rules: number;
  known: number;
  /** The person at this device may change it. */
  mine: boolean;
}

export interface HistoryEvent {
  /** The entry's id: 64 hex digits. */
  id: string;
  /** Milliseconds since 1970, as the writer's clock said; the order does not depend on it. */
  time: number;
  /** Null where the entry names nobody. */
  by: string | null;
  byName: string;
  /** The device whose signature proves it, and what its owner calls that; empty for a first device. */
  device: string;
  deviceLabel: string;
  /** What it says, as a code of codes.ts, with its details; of an admission and a role also the id of the `member`. */
  code: string;
  details: Record<string, string | number>;
  /** Why it does not count, as a code; null: it does. */
  because: string | null;
}

export interface SafetyView {
  /** Twelve groups of five digits; both see the same. */
  number: string;
  /** Compared and found equal, on this device; a number that has changed since is not confirmed. */
  state: 'unconfirmed' | 'confirmed' | 'changed';
}

const entryId = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'ID_UNREADABLE'));
const propose = v.optional(v.boolean());
const note = v.optional(v.pipe(v.string(), v.maxLength(500, 'TEXT_TOO_LONG')));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(10_000));

export const trustMethods = {
  /** MEMBER_UNKNOWN, ROLE_FORBIDS, ROLE_SENIOR, LAST_STEWARD. With `propose`, the first two refusals become a proposal. */
  memberRole: command<Decision>()(v.strictObject({ member: longId, role: inviteRole, propose })),
  /** MEMBER_UNKNOWN, ROLE_FORBIDS, ROLE_SENIOR, SELF_REMOVAL. */
  memberRemove: command<Decision>()(v.strictObject({ member: longId, note, propose })),
  /** Takes the person at this device out, with all their devices. LAST_STEWARD. */
  leave: command<{ community: string }>()(v.strictObject({ community: longId })),
  /** An own device, or somebody's whom one may remove. DEVICE_NOT_FOUND, ROLE_FORBIDS, ROLE_SENIOR. */
  deviceDrop: command<Decision>()(v.strictObject({ device: longId, propose })),
  /** Of removing a member, of dropping a device, of leaving a community. */
  endPreview: query<EndPreview>()(
    v.union([
      v.strictObject({ member: longId }),
      v.strictObject({ device: longId }),
      v.strictObject({ community: longId }),
    ]),
  ),
  proposals: query<{ proposals: ProposalView[] }>()(v.strictObject({ community: longId })),
  /** PROPOSAL_OVER, ROLE_FORBIDS. */
  proposalApprove: command<Decision>()(v.strictObject({ proposal: entryId })),
  policy: query<PolicyView>()(v.strictObject({ community: longId })),
  /** ROLE_FORBIDS, POLICY_VALUE. */
  policySet: command<{ name: string }>()(
    v.strictObject({
      community: longId,
      name: v.picklist(['history', 'invites', 'quorum', 'rules'], 'POLICY_UNKNOWN'),
      value: v.union([v.string(), v.number()]),
    }),
  ),
  /** TITLE_EMPTY, TITLE_TOO_LONG, TITLE_UNREADABLE, ROLE_FORBIDS. */
  rename: command<{ community: string }>()(v.strictObject({ community: longId, title: text })),
  /** The own name, in one community. NAME_EMPTY, NAME_TOO_LONG, NAME_UNREADABLE. */
  renameSelf: command<{ community: string }>()(v.strictObject({ community: longId, name: text })),
  /** The newest `last` (50), or those before the entry `before`; newest first. `member`: what is about that one, alone. */
  history: query<{ events: HistoryEvent[]; more: boolean }>()(
    v.strictObject({
      community: longId,
      member: v.optional(longId),
      last: v.optional(count),
      before: v.optional(entryId),
    }),
  ),
  /** MEMBER_UNKNOWN. */
  safety: query<SafetyView>()(v.strictObject({ member: longId })),
  safetyConfirm: command<SafetyView>()(v.strictObject({ member: longId, confirmed: v.boolean() })),
};
