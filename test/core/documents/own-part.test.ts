import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { KithError } from '../../../core/base/kith-error.ts';
import type { Json } from '../../../core/base/json.ts';
import { OwnPart } from '../../../core/documents/own-part.ts';
import { Part } from '../../../core/documents/part.ts';
import { toYDoc } from '../../../core/documents/y-doc.ts';
import { bodyOf, edits, expectSame, histories, Pair, partId, runs, session, texts } from './histories.ts';

const push = (...items: Json[]) => ({ set: [], push: items });
const set = (key: string, value: Json) => ({ set: [[key, value]] as const, push: [] });

function codeThrownBy(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof KithError) return error.code;
    throw error;
  }
  return 'none';
}

describe('own part', () => {
  test('[DOC-7] [DOC-14] every history of edits is accepted and means what Yjs says', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const pair = new Pair();
        for (const step of steps) pair.write(step);
        // All at once, from the whole log and merged by Yjs, is the same document again.
        const merged = new Y.Doc();
        Y.applyUpdate(merged, Y.mergeUpdates(pair.bodies.map(([, update]) => update)));
        expectSame(pair.part, merged);
        expectSame(pair.part, toYDoc(pair.part));
      }),
      runs(150),
    );
  });

  test('[DOC-7] the document rebuilt from a part makes the same bytes as the one that saw every update', () => {
    fc.assert(
      fc.property(histories, edits, fc.constantFrom(1, 2, 3, 4), (steps, edit, number) => {
        const pair = new Pair();
        for (const step of steps) pair.write(step);
        const kept = pair.own.write(edit, session(number));
        const rebuilt = new OwnPart(pair.part).write(edit, session(number));
        const restored = new OwnPart(Part.restore(partId, pair.part.snapshot())!).write(
          edit,
          session(number),
        );
        expect(rebuilt).toEqual(kept);
        expect(restored).toEqual(kept);
      }),
      runs(100),
    );
  });

  test('[DOC-7] a Y.Doc that replayed the updates writes the same bytes', () => {
    fc.assert(
      fc.property(histories, edits, (steps, edit) => {
        const pair = new Pair();
        for (const step of steps) pair.write(step);
        const first = bodyOf(pair.own.write(edit, session(1)));
        const updates: Uint8Array[] = [];
        pair.doc.on('update', (update: Uint8Array) => updates.push(update));
        const client = pair.part.items.clients.keys().next().value!;
        // yjs#574: replaying one's own updates has changed the clientID.
        pair.doc.clientID = steps[0]!.session === 1 ? client : -1;
        fc.pre(pair.doc.clientID === client);
        pair.doc.transact(() => {
          const last = new Map(edit.set.map(([key, value], i) => [key, { value, i }]));
          for (const [key, { value }] of [...last].sort((a, b) => a[1].i - b[1].i)) {
            pair.doc.getMap('fields').set(key, value);
          }
          if (edit.push.length > 0) pair.doc.getArray('log').push([...edit.push]);
        });
        expect(updates).toEqual([first[1]]);
      }),
      runs(50),
    );
  });

  test('[DOC-7] one value per key: the last one', () => {
    const pair = new Pair();
    pair.write({
      session: 1,
      edit: {
        set: [
          ['a', 1],
          ['b', 2],
          ['a', 3],
        ],
        push: [],
      },
    });
    expect([...pair.part.registers].map(([key, { value }]) => [key, value])).toEqual([
      ['b', 2],
      ['a', 3],
    ]);
  });

  test('an edit that was written and never accepted leaves no trace', () => {
    const pair = new Pair();
    pair.write({ session: 1, edit: push({ t: 'kept' }) });
    pair.own.write(set('a', 'lost'), session(1));
    pair.own.write(push('lost', 'lost'), session(1));
    pair.write({ session: 1, edit: { set: [['b', 1]], push: [2] } });
    // Written on top of one that was not accepted, while another one of the same size was.
    const first = pair.own.write(set('c', 1), session(1));
    pair.own.write(set('d', 1), session(1));
    expect(pair.accept(first).ok).toBe(true);
    pair.write({ session: 1, edit: set('d', 2) });
    pair.write({ session: 1, edit: set('c', 3) });
    expect(Object.fromEntries([...pair.part.registers].map(([k, r]) => [k, r.value]))).toEqual({
      b: 1,
      c: 3,
      d: 2,
    });
  });

  test('[DOC-9] what JSON cannot carry is refused before anything is written', () => {
    const own = new OwnPart(new Part(partId));
    const circle: unknown[] = [];
    circle.push(circle);
    const inherited = Object.create({ a: 1 }) as Json;
    const getter = Object.defineProperty({}, 'a', { get: () => 1, enumerable: true }) as Json;
    const deep = (levels: number): Json => (levels === 0 ? 1 : [deep(levels - 1)]);
    for (const value of [
      NaN,
      Infinity,
      -0,
      undefined,
      1n,
      new Uint8Array(1),
      new Date(),
      '\ud800',
      () => 1,
    ] as unknown[]) {
      expect(codeThrownBy(() => own.write(push(value as Json), session(1)))).toBe('EDIT_VALUE');
      expect(codeThrownBy(() => own.write(set('a', [{ b: value as Json }]), session(1)))).toBe('EDIT_VALUE');
    }
    for (const value of [
      inherited,
      getter,
      JSON.parse('{"__proto__":1}') as Json,
      { constructor: 'x' },
      { '\udc00': 1 },
    ]) {
      expect(codeThrownBy(() => own.write(push(value), session(1)))).toBe('EDIT_VALUE');
    }
    expect(codeThrownBy(() => own.write(push(circle as Json), session(1)))).toBe('EDIT_TOO_DEEP');
    expect(codeThrownBy(() => own.write(push(deep(33)), session(1)))).toBe('EDIT_TOO_DEEP');
    expect(codeThrownBy(() => own.write(push(), session(1)))).toBe('EDIT_EMPTY');
    for (const key of ['', '__proto__', 'constructor', '\ud800', 'x'.repeat(201), 'é'.repeat(101)]) {
      expect(codeThrownBy(() => own.write(set(key, 1), session(1)))).toBe('EDIT_KEY');
    }
    expect(codeThrownBy(() => own.write(push('x'.repeat(62_000)), session(1)))).toBe('EDIT_TOO_LARGE');
    expect(codeThrownBy(() => own.write(push(...new Array<Json>(4097).fill(0)), session(1)))).toBe(
      'EDIT_TOO_LARGE',
    );
    // None of this has left anything behind.
    const verdict = own.part.accept(own.write(push(deep(32)), session(1)), { depth: 1, seq: 0, time: 0 });
    expect(verdict).toEqual({ ok: true, value: { set: [], pushed: 1 } });
  });

  test('[DOC-4] a full log takes no more', () => {
    const pair = new Pair();
    const many = new Array<Json>(4096).fill(0);
    for (let i = 0; i < 16; i++) {
      const body = pair.own.write(push(...many), session(1));
      expect(pair.part.accept(body, { depth: i, seq: i, time: 0 }).ok).toBe(true);
    }
    expect(pair.part.log.length).toBe(65_536);
    expect(codeThrownBy(() => pair.own.write(push(1), session(1)))).toBe('PART_FULL');
    expect(bodyOf(pair.own.write(set('a', 1), session(1)))[1].length).toBeGreaterThan(0);
  });

  test('the edit is copied: changing it later changes nothing', () => {
    const pair = new Pair();
    const item = { t: 'message', text: 'before' };
    const body = pair.own.write(push(item), session(1));
    item.text = 'after';
    pair.accept(body);
    pair.write({ session: 1, edit: push(1) });
    expect(pair.part.log[0]!.value).toEqual({ t: 'message', text: 'before' });
  });

  test('keys of any text are written and read', () => {
    fc.assert(
      fc.property(texts, (key) => {
        fc.pre(key !== '' && key !== '__proto__' && key !== 'constructor');
        const pair = new Pair();
        pair.write({ session: 1, edit: set(key, 1) });
        pair.write({ session: 2, edit: set(key, 2) });
        expect(pair.part.registers.get(key)!.value).toBe(2);
      }),
      runs(50),
    );
  });
});
