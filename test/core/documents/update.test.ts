import fc from 'fast-check';
import {
  createEncoder,
  toUint8Array,
  writeAny,
  writeUint8,
  writeVarString,
  writeVarUint,
  type Encoder,
} from 'lib0/encoding';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { DeviceId, PlaceId } from '../../../core/base/ids.ts';
import { toBase32 } from '../../../core/base/base32.ts';
import { clientId } from '../../../core/documents/client-id.ts';
import { LIMITS } from '../../../core/documents/limits.ts';
import { OwnPart } from '../../../core/documents/own-part.ts';
import { Part } from '../../../core/documents/part.ts';
import { bodyOf, expectSame, histories, Pair, partId, runs, session } from './histories.ts';

const client = clientId(partId, session(1));

interface Parts {
  readonly blocks?: number;
  readonly structs?: number;
  readonly client?: number;
  readonly clock?: number;
}

/** An update of one block, written by hand. */
function update(
  head: Parts,
  structs: readonly ((encoder: Encoder) => void)[],
  deletes: readonly number[] = [0],
): Uint8Array {
  const encoder = createEncoder();
  writeVarUint(encoder, head.blocks ?? 1);
  writeVarUint(encoder, head.structs ?? structs.length);
  writeVarUint(encoder, head.client ?? client);
  writeVarUint(encoder, head.clock ?? 0);
  for (const struct of structs) struct(encoder);
  for (const number of deletes) writeVarUint(encoder, number);
  return toUint8Array(encoder);
}

function values(encoder: Encoder, items: readonly unknown[]): void {
  writeVarUint(encoder, items.length);
  for (const item of items) writeAny(encoder, item as Parameters<typeof writeAny>[1]);
}

const appendFirst =
  (items: readonly unknown[], root = 'log') =>
  (encoder: Encoder) => {
    writeUint8(encoder, 0x08);
    writeVarUint(encoder, 1);
    writeVarString(encoder, root);
    values(encoder, items);
  };

const append =
  (origin: readonly [number, number], ...items: unknown[]) =>
  (encoder: Encoder) => {
    writeUint8(encoder, 0x88);
    for (const number of origin) writeVarUint(encoder, number);
    values(encoder, items);
  };

const setFirst =
  (key: string, items: readonly unknown[], root = 'fields') =>
  (encoder: Encoder) => {
    writeUint8(encoder, 0x28);
    writeVarUint(encoder, 1);
    writeVarString(encoder, root);
    writeVarString(encoder, key);
    values(encoder, items);
  };

const set =
  (origin: readonly [number, number], ...items: unknown[]) =>
  (encoder: Encoder) => {
    writeUint8(encoder, 0xa8);
    for (const number of origin) writeVarUint(encoder, number);
    values(encoder, items);
  };

/** A part with register a at clock 0, b at clock 1, log items at clocks 2 and 3. */
function started(): Pair {
  const pair = new Pair();
  pair.write({
    session: 1,
    edit: {
      set: [
        ['a', 1],
        ['b', 2],
      ],
      push: [3, 4],
    },
  });
  return pair;
}

function codeOf(pair: Pair, bytes: Uint8Array, name: Uint8Array | null = null): string {
  const before = pair.part.snapshot();
  const verdict = pair.accept([name, bytes]);
  if (verdict.ok) return 'accepted';
  // A refused update moves nothing but the count of what has been judged.
  const after = Part.restore(partId, pair.part.snapshot())!;
  expect([after.log, after.registers]).toEqual([pair.part.log, pair.part.registers]);
  expect(after.log.length + after.registers.size).toBe(
    Part.restore(partId, before)!.log.length + Part.restore(partId, before)!.registers.size,
  );
  return verdict.code;
}

describe('an update written by hand', () => {
  test('[DOC-7] the forms of the specification are accepted', () => {
    expect(codeOf(new Pair(), update({}, [appendFirst([1])]), session(1))).toBe('accepted');
    expect(codeOf(new Pair(), update({}, [setFirst('x', [1])]), session(1))).toBe('accepted');
    expect(codeOf(started(), update({ clock: 4 }, [append([client, 3], 5, 6)]))).toBe('accepted');
    expect(codeOf(started(), update({ clock: 4 }, [set([client, 1], 5)], [1, client, 1, 1, 1]))).toBe(
      'accepted',
    );
    const both = [set([client, 1], 5), set([client, 0], 6), setFirst('c', [7]), append([client, 3], 8)];
    expect(codeOf(started(), update({ clock: 4 }, both, [1, client, 1, 0, 2]))).toBe('accepted');
  });

  test('[DOC-8] [THREAT-11] clock used again, left out, overlapping', () => {
    for (const clock of [0, 1, 2, 3, 5, 6, Number.MAX_SAFE_INTEGER]) {
      expect(codeOf(started(), update({ clock }, [append([client, 3], 5)]))).toBe('UPDATE_CLOCK');
    }
    expect(codeOf(new Pair(), update({ clock: 1 }, [appendFirst([1])]), session(1))).toBe('UPDATE_CLOCK');
    // The same update twice.
    const pair = new Pair();
    const body = pair.own.write({ set: [], push: [1] }, session(1));
    expect(pair.accept(body).ok).toBe(true);
    expect(codeOf(pair, bodyOf(body)[1])).toBe('UPDATE_CLOCK');
    expect(codeOf(pair, bodyOf(body)[1], session(1))).toBe('UPDATE_SESSION');
  });

  test('[THREAT-11] updates of a history repeated, left out or out of order never diverge from Yjs', () => {
    fc.assert(
      fc.property(histories, fc.array(fc.nat(40), { maxLength: 20 }), (steps, order) => {
        const source = new Pair();
        for (const step of steps) source.write(step);
        const pair = new Pair();
        for (const number of order) pair.accept(source.bodies[number % source.bodies.length]!);
        // The feed goes on: what the writer makes of what was accepted is accepted.
        pair.write({ session: 4, edit: { set: [['a', 1]], push: [1] } });
        expectSame(pair.part, pair.doc);
      }),
      runs(150),
    );
  });

  test('[DOC-6] [THREAT-12] clientIDs of other writers, places, parts and sessions', () => {
    const others = [
      { ...partId, device: toBase32(new Uint8Array(32).fill(9)) as DeviceId },
      { ...partId, place: toBase32(new Uint8Array(20).fill(9)) as PlaceId },
      { ...partId, part: 1 },
    ];
    for (const other of others) {
      const body = bodyOf(new OwnPart(new Part(other)).write({ set: [], push: [1] }, session(1)));
      expect(codeOf(new Pair(), body[1], body[0])).toBe('UPDATE_CLIENT');
    }
    expect(codeOf(new Pair(), update({}, [appendFirst([1])]), session(2))).toBe('UPDATE_CLIENT');
    expect(codeOf(new Pair(), update({}, [appendFirst([1])]))).toBe('UPDATE_CLIENT');
    expect(codeOf(started(), update({ clock: 4, client: client + 1 }, [append([client, 3], 5)]))).toBe(
      'UPDATE_CLIENT',
    );
    expect(codeOf(started(), update({ clock: 4, blocks: 2 }, [append([client, 3], 5)]))).toBe(
      'UPDATE_CLIENT',
    );
    expect(codeOf(started(), update({ clock: 4, blocks: 0 }, [append([client, 3], 5)]))).toBe(
      'UPDATE_CLIENT',
    );
  });

  test('[DOC-8] [THREAT-12] origins outside the log or the key', () => {
    for (const origin of [
      [client, 2],
      [client, 1],
      [client, 4],
      [client, 5],
      [client + 1, 3],
      [0, 0],
    ] as const) {
      expect(codeOf(started(), update({ clock: 4 }, [append(origin, 5)]))).toBe('UPDATE_ORIGIN');
    }
    for (const origin of [
      [client, 2],
      [client, 3],
      [client, 4],
      [client + 1, 0],
    ] as const) {
      const bytes = update({ clock: 4 }, [set(origin, 5)], [1, origin[0], 1, origin[1], 1]);
      expect(codeOf(started(), bytes)).toBe('UPDATE_ORIGIN');
    }
    expect(codeOf(started(), update({ clock: 4 }, [appendFirst([5])]))).toBe('UPDATE_ORIGIN');
    expect(codeOf(started(), update({ clock: 4 }, [setFirst('a', [5])]))).toBe('UPDATE_ORIGIN');
    expect(codeOf(new Pair(), update({}, [append([client, 0], 5)]), session(1))).toBe('UPDATE_ORIGIN');
    // One key twice, in both ways.
    expect(codeOf(started(), update({ clock: 4 }, [setFirst('c', [5]), setFirst('c', [6])]))).toBe(
      'UPDATE_ORIGIN',
    );
    expect(
      codeOf(
        started(),
        update({ clock: 4 }, [set([client, 0], 5), set([client, 4], 6)], [1, client, 2, 0, 1, 4, 1]),
      ),
    ).toBe('UPDATE_ORIGIN');
    expect(
      codeOf(
        started(),
        update({ clock: 4 }, [set([client, 0], 5), set([client, 0], 6)], [1, client, 1, 0, 1]),
      ),
    ).toBe('UPDATE_ORIGIN');
  });

  test('[DOC-8] [THREAT-12] the delete set names what the sets replace and nothing else', () => {
    const sets = [set([client, 0], 5), set([client, 1], 6)];
    const head = { clock: 4 };
    const wrong = [
      [0],
      [1, client, 1, 0, 1],
      [1, client, 1, 1, 1],
      [1, client, 1, 0, 3],
      [1, client, 1, 0, 0],
      [1, client, 2, 0, 1, 1, 1],
      [1, client, 2, 1, 1, 0, 1],
      [1, client, 2, 0, 2, 3, 1],
      [1, client, 0],
      [2, client, 1, 0, 1, client, 1, 1, 1],
      [2, client, 1, 0, 2, client - 1, 0],
      [2, client, 1, 0, 2, client - 1, 1, 0, 1],
      [1, client + 1, 1, 0, 2],
    ];
    for (const deletes of wrong)
      expect(codeOf(started(), update(head, sets, deletes))).toBe('UPDATE_DELETES');
    expect(codeOf(started(), update(head, [append([client, 3], 5)], [1, client, 1, 2, 1]))).toBe(
      'UPDATE_DELETES',
    );
    expect(codeOf(started(), update(head, sets, [1, client, 1, 0, 2]))).toBe('accepted');
  });

  test('[DOC-8] what several sessions wrote is deleted from the greatest clientID to the least', () => {
    const pair = new Pair();
    for (const number of [1, 2, 3]) {
      pair.write({
        session: number,
        edit: {
          set: [
            [`k${String(number)}`, 1],
            [`l${String(number)}`, 1],
          ],
          push: [],
        },
      });
    }
    const keys = ['l2', 'k1', 'k3', 'l1', 'k2', 'l3'];
    const body = bodyOf(pair.own.write({ set: keys.map((key) => [key, 2] as const), push: [] }, session(1)));
    const clients = [1, 2, 3].map((number) => clientId(partId, session(number))).sort((a, b) => b - a);
    const tail = toUint8Array(
      clients.reduce((encoder, id) => {
        for (const number of [id, 1, 0, 2]) writeVarUint(encoder, number);
        return encoder;
      }, createEncoder()),
    );
    expect(body[1].subarray(-tail.length)).toEqual(tail);
    expect(pair.accept(body).ok).toBe(true);
  });

  test('[DOC-7] [THREAT-15] other roots, parents, content types and orders', () => {
    const fresh = (struct: (encoder: Encoder) => void) =>
      codeOf(new Pair(), update({}, [struct]), session(1));
    expect(fresh(appendFirst([1], 'logs'))).toBe('UPDATE_FORM');
    expect(fresh(appendFirst([1], ''))).toBe('UPDATE_FORM');
    expect(fresh(appendFirst([1], 'fields'))).toBe('UPDATE_FORM');
    expect(fresh(setFirst('a', [1], 'log'))).toBe('UPDATE_FORM');
    expect(fresh(setFirst('a', [1], '__proto__'))).toBe('UPDATE_FORM');
    expect(fresh(setFirst('a', [1, 2]))).toBe('UPDATE_FORM');
    expect(fresh(setFirst('a', []))).toBe('UPDATE_FORM');
    expect(fresh(appendFirst([]))).toBe('UPDATE_FORM');
    const nested = (encoder: Encoder) => {
      writeUint8(encoder, 0x08);
      for (const number of [0, client, 0, 1]) writeVarUint(encoder, number);
      writeAny(encoder, 1);
    };
    expect(fresh(nested)).toBe('UPDATE_FORM');
    const known = new Set([0x08, 0x88, 0x28, 0xa8]);
    for (let info = 0; info < 256; info++) {
      if (known.has(info)) continue;
      const other = (encoder: Encoder) => {
        writeUint8(encoder, info);
        for (const number of [client, 3, client, 3]) writeVarUint(encoder, number);
        values(encoder, [1]);
      };
      expect(codeOf(started(), update({ clock: 4 }, [other]))).toBe('UPDATE_FORM');
    }
    expect(codeOf(started(), update({ clock: 4, structs: 0 }, [], [1, client, 1, 2, 1]))).toBe('UPDATE_FORM');
    const late = [append([client, 3], 5), setFirst('c', [1])];
    expect(codeOf(started(), update({ clock: 4 }, late))).toBe('UPDATE_FORM');
    const twice = [append([client, 3], 5), append([client, 4], 5)];
    expect(codeOf(started(), update({ clock: 4 }, twice))).toBe('UPDATE_FORM');
  });

  test('[DOC-9] [THREAT-15] values that are not plain JSON, and keys that change what an object is', () => {
    const proto = JSON.parse('{"a":{"__proto__":{"polluted":1}}}') as unknown;
    for (const value of [
      undefined,
      NaN,
      Infinity,
      -Infinity,
      -0,
      1n,
      new Uint8Array(2),
      proto,
      { constructor: 1 },
    ]) {
      expect(codeOf(started(), update({ clock: 4 }, [append([client, 3], value)]))).toBe('UPDATE_VALUE');
      expect(codeOf(started(), update({ clock: 4 }, [append([client, 3], [{ a: value }])]))).toBe(
        'UPDATE_VALUE',
      );
      expect(codeOf(new Pair(), update({}, [setFirst('a', [value])]), session(1))).toBe('UPDATE_VALUE');
    }
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    for (const key of ['', '__proto__', 'constructor', 'x'.repeat(201), 'é'.repeat(101)]) {
      expect(codeOf(new Pair(), update({}, [setFirst(key, [1])]), session(1))).toBe('UPDATE_KEY');
    }
    for (const key of [
      'x'.repeat(127),
      'x'.repeat(128),
      'x'.repeat(200),
      'é'.repeat(100),
      'prototype',
      'toString',
    ]) {
      expect(codeOf(new Pair(), update({}, [setFirst(key, [1])]), session(1))).toBe('accepted');
    }
  });

  test('[DOC-9] text that is not UTF-8, such as half a character', () => {
    const bytes = update({ clock: 4 }, [append([client, 3], 'xxx')]);
    const at = bytes.lastIndexOf(0x78);
    for (const [first, second, third] of [
      [0xed, 0xa0, 0x80],
      [0xc0, 0x80, 0x78],
      [0xff, 0x78, 0x78],
      [0xe2, 0x82, 0x78],
    ]) {
      const broken = Uint8Array.from(bytes);
      broken.set([first!, second!, third!], at - 2);
      expect(codeOf(started(), broken)).toBe('UPDATE_MALFORMED');
    }
  });

  test('[DOC-4] [THREAT-15] nested too deep, too many changes, too many bytes', () => {
    const deep = (levels: number): unknown =>
      levels === 0 ? 1 : levels % 2 ? [deep(levels - 1)] : { a: deep(levels - 1) };
    expect(codeOf(started(), update({ clock: 4 }, [append([client, 3], deep(32))]))).toBe('accepted');
    expect(codeOf(started(), update({ clock: 4 }, [append([client, 3], deep(33))]))).toBe('UPDATE_TOO_DEEP');
    expect(codeOf(started(), update({ clock: 4 }, [append([client, 3], deep(5000))]))).toBe(
      'UPDATE_TOO_DEEP',
    );
    const many = new Array<number>(LIMITS.changes).fill(0);
    expect(codeOf(started(), update({ clock: 4 }, [append([client, 3], ...many)]))).toBe('accepted');
    expect(codeOf(started(), update({ clock: 4 }, [append([client, 3], 1, ...many)]))).toBe(
      'UPDATE_TOO_LARGE',
    );
    const sum = [setFirst('c', [1]), append([client, 3], ...many)];
    expect(codeOf(started(), update({ clock: 4 }, sum))).toBe('UPDATE_TOO_LARGE');
    expect(codeOf(started(), update({ clock: 4, structs: 4097 }, [append([client, 3], 1)]))).toBe(
      'UPDATE_TOO_LARGE',
    );
    const long = (length: number) => update({ clock: 4 }, [append([client, 3], 'x'.repeat(length))]);
    const room = LIMITS.updateBytes - (long(50_000).length - 50_000);
    expect(codeOf(started(), long(room))).toBe('accepted');
    expect(codeOf(started(), long(room + 1))).toBe('UPDATE_TOO_LARGE');
  });

  test('[DOC-5] [DOC-6] the body around the update', () => {
    const good = update({}, [appendFirst([1])]);
    for (const body of [
      null,
      1,
      'x',
      [],
      [session(1)],
      [session(1), good, null],
      [session(1), 'x'],
      [session(1), null],
    ]) {
      expect(new Pair().accept(body as never)).toEqual({ ok: false, code: 'UPDATE_BODY' });
    }
    for (const name of ['12345678', 8, new Uint8Array(7), new Uint8Array(9), new Uint8Array(0), []]) {
      expect(new Pair().accept([name, good] as never)).toEqual({ ok: false, code: 'UPDATE_BODY' });
    }
    expect(new Pair().accept([session(1), good]).ok).toBe(true);
  });

  test('[THREAT-17] thousands of updates whose predecessors are missing: refused one by one, nothing pends', () => {
    const source = new Pair();
    const bodies: (readonly [Uint8Array | null, Uint8Array])[] = [];
    for (let i = 0; i < 2000; i++) {
      const body = bodyOf(source.own.write({ set: [['a', i]], push: [i] }, session(1)));
      source.part.accept(body, { depth: i, seq: i, time: 0 });
      bodies.push(body);
    }
    const pair = new Pair();
    const empty = pair.part.snapshot().length;
    for (const body of bodies.slice(1).reverse()) expect(pair.accept(body).ok).toBe(false);
    expect(pair.part.snapshot().length).toBeLessThanOrEqual(empty + 2);
    expect(pair.accept(bodies[0]!).ok).toBe(true);
    expectSame(pair.part, pair.doc);
  });

  test('[DOC-14] Yjs applies the hand-written forms to the same state', () => {
    const doc = new Y.Doc();
    const part = new Part(partId);
    const all = [
      update({}, [setFirst('a', [1]), appendFirst([{ x: 1 }, 2])]),
      update({ clock: 3 }, [set([client, 0], null), append([client, 2], 3)], [1, client, 1, 0, 1]),
    ];
    all.forEach((bytes, seq) => {
      expect(part.accept([seq === 0 ? session(1) : null, bytes], { depth: seq, seq, time: 0 }).ok).toBe(true);
      Y.applyUpdate(doc, bytes);
    });
    expectSame(part, doc);
  });
});
