import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Cbor } from '../../../core/base/cbor.ts';
import { decodeCbor, encodeCbor } from '../../../core/base/cbor.ts';
import { OwnPart } from '../../../core/documents/own-part.ts';
import { Part } from '../../../core/documents/part.ts';
import {
  encodeRetirement,
  erasedSeqs,
  judgeRetirement,
  rangesOf,
  readRetirement,
  type Retirement,
} from '../../../core/documents/retire.ts';
import { bodyOf, edits, partId, runs, session } from './histories.ts';

describe('retire', () => {
  test('[DOC-17] every set of entries has one body', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.array(fc.nat(60), { maxLength: 40 }), (part, seqs) => {
        const retirement = { part, ranges: rangesOf(seqs) };
        const body = decodeCbor(encodeCbor(encodeRetirement(retirement)))!;
        expect(readRetirement(body)).toEqual({ ok: true, value: retirement });
        const named = retirement.ranges.flatMap(([from, to]) =>
          Array.from({ length: to - from + 1 }, (_, i) => from + i),
        );
        expect(named).toEqual([...new Set(seqs)].sort((a, b) => a - b));
      }),
      runs(100),
    );
  });

  test('[DOC-17] bodies that are refused', () => {
    const wrong: Cbor[] = [
      null,
      [],
      [0],
      [0, [], 0],
      [-1, []],
      [0.5, []],
      [2 ** 32, []],
      ['0', []],
      [0, null],
      [0, [1, 2]],
      [0, [[1]]],
      [0, [[1, 2, 3]]],
      [0, [[2, 1]]],
      [0, [[-1, 1]]],
      [0, [[0, 1.5]]],
      [
        0,
        [
          [0, 1],
          [2, 3],
        ],
      ],
      [
        0,
        [
          [0, 1],
          [1, 3],
        ],
      ],
      [
        0,
        [
          [5, 6],
          [0, 1],
        ],
      ],
      [0, Array.from({ length: 4097 }, (_, i) => [3 * i, 3 * i])],
    ];
    for (const body of wrong) expect(readRetirement(body)).toEqual({ ok: false, code: 'RETIRE_BODY' });
    expect(readRetirement([2 ** 32 - 1, Array.from({ length: 4096 }, (_, i) => [3 * i, 3 * i])]).ok).toBe(
      true,
    );
    expect(readRetirement([0, []])).toEqual({ ok: true, value: { part: 0, ranges: [] } });
  });

  test('[DOC-18] only earlier entries that declared themselves erasable, and never by one that did so itself', () => {
    const retirement: Retirement = {
      part: 0,
      ranges: [
        [1, 2],
        [4, 4],
      ],
    };
    const judge = (seq: number, erasable: boolean) => {
      const verdict = judgeRetirement(retirement, { seq, erasable });
      return verdict.ok ? 'ok' : verdict.code;
    };
    expect(judge(5, false)).toBe('ok');
    expect(judge(5, true)).toBe('RETIRE_FORBIDDEN');
    expect(judge(4, false)).toBe('RETIRE_LATER');
    expect(judge(3, false)).toBe('RETIRE_LATER');
    // Each entry by itself: who holds only some of them cannot know of the others.
    expect(erasedSeqs(retirement.ranges, 9, () => true)).toEqual([1, 2, 4]);
    expect(erasedSeqs(retirement.ranges, 2, (seq) => seq !== 1)).toEqual([2]);
  });
});

/** One feed, as its holders see it: a body, or null where the payload has been erased. */
interface Entry {
  readonly erasable: boolean;
  readonly part: number;
  readonly body: Cbor;
}

type Held = readonly (Entry | { readonly retire: Retirement } | null)[];

/** The parts of a feed by the rules: each update judged in its order, without what is retired, held or not. */
function judge(held: Held, flags: readonly boolean[]): Map<number, Uint8Array> {
  const retired = new Set<number>();
  const closedAt = new Map<number, number>();
  held.forEach((entry, seq) => {
    if (!entry || !('retire' in entry)) return;
    const verdict = judgeRetirement(entry.retire, { seq, erasable: flags[seq]! });
    if (!verdict.ok) return;
    for (const other of erasedSeqs(verdict.value.ranges, seq, (i) => flags[i]!)) retired.add(other);
    if (!closedAt.has(verdict.value.part)) closedAt.set(verdict.value.part, seq);
  });
  const parts = new Map<number, Part>();
  held.forEach((entry, seq) => {
    if (!entry || 'retire' in entry || retired.has(seq)) return;
    if (seq > (closedAt.get(entry.part) ?? Infinity)) return;
    let part = parts.get(entry.part);
    if (!part) parts.set(entry.part, (part = new Part({ ...partId, part: entry.part })));
    part.accept(entry.body, { depth: seq, seq, time: 0 });
  });
  return new Map(
    [...parts]
      .filter(([, part]) => part.log.length + part.registers.size > 0)
      .map(([n, part]) => [n, contentsOf(part)]),
  );
}

function contentsOf(part: Part): Uint8Array {
  return new TextEncoder().encode(JSON.stringify([[...part.registers], part.log, [...part.items.clients]]));
}

describe('[THREAT-45] erased on some devices and not on others', () => {
  const steps = fc.array(
    fc.record({
      part: fc.constantFrom(0, 1),
      session: fc.constantFrom(1, 2),
      edit: edits,
      erasable: fc.boolean(),
      /** A strange writer also sends updates again, and retires what does not belong together. */
      again: fc.boolean(),
      retire: fc.option(
        fc.record({ part: fc.constantFrom(0, 1), seqs: fc.array(fc.nat(12), { maxLength: 5 }) }),
        { freq: 4 },
      ),
    }),
    { minLength: 2, maxLength: 14 },
  );

  test('[DOC-19] who holds the payloads and who never did see the same', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const writers = [0, 1].map((part) => new OwnPart(new Part({ ...partId, part })));
        const held: (Entry | { retire: Retirement })[] = [];
        const flags: boolean[] = [];
        for (const step of all) {
          const writer = writers[step.part]!;
          const body = bodyOf(writer.write(step.edit, session(step.session)));
          writer.part.accept(body, { depth: held.length, seq: held.length, time: 0 });
          for (let i = 0; i < (step.again ? 2 : 1); i++) {
            held.push({ part: step.part, body, erasable: step.erasable });
            flags.push(step.erasable);
          }
          if (!step.retire) continue;
          held.push({ retire: { part: step.retire.part, ranges: rangesOf(step.retire.seqs) } });
          flags.push(false);
        }
        const erased = new Set<number>();
        held.forEach((entry, seq) => {
          if (!('retire' in entry)) return;
          const verdict = judgeRetirement(entry.retire, { seq, erasable: false });
          if (!verdict.ok) return;
          for (const other of erasedSeqs(verdict.value.ranges, seq, (i) => flags[i]!)) erased.add(other);
        });
        const newcomer = held.map((entry, seq) => (erased.has(seq) ? null : entry));
        expect(judge(newcomer, flags)).toEqual(judge(held, flags));
      }),
      runs(150),
    );
  });

  test('[DOC-19] an update that was refused beside an erased one is judged anew', () => {
    const own = new OwnPart(new Part(partId));
    const first = own.write({ set: [], push: ['first'] }, session(1));
    const second = own.write({ set: [], push: ['second'] }, session(1));
    const held: Held = [
      { part: 0, body: first, erasable: true },
      { part: 0, body: second, erasable: true },
      { retire: { part: 1, ranges: [[0, 0]] } },
    ];
    const flags = [true, true, false];
    const alone = judge([null, held[1]!, held[2]!], flags);
    expect(judge(held, flags)).toEqual(alone);
    expect(new TextDecoder().decode(alone.get(0))).toContain('second');
    // Without the retire entry it is the other way round.
    expect(new TextDecoder().decode(judge(held.slice(0, 2), flags).get(0))).toContain('first');
  });

  test('[DOC-20] a closed part takes no further update, and a new one holds what is to stay', () => {
    const [old, fresh] = [0, 1].map((part) => new OwnPart(new Part({ ...partId, part })));
    const before = old!.write({ set: [['a', 1]], push: ['goes', 'stays'] }, session(1));
    old!.part.accept(before, { depth: 0, seq: 0, time: 0 });
    const late = old!.write({ set: [], push: ['late'] }, session(1));
    const kept = fresh!.write({ set: [['a', 1]], push: ['stays'] }, session(1));
    const held: Held = [
      { part: 0, body: before, erasable: true },
      { retire: { part: 0, ranges: [[0, 0]] } },
      { part: 0, body: late, erasable: true },
      { part: 1, body: kept, erasable: true },
    ];
    const parts = judge(held, [true, false, true, true]);
    expect([...parts.keys()]).toEqual([1]);
    expect(new TextDecoder().decode(parts.get(1))).toContain('stays');
  });
});
