/** Roles, removals, devices, policies, proposals and history, as the API has them. */
import {
  approveBody,
  dropDeviceBody,
  leaveBody,
  policyBody,
  profileBody,
  removeBody,
  roleBody,
  titleBody,
} from '../authority/action-bodies.ts';
import type { Member } from '../authority/authority.ts';
import { mayDropDevice, mayGovern, mayLeave, mayRemove, maySetRole, mayVote } from '../authority/decide.ts';
import { isPolicy } from '../authority/stewardship.ts';
import type { EndPreview, PolicyView, trustMethods } from '../api/trust-methods.ts';
import type { DecodedOf } from '../api/methods.ts';
import type { CommunityId, DeviceId, EntryId, PersonId } from '../base/ids.ts';
import { KithError } from '../base/kith-error.ts';
import type { Verdict } from '../base/result.ts';
import { KNOWN_RULES } from '../community/own-writing.ts';
import { checkName, checkTitle } from '../identity/name.ts';
import { decide, decisionState } from './decide-action.ts';
import { cutsOf, endOf } from './ends.ts';
import type { HandlersOf } from './handlers.ts';
import { historyOf, isAbout, tell } from './history.ts';
import type { HostedCommunity } from './hosted-community.ts';
import type { PeerScope } from './peer-scope.ts';
import { markSafety, safetyOf } from './safety.ts';

const LAST = 50;
/** Refusals of one that may be carried by many. */
const FOR_A_QUORUM = new Set(['ROLE_FORBIDS', 'ROLE_SENIOR']);

export function trustHandlers(scope: PeerScope, onMark: () => void): HandlersOf<typeof trustMethods> {
  const at = (community: string): HostedCommunity => scope.community(community as CommunityId);
  return {
    memberRole: async ({ member, role, propose = false }) => {
      const { host, id: person } = memberIn(scope, member);
      const { device } = host.community;
      need(host, maySetRole(host.community.authority(), device, person, role), propose);
      return decide(host, roleBody(person, role));
    },
    memberRemove: async ({ member, note = '', propose = false }) => {
      const { host, id, devices } = memberIn(scope, member);
      need(host, mayRemove(host.community.authority(), host.community.device, id), propose);
      return decide(host, removeBody(id, cutsOf(host.community, devices), note.trim()));
    },
    leave: async ({ community }) => {
      const host = at(community);
      const may = mayLeave(host.community.authority(), host.community.device);
      if (!may.ok) throw new KithError(may.code);
      await host.community.act(leaveBody(cutsOf(host.community, may.value.devices)));
      return { community };
    },
    deviceDrop: async ({ device, propose = false }) => {
      const { host, id: dropped } = deviceIn(scope, device);
      need(host, mayDropDevice(host.community.authority(), host.community.device, dropped), propose);
      return decide(host, dropDeviceBody(dropped, cutsOf(host.community, [dropped]), []));
    },
    endPreview: (of) => endPreview(scope, of),
    proposals: ({ community }) => {
      const host = at(community);
      const authority = host.community.authority();
      const entries = new Map(host.community.state.log.entries().map((entry) => [entry.id, entry]));
      const name = (person: PersonId): string => host.nameOf(person);
      const proposals = authority.proposals.map((proposal) => {
        const entry = entries.get(proposal.entry)!;
        const told = tell(authority, entry, name) ?? { code: 'HISTORY_NEWER', details: {} };
        return {
          id: proposal.entry,
          code: told.code,
          details: { by: host.nameOf(proposal.by), ...told.details },
          by: proposal.by,
          byName: host.nameOf(proposal.by),
          time: entry.time,
          approvals: proposal.approvals.map((id) => ({ id, name: host.nameOf(id) })),
          needed: proposal.needed,
          electors: proposal.electors,
          open:
            mayVote(authority, host.community.device).ok &&
            !proposal.approvals.includes(host.reader().person),
        };
      });
      return Promise.resolve({ proposals });
    },
    proposalApprove: async ({ proposal }) => {
      const id = proposal as EntryId;
      const isOf = ({ community }: HostedCommunity): boolean =>
        community.authority().proposals.some(({ entry }) => entry === id);
      const host = scope.communities().find(isOf);
      if (!host) throw new KithError('PROPOSAL_OVER');
      const may = mayVote(host.community.authority(), host.community.device);
      if (!may.ok) throw new KithError(may.code);
      await host.community.act(approveBody(id));
      await host.keepKeys();
      return { state: decisionState(host.community.authority(), id), id };
    },
    policy: ({ community }) => Promise.resolve(policyView(at(community))),
    policySet: async ({ community, name, value }) => {
      const host = at(community);
      const may = mayGovern(host.community.authority(), host.community.device);
      if (!may.ok) throw new KithError(may.code);
      if (!isPolicy(name, value)) throw new KithError('POLICY_VALUE');
      if (name === 'rules' && Number(value) > KNOWN_RULES) throw new KithError('POLICY_VALUE');
      await decide(host, policyBody(name, value));
      return { name };
    },
    rename: async ({ community, title }) => {
      const host = at(community);
      const checked = checkTitle(title);
      if (!checked.ok) throw new KithError(checked.code.replace('NAME_', 'TITLE_'));
      const may = mayGovern(host.community.authority(), host.community.device);
      if (!may.ok) throw new KithError(may.code);
      await decide(host, titleBody(checked.value));
      return { community };
    },
    renameSelf: async ({ community, name }) => {
      const host = at(community);
      const checked = checkName(name);
      if (!checked.ok) throw new KithError(checked.code);
      host.me();
      await decide(host, profileBody(checked.value));
      return { community };
    },
    history: ({ community, member, last = LAST, before }) => {
      const host = at(community);
      const every = historyOf(host.community.authority(), host.community.state.log.entries());
      const all = member === undefined ? every : every.filter((event) => isAbout(event, member));
      const from = before === undefined ? 0 : all.findIndex(({ id }) => id === before) + 1;
      const events = all.slice(from, from + last);
      return Promise.resolve({ events, more: all.length > from + last });
    },
    safety: ({ member }) => {
      const found = memberIn(scope, member);
      return Promise.resolve(safetyOf(found.host, found));
    },
    safetyConfirm: async ({ member, confirmed }) => {
      const found = memberIn(scope, member);
      await markSafety(found.host, found, confirmed);
      onMark();
      return safetyOf(found.host, found);
    },
  };
}

interface FoundMember extends Member {
  readonly host: HostedCommunity;
}

/** A person is of one community. */
function memberIn(scope: PeerScope, id: string): FoundMember {
  for (const host of scope.communities()) {
    const member = host.community.authority().members.get(id as PersonId);
    if (member) return { ...member, host };
  }
  throw new KithError('MEMBER_UNKNOWN');
}

function deviceIn(scope: PeerScope, id: string): { host: HostedCommunity; id: DeviceId; person: PersonId } {
  for (const host of scope.communities()) {
    const device = host.community.authority().devices.get(id as DeviceId);
    if (device?.state === 'current') return { host, id: device.id, person: device.person };
  }
  throw new KithError('DEVICE_NOT_FOUND');
}

function outcomeOf(host: HostedCommunity, verdict: Verdict<unknown>): string {
  if (verdict.ok) return 'done';
  const { authority, device } = { authority: host.community.authority(), device: host.community.device };
  return FOR_A_QUORUM.has(verdict.code) && mayVote(authority, device).ok ? 'proposed' : verdict.code;
}

function need(host: HostedCommunity, verdict: Verdict<unknown>, propose: boolean): void {
  const outcome = outcomeOf(host, verdict);
  if (outcome === 'done' || (outcome === 'proposed' && propose)) return;
  throw new KithError(verdict.ok ? 'INTERNAL' : verdict.code);
}

async function endPreview(scope: PeerScope, of: DecodedOf<'endPreview'>): Promise<EndPreview> {
  if ('device' in of) {
    const { host, id, person } = deviceIn(scope, of.device);
    const { community } = host;
    const outcome = outcomeOf(host, mayDropDevice(community.authority(), community.device, id));
    return { ...(await endOf(host, person, [id])), outcome };
  }
  if ('member' in of) {
    const { host, id, devices } = memberIn(scope, of.member);
    const { community } = host;
    const outcome = outcomeOf(host, mayRemove(community.authority(), community.device, id));
    return { ...(await endOf(host, id, currentOf(host, devices))), outcome };
  }
  const host = scope.community(of.community as CommunityId);
  const { person } = host.me();
  const authority = host.community.authority();
  const may = mayLeave(authority, host.community.device);
  const end = await endOf(host, person, currentOf(host, authority.members.get(person)!.devices));
  return { ...end, outcome: may.ok ? 'done' : may.code };
}

function currentOf({ community }: HostedCommunity, devices: readonly DeviceId[]): DeviceId[] {
  const authority = community.authority();
  return devices.filter((id) => authority.devices.get(id)?.state === 'current');
}

function policyView({ community }: HostedCommunity): PolicyView {
  const authority = community.authority();
  const { history, invites, quorum, rules } = authority.policy;
  const mine = mayGovern(authority, community.device).ok;
  return { history, invites, quorum, rules, known: KNOWN_RULES, mine };
}
