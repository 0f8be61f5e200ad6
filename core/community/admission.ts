/**
 * A member lets somebody in: checks the request against the community's state and this device's clock, writes the
 * admission, and seals the keys for the newcomer. [AUTH] judges the admission itself, the same everywhere.
 */
import { admitBody, type ActionBody } from '../authority/action-bodies.ts';
import type { Authority } from '../authority/authority.ts';
import { mayAdmit } from '../authority/decide.ts';
import type { HandedKey } from '../authority/key-ring.ts';
import { AUTHORITY_CHAIN } from '../authority/actions.ts';
import { may } from '../authority/roles.ts';
import type { Random } from '../base/clock.ts';
import { WHOLE_COMMUNITY, type CommunityId, type DeviceId } from '../base/ids.ts';
import { accepted, refused, type Verdict } from '../base/result.ts';
import { readJoinRequest } from '../identity/join-request.ts';
import { sealWelcome } from './welcome.ts';
import type { AdmitReply } from './replica.ts';

/** The community of whoever lets somebody in. */
export interface AdmittingHost {
  readonly id: CommunityId;
  readonly device: DeviceId;
  authority(): Authority;
  /** All keys that this device holds. */
  heldKeys(): readonly HandedKey[];
  act(action: ActionBody): Promise<unknown>;
}

/** `now`: this device's clock, against which an invite's expiry is checked. */
export async function admitJoiner(
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
  }
  if (role === undefined) return refused('INVITE_UNKNOWN');
  const keys = community.heldKeys().filter(({ chain }) => {
    return chain === AUTHORITY_CHAIN || (chain === WHOLE_COMMUNITY && may(role, 'read'));
  });
  if (!known) {
    await community.act(admitBody({ community: community.id, request: request.value, role, keys, random }));
    if (!community.authority().devices.has(certificate.device)) return refused('JOIN_VOID');
  }
  return accepted({ welcome: sealWelcome(community.id, certificate.box, keys, random) });
}
