/** Histories of edits of one part by several sessions, and the real Yjs as the oracle of what they mean. */
import fc from 'fast-check';
import { expect } from 'vitest';
import * as Y from 'yjs';
import type { Cbor } from '../../../core/base/cbor.ts';
import { toBase32 } from '../../../core/base/base32.ts';
import type { CommunityId, DeviceId, PlaceId } from '../../../core/base/ids.ts';
import type { Json } from '../../../core/base/json.ts';
import type { PartId } from '../../../core/documents/client-id.ts';
import type { Edit } from '../../../core/documents/edit.ts';
import { OwnPart } from '../../../core/documents/own-part.ts';
import { Part } from '../../../core/documents/part.ts';

/** How often a property runs: a few times in the tier `quick`, more often in the others. */
const SCALE = { quick: 1, all: 10, soak: 200 }[process.env['KITH_TIER'] ?? 'quick'] ?? 1;

export function runs(quick: number): { numRuns: number; seed: number } {
  return { numRuns: quick * SCALE, seed: 2026 };
}

const bytes = (length: number, value: number) => toBase32(new Uint8Array(length).fill(value));

export const partId: PartId = {
  community: bytes(32, 1) as CommunityId,
  device: bytes(32, 2) as DeviceId,
  place: bytes(20, 3) as PlaceId,
  part: 0,
};

export function session(number: number): Uint8Array {
  return new Uint8Array(8).fill(number);
}

const numbers = fc.oneof(
  fc.integer(),
  fc.integer({ min: -70, max: 140 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  fc.float({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  fc.constantFrom(
    2 ** 31 - 1,
    2 ** 31,
    -(2 ** 31) + 1,
    -(2 ** 31),
    2 ** 53,
    0.1,
    0.5,
    1e300,
    5e-324,
    63,
    64,
    8191,
    8192,
  ),
);

export const texts = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom('', '\ufeff', '\u0000', 'é', '👍🏽', 'a'.repeat(127), 'b'.repeat(128)),
);

const names = fc
  .oneof(
    fc.constantFrom('t', 'id', 'text', '0', '1', '10', '9', '01', '4294967294', '4294967295', 'toString', ''),
    texts,
  )
  .filter((name) => name !== '__proto__' && name !== 'constructor');

export const values: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<Json>(null, true, false),
    numbers,
    texts,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(names, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;

const keys = fc.constantFrom('a', 'b', 'c', 'd/title', 'é', 'toString', 'z'.repeat(200));

export const edits: fc.Arbitrary<Edit> = fc
  .record({
    set: fc.array(fc.tuple(keys, values), { maxLength: 5 }),
    push: fc.array(values, { maxLength: 4 }),
  })
  .filter(({ set, push }) => set.length + push.length > 0);

export interface Step {
  readonly session: number;
  readonly edit: Edit;
}

/** Sessions mostly follow one another, as processes do, and sometimes alternate, as only a strange writer's would. */
export const histories: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({ session: fc.constantFrom(1, 1, 1, 2, 3), edit: edits }),
  { minLength: 1, maxLength: 12 },
);

/** A part beside a real Y.Doc that gets the same updates one by one. */
export class Pair {
  readonly part: Part;
  readonly own: OwnPart;
  readonly doc = new Y.Doc();
  readonly bodies: (readonly [session: Uint8Array | null, update: Uint8Array])[] = [];

  constructor(id: PartId = partId) {
    this.part = new Part(id);
    this.own = new OwnPart(this.part);
  }

  write({ session: number, edit }: Step): void {
    const verdict = this.accept(this.own.write(edit, session(number)));
    expect(verdict.ok).toBe(true);
  }

  /** Both agree about every accepted update. */
  accept(body: Cbor): ReturnType<Part['accept']> {
    const seq = this.part.through + 1;
    const verdict = this.part.accept(body, { depth: seq + 1, seq, time: 1_700_000_000_000 + seq });
    if (verdict.ok) {
      const [name, update] = body as [Uint8Array | null, Uint8Array];
      this.bodies.push([name, update]);
      Y.applyUpdate(this.doc, update);
      expectSame(this.part, this.doc);
    }
    return verdict;
  }
}

export function expectSame(part: Part, doc: Y.Doc): void {
  expect(doc.store.pendingStructs).toBeNull();
  expect(doc.store.pendingDs).toBeNull();
  const fields = new Map(Object.entries(doc.getMap('fields').toJSON()));
  expect(new Map([...part.registers].map(([key, { value }]) => [key, value]))).toEqual(fields);
  expect(part.log.map(({ value }) => value)).toEqual(doc.getArray('log').toJSON());
  expect([...doc.share.keys()].sort()).toEqual(['fields', 'log']);
}

export function bodyOf(body: Cbor): [session: Uint8Array | null, update: Uint8Array] {
  return body as [Uint8Array | null, Uint8Array];
}
