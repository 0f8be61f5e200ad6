import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyPatch, diff } from '../../../core/api/patch.ts';
import { KithError } from '../../../core/base/kith-error.ts';

const runs = process.env['KITH_TIER'] === 'all' ? 20_000 : 2_000;

const name = fc.string({ maxLength: 6 }).filter((text) => text !== '__proto__');
const leaf = fc.oneof(
  fc.string({ maxLength: 5 }),
  fc.integer({ min: -3, max: 3 }),
  fc.boolean(),
  fc.constant(null),
);
const { view } = fc.letrec((tie) => ({
  view: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('view'), { maxLength: 6 }),
    fc.dictionary(fc.oneof(fc.constantFrom('a', 'b', 'items'), name), tie('view'), { maxKeys: 4 }),
    fc.uniqueArray(fc.record({ id: fc.constantFrom(...'abcdefgh'), value: tie('view') }), {
      selector: (row) => row.id,
      maxLength: 8,
    }),
  ),
}));

/** As it arrives: nothing but JSON crosses the channel. */
function carried(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

describe('diff and applyPatch', () => {
  test('[API-4] the patch of two values turns the one into the other and leaves the old one alone', () => {
    fc.assert(
      fc.property(view, view, (before, after) => {
        const kept = structuredClone(before);
        const patch = diff(before, after);
        expect(patch === undefined ? before : applyPatch(before, carried(patch))).toEqual(after);
        expect(before).toEqual(kept);
      }),
      { numRuns: runs },
    );
  });

  test('[API-4] equal values have no patch', () => {
    fc.assert(
      fc.property(view, (value) => diff(value, structuredClone(value)) === undefined),
      { numRuns: runs },
    );
  });

  test('[API-4] rows that are dropped, changed, moved and new at once arrive in their new order', () => {
    const rows = fc.uniqueArray(
      fc.record({ id: fc.integer({ min: 0, max: 40 }).map(String), value: fc.nat(3) }),
      {
        selector: (row) => row.id,
        maxLength: 40,
      },
    );
    fc.assert(
      fc.property(rows, rows, (before, after) => {
        const patch = diff(before, after);
        expect(patch === undefined ? before : applyPatch(before, carried(patch))).toEqual(after);
      }),
      { numRuns: runs },
    );
  });

  test('[API-4] a field that is undefined is absent, as it is in JSON', () => {
    expect(diff({ a: 1, b: undefined }, { a: 1 })).toBeUndefined();
    expect(applyPatch({ a: 1, b: 2 }, diff({ a: 1, b: 2 }, { a: 1, b: undefined }))).toEqual({ a: 1 });
  });

  test('[API-5] one new message in a channel of ten thousand costs one row', () => {
    const before = Array.from({ length: 10_000 }, (_, index) => ({ id: `m${index}`, text: `text ${index}` }));
    const after = [...before.slice(1), { id: 'new', text: 'hello' }];
    const patch = diff({ messages: before }, { messages: after });
    expect(JSON.stringify(patch).length).toBeLessThan(120);
  });

  test('[API-5] one card moved among a thousand costs one row, and the others stay the same objects', () => {
    const before = Array.from({ length: 1_000 }, (_, index) => ({ id: `c${index}` }));
    const after = [before[999]!, ...before.slice(0, 999)];
    const patch = diff(before, structuredClone(after));
    expect(patch).toEqual(['rows', [], [], [[null, 'c999']]]);
    const moved = applyPatch(before, patch) as unknown[];
    expect(moved.every((row, index) => row === after[index])).toBe(true);
  });

  test('[API-6] a patch that does not fit throws and changes nothing', () => {
    const rows = [{ id: 'a' }, { id: 'b' }];
    const cases: [unknown, unknown][] = [
      [{}, 'set'],
      [{}, ['unknown', 1]],
      [{}, ['object', [['__proto__', ['set', { polluted: true }]]], []]],
      [{}, ['object', [['a', ['object', [], []]]], []]],
      [{}, ['object', [], ['missing']]],
      [
        [1, 2],
        ['list', 1, 5, []],
      ],
      [
        [1, 2],
        ['list', -1, 0, []],
      ],
      [rows, ['rows', ['c'], [], []]],
      [rows, ['rows', [], [['a', ['object', [['id', ['set', 'z']]], []]]], []]],
      [rows, ['rows', [], [['c', ['set', { id: 'c' }]]], []]],
      [
        rows,
        [
          'rows',
          [],
          [],
          [
            ['b', 'a'],
            ['a', 'b'],
          ],
        ],
      ],
      [rows, ['rows', [], [], [[null, { id: 'a' }]]]],
      [rows, ['rows', [], [], [[null, 'c']]]],
      [{ id: 'no list' }, ['rows', [], [], []]],
    ];
    for (const [value, patch] of cases) {
      const kept = structuredClone(value);
      expect(() => applyPatch(value, patch), JSON.stringify(patch)).toThrow(KithError);
      expect(value).toEqual(kept);
    }
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test('[API-6] any JSON as a patch either applies or is refused with PATCH_INVALID', () => {
    fc.assert(
      fc.property(view, fc.jsonValue(), (value, patch) => {
        try {
          applyPatch(value, patch);
        } catch (error) {
          expect((error as KithError).code).toBe('PATCH_INVALID');
        }
      }),
      { numRuns: runs },
    );
  });

  test('[API-6] a patch nested without end is refused', () => {
    let patch: unknown = ['set', 1];
    let value: unknown = 0;
    for (let i = 0; i < 200; i++) {
      patch = ['object', [['a', patch]], []];
      value = { a: value };
    }
    expect(() => applyPatch(value, patch)).toThrow(KithError);
  });
});
