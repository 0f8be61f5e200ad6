import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Json } from '../../../core/base/json.ts';
import { OwnPart } from '../../../core/documents/own-part.ts';
import { Part } from '../../../core/documents/part.ts';
import { compareStamps, type Stamp } from '../../../core/documents/stamp.ts';
import { toYDoc } from '../../../core/documents/y-doc.ts';
import { edits, histories, Pair, partId, runs, session } from './histories.ts';

function stateOf(part: Part): unknown {
  return [
    part.through,
    [...part.registers],
    part.log,
    part.items.clients,
    part.items.runs,
    part.items.current,
  ];
}

describe('part', () => {
  test('[DOC-21] stamps say which entry made each change, and where in it', () => {
    const part = new Part(partId);
    const own = new OwnPart(part);
    const { device } = partId;
    part.accept(
      own.write(
        {
          set: [
            ['a', 1],
            ['b', 2],
          ],
          push: ['x', 'y'],
        },
        session(1),
      ),
      { depth: 7, seq: 3, time: 100.5 },
    );
    part.accept(own.write({ set: [['a', 3]], push: ['z'] }, session(2)), { depth: 9, seq: 5, time: -1 });
    expect(part.registers.get('b')).toEqual({
      value: 2,
      stamp: { depth: 7, device, seq: 3, index: 1, time: 100.5 },
    });
    expect(part.registers.get('a')).toEqual({
      value: 3,
      stamp: { depth: 9, device, seq: 5, index: 0, time: -1 },
    });
    expect(
      part.log.map(({ value, stamp }) => [value, stamp.depth, stamp.seq, stamp.index, stamp.time]),
    ).toEqual([
      ['x', 7, 3, 2, 100.5],
      ['y', 7, 3, 3, 100.5],
      ['z', 9, 5, 1, -1],
    ]);
    expect(part.through).toBe(5);
  });

  test('[DOC-21] the order of stamps: depth, device, seq, index, and never the time', () => {
    const stamp = (depth: number, device: string, seq: number, index: number, time: number) =>
      ({ depth, device, seq, index, time }) as Stamp;
    const ascending = [
      stamp(1, 'z', 9, 9, 9),
      stamp(2, 'a', 1, 1, 8),
      stamp(2, 'b', 0, 0, 7),
      stamp(2, 'b', 1, 0, 6),
      stamp(2, 'b', 1, 1, 5),
    ];
    expect([...ascending].reverse().sort(compareStamps)).toEqual(ascending);
    expect(compareStamps(stamp(1, 'a', 1, 1, 1), stamp(1, 'a', 1, 1, 2))).toBe(0);
  });

  test('[DOC-5] what changed is answered; a refused update moves only `through`', () => {
    const pair = new Pair();
    const body = pair.own.write({ set: [['a', 1]], push: [1, 2] }, session(1));
    expect(pair.accept(body)).toEqual({ ok: true, value: { set: ['a'], pushed: 2 } });
    const before = stateOf(pair.part) as unknown[];
    expect(pair.accept(body).ok).toBe(false);
    expect(stateOf(pair.part)).toEqual([1, ...before.slice(1)]);
  });

  test('entries of a part are judged in their order, each once', () => {
    const pair = new Pair();
    const body = pair.own.write({ set: [], push: [1] }, session(1));
    pair.part.accept(body, { depth: 1, seq: 4, time: 0 });
    for (const seq of [4, 3, 0]) {
      expect(() => pair.part.accept(body, { depth: 2, seq, time: 0 })).toThrow('PART_ORDER');
    }
  });

  test('values that were accepted do not keep the bytes of their update', () => {
    const pair = new Pair();
    const [name, update] = pair.own.write({ set: [], push: ['text'] }, session(1)) as [
      Uint8Array,
      Uint8Array,
    ];
    const bytes = Uint8Array.from(update);
    pair.accept([name, bytes]);
    bytes.fill(0);
    expect(pair.part.log[0]!.value).toBe('text');
  });

  test('[DOC-15] a snapshot holds everything, and what comes after it', () => {
    fc.assert(
      fc.property(histories, edits, (steps, edit) => {
        const pair = new Pair();
        for (const step of steps) pair.write(step);
        pair.part.accept(null, { depth: 99, seq: pair.part.through + 3, time: 0 });
        const bytes = pair.part.snapshot();
        const restored = Part.restore(partId, bytes)!;
        expect(stateOf(restored)).toEqual(stateOf(pair.part));
        expect(restored.snapshot()).toEqual(bytes);
        const body = pair.own.write(edit, session(3));
        const at = { depth: 100, seq: 100, time: 5 };
        expect(restored.accept(body, at)).toEqual(pair.part.accept(body, at));
        expect(stateOf(restored)).toEqual(stateOf(pair.part));
      }),
      runs(60),
    );
  });

  test('[DOC-15] a damaged, torn or foreign snapshot is none', () => {
    const pair = new Pair();
    pair.write({ session: 1, edit: { set: [['a', 'x']], push: [{ t: 'message', text: 'Hello' }] } });
    const bytes = pair.part.snapshot();
    for (let at = 0; at < bytes.length; at++) {
      const damaged = Uint8Array.from(bytes);
      damaged[at]! ^= 1 << (at % 8);
      expect(Part.restore(partId, damaged)).toBeUndefined();
      expect(Part.restore(partId, bytes.subarray(0, at))).toBeUndefined();
    }
    expect(Part.restore(partId, Uint8Array.of(...bytes, 0))).toBeUndefined();
    expect(Part.restore({ ...partId, part: 1 }, bytes)).toBeUndefined();
    expect(Part.restore(partId, bytes)).toBeDefined();
  });

  test('[DOC-14] an exported part is an ordinary Y.Doc that others can go on with', () => {
    const pair = new Pair();
    for (const [number, text] of [
      [1, 'a'],
      [2, 'b'],
      [1, 'c'],
    ] as const) {
      pair.write({ session: number, edit: { set: [['title', text]], push: [{ text }] } });
    }
    const copy = new Y.Doc();
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(toYDoc(pair.part)));
    copy.getMap('fields');
    copy.getArray<Json>('log').insert(0, [{ text: 'first' }]);
    expect(copy.toJSON()).toEqual({
      fields: { title: 'c' },
      log: [{ text: 'first' }, { text: 'a' }, { text: 'b' }, { text: 'c' }],
    });
    // And an empty one is an empty one.
    expect(toYDoc(new Part(partId)).store.clients.size).toBe(0);
  });
});
