import fc from 'fast-check';
import { createEncoder, toUint8Array, writeAny } from 'lib0/encoding';
import { createDecoder, readAny } from 'lib0/decoding';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { judgeUpdate } from '../../../core/documents/accept.ts';
import { ValueReader } from '../../../core/documents/value.ts';
import {
  bodyOf,
  edits,
  expectSame,
  histories,
  Pair,
  partId,
  runs,
  session,
  values,
  type Step,
} from './histories.ts';

/**
 * What the part accepts must be what an honest writer would have written for that very meaning, and a real Y.Doc must
 * take it to the same state with nothing left over.
 */
function expectHarmless(
  steps: readonly Step[],
  body: readonly [Uint8Array | null, Uint8Array],
  before: Pair = replayed(steps),
): boolean {
  const judged = judgeUpdate(partId, before.part.items, body);
  if (!judged.ok) {
    expect(judged.code).toMatch(/^UPDATE_[A-Z_]+$/);
    return false;
  }
  // The full comparison changes the pair, so it takes one of its own.
  const pair = replayed(steps);
  const { keys, values: set, pushed, client } = judged.value;
  const number = [1, 2, 3, 4].find(
    (n) => pair.part.items.clients.get(client) !== undefined && clientOf(n) === client,
  );
  const name = body[0] ?? session(number!);
  const edit = { set: keys.map((key, i) => [key, set[i]!] as const), push: pushed };
  expect(pair.own.write(edit, name)).toEqual(body);
  expect(pair.accept(body).ok).toBe(true);
  return true;
}

function replayed(steps: readonly Step[]): Pair {
  const pair = new Pair();
  for (const step of steps) pair.write(step);
  return pair;
}

const clients = new Map<number, number>();
function clientOf(number: number): number {
  const known = clients.get(number);
  if (known !== undefined) return known;
  const pair = new Pair();
  pair.write({ session: number, edit: { set: [], push: [1] } });
  const client = pair.part.items.clients.keys().next().value!;
  clients.set(number, client);
  return client;
}

function writeLast(steps: readonly Step[]): [Uint8Array | null, Uint8Array] {
  const pair = replayed(steps.slice(0, -1));
  const last = steps.at(-1)!;
  return bodyOf(pair.own.write(last.edit, session(last.session)));
}

describe('[THREAT-14] mutated updates', () => {
  test('every byte changed: refused, or what an honest writer would have written', () => {
    let harmless = 0;
    fc.assert(
      fc.property(histories, fc.integer({ min: 1, max: 255 }), (steps, flip) => {
        const [name, update] = writeLast(steps);
        const pair = replayed(steps.slice(0, -1));
        for (let at = 0; at < update.length; at++) {
          const mutated = Uint8Array.from(update);
          mutated[at]! ^= flip;
          if (expectHarmless(steps.slice(0, -1), [name, mutated], pair)) harmless += 1;
        }
      }),
      runs(10),
    );
    // Most of the values' own bytes may change without harm; the frame around them may not.
    expect(harmless).toBeGreaterThan(50);
  });

  test('bytes left out, put in, repeated or cut off', () => {
    const mutations = fc.record({
      at: fc.nat(400),
      remove: fc.nat(6),
      insert: fc.uint8Array({ maxLength: 6 }),
      repeat: fc.nat(3),
    });
    fc.assert(
      fc.property(histories, fc.array(mutations, { minLength: 1, maxLength: 3 }), (steps, changes) => {
        const [name, update] = writeLast(steps);
        let bytes = [...update];
        for (const { at, remove, insert, repeat } of changes) {
          const where = at % (bytes.length + 1);
          const again = bytes.slice(where, where + repeat);
          bytes = [...bytes.slice(0, where), ...insert, ...again, ...bytes.slice(where + remove)];
        }
        expectHarmless(steps.slice(0, -1), [name, Uint8Array.from(bytes)]);
      }),
      runs(300),
    );
  });

  test('every prefix and every longer one is refused', () => {
    fc.assert(
      fc.property(histories, fc.nat(255), (steps, more) => {
        const [name, update] = writeLast(steps);
        const pair = replayed(steps.slice(0, -1));
        for (let length = 0; length < update.length; length++) {
          expect(judgeUpdate(partId, pair.part.items, [name, update.subarray(0, length)]).ok).toBe(false);
        }
        expect(judgeUpdate(partId, pair.part.items, [name, Uint8Array.of(...update, more)]).ok).toBe(false);
      }),
      runs(60),
    );
  });

  test('a number with a byte too many is refused wherever it stands', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const [name, update] = writeLast(steps);
        const pair = replayed(steps.slice(0, -1));
        for (let at = 0; at < update.length; at++) {
          if (update[at]! >= 0x80) continue;
          const longer = Uint8Array.of(
            ...update.subarray(0, at),
            update[at]! | 0x80,
            0,
            ...update.subarray(at + 1),
          );
          expectHarmless(steps.slice(0, -1), [name, longer], pair);
        }
      }),
      runs(15),
    );
  });

  test('the update of one state, judged in another one', () => {
    fc.assert(
      fc.property(histories, histories, fc.boolean(), (here, there, named) => {
        const [name, update] = writeLast(there);
        expectHarmless(here, [named ? session(there.at(-1)!.session) : name, update]);
      }),
      runs(300),
    );
  });

  test('random bytes', () => {
    fc.assert(
      fc.property(histories, fc.uint8Array({ maxLength: 60 }), (steps, bytes) => {
        expectHarmless(steps, [null, bytes]);
      }),
      runs(100),
    );
  });
});

describe('values', () => {
  function read(bytes: Uint8Array): unknown {
    const reader = new ValueReader(bytes);
    const value = reader.value();
    return reader.left === 0 ? value : undefined;
  }

  function encode(value: unknown): Uint8Array {
    const encoder = createEncoder();
    writeAny(encoder, value as Parameters<typeof writeAny>[1]);
    return toUint8Array(encoder);
  }

  test('[DOC-10] every value is read back from what lib0 writes', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(read(encode(value))).toEqual(value);
      }),
      runs(500),
    );
  });

  test('[DOC-10] [THREAT-14] bytes are accepted exactly when lib0 would write the same ones for a JSON value', () => {
    const mutated = fc
      .tuple(values, fc.array(fc.tuple(fc.nat(80), fc.nat(255)), { maxLength: 3 }))
      .map(([value, changes]) => {
        const bytes = encode(value);
        for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
        return bytes;
      });
    const tagged = fc
      .tuple(fc.integer({ min: 114, max: 128 }), fc.uint8Array({ maxLength: 12 }))
      .map(([tag, rest]) => Uint8Array.of(tag, ...rest));
    fc.assert(
      fc.property(fc.oneof(mutated, tagged), (bytes) => {
        expect(read(bytes) !== undefined).toBe(isCanonical(bytes));
      }),
      runs(2000),
    );
  });

  /** By lib0 itself: decode, check that it is JSON, encode again, compare. */
  function isCanonical(bytes: Uint8Array): boolean {
    try {
      const decoder = createDecoder(bytes);
      const value: unknown = readAny(decoder);
      return decoder.pos === bytes.length && isJson(value) && Buffer.from(encode(value)).equals(bytes);
    } catch {
      return false;
    }
  }

  function isJson(value: unknown): boolean {
    if (value === null || typeof value === 'boolean' || typeof value === 'string') return true;
    if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
    if (typeof value !== 'object' || value instanceof Uint8Array) return false;
    if (Array.isArray(value)) return value.every(isJson);
    if (Object.getPrototypeOf(value) !== Object.prototype) return false;
    return Object.entries(value).every(([key, item]) => key !== 'constructor' && isJson(item));
  }
});

describe('[DOC-7] what Yjs writes for other changes than edits is refused', () => {
  const changes: Record<string, (doc: Y.Doc) => void> = {
    'an insertion before the end': (doc) => doc.getArray('log').insert(0, [1]),
    'a deletion from the log': (doc) => doc.getArray('log').delete(0),
    'a deleted register': (doc) => doc.getMap('fields').delete('a'),
    'a set and then a deletion': (doc) => {
      doc.getMap('fields').set('a', 9);
      doc.getMap('fields').delete('a');
    },
    'a register set twice': (doc) => {
      doc.getMap('fields').set('a', 8);
      doc.getMap('fields').set('a', 9);
    },
    'an append before a set': (doc) => {
      doc.getArray('log').push([1]);
      doc.getMap('fields').set('a', 9);
    },
    'two appends around a set': (doc) => {
      doc.getArray('log').push([1]);
      doc.getMap('fields').set('a', 9);
      doc.getArray('log').push([2]);
    },
    'another root': (doc) => doc.getMap('field').set('a', 1),
    'another root array': (doc) => doc.getArray('logs').push([1]),
    'a key in the log': (doc) => doc.getMap('log').set('a', 1),
    'an item in the registers': (doc) => doc.getArray('fields').push([1]),
    bytes: (doc) => doc.getMap('fields').set('a', new Uint8Array(3)),
    'bytes in an object': (doc) => doc.getArray('log').push([{ a: new Uint8Array(3) }]),
    undefined: (doc) => doc.getMap('fields').set('a', undefined),
    'a bigint': (doc) => doc.getMap('fields').set('a', 5n),
    'a subdocument': (doc) => doc.getMap('fields').set('a', new Y.Doc()),
    'a nested map': (doc) => doc.getMap('fields').set('a', new Y.Map([['x', 1]])),
    'a nested array': (doc) => doc.getArray('log').push([Y.Array.from([1])]),
    'a text': (doc) => doc.getText('text').insert(0, 'x'),
    'a formatted text': (doc) => doc.getText('log').insert(0, 'x', { bold: true }),
    'an XML element': (doc) => doc.getXmlFragment('x').push([new Y.XmlElement('p')]),
  };

  test.each(Object.entries(changes))('%s', (_, change) => {
    const pair = new Pair();
    pair.write({ session: 1, edit: { set: [['a', 1]], push: [0] } });
    const updates: Uint8Array[] = [];
    const doc = new Y.Doc();
    for (const [, update] of pair.bodies) Y.applyUpdate(doc, update);
    doc.clientID = clientOf(1);
    doc.on('update', (update: Uint8Array) => updates.push(update));
    doc.transact(() => change(doc));
    expect(updates.length).toBe(1);
    const verdict = pair.accept([null, updates[0]!]);
    expect(verdict.ok).toBe(false);
    // And the part goes on as before.
    pair.write({ session: 1, edit: { set: [['a', 2]], push: [3] } });
    expectSame(pair.part, pair.doc);
  });

  test('[DOC-7] several edits as one merged update', () => {
    const pair = new Pair();
    pair.write({ session: 1, edit: { set: [['a', 1]], push: [0] } });
    pair.write({ session: 1, edit: { set: [['a', 2]], push: [1] } });
    const merged = Y.mergeUpdates(pair.bodies.map(([, update]) => update));
    expect(new Pair().accept([session(1), merged]).ok).toBe(false);
    expect(new Pair().accept([session(1), Y.encodeStateAsUpdate(pair.doc)]).ok).toBe(false);
  });

  test('[THREAT-16] V2 is never decoded', () => {
    fc.assert(
      fc.property(edits, (edit) => {
        const pair = new Pair();
        const [name, update] = bodyOf(pair.own.write(edit, session(1)));
        const v2 = Y.convertUpdateFormatV1ToV2(update);
        expect(pair.accept([name, v2]).ok).toBe(false);
      }),
      runs(50),
    );
  });

  test('[THREAT-16] a small update that claims to be huge costs nothing', () => {
    const pair = new Pair();
    const huge = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f];
    for (const bytes of [[1, ...huge, 0, 0], [...huge, 1, 0, 0], huge]) {
      expect(pair.accept([null, Uint8Array.from(bytes)]).ok).toBe(false);
    }
    const [name, update] = bodyOf(pair.own.write({ set: [], push: [[1]] }, session(1)));
    const at = update.length - 4;
    expect(update[at - 1]).toBe(117);
    for (const tag of [117, 118, 119, 116]) {
      const bomb = Uint8Array.of(...update.subarray(0, at - 1), tag, ...huge, ...update.subarray(at + 1));
      expect(pair.accept([name, bomb]).ok).toBe(false);
    }
  });
});
