import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkName, checkTitle, isName, isTitle } from '../../../core/identity/name.ts';

describe('names', () => {
  it.each([
    ['  Ana  ', 'Ana'],
    ['Jose\u0301', 'Jos\u00e9'],
    ['\u5c71\u7530 \u592a\u90ce', '\u5c71\u7530 \u592a\u90ce'],
    ['\u0639\u0644\u064a', '\u0639\u0644\u064a'],
    ['\u{1f469}\u200d\u{1f33e} Farm', '\u{1f469}\u200d\u{1f33e} Farm'],
    ["O'Neil <b>", "O'Neil <b>"],
  ])('[IDENTITY-3] tidies %j', (typed, name) => {
    expect(checkName(typed)).toEqual({ ok: true, value: name });
    expect(isName(name)).toBe(true);
  });

  it.each(['', '   ', '\u3000', '\u2800', '\u200d', '\u00a0\u200c'])(
    '[IDENTITY-3] an empty name: %j',
    (typed) => {
      expect(checkName(typed)).toEqual({ ok: false, code: 'NAME_EMPTY' });
      expect(isName(typed)).toBe(false);
    },
  );

  it.each([
    'a\u0000b',
    'a\nb',
    'a\u007fb',
    'a\u0085b',
    'a\u202eb',
    'a\u2066b',
    'a\u200bb',
    'a\u200fb',
    'a\ufeffb',
    'a\ufffdb',
    'a\ud800b',
    'a\u{e0041}b',
    '\u3164',
  ])('[IDENTITY-3] [IDENTITY-4] [THREAT-31] an unreadable name: %j', (typed) => {
    expect(checkName(typed)).toEqual({ ok: false, code: 'NAME_UNREADABLE' });
    expect(isName(typed)).toBe(false);
  });

  it('[IDENTITY-3] counts code points', () => {
    expect(checkName('\u{1f600}'.repeat(80)).ok).toBe(true);
    expect(checkName('\u{1f600}'.repeat(81))).toEqual({ ok: false, code: 'NAME_TOO_LONG' });
    expect(isName('\u{1f600}'.repeat(80))).toBe(true);
    expect(isName('\u{1f600}'.repeat(81))).toBe(false);
    expect(isName('a'.repeat(81))).toBe(false);
    expect(checkTitle('a'.repeat(200)).ok).toBe(true);
    expect(isTitle('a'.repeat(200))).toBe(true);
    expect(isTitle('a'.repeat(201))).toBe(false);
    expect(checkTitle('a'.repeat(201))).toEqual({ ok: false, code: 'NAME_TOO_LONG' });
    expect(checkName('a'.repeat(1_000_000))).toEqual({ ok: false, code: 'NAME_TOO_LONG' });
  });

  it('[IDENTITY-4] whatever is accepted from a keyboard may be signed, and no other type may', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 90 }), (typed) => {
        const name = checkName(typed);
        if (name.ok) {
          expect(isName(name.value)).toBe(true);
          expect(checkName(name.value)).toEqual(name);
        }
      }),
      { numRuns: 200 },
    );
    for (const value of [undefined, null, 7, {}, ['Ana']]) expect(isName(value)).toBe(false);
  });

  it('[IDENTITY-4] judges what is signed without normalising it', () => {
    expect(isName('Jose\u0301')).toBe(true);
    expect(isName(' Ana ')).toBe(true);
  });
});
