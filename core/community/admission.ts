/**
 * A member lets somebody in: checks the request against the community's state and this device's clock, writes the
 * admission, and seals the keys for the newcomer. [AUTH] judges the admission itself, the same everywhere.
 */
import { addDeviceBody, admitBody, type ActionBody } from '../authority/action-bodies.ts';
import type { Authority } from '../authority/authority.ts';
import { mayAdmit, mayIntroduce, mayReturn } from '../authority/decide.ts';
import type { HandedKey } from '../authority/key-ring.ts';
import { AUTHORITY_CHAIN } from '../authority/actions.ts';
import { may, type Role } from '../authority/roles.ts';
import type { Random } from '../base/clock.ts';
import { WHOLE_COMMUNITY, type CommunityId, type DeviceId, type InviteId } from '../base/ids.ts';
import { accepted, refused, type Verdict } from '../base/result.ts';
import { KithError } from '../base/kith-error.ts';
import { encodeIntroduction } from '../identity/introduction.ts';
import type { InviteTicket } from '../identity/invite-link.ts';
import { readJoinRequest, type JoinRequest } from '../identity/join-request.ts';
import { isReturnRequest, readReturnRequest } from '../identity/return-request.ts';
import type { Door } from './door.ts';
import { sealWelcome } from './welcome.ts';
import type { AdmitReply, FeedTip } from './replica.ts';

/** The community of whoever lets somebody in. */
export interface AdmittingHost {
  readonly id: CommunityId;
  readonly device: DeviceId;
  /** Where those wait whom a steward has to let in. */
  readonly door: Door;
  authority(): Authority;
  frontier(): readonly FeedTip[];
  /** All keys that this device holds. */
  heldKeys(): readonly HandedKey[];
  act(action: ActionBody): Promise<unknown>;
}

/** Of an invite: few enough for a link that can be sent in a short message. */
const MAX_TIPS = 8;

/** Authority tips that a newcomer has to reach before it trusts what it sees: this device's own first. */
export function tipsToReach(community: Pick<AdmittingHost, 'device' | 'frontier'>): InviteTicket['tips'] {
  const tips = community.frontier().filter(({ kind }) => kind === 'authority');
  const own = tips.filter(({ device }) => device === community.device);
  const others = tips.filter(({ device }) => device !== community.device);
  return [...own, ...others].slice(0, MAX_TIPS).map(({ device, seq }) => ({ device, seq }));
}

/** For somebody who has come with the words of an invite. */
export function introduceInvite(community: AdmittingHost, id: InviteId, now: number): Verdict<Uint8Array> {
  const authority = community.authority();
  const verdict = mayIntroduce(authority, community.device, id, now);
  if (!verdict.ok) return verdict;
  const { role, expires, by, note } = verdict.value;
  const introduction = encodeIntroduction({
    community: community.id,
    invite: id,
    role,
    tips: tipsToReach(community),
    expires,
    title: authority.title,
    from: authority.members.get(by)?.name ?? '',
    note,
  });
  return accepted(introduction);
}

/** `now`: this device's clock, against which an invite's expiry is checked. */
export function admitJoiner(
  community: AdmittingHost,
  requestBytes: Uint8Array,
  now: number,
  random: Random,
): Promise<Verdict<AdmitReply>> {
  return isReturnRequest(requestBytes)
    ? admitReturning(community, requestBytes, now, random)
    : admitNewcomer(community, requestBytes, now, random);
}

/** A member who has lost their devices: the root vouches for the new one, the invite only opens the door. */
async function admitReturning(
  community: AdmittingHost,
  requestBytes: Uint8Array,
  now: number,
  random: Random,
): Promise<Verdict<AdmitReply>> {
  const request = readReturnRequest(requestBytes, community.id);
  if (!request.ok) return request;
  const { certificate, invite } = request.value;
  const verdict = mayReturn(community.authority(), community.device, { certificate, invite }, now);
  if (!verdict.ok) return verdict;
  const keys = keysFor(community, verdict.value.role);
  if (!community.authority().devices.has(certificate.device)) {
    await community.act(addDeviceBody({ community: community.id, certificate, keys, random }));
    if (community.authority().devices.get(certificate.device)?.state !== 'current')
      return refused('JOIN_VOID');
  }
  return accepted({ welcome: sealWelcome(community.id, certificate.box, keys, random) });
}

/** What somebody of that role is to hold. */
function keysFor(community: AdmittingHost, role: Role): HandedKey[] {
  return community.heldKeys().filter(({ chain }) => {
    return chain === AUTHORITY_CHAIN || (chain === WHOLE_COMMUNITY && may(role, 'read'));
  });
}

async function admitNewcomer(
  community: AdmittingHost,
  requestBytes: Uint8Array,
  now: number,
  random: Random,
): Promise<Verdict<AdmitReply>> {
  const request = readJoinRequest(requestBytes, community.id);
  if (!request.ok) return request;
  const { certificate, invite } = request.value;
  const authority = community.authority();
  const known = authority.devices.get(certificate.device);
  let role = authority.invites.get(invite)?.role;
  if (known) {
    // The answer to an earlier request was lost on its way: the same keys once more, and no second admission.
    if (known.state !== 'current') return refused('JOIN_REMOVED');
    role = authority.members.get(known.person)?.role;
  } else {
    const verdict = mayAdmit(authority, community.device, request.value, now);
    if (!verdict.ok) return verdict;
    if (verdict.value.approval) return askAtTheDoor(community, request.value, now);
  }
  if (role === undefined) return refused('INVITE_UNKNOWN');
  if (!known) {
    const admitted = await writeAdmission(community, request.value, role, random);
    if (!admitted.ok) return admitted;
  }
  const keys = keysFor(community, role);
  return accepted({ welcome: sealWelcome(community.id, certificate.box, keys, random) });
}

async function writeAdmission(
  community: AdmittingHost,
  request: JoinRequest,
  role: Role,
  random: Random,
): Promise<Verdict<void>> {
  const keys = keysFor(community, role);
  await community.act(admitBody({ community: community.id, request, role, keys, random }));
  const isIn = community.authority().devices.has(request.certificate.device);
  return isIn ? accepted(undefined) : refused('JOIN_VOID');
}

/** Not by a steward's device alone: by its person. */
function askAtTheDoor({ door }: AdmittingHost, request: JoinRequest, now: number): Verdict<never> {
  if (door.isRefused(request.certificate.device)) return refused('JOIN_REFUSED');
  door.knock(request, now);
  return refused('APPROVAL_WAITING');
}

/**
 * The person at this device says yes: the admission is written, and whoever asked gets the keys from any member they ask
 * next. Throws KithError JOIN_UNKNOWN, JOIN_VOID, and what `mayAdmit` refuses with.
 */
export async function letIn(
  community: AdmittingHost,
  device: DeviceId,
  now: number,
  random: Random,
): Promise<void> {
  const { door } = community;
  const knock = door.find(device);
  if (!knock) throw new KithError('JOIN_UNKNOWN');
  const verdict = mayAdmit(community.authority(), community.device, knock.request, now);
  if (!verdict.ok) {
    door.forget(device);
    throw new KithError(verdict.code);
  }
  const admitted = await writeAdmission(community, knock.request, verdict.value.role, random);
  if (!admitted.ok) throw new KithError(admitted.code);
  door.forget(device);
}
