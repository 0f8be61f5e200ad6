import { describe, expect, it } from 'vitest';
import { toBase32 } from '../../../core/base/base32.ts';
import { concat } from '../../../core/base/bytes.ts';
import type { CommunityId } from '../../../core/base/ids.ts';
import type { ChainedEntry } from '../../../core/feed/entry.ts';
import {
  decodeForkProof,
  encodeForkProof,
  makeForkProof,
  MAX_FORK_PROOF,
  verifyForkProof,
  type ForkProof,
} from '../../../core/feed/fork-proof.ts';
import { encodeRuns } from '../../../core/feed/run.ts';
import { author, bytes32, community, entryIdOf, flip, write, writeFeed } from './fixtures.ts';

const ana = author('ana');
const shared = writeFeed(ana, 3);
const prev = shared[2]!.id;

function branch(length: number, seed: number): ChainedEntry[] {
  const entries: ChainedEntry[] = [];
  for (let i = 0; i < length; i++) {
    entries.push(write(ana, { seq: 3 + i, prev: entries.at(-1)?.id ?? prev }, seed));
  }
  return entries;
}

const [left, right] = [branch(1, 5), branch(1, 6)];
const proof = makeForkProof('content', ana.id, left, right)!;
const ids = [left[0]!.id, right[0]!.id].sort();
const verified = { ok: true, value: { a: ids[0], b: ids[1] } };
const isFalse = { ok: false, code: 'PROOF_FALSE' };

describe('fork proof', () => {
  it('[FEED-19] [THREAT-1] proves two entries of one seq, in whatever order they were found', () => {
    expect(verifyForkProof(community, proof)).toEqual(verified);
    expect(makeForkProof('content', ana.id, right, left)).toEqual(proof);
    expect(proof.a.records[0]!.payload).toBeNull();
  });

  it('[FEED-19] reads back as it was written', () => {
    expect(decodeForkProof(encodeForkProof(proof))).toEqual({ ok: true, value: proof });
  });

  it('[FEED-19] a branch may need later entries to be proven', () => {
    const long = branch(5, 7).map((entry, i) =>
      i < 4 ? { ...entry, record: { ...entry.record, signature: null } } : entry,
    );
    const made = makeForkProof('content', ana.id, long, right)!;
    const read = decodeForkProof(encodeForkProof(made));
    expect(read.ok && verifyForkProof(community, read.value).ok).toBe(true);
  });

  it('[FEED-19] the branches may have parted before', () => {
    const other = write(ana, { seq: 2, prev: shared[1]!.id }, 8);
    const later = write(ana, { seq: 3, prev: other.id }, 9);
    const made = makeForkProof('content', ana.id, left, [later])!;
    expect(verifyForkProof(community, made).ok).toBe(true);
  });

  it('[FEED-19] a fork at the first entry is a fork', () => {
    const made = makeForkProof('content', ana.id, [shared[0]!], [write(ana, {}, 8)])!;
    const read = decodeForkProof(encodeForkProof(made));
    expect(read.ok && verifyForkProof(community, read.value).ok).toBe(true);
  });

  it('[FEED-19] [THREAT-8] [THREAT-9] nobody can prove what the device did not do', () => {
    const forge = (changes: Partial<ForkProof>) => verifyForkProof(community, { ...proof, ...changes });
    const spoilt = {
      ...proof.a,
      records: [{ ...proof.a.records[0]!, signature: flip(proof.a.records[0]!.signature!, 1) }],
    };
    expect(forge({ a: spoilt })).toEqual(isFalse);
    expect(forge({ b: proof.a })).toEqual(isFalse);
    expect(forge({ a: proof.b, b: proof.a })).toEqual(isFalse);
    expect(forge({ a: { ...proof.a, prev: entryIdOf('x') } })).toEqual(isFalse);
    expect(forge({ a: { ...proof.a, records: [] } })).toEqual(isFalse);
    expect(forge({ seq: 4 })).toEqual(isFalse);
    expect(forge({ kind: 'authority' })).toEqual(isFalse);
    expect(forge({ device: author('bo').id })).toEqual(isFalse);
    expect(verifyForkProof(toBase32(bytes32('elsewhere')) as CommunityId, proof)).toEqual(isFalse);
    // One entry twice, the second time with another signature or with none, is no fork.
    expect(forge({ b: { ...proof.a, records: [{ ...proof.a.records[0]!, signature: null }] } })).toEqual(
      isFalse,
    );
  });

  it('[FEED-19] [THREAT-14] every changed byte is refused', () => {
    const bytes = encodeForkProof(proof);
    for (let at = 0; at < bytes.length; at++) {
      const read = decodeForkProof(flip(bytes, at, 1 << (at % 8)));
      if (read.ok) expect(verifyForkProof(community, read.value)).toEqual(isFalse);
    }
  });

  it('[FEED-19] [THREAT-18] has one form, and an end', () => {
    const bytes = encodeForkProof(proof);
    const run = { kind: 'content' as const, device: ana.id, from: 3 };
    const [a, b] = [
      { ...run, ...proof.a },
      { ...run, ...proof.b },
    ];
    const signedTwice = { ...a, records: [a.records[0]!, a.records[0]!] };
    const wrong = [
      encodeRuns([]),
      encodeRuns([a]),
      encodeRuns([a, b, a]),
      encodeRuns([a, { ...b, from: 4 }]),
      encodeRuns([a, { ...b, kind: 'authority' }]),
      encodeRuns([a, { ...b, device: author('bo').id }]),
      encodeRuns([a, { ...b, records: [left[0]!.record] }]),
      encodeRuns([a, { ...b, records: [{ ...b.records[0]!, signature: null }] }]),
      encodeRuns([a, signedTwice]),
    ];
    for (const input of wrong) expect(decodeForkProof(input)).toEqual({ ok: false, code: 'PROOF_MALFORMED' });
    expect(decodeForkProof(concat(bytes, Uint8Array.of(0))).ok).toBe(false);
    const huge = new Uint8Array(MAX_FORK_PROOF + 1);
    expect(decodeForkProof(huge)).toEqual({ ok: false, code: 'PROOF_TOO_LARGE' });
  });

  it('[FEED-19] [THREAT-18] is not made when it would be larger than it may be', () => {
    const heads = Array.from({ length: 230 }, (_, i) => entryIdOf(`${i}`));
    const heavy: ChainedEntry[] = [];
    for (let i = 0; i < 40; i++) {
      heavy.push(write(ana, { seq: 3 + i, prev: heavy.at(-1)?.id ?? prev, heads }, 11));
    }
    expect(makeForkProof('content', ana.id, heavy, right)).toBeUndefined();
  });
});
