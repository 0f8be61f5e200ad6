import { describe, expect, it } from 'vitest';
import type { CommunityId, PlaceId, SpaceId } from '../../../core/base/ids.ts';
import { toBase32 } from '../../../core/base/base32.ts';
import { Batch } from '../../../core/community/batch.ts';
import { DocumentRows } from '../../../core/community/document-rows.ts';
import { FeedTable } from '../../../core/community/feed-table.ts';
import { Layout, type PartAddress } from '../../../core/community/layout.ts';
import { MemoryDisk } from '../../../core/store/memory-store.ts';

const community = toBase32(new Uint8Array(32)) as CommunityId;
const place = toBase32(new Uint8Array(20).fill(7)) as PlaceId;
const document: PartAddress = { space: '' as SpaceId, place, feed: 3, part: 1 };

/** Rows on a disk in memory, and what is read of the document from a seq on. */
function rowsOfDocument() {
  const store = new MemoryDisk().open();
  const layout = new Layout(0);
  const rows = new DocumentRows(store, layout);
  const feeds = new FeedTable(community, layout);
  const write = async (change: (batch: Batch) => void): Promise<void> => {
    const batch = new Batch(store, feeds, false);
    change(batch);
    await batch.flush();
    rows.forget();
  };
  const read = async (from = 0): Promise<number[]> => {
    const seqs: number[] = [];
    for await (const some of rows.read(document, from)) seqs.push(...some);
    return seqs;
  };
  const count = async (): Promise<number> => {
    let all = 0;
    for await (const some of store.read(layout.all('p'))) all += some.length;
    return all;
  };
  return { rows, write, read, count };
}

describe('which entries are of a document', () => {
  it('[GATE-5] is told in the order of the feed, from any entry on', async () => {
    const { rows, write, read } = rowsOfDocument();
    await write((batch) => [700, 0, 255, 256, 3].forEach((seq) => rows.add(document, seq, batch)));
    await write((batch) => rows.add(document, 257, batch));
    expect(await read()).toEqual([0, 3, 255, 256, 257, 700]);
    expect(await read(4)).toEqual([255, 256, 257, 700]);
    expect(await read(257)).toEqual([257, 700]);
    expect(await read(701)).toEqual([]);
  });

  it('[GATE-8] takes one row for a stretch of the feed, and none once all of it is erased', async () => {
    const { rows, write, read, count } = rowsOfDocument();
    await write((batch) => {
      for (let seq = 0; seq < 512; seq++) rows.add(document, seq, batch);
    });
    expect(await count()).toBe(2);
    await write((batch) => {
      for (let seq = 256; seq < 512; seq++) rows.remove(document, seq, batch);
      rows.remove(document, 9, batch);
    });
    expect(await count()).toBe(1);
    expect(await read(5)).toHaveLength(250);
  });
});
