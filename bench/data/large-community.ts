/**
 * A community of 500 members with 800 devices as one of them has it on its disk: everybody let in by the founder, with keys
 * and signatures as always. Of some members the keys are kept, to be devices that receive.
 */
import { addDeviceBody, inviteBody } from '../../core/authority/action-bodies.ts';
import { toBase32 } from '../../core/base/base32.ts';
import type { InviteId, PersonId } from '../../core/base/ids.ts';
import { silentLog } from '../../core/base/log.ts';
import type { Community, CommunityOptions } from '../../core/community/community.ts';
import { foundCommunity, joinedCommunity } from '../../core/community/found-community.ts';
import { signingKeyFromSeed } from '../../core/crypto/sign.ts';
import { createCertificate } from '../../core/identity/certificate.ts';
import { createDeviceCertificate } from '../../core/identity/device-certificate.ts';
import { createJoinRequest } from '../../core/identity/join-request.ts';
import { newDeviceKeys, type DeviceKeys } from '../../core/identity/keys.ts';
import { MemoryKeychain } from '../../core/keychain/memory-keychain.ts';
import type { Store } from '../../core/store/store.ts';
import { seededRandom } from '../../test/world/random.ts';

const MEMBERS = 500;
const DEVICES = 800;

export interface Neighbour {
  readonly person: PersonId;
  readonly keys: DeviceKeys;
  readonly welcome: Uint8Array;
}

export interface LargeCommunity {
  readonly founder: Community;
  /** In the order in which they were let in. */
  readonly neighbours: readonly Neighbour[];
}

/** Clock and chance of a bench: nothing happens by itself. */
export function benchOptions(seed: number, store: Store): Omit<CommunityOptions, 'id'> {
  let now = 1_800_000_000_000;
  const clock = { now: () => (now += 1_000), after: () => () => {} };
  return {
    number: 0,
    store,
    keychain: new MemoryKeychain(),
    clock,
    random: seededRandom(seed),
    log: silentLog,
  };
}

export async function largeCommunity(store: Store): Promise<LargeCommunity> {
  const options = benchOptions(1, store);
  const { random } = options;
  const founder = await foundCommunity(options, { title: 'Elm Street', name: 'Ana' });
  const inviteKey = signingKeyFromSeed(random.bytes(32));
  const invite = toBase32(inviteKey.publicKey) as InviteId;
  await founder.act(inviteBody({ invite, role: 'member', uses: null, expires: null, approval: false }));
  const neighbours: Neighbour[] = [];
  for (let i = 1; i < MEMBERS; i++) {
    const keys = newDeviceKeys(random);
    const certificate = createCertificate(founder.id, keys, `Neighbour ${String(i)}`);
    const reply = await founder.admit(createJoinRequest(certificate, keys.device, inviteKey).bytes);
    if (!reply.ok) throw new Error(reply.code);
    neighbours.push({ person: certificate.person, keys, welcome: reply.value.welcome });
  }
  await Promise.all(
    neighbours.slice(0, DEVICES - MEMBERS).map(({ person, keys: { device } }) => {
      const further = newDeviceKeys(random);
      const certificate = createDeviceCertificate(founder.id, person, further, 'second', device);
      const keys = founder.heldKeys();
      return founder.act(addDeviceBody({ community: founder.id, certificate, keys, random }));
    }),
  );
  const current = [...founder.authority().devices.values()].filter(({ state }) => state === 'current');
  if (current.length !== DEVICES) throw new Error(`${String(current.length)} devices are in`);
  return { founder, neighbours };
}

/** The device of one of them, with all that the founder's has. */
export async function deviceOf(
  founder: Community,
  { keys, welcome }: Neighbour,
  seed: number,
  store: Store,
): Promise<Community> {
  const community = await joinedCommunity({ ...benchOptions(seed, store), id: founder.id }, keys, welcome);
  for (;;) {
    const { seq } = founder.tip('authority', founder.device)!;
    const from = (community.tip('authority', founder.device)?.seq ?? -1) + 1;
    if (from > seq) return community;
    const run = await founder.read('authority', founder.device, from, seq, 1 << 20);
    await community.receive([run!]);
  }
}
