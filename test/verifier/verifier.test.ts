import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  dropDeviceBody,
  profileBody,
  removeBody,
  roleBody,
  titleBody,
} from '../../core/authority/action-bodies.ts';
import type { Community } from '../../core/community/community.ts';
import { entryIdAt } from '../../core/community/entry-id-at.ts';
import { cutsOf } from '../../core/peer/ends.ts';
import {
  copyOf,
  exchange,
  founder,
  joiner,
  pull,
  write,
  type Neighbour,
} from '../core/community/neighbours.ts';
import { exportRecords } from './export-records.ts';
import { base32, bin, bytesOf, hex, list, sha256 } from './primitives.ts';
import { readCbor } from './read-cbor.ts';
import { keysByTag, readFeed, type FeedName } from './read-feed.ts';
import { signs } from './statements.ts';
import { verifyDirectory } from './verify-directory.ts';

interface Vectors {
  readonly keys: Readonly<Record<'root' | 'device' | 'invite', { readonly publicKey: string }>>;
  readonly community: { readonly salt: string; readonly id: string };
  readonly contentKey: { readonly key: string; readonly id: string };
  readonly certificate: { readonly bytes: string; readonly person: string };
  readonly joinRequest: string;
  readonly entries: readonly (Readonly<Record<'plain' | 'record' | 'id', string>> & {
    readonly feed: FeedName;
    readonly seq: number;
  })[];
}

const unhex = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'));

const step = process.env['KITH_TIER'] === 'quick' ? 127 : 7;

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'kith-verifier-'));
});

afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

/** Three people; one becomes steward, one is removed; all write. */
async function street(): Promise<Neighbour> {
  const ana = await founder();
  const ben = await joiner('ben', ana);
  const cleo = await joiner('cleo', ana);
  await write(ana, { set: [['title', 'Tools']], push: [{ n: 1 }] });
  await write(ben, { set: [['title', 'Ladders']] });
  await write(cleo, { push: [{ n: 2 }] });
  await exchange(ana, ben);
  await exchange(ana, cleo);
  await ana.community.act(roleBody(ben.community.person!, 'steward'));
  await exchange(ana, ben);
  await ben.community.act(titleBody('Oak Street'));
  await exchange(ana, ben);
  await ana.community.act(removeBody(cleo.community.person!, [], 'moved away'));
  await write(ana, { set: [['title', 'Saws']] });
  return ana;
}

/** As a session that finds out where copies part: what proves a fork is sent once more when the fork is known. */
async function meet(from: Neighbour, to: Neighbour): Promise<void> {
  for (let round = 0; round < 2; round++) {
    for (const { kind, device, seq } of from.community.frontier()) {
      const run = await from.community.read(kind, device, 0, seq, 1 << 20);
      await to.community.receive([run!]);
    }
    await pull(from, to);
  }
}

/**
 * A street where devices were copied: of Mal's, one copy goes on as a new device and drops the old one, naming the ends
 * of both branches, while the old one still writes; of Eve's, both copies write until she is removed by two stewards apart.
 */
async function copiedStreet(): Promise<Neighbour> {
  const ana = await founder();
  const [ben, cem] = [await joiner('ben', ana), await joiner('cem', ana)];
  const [mal, eve] = [await joiner('mal', ana), await joiner('eve', ana)];
  await ana.community.act(roleBody(ben.community.person!, 'steward'));
  for (const one of [ben, cem, mal, eve]) await pull(ana, one);
  await write(mal, { push: ['before'] });
  await write(eve, { push: ['before'] });
  const [mal2, eve2] = [await copyOf(mal, 'mal 2'), await copyOf(eve, 'eve 2')];
  for (const [at, copy] of [mal, mal2, eve, eve2].entries()) {
    await write(copy, { set: [['title', `copy ${String(at)}`]], push: [at] });
    await copy.community.act(profileBody(`copy ${String(at)}`));
  }
  for (const copy of [mal, eve]) await meet(copy, ana);
  await write(ana, { push: ['after one branch of each'] });
  for (const copy of [mal2, eve2]) await meet(copy, ben);
  await write(ben, { push: ['after the others'] });
  await ben.community.act(
    removeBody(eve.community.person!, cutsOf(ben.community, [eve.community.device]), ''),
  );
  await meet(ana, mal2);
  const old = mal2.community.device;
  await mal2.community.renew('mal again');
  await write(mal2, { push: ['as a new device'] });
  await mal2.community.act(dropDeviceBody(old, cutsOf(mal2.community, [old]), []));
  await mal.community.act(profileBody('still the old one'));
  await write(mal, { push: ['beyond the cut'] });
  await cem.community.act(profileBody('apart from being made a guest'));
  await meet(eve2, ana);
  await ana.community.act(
    removeBody(eve.community.person!, cutsOf(ana.community, [eve.community.device]), ''),
  );
  await ana.community.act(roleBody(cem.community.person!, 'guest'));
  for (const copy of [eve, eve2]) await write(copy, { push: ['beyond the cut, too'] });
  for (const one of [mal, mal2, eve, eve2, cem, ben]) await meet(one, ana);
  return ana;
}

/** What the application says of the same: ids of void authority entries, and of content entries that count. */
function verdictsOf(community: Community) {
  const { state, store, layout } = community;
  const authority = community.authority();
  const counting = state.feeds.all().flatMap((feed) => {
    if (feed.kind !== 'content') return [];
    const seqs = Array.from({ length: feed.seq - feed.base + 1 }, (_, at) => feed.base + at);
    return seqs
      .filter((seq) => state.effectiveness.writerOf(authority, feed, seq))
      .map((seq) => entryIdAt(store, layout, feed, seq));
  });
  const voids = [...authority.verdicts].flatMap(([id, { effective }]) => (effective ? [] : [id]));
  return { counting: counting.sort(), voids: voids.sort() };
}

/** Exports it, and expects the same of the files as the application says of the disk. */
async function judgedLikeHere(community: Community) {
  await exportRecords(community, directory);
  const judged = verifyDirectory(directory);
  expect(judged.faults).toEqual([]);
  const verified = await community.verify();
  expect(verified.faults).toEqual([]);
  expect(judged.entries).toBe(verified.entries);
  expect(judged.heads).toEqual(verified.heads);
  for (const [id, depth] of judged.depths) expect(community.state.index.find(id as never)?.depth).toBe(depth);
  const authority = community.authority();
  expect(judged.title).toBe(authority.title);
  const people = [...authority.members.values()].map(
    ({ name, role, state }) => `${name} ${role} ${state === 'in' ? 'in' : 'out'}`,
  );
  expect(judged.people).toEqual(people.sort());
  const { counting, voids } = verdictsOf(community);
  expect(judged.counting).toEqual(counting);
  expect(judged.voids).toEqual(voids);
  return judged;
}

describe('a second reader of the rules', () => {
  it('[FEED-21] computes the ids, chains, seals and signatures of the committed vectors', () => {
    const file = new URL('../core/feed/vectors.json', import.meta.url);
    const vectors = JSON.parse(readFileSync(file, 'utf8')) as Vectors;
    const device = unhex(vectors.keys.device.publicKey);
    const community = sha256('kith/community/1', device, unhex(vectors.community.salt));
    expect(base32(community)).toBe(vectors.community.id);
    expect(base32(sha256('kith/key/1', unhex(vectors.contentKey.key)))).toBe(vectors.contentKey.id);
    const keys = keysByTag([unhex(vectors.contentKey.key)]);
    for (const feed of ['authority', 'content'] as const) {
      const rows = vectors.entries.filter((row) => row.feed === feed);
      const records = bytesOf(...rows.map((row) => unhex(row.record)));
      const report = readFeed(community, feed, device, records, keys);
      expect(report.faults).toEqual([]);
      expect(report.entries.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
      const plains = rows.map(({ plain }) => list(readCbor(unhex(plain)), 5)[4]);
      expect(report.entries.map(({ payload }) => payload?.body)).toEqual(plains);
    }
  });

  it('[IDENTITY-5] [IDENTITY-9] finds the committed certificate and request signed by whom they name', () => {
    const file = new URL('../core/feed/vectors.json', import.meta.url);
    const vectors = JSON.parse(readFileSync(file, 'utf8')) as Vectors;
    const bytes = unhex(vectors.certificate.bytes);
    const fields = list(readCbor(bytes), 8);
    expect(base32(sha256('kith/person/1', bytes))).toBe(vectors.certificate.person);
    expect([hex(bin(fields[2])), hex(bin(fields[3]))]).toEqual([
      vectors.keys.root.publicKey,
      vectors.keys.device.publicKey,
    ]);
    expect(signs(bin(fields[2]), 'kith/certificate/1', fields.slice(0, 6), bin(fields[6]))).toBe(true);
    expect(signs(bin(fields[3]), 'kith/certificate/1', fields.slice(0, 6), bin(fields[7]))).toBe(true);
    const request = list(readCbor(unhex(vectors.joinRequest)), 5);
    expect(hex(bin(request[2]))).toBe(vectors.keys.invite.publicKey);
    expect(signs(bin(request[2]), 'kith/join/1', request.slice(0, 3), bin(request[3]))).toBe(true);
    expect(signs(bin(fields[3]), 'kith/join/1', request.slice(0, 3), bin(request[4]))).toBe(true);
  });

  it('[GATE-12] agrees with verify about a stored community: entries, heads, depths, who is in', async () => {
    const { community } = await street();
    const judged = await judgedLikeHere(community);
    expect(judged.people).toEqual(['ana steward in', 'ben steward in', 'cleo member out']);
    expect(judged.voids).toEqual([]);
  });

  it('[GATE-21] [GATE-19] [AUTH-61] agrees about branches, cuts with two tips, and a device that introduces itself', async () => {
    const { community } = await copiedStreet();
    expect(community.branches().length).toBeGreaterThanOrEqual(8);
    const judged = await judgedLikeHere(community);
    expect(judged.people).toEqual([
      'ana steward in',
      'ben steward in',
      'cem guest in',
      'copy 1 member in',
      'copy 2 member out',
    ]);
    // The old device after it was dropped, and Cem apart from being made a guest.
    expect(judged.voids).toHaveLength(2);
    // Of twelve, what the old device and both copies of Eve's wrote beyond the ends of their branches does not.
    expect(judged.counting).toHaveLength(9);
  });

  it('[GATE-12] [THREAT-27] finds a byte that was flipped, wherever it is', async () => {
    const { community } = await street();
    await exportRecords(community, directory);
    for (const name of readdirSync(directory)) {
      const file = join(directory, name);
      const whole = readFileSync(file);
      // Steps that are no divisors of the lengths, so that in time every field of a record has its turn.
      for (let at = 0; at < whole.length; at += at < 40 ? 3 : step) {
        const spoilt = Buffer.from(whole);
        spoilt[at]! ^= 1 << (at % 8);
        writeFileSync(file, spoilt);
        expect(verifyDirectory(directory).faults, `${name} at ${String(at)}`).not.toEqual([]);
      }
      writeFileSync(file, whole);
    }
    expect(verifyDirectory(directory).faults).toEqual([]);
  });
});
