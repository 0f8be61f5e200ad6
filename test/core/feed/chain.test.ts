import { describe, expect, it } from 'vitest';
import { fromHex, toHex, utf8 } from '../../../core/base/bytes.ts';
import { bytesOfId } from '../../../core/base/id-bytes.ts';
import { sha256 } from '../../../core/crypto/hash.ts';
import { chain } from '../../../core/feed/chain.ts';
import type { EntryRecord } from '../../../core/feed/entry.ts';
import { withoutPayload } from '../../../core/feed/without-payload.ts';
import { author, community, entryIdOf, flip, write, writeFeed } from './fixtures.ts';

const ana = author('ana');
const feed = writeFeed(ana, 12);
const records = feed.map((entry) => entry.record);
const start = { from: 0, prev: null };

describe('chain', () => {
  it.each(['authority', 'content'] as const)('[FEED-11] gives the ids that the author gave: %s', (kind) => {
    const by = author('bo', kind);
    const entries = writeFeed(by, 8);
    const chained = chain(
      by.context,
      start,
      entries.map((entry) => entry.record),
    );
    expect(chained).toEqual({ ok: true, value: entries });
    const later = { from: 3, prev: entries[2]!.id };
    const rest = chain(
      by.context,
      later,
      entries.slice(3).map((entry) => entry.record),
    );
    expect(rest).toEqual({ ok: true, value: entries.slice(3) });
  });

  it('[FEED-8] [FEED-9] the id is the hash of what its rule lists, byte by byte', () => {
    for (const entry of feed.slice(0, 3)) {
      const { header, payload, size } = entry.record;
      const sizeBytes = new Uint8Array(4);
      new DataView(sizeBytes.buffer).setUint32(0, size);
      const id = sha256(
        utf8('kith/entry/1'),
        bytesOfId(community),
        Uint8Array.of(1),
        ana.key.publicKey,
        entry.prev === null ? new Uint8Array(32) : fromHex(entry.prev)!,
        header,
        sizeBytes,
        sha256(payload!),
      );
      expect(entry.id).toBe(toHex(id));
    }
  });

  it('[FEED-7] an erased payload leaves every id as it was', () => {
    const by = author('ana');
    const first = write(by, { flags: 1 });
    const second = write(by, { seq: 1, prev: first.id });
    const chained = chain(by.context, start, [withoutPayload(first.record), second.record]);
    expect(chained.ok && chained.value.map((entry) => entry.id)).toEqual([first.id, second.id]);
  });

  it('[FEED-7] [THREAT-45] what may not be erased must have its payload, except in a proof', () => {
    const erased = records.map((record, i) => (i === 4 ? withoutPayload(record) : record));
    expect(chain(ana.context, start, erased)).toEqual({ ok: false, code: 'PAYLOAD_MISSING', index: 4 });
    expect(chain(ana.context, { ...start, isProof: true }, erased).ok).toBe(true);
  });

  it('[FEED-12] refuses gaps, repetitions and another order, and says where', () => {
    const wrong: [EntryRecord[], number][] = [
      [[records[0]!, records[2]!], 1],
      [[records[0]!, records[1]!, records[1]!], 2],
      [[records[1]!], 0],
      [[records[0]!, records[0]!], 1],
    ];
    for (const [list, index] of wrong) {
      expect(chain(ana.context, start, list)).toEqual({ ok: false, code: 'SEQ_WRONG', index });
    }
    const sane = chain(ana.context, start, records.slice(0, 2));
    expect(sane).toEqual({ ok: true, value: feed.slice(0, 2) });
  });

  it('[FEED-12] a predecessor is given exactly when there is one', () => {
    const wrong = { ok: false, code: 'PREV_MISMATCH', index: 0 };
    expect(chain(ana.context, { from: 0, prev: feed[0]!.id }, records)).toEqual(wrong);
    expect(chain(ana.context, { from: 1, prev: null }, records.slice(1))).toEqual(wrong);
    expect(chain(ana.context, start, [])).toEqual({ ok: true, value: [] });
  });

  it('[FEED-12] an entry does not name its predecessor again', () => {
    const first = feed[0]!;
    const second = write(ana, { seq: 1, prev: entryIdOf('other'), heads: [first.id] });
    const at = { from: 1, prev: first.id };
    expect(chain(ana.context, at, [second.record])).toEqual({ ok: false, code: 'HEAD_IS_PREV', index: 0 });
  });

  it('[FEED-12] [THREAT-14] a header that is not canonical stops the chain where it stands', () => {
    const broken = records.map((record, i) =>
      i === 6 ? { ...record, header: flip(record.header, 0, 0x20) } : record,
    );
    expect(chain(ana.context, start, broken)).toEqual({ ok: false, code: 'HEADER_MALFORMED', index: 6 });
    const newer = records.map((record, i) =>
      i === 7 ? { ...record, header: flip(record.header, 1, 3) } : record,
    );
    expect(chain(ana.context, start, newer)).toEqual({ ok: false, code: 'VERSION_UNKNOWN', index: 7 });
  });
});
