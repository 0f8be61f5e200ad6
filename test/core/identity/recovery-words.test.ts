import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rootSeedToWords, wordsToRootSeed } from '../../../core/identity/recovery-words.ts';

const seed = new Uint8Array(32).fill(0x7f);
const words = rootSeedToWords(seed);

describe('recovery words', () => {
  it('[IDENTITY-12] are BIP-39', () => {
    expect(words.join(' ')).toBe(
      'legal winner thank year wave sausage worth useful legal winner thank year wave sausage worth useful legal winner thank year wave sausage worth title',
    );
  });

  it('[IDENTITY-12] bring the seed back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
        const written = rootSeedToWords(bytes);
        expect(written).toHaveLength(24);
        expect(wordsToRootSeed(written.join(' '))).toEqual({ ok: true, value: Uint8Array.from(bytes) });
      }),
      { numRuns: 30 },
    );
  });

  it('[IDENTITY-12] are read as people write them', () => {
    const numbered = words.map((word, i) => `${i + 1}. ${word.toUpperCase()}`).join('\n');
    for (const text of [`  ${words.join('   ')}\n`, words.join(', '), numbered]) {
      expect(wordsToRootSeed(text)).toEqual({ ok: true, value: seed });
    }
  });

  it('[IDENTITY-12] say what is wrong', () => {
    expect(wordsToRootSeed('')).toEqual({ ok: false, code: 'WORDS_COUNT' });
    expect(wordsToRootSeed(words.slice(1).join(' '))).toEqual({ ok: false, code: 'WORDS_COUNT' });
    expect(wordsToRootSeed('legal winer thank')).toEqual({ ok: false, code: 'WORD_UNKNOWN', word: 'winer' });
    const swapped = [words[1], words[0], ...words.slice(2)].join(' ');
    expect(wordsToRootSeed(swapped)).toEqual({ ok: false, code: 'WORDS_WRONG' });
    expect(wordsToRootSeed('legal '.repeat(10_000))).toEqual({ ok: false, code: 'WORDS_COUNT' });
    expect(() => rootSeedToWords(new Uint8Array(16))).toThrow('SEED_LENGTH');
  });
});
