import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { removeBody, roleBody, titleBody } from '../../core/authority/action-bodies.ts';
import { exchange, founder, joiner, write, type Neighbour } from '../core/community/neighbours.ts';
import { exportRecords } from './export-records.ts';
import { signs } from './fold.ts';
import { base32, bin, bytesOf, hex, list, sha256 } from './primitives.ts';
import { readCbor } from './read-cbor.ts';
import { keysByTag, readFeed, type FeedName } from './read-feed.ts';
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
    await exportRecords(community, directory);
    const judged = verifyDirectory(directory);
    expect(judged.faults).toEqual([]);
    const verified = await community.verify();
    expect(verified.faults).toEqual([]);
    expect(judged.entries).toBe(verified.entries);
    expect(judged.heads).toEqual(verified.heads);
    for (const [id, depth] of judged.depths)
      expect(community.state.index.find(id as never)?.depth).toBe(depth);
    const authority = community.authority();
    expect(judged.title).toBe(authority.title);
    const people = [...authority.members.values()].map(
      ({ name, role, state }) => `${name} ${role} ${state === 'in' ? 'in' : 'out'}`,
    );
    expect(judged.people).toEqual(people.sort());
    expect(judged.people).toEqual(['ana steward in', 'ben steward in', 'cleo member out']);
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
