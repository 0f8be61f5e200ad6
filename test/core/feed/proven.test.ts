import { describe, expect, it } from 'vitest';
import { chain } from '../../../core/feed/chain.ts';
import type { ChainedEntry, EntryRecord } from '../../../core/feed/entry.ts';
import { feedContext } from '../../../core/feed/feed-context.ts';
import { isSigned, provenCount } from '../../../core/feed/proven.ts';
import { author, community, flip, writeFeed } from './fixtures.ts';

const ana = author('ana');
const bo = author('bo');
const feed = writeFeed(ana, 10);

function rechain(
  change: (record: EntryRecord, seq: number) => EntryRecord,
  context = ana.context,
): ChainedEntry[] {
  const records = feed.map((entry, seq) => change(entry.record, seq));
  const chained = chain(context, { from: 0, prev: null }, records);
  if (!chained.ok) throw new Error(chained.code);
  return chained.value;
}

function signedAt(...seqs: number[]): ChainedEntry[] {
  return rechain((record, seq) => (seqs.includes(seq) ? record : { ...record, signature: null }));
}

describe('proof', () => {
  it('[FEED-13] an entry is proven by itself or by a later one of its feed', () => {
    expect(provenCount(ana.context, feed)).toBe(10);
    expect(provenCount(ana.context, signedAt(9))).toBe(10);
    expect(provenCount(ana.context, signedAt(2, 5))).toBe(6);
    expect(provenCount(ana.context, signedAt(0))).toBe(1);
    expect(provenCount(ana.context, signedAt())).toBe(0);
    expect(provenCount(ana.context, [])).toBe(0);
  });

  it('[FEED-13] [THREAT-8] nobody else can write in a feed', () => {
    const forged = writeFeed({ ...bo, context: ana.context, key: bo.key }, 4);
    expect(provenCount(ana.context, forged)).toBe(0);
    expect(forged.some((entry) => isSigned(ana.context, entry))).toBe(false);
    const relabelled = chain(
      bo.context,
      { from: 0, prev: null },
      feed.map((entry) => entry.record),
    );
    expect(relabelled.ok && provenCount(bo.context, relabelled.value)).toBe(0);
  });

  it('[FEED-14] [THREAT-10] a corrupt signature in the middle of a range changes nothing for the others', () => {
    for (let bad = 0; bad < 9; bad++) {
      const spoilt = rechain((record, seq) =>
        seq === bad ? { ...record, signature: flip(record.signature!, (bad * 7) % 64) } : record,
      );
      expect(provenCount(ana.context, spoilt)).toBe(10);
      expect(isSigned(ana.context, spoilt[bad]!)).toBe(false);
    }
  });

  it('[FEED-14] a corrupt signature at the end leaves the rest proven', () => {
    const spoilt = rechain((record, seq) =>
      seq > 6 ? { ...record, signature: flip(record.signature!, seq) } : record,
    );
    expect(provenCount(ana.context, spoilt)).toBe(7);
  });

  it('[FEED-13] [THREAT-8] a changed entry unproves itself and all that hang on it, not those before it', () => {
    const changed = rechain((record, seq) =>
      seq === 4 ? { ...record, payload: flip(record.payload!, 3) } : record,
    );
    expect(provenCount(ana.context, changed)).toBe(4);
    expect(changed.slice(4).some((entry) => isSigned(ana.context, entry))).toBe(false);
  });

  it('[FEED-14] [THREAT-43] a copy of a real entry with a bad signature is not proven, the real one still is', () => {
    const [real] = feed;
    const copy = rechain((record) => ({ ...record, signature: flip(record.signature!, 0) })).slice(0, 1);
    expect(copy[0]!.id).toBe(real!.id);
    expect(provenCount(ana.context, copy)).toBe(0);
    expect(provenCount(ana.context, [real!])).toBe(1);
    const bare = signedAt().slice(0, 1);
    expect(provenCount(ana.context, bare)).toBe(0);
    // The copy is as good as the original as soon as a later entry proves it.
    expect(provenCount(ana.context, [copy[0]!, ...feed.slice(1)])).toBe(10);
  });

  it('[FEED-13] [THREAT-10] a device whose key is of small order proves nothing', () => {
    const weak = feedContext(community, 'content', 'a'.repeat(52) as typeof ana.id);
    const records = feed.map((entry) => ({ ...entry.record, signature: new Uint8Array(64) }));
    const chained = chain(weak, { from: 0, prev: null }, records);
    expect(chained.ok && provenCount(weak, chained.value)).toBe(0);
  });
});
