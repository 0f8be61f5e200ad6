import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase32, toBase32 } from '../../../core/base/base32.ts';
import { utf8 } from '../../../core/base/bytes.ts';

describe('base32', () => {
  it.each([
    ['', ''],
    ['f', 'my'],
    ['fo', 'mzxq'],
    ['foo', 'mzxw6'],
    ['foob', 'mzxw6yq'],
    ['fooba', 'mzxw6ytb'],
    ['foobar', 'mzxw6ytboi'],
  ])('[BASE-1] writes the vectors of RFC 4648 in lowercase without padding: %s', (text, encoded) => {
    expect(toBase32(utf8(text))).toBe(encoded);
    expect(fromBase32(encoded)).toEqual(utf8(text));
  });

  it('[BASE-1] reads back what it wrote', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
        expect(fromBase32(toBase32(bytes))).toEqual(Uint8Array.from(bytes));
      }),
    );
  });

  it('[BASE-1] [THREAT-14] has one text for one byte string', () => {
    const letters = fc.constantFrom(
      ...'abcdefghijklmnopqrstuvwxyz234567',
      'A',
      '=',
      '0',
      '1',
      ' ',
      'é',
      '\u0130',
    );
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 60 }), (list) => {
        const text = list.join('');
        const bytes = fromBase32(text);
        if (bytes) expect(toBase32(bytes)).toBe(text);
      }),
    );
  });

  it.each(['m', 'mzx', 'mzxw6y', 'mz', 'MY', 'my======', 'm y', 'm1'])('[BASE-1] refuses %j', (text) => {
    expect(fromBase32(text)).toBeUndefined();
  });
});
