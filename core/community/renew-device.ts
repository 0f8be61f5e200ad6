/**
 * A device goes on as a new one: other keys, the same person, certified by the device that it was, or by the root where
 * this device holds the one in force. What was written stays under the old name. [IDENTITY-24]
 */
import { addDeviceBody } from '../authority/action-bodies.ts';
import { fromBase32 } from '../base/base32.ts';
import { equalBytes } from '../base/bytes.ts';
import type { Random } from '../base/clock.ts';
import { WHOLE_COMMUNITY, type CommunityId } from '../base/ids.ts';
import { KithError } from '../base/kith-error.ts';
import { createDeviceCertificate } from '../identity/device-certificate.ts';
import { deviceIdOf, newDeviceKeys, withoutRoot } from '../identity/keys.ts';
import type { CommunityState } from './community-state.ts';
import { OwnFeeds, type OwnEntry } from './own-feeds.ts';
import { localKeyOf, type Secrets } from './secrets.ts';

export interface Renewal {
  /** The first entry of the new device: it introduces itself. */
  readonly introduction: OwnEntry;
  readonly secrets: Secrets;
}

/** Changes nothing that is stored. Throws KithError NOT_A_MEMBER, DEVICE_GONE, NAME_UNREADABLE. */
export function renewDevice(
  community: CommunityId,
  state: CommunityState,
  secrets: Secrets,
  wish: { readonly label: string; readonly time: number },
  random: Random,
): Renewal {
  const authority = state.log.authority();
  const old = authority.devices.get(state.device);
  const member = old && authority.members.get(old.person);
  if (member?.state !== 'in') throw new KithError('NOT_A_MEMBER');
  if (old?.state !== 'current') throw new KithError('DEVICE_GONE');
  const { root, device } = secrets.keys;
  const keys = root ? newDeviceKeys(random, root) : withoutRoot(newDeviceKeys(random));
  // The root beats every device, also one that a thief makes of the copy; but only the one in force says anything.
  const isInForce = root !== null && equalBytes(root.publicKey, fromBase32(member.root)!);
  const certifier = isInForce ? root : device;
  const certificate = createDeviceCertificate(community, member.id, keys, wish.label, certifier);
  const handed = state.keys.all();
  const own = new OwnFeeds({
    device: deviceIdOf(keys),
    key: keys.device,
    feeds: state.feeds,
    keys: state.keys,
    fold: () => {
      state.log.authority();
    },
    effectiveness: state.effectiveness,
    random,
    floor: { authority: -1, content: -1 },
  });
  const { kind, body } = addDeviceBody({ community, certificate, keys: handed, random });
  const payload = { time: wish.time, kind, space: WHOLE_COMMUNITY, document: null, body };
  return {
    introduction: own.make({ kind: 'authority', isErasable: false, payload }),
    secrets: { keys, chainKeys: handed, local: localKeyOf(secrets) },
  };
}
