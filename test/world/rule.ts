/**
 * What several stewards do about people and their devices, and what somebody does who is none: mostly what their device
 * lets them, now and then what no honest device would write.
 */
import {
  dropDeviceBody,
  leaveBody,
  removeBody,
  revokeInviteBody,
  roleBody,
} from '../../core/authority/action-bodies.ts';
import { mayDropDevice, mayLeave, mayRemove, maySetRole } from '../../core/authority/decide.ts';
import { cutsOf } from '../../core/peer/ends.ts';
import type { Actor } from './actor.ts';
import type { SeededRandom } from './random.ts';

const ROLES = ['steward', 'steward', 'member', 'member', 'guest'] as const;

/** What was done, for the trace; undefined: nothing. */
export async function rule({ community }: Actor, random: SeededRandom): Promise<string | undefined> {
  const authority = community.authority();
  const { device, person } = community;
  const isBold = random.happens(0.15);
  const members = [...authority.members.values()];
  if (members.length === 0) return undefined;
  const { id, name, devices } = random.pick(members);
  const at = random.fraction();
  const write = async (said: string, body: ReturnType<typeof roleBody>): Promise<string> =>
    `${isBold ? 'boldly ' : ''}${said}: authority ${(await community.act(body)).seq}`;
  if (at < 0.5) {
    const role = random.pick(ROLES);
    if (!isBold && !maySetRole(authority, device, id, role).ok) return undefined;
    return write(`makes ${name} a ${role}`, roleBody(id, role));
  }
  if (at < 0.65) {
    if (!isBold && !mayRemove(authority, device, id).ok) return undefined;
    return write(`removes ${name}`, removeBody(id, cutsOf(community, devices), ''));
  }
  if (at < 0.85) {
    const dropped = random.pick(devices);
    if (!isBold && (dropped === device || !mayDropDevice(authority, device, dropped).ok)) return undefined;
    return write(`drops a device of ${name}`, dropDeviceBody(dropped, cutsOf(community, [dropped]), []));
  }
  if (at < 0.95) {
    const invites = [...authority.invites.values()].filter(({ state }) => state === 'open');
    if (invites.length === 0) return undefined;
    return write('withdraws an invitation', revokeInviteBody(random.pick(invites).id));
  }
  const self = person === undefined ? undefined : authority.members.get(person);
  if (!self || authority.founder === person || !mayLeave(authority, device).ok) return undefined;
  return write('leaves', leaveBody(cutsOf(community, self.devices)));
}
