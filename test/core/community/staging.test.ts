import { beforeEach, describe, expect, it } from 'vitest';
import { FeedTable, type FeedState } from '../../../core/community/feed-table.ts';
import { Layout } from '../../../core/community/layout.ts';
import { Staging, STAGING_LIMITS } from '../../../core/community/staging.ts';
import { FLAG_ERASABLE, type ChainedEntry, type EntryRecord } from '../../../core/feed/entry.ts';
import type { Run } from '../../../core/feed/run.ts';
import { withoutPayload } from '../../../core/feed/without-payload.ts';
import { author, community, entryIdOf, flip, write, type Author } from '../feed/fixtures.ts';

const ana = author('ana');
const ben = author('ben');
const nothing = (): boolean => false;

/** So many entries; `branch` tells apart what was written for one place. */
function feedOf(by: Author, count: number, branch = 'main'): ChainedEntry[] {
  const entries: ChainedEntry[] = [];
  for (let seq = 0; seq < count; seq++) {
    const heads = [entryIdOf(`${branch}/${seq}`)];
    entries.push(write(by, { seq, prev: entries[seq - 1]?.id ?? null, heads, flags: FLAG_ERASABLE }));
  }
  return entries;
}

/** Signed at its end alone, as ranges are sent. */
function runOf(by: Author, entries: readonly ChainedEntry[], change = (record: EntryRecord) => record): Run {
  const records = entries.map(({ record }, i) =>
    change(i === entries.length - 1 ? record : { ...record, signature: null }),
  );
  const { header, prev } = entries[0]!;
  return { kind: 'content', device: by.id, from: header.seq, prev, records };
}

describe('what waits to be stored', () => {
  let staging: Staging;
  let feeds: FeedTable;
  let feed: FeedState;

  beforeEach(() => {
    staging = new Staging();
    feeds = new FeedTable(community, new Layout(0));
    feed = feeds.findOrAdd('content', ana.id);
  });

  /** Ids of what may be stored now, in the order of the feed. */
  function taken(): string[] {
    const ids: string[] = [];
    for (let entry = staging.peek(feed); entry; entry = staging.peek(feed)) {
      ids.push(entry.id);
      feed.seq = entry.header.seq;
      feed.id = entry.id;
      staging.take(feed);
    }
    staging.compact();
    return ids;
  }

  const idsOf = (entries: readonly ChainedEntry[]): string[] => entries.map(({ id }) => id);

  it('[GATE-2] leaves only proven, and in order', () => {
    const entries = feedOf(ana, 6);
    staging.offer(
      feed,
      runOf(ana, entries.slice(0, 3), (record) => ({ ...record, signature: null })),
      nothing,
    );
    expect(taken()).toEqual([]);
    staging.offer(feed, runOf(ana, entries.slice(3)), nothing);
    expect(taken()).toEqual(idsOf(entries));
    expect(staging.size).toBe(0);
  });

  it('[THREAT-43] a copy with a bad signature keeps nothing out', () => {
    const entries = feedOf(ana, 4);
    const spoil = (record: EntryRecord): EntryRecord =>
      record.signature ? { ...record, signature: flip(record.signature, 3) } : record;
    staging.offer(feed, runOf(ana, entries, spoil), nothing);
    expect(taken()).toEqual([]);
    staging.offer(feed, runOf(ana, entries), nothing);
    expect(taken()).toEqual(idsOf(entries));
  });

  it('[THREAT-45] a copy without its payload is not taken for the real one', () => {
    const entries = feedOf(ana, 5);
    const bare = entries.map((entry, i) =>
      i === 2 ? { ...entry, record: withoutPayload(entry.record) } : entry,
    );
    staging.offer(feed, runOf(ana, bare), nothing);
    expect(taken()).toEqual(idsOf(entries.slice(0, 2)));
    staging.offer(feed, runOf(ana, entries), nothing);
    expect(taken()).toEqual(idsOf(entries.slice(2)));
  });

  it('[GATE-10] without its payload it is taken when its author has withdrawn it', () => {
    const entries = feedOf(ana, 3);
    staging.offer(
      feed,
      runOf(ana, entries, (record) => withoutPayload(record)),
      (seq) => seq < 3,
    );
    expect(taken()).toEqual(idsOf(entries));
  });

  it('[FEED-12] what comes before the first wrong record stands', () => {
    const entries = feedOf(ana, 4);
    const signed = entries.map((entry) => entry.record);
    const records = [...signed.slice(0, 3), { ...signed[3]!, header: flip(signed[3]!.header, 0) }];
    const run: Run = { kind: 'content', device: ana.id, from: 0, prev: null, records };
    expect(staging.offer(feed, run, nothing)).toMatchObject({ outcome: 'staged', code: 'HEADER_MALFORMED' });
    expect(taken()).toEqual(idsOf(entries.slice(0, 3)));
  });

  it('[THREAT-42] a record of a later version counts against nobody', () => {
    const entries = feedOf(ana, 3);
    const signed = entries.map((entry) => entry.record);
    const later = Uint8Array.from(signed[2]!.header);
    later[1] = 2;
    const records = [...signed.slice(0, 2), { ...signed[2]!, header: later }];
    const run: Run = { kind: 'content', device: ana.id, from: 0, prev: null, records };
    expect(staging.offer(feed, run, nothing)).toEqual({ outcome: 'staged', duplicate: 0 });
    expect(taken()).toEqual(idsOf(entries.slice(0, 2)));
    const alone = { ...run, from: 2, prev: entries[1]!.id, records: records.slice(2) };
    expect(staging.offer(feed, alone, nothing)).toEqual({ outcome: 'gap' });
  });

  it('[THREAT-17] a false branch that waits for what does not exist gives way to the real one', () => {
    const real = feedOf(ana, 5);
    const falseOnes = feedOf(ana, 8, 'false');
    staging.offer(feed, runOf(ana, falseOnes), nothing);
    // It is proven and waits: nothing was taken.
    expect(staging.peek(feed)?.id).toBe(falseOnes[0]!.id);
    staging.offer(feed, runOf(ana, real), nothing);
    expect(taken()).toEqual(idsOf(real));
  });

  it('[THREAT-17] what is not proven does not push out what is', () => {
    const real = feedOf(ana, 4);
    staging.offer(feed, runOf(ana, real), nothing);
    const made = runOf(ana, feedOf(ana, 6, 'false'), (record) => ({ ...record, signature: null }));
    expect(staging.offer(feed, made, nothing)).toEqual({ outcome: 'known' });
    expect(taken()).toEqual(idsOf(real));
  });

  it('[THREAT-17] where it is full, the longest of the others goes', () => {
    staging = new Staging({ ...STAGING_LIMITS, entries: 10 });
    const flooded = feeds.findOrAdd('content', ben.id);
    staging.offer(flooded, runOf(ben, feedOf(ben, 9)), nothing);
    const real = feedOf(ana, 4);
    expect(staging.offer(feed, runOf(ana, real), nothing).outcome).toBe('staged');
    expect(staging.size).toBe(4);
    expect(staging.offer(flooded, runOf(ben, feedOf(ben, 9)), nothing)).toEqual({ outcome: 'full' });
    expect(taken()).toEqual(idsOf(real));
  });
});
