import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex } from '../../../core/base/bytes.ts';
import { MAX_SEQ } from '../../../core/feed/entry.ts';
import { decodeRuns, encodeRuns, runLength, type Run } from '../../../core/feed/run.ts';
import { withoutPayload } from '../../../core/feed/without-payload.ts';
import { author, entryIdOf, writeFeed } from './fixtures.ts';

const ana = author('ana');
const bo = author('bo', 'authority');
const records = writeFeed(ana, 5).map((entry, i) =>
  i < 4 ? { ...entry.record, signature: null } : entry.record,
);
const runs: Run[] = [
  { kind: 'content', device: ana.id, from: 0, prev: null, records },
  { kind: 'authority', device: bo.id, from: 7, prev: entryIdOf('prev'), records: records.slice(2) },
  {
    kind: 'content',
    device: bo.id,
    from: MAX_SEQ,
    prev: entryIdOf('p'),
    records: [withoutPayload(records[0]!)],
  },
];
const bytes = encodeRuns(runs);

describe('runs', () => {
  it('[FEED-18] read back as they were written', () => {
    expect(decodeRuns(bytes)).toEqual({ ok: true, value: runs });
    expect(decodeRuns(encodeRuns([]))).toEqual({ ok: true, value: [] });
    expect(bytes).toHaveLength(runs.reduce((sum, run) => sum + runLength(run), 1));
    const inside = new Uint8Array(bytes.length + 9);
    inside.set(bytes, 5);
    expect(decodeRuns(inside.subarray(5, 5 + bytes.length))).toEqual({ ok: true, value: runs });
  });

  it('[FEED-18] [THREAT-14] every changed byte is refused or gives what encodes to the very same bytes', () => {
    for (let at = 0; at < bytes.length; at++) {
      for (const mask of [1, 0x80, 0xff]) {
        const copy = Uint8Array.from(bytes);
        copy[at]! ^= mask;
        const read = decodeRuns(copy);
        if (read.ok) expect(toHex(encodeRuns(read.value))).toBe(toHex(copy));
      }
    }
  });

  it('[FEED-18] refuses every cut, except between two runs', () => {
    const ends = [1];
    for (const run of runs) ends.push(ends.at(-1)! + runLength(run));
    for (let length = 0; length <= bytes.length; length++) {
      expect(decodeRuns(bytes.subarray(0, length)).ok).toBe(ends.includes(length));
    }
  });

  it('[FEED-18] [THREAT-18] refuses counts and sizes that cannot be before it allocates', () => {
    const claim = (offset: number, value: number) => {
      const copy = Uint8Array.from(encodeRuns(runs.slice(0, 1)));
      new DataView(copy.buffer).setUint32(offset, value);
      return decodeRuns(copy);
    };
    const countAt = 1 + 37;
    expect(claim(countAt, 0xffffffff)).toEqual({ ok: false, code: 'RUN_TRUNCATED' });
    expect(claim(countAt, 0)).toEqual({ ok: false, code: 'RUN_MALFORMED' });
    expect(claim(countAt + 4 + 3, 0xffffffff)).toEqual({ ok: false, code: 'PAYLOAD_TOO_LARGE' });
    const beyond = encodeRuns([{ ...runs[2]!, records: records.slice(0, 2) }]);
    expect(decodeRuns(beyond)).toEqual({ ok: false, code: 'RUN_MALFORMED' });
  });

  it('[FEED-18] knows its version and its feeds', () => {
    const changed = (at: number, value: number) => {
      const copy = Uint8Array.from(bytes);
      copy[at] = value;
      return decodeRuns(copy);
    };
    expect(changed(0, 2)).toEqual({ ok: false, code: 'VERSION_UNKNOWN' });
    expect(changed(0, 0)).toEqual({ ok: false, code: 'RUN_MALFORMED' });
    expect(changed(1, 2)).toEqual({ ok: false, code: 'RUN_MALFORMED' });
  });

  it('[FEED-18] never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
        const input = Uint8Array.from([1, ...noise]);
        const read = decodeRuns(input);
        if (read.ok) expect(toHex(encodeRuns(read.value))).toBe(toHex(input));
      }),
      { numRuns: 500 },
    );
  });
});
