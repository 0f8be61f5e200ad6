import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPlainJson } from '../../../core/base/json.ts';

describe('isPlainJson', () => {
  it('[BASE-6] accepts what JSON carries', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        expect(isPlainJson(JSON.parse(JSON.stringify(value)))).toBe(
          !JSON.stringify(value).includes('"__proto__"'),
        );
      }),
    );
  });

  it('[BASE-6] [THREAT-15] refuses what is not plain', () => {
    class Odd {}
    const cycle: unknown[] = [];
    cycle.push(cycle);
    const wrong = [
      undefined,
      NaN,
      Infinity,
      1n,
      () => 0,
      Symbol('s'),
      new Date(0),
      new Odd(),
      new Map(),
      new Uint8Array(1),
      [undefined],
      Array(2),
      { a: undefined },
      { [Symbol('s')]: 1 },
      Object.create({ inherited: 1 }),
      Object.defineProperty({}, 'a', { get: () => 1, enumerable: true }),
      JSON.parse('{"__proto__": 1}'),
      JSON.parse('{"a": [{"__proto__": {}}]}'),
      cycle,
    ];
    for (const value of wrong) expect(isPlainJson(value)).toBe(false);
    expect(isPlainJson(Object.assign(Object.create(null), { a: 1 }))).toBe(true);
  });

  it('[BASE-6] [THREAT-15] bounds nesting', () => {
    const nested = (depth: number): unknown => (depth === 0 ? 0 : [nested(depth - 1)]);
    expect(isPlainJson(nested(32))).toBe(true);
    expect(isPlainJson(nested(33))).toBe(false);
    expect(isPlainJson({ a: 1 }, 0)).toBe(false);
  });
});
