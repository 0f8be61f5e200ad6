import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex } from '../../../core/base/bytes.ts';
import {
  INVITE_WORDS,
  inviteSeedOf,
  inviteWordsOf,
  looksLikeInviteWords,
  newInviteSecret,
  readInviteWords,
} from '../../../core/identity/invite-words.ts';
import { WORD_LIST } from '../../../core/identity/word-list.ts';
import { seededRandom } from '../../world/random.ts';

const secret = new Uint8Array(11).map((_, i) => 17 * i + 5);
const words = inviteWordsOf(secret);

describe('the words of an invite', () => {
  it('[IDENTITY-14] have one form for one secret, and give one seed', () => {
    expect(words.join(' ')).toBe('agree raise sock naive pluck salad cushion sting plate');
    expect(toHex(inviteSeedOf(secret))).toBe(
      'f4525f89db20f52096479ad592fe5667643e8252ed4093023afd02a5f57a600a',
    );
  });

  it('[IDENTITY-14] bring the secret back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 11, maxLength: 11 }), (bytes) => {
        const written = inviteWordsOf(bytes);
        expect(written).toHaveLength(INVITE_WORDS);
        expect(readInviteWords(written.join(' '))).toEqual({ ok: true, value: Uint8Array.from(bytes) });
      }),
    );
  });

  it('[IDENTITY-14] are read as people type what they hear', () => {
    const numbered = words.map((word, i) => `${i + 1}. ${word.toUpperCase()}`).join('\n');
    for (const text of [`  ${words.join('   ')}\n`, words.join(', '), words.join('-'), numbered]) {
      expect(looksLikeInviteWords(text)).toBe(true);
      expect(readInviteWords(text)).toEqual({ ok: true, value: secret });
    }
  });

  it('[IDENTITY-14] say what is wrong with them', () => {
    expect(readInviteWords(words.slice(1).join(' '))).toEqual({ ok: false, code: 'WORDS_COUNT' });
    expect(readInviteWords([...words, 'abandon'].join(' '))).toEqual({ ok: false, code: 'WORDS_COUNT' });
    const misheard = ['zaubar', ...words.slice(1)].join(' ');
    expect(readInviteWords(misheard)).toEqual({ ok: false, code: 'WORD_UNKNOWN', word: 'zaubar' });
    const swapped = [words[1], words[0], ...words.slice(2)].join(' ');
    expect(readInviteWords(swapped)).toEqual({ ok: false, code: 'WORDS_WRONG' });
    expect(readInviteWords('abandon '.repeat(10_000))).toEqual({ ok: false, code: 'WORDS_COUNT' });
  });

  it('[IDENTITY-14] notice nearly every word that was heard wrong', () => {
    let missed = 0;
    for (const [at, word] of words.entries()) {
      for (const other of WORD_LIST) {
        const typed = words.with(at, other).join(' ');
        if (other !== word && readInviteWords(typed).ok) missed += 1;
      }
    }
    // One of 2,048 by chance, so about eight of these; the last word alone is never wrong unnoticed.
    expect(missed).toBeLessThan(30);
  });

  it('[IDENTITY-14] [THREAT-24] are as many as make guessing hopeless, each secret another', () => {
    expect((INVITE_WORDS - 1) * 11).toBeGreaterThanOrEqual(88);
    const random = seededRandom(3);
    const seen = new Set(Array.from({ length: 200 }, () => toHex(inviteSeedOf(newInviteSecret(random)))));
    expect(seen.size).toBe(200);
    expect(() => inviteSeedOf(new Uint8Array(10))).toThrow('SECRET_LENGTH');
    expect(() => inviteWordsOf(new Uint8Array(12))).toThrow('SECRET_LENGTH');
  });

  it('[IDENTITY-14] are told from links and from single words', () => {
    for (const text of ['', 'hello', 'kith://join/abc', 'one two three', 'word '.repeat(31), '1 2 3 4 5 6'])
      expect(looksLikeInviteWords(text)).toBe(false);
    expect(looksLikeInviteWords('ein zwei drei vier fünf')).toBe(true);
    expect(looksLikeInviteWords(`${'a '.repeat(5_000)}`)).toBe(false);
  });
});
