/** Communities over stores in memory, for tests: founded, joined, and brought in step by hand. */
import { inviteBody } from '../../../core/authority/action-bodies.ts';
import type { Clock, Random } from '../../../core/base/clock.ts';
import { WHOLE_COMMUNITY, type InviteId, type PlaceId } from '../../../core/base/ids.ts';
import { silentLog } from '../../../core/base/log.ts';
import { toBase32 } from '../../../core/base/base32.ts';
import { sha256 } from '../../../core/crypto/hash.ts';
import { signingKeyFromSeed } from '../../../core/crypto/sign.ts';
import type { Community, CommunityOptions, Written } from '../../../core/community/community.ts';
import { foundCommunity, joinedCommunity, openCommunity } from '../../../core/community/found-community.ts';
import type { FeedTip } from '../../../core/community/replica.ts';
import type { Edit } from '../../../core/documents/edit.ts';
import { directoryPlace } from '../../../core/documents/object-id.ts';
import { createCertificate } from '../../../core/identity/certificate.ts';
import { createJoinRequest } from '../../../core/identity/join-request.ts';
import { newDeviceKeys } from '../../../core/identity/keys.ts';
import { MemoryKeychain } from '../../../core/keychain/memory-keychain.ts';
import { MemoryDisk, type MemoryStore } from '../../../core/store/memory-store.ts';
import type { Run } from '../../../core/feed/run.ts';

/** The same bytes for the same seed, on every machine. */
export function seededRandom(seed: string): Random {
  let count = 0;
  return {
    bytes(length) {
      const bytes = new Uint8Array(length);
      for (let at = 0; at < length; at += 32) {
        const block = sha256(new TextEncoder().encode(`${seed}/${String(count++)}`));
        bytes.set(block.subarray(0, Math.min(32, length - at)), at);
      }
      return bytes;
    },
  };
}

export interface Neighbour {
  readonly name: string;
  readonly store: MemoryStore;
  readonly options: Omit<CommunityOptions, 'id'>;
  community: Community;
}

export function optionsFor(name: string, store: MemoryStore): Omit<CommunityOptions, 'id'> {
  let now = 1_800_000_000_000;
  const clock = { now: () => now++, after: () => () => {} };
  return {
    number: 0,
    store,
    keychain: new MemoryKeychain(),
    clock,
    random: seededRandom(name),
    log: silentLog,
  };
}

export async function founder(name = 'ana', clock?: Clock): Promise<Neighbour> {
  const store = new MemoryDisk().open();
  const options = { ...optionsFor(name, store), ...(clock && { clock }) };
  return { name, store, options, community: await foundCommunity(options, { title: 'Elm Street', name }) };
}

/** An invite by `host`, used at once; both are in step afterwards. */
export async function joiner(name: string, host: Neighbour, disk = new MemoryDisk()): Promise<Neighbour> {
  const inviteKey = signingKeyFromSeed(seededRandom(`${name}/invite`).bytes(32));
  const invite = toBase32(inviteKey.publicKey) as InviteId;
  await host.community.act(inviteBody({ invite, role: 'member', uses: 1, expires: null, approval: false }));
  const store = disk.open();
  const options = optionsFor(name, store);
  const keys = newDeviceKeys(options.random);
  const certificate = createCertificate(host.community.id, keys, name);
  const request = createJoinRequest(certificate, keys.device, inviteKey);
  const reply = await host.community.admit(request.bytes);
  if (!reply.ok) throw new Error(reply.code);
  const community = await joinedCommunity({ ...options, id: host.community.id }, keys, reply.value.welcome);
  const neighbour = { name, store, options, community };
  await exchange(host, neighbour);
  return neighbour;
}

/** Another device with all that this one has on its disk now, as a copied profile is. */
export async function copyOf(
  neighbour: Neighbour,
  name: string,
  disk = new MemoryDisk(),
): Promise<Neighbour> {
  const store = disk.open();
  for await (const rows of neighbour.store.read({ from: new Uint8Array(0), to: Uint8Array.of(0xff) }))
    await store.write(
      rows.map(({ key, value }) => ({ type: 'put', key, value })),
      { sync: true },
    );
  const options = optionsFor(name, store);
  const community = await openCommunity({ ...options, id: neighbour.community.id });
  if (!community) throw new Error('nothing to open');
  return { name, store, options, community };
}

/** Gives `to` everything that `from` has and it lacks. */
export async function pull(from: Neighbour, to: Neighbour, maxBytes = 1 << 20): Promise<void> {
  await to.community.receiveErasures(from.community.erasures());
  for (;;) {
    const runs: Run[] = [];
    await to.community.receiveProofs(from.community.proofs());
    for (const { kind, device, from: first, seq, id } of from.community.branches()) {
      if (to.community.holds(id)) continue;
      const start = Math.min(first, (to.community.tip(kind, device)?.seq ?? -1) + 1);
      const run = await from.community.read(kind, device, start, seq, maxBytes, id);
      if (run) runs.push(run);
    }
    for (const tip of from.community.frontier()) {
      const held = to.community.tip(tip.kind, tip.device)?.seq ?? -1;
      if (held >= tip.seq) continue;
      const run = await from.community.read(tip.kind, tip.device, held + 1, tip.seq, maxBytes);
      if (run) runs.push(run);
    }
    if (runs.length === 0) return;
    const report = await to.community.receive(runs);
    if (report.refused.length > 0) throw new Error(JSON.stringify(report.refused));
    if (report.stored === 0) return;
  }
}

export async function exchange(a: Neighbour, b: Neighbour): Promise<void> {
  await pull(a, b);
  await pull(b, a);
}

export async function restart(neighbour: Neighbour): Promise<void> {
  await neighbour.community.stop();
  const opened = await openCommunity({ ...neighbour.options, id: neighbour.community.id });
  if (!opened) throw new Error('nothing to open');
  neighbour.community = opened;
}

export function home(neighbour: Neighbour): PlaceId {
  return directoryPlace(neighbour.community.id, WHOLE_COMMUNITY);
}

export function write(
  neighbour: Neighbour,
  edit: Partial<Edit>,
  part = 0,
  place = home(neighbour),
): Promise<Written> {
  const target = { space: WHOLE_COMMUNITY, place, part, isErasable: true };
  return neighbour.community.write(target, () => ({ set: edit.set ?? [], push: edit.push ?? [] }));
}

export function frontierText(tips: readonly FeedTip[]): string[] {
  return tips.map((tip) => `${tip.kind}/${tip.device}/${String(tip.seq)}/${tip.id}`).sort();
}
