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
import { forgetCopied } from './copied.ts';
import type { LiveState } from './live-state.ts';
import { OwnFeeds, type OwnEntry } from './own-feeds.ts';
import { localKeyOf, type Secrets } from './secrets.ts';

interface Renewal {
  /** The first entry of the new device: it introduces itself. */
  readonly introduction: OwnEntry;
  readonly secrets: Secrets;
}

/** Throws KithError NOT_A_MEMBER, DEVICE_GONE, NAME_UNREADABLE, DISK_FULL. */
export async function renewDevice(live: LiveState, label: string): Promise<void> {
  const { options, state, secrets } = live;
  const renewal = newDevice(options.id, state, secrets, { label, time: live.time() }, options.random);
  const { feed, entry } = renewal.introduction;
  const batch = live.batch(true);
  const admitted = state.gate.admitOwn(feed, entry, batch);
  if (!admitted) throw new Error('the gate refused the introduction of this device');
  live.putReceipts(batch);
  forgetCopied(live, batch);
  // One write: a device is the old one or the new one, whenever it is cut off.
  await live.writeSecrets(renewal.secrets, batch);
  await live.reload();
  live.announce([admitted], [], true);
}

/** Changes nothing that is stored. */
function newDevice(
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
