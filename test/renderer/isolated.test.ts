import { afterEach, describe, expect, test } from 'vitest';
import { isolated } from '../../core/api/isolated.ts';
import { MIRRORED, pseudoCatalogue } from '../../renderer/text/pseudo.ts';
import { sentenceFor } from '../../renderer/text/sentence.ts';
import { addCatalogue, i18n, listed, t } from '../../renderer/text/text.ts';
import { allTexts } from '../../renderer/text/translations.ts';

afterEach(async () => {
  await i18n.changeLanguage('en');
});

describe('values in sentences', () => {
  test('[PAGE-10] a name of the other direction is kept apart, one of the same direction stays as it is', () => {
    expect(isolated('Béla (Elm 4)', 'ltr')).toBe('Béla (Elm 4)');
    expect(isolated('مريم (3)', 'ltr')).toBe('\u2068مريم (3)\u2069');
    expect(isolated('רות', 'ltr')).toBe('\u2068רות\u2069');
    expect(isolated('Béla', 'rtl')).toBe('\u2068Béla\u2069');
    expect(isolated('', 'rtl')).toBe('');
  });

  test('[PAGE-10] [THREAT-31] marks of direction in a name do not reach into the sentence', () => {
    const override = '\u202e';
    const end = '\u2069';
    expect(isolated(`Eve${override}gpj.exe`, 'ltr')).toBe('\u2068Evegpj.exe\u2069');
    expect(isolated(`Eve${end}${override}`, 'rtl')).toBe('\u2068Eve\u2069');
    expect(isolated('\u2068one\u2069 and \u2068מרים\u2069', 'ltr')).toBe(
      '\u2068\u2068one\u2069 and \u2068מרים\u2069\u2069',
    );
    expect(t('card.moved', { title: `a${end}${override}b`, column: 'Done' })).toBe(
      '\u2068ab\u2069 is now in Done.',
    );
  });

  test('[PAGE-10] the direction of the language decides, in the sentences about errors as well', async () => {
    expect(t('people.you', { name: 'مريم' })).toBe('\u2068مريم\u2069 (you)');
    expect(sentenceFor('LOAN_REQUESTED', { name: 'مريم', item: 'drill' })).toBe(
      '\u2068مريم\u2069 asks to borrow drill. Approve or decline it.',
    );
    addCatalogue(MIRRORED, pseudoCatalogue(MIRRORED, allTexts));
    await i18n.changeLanguage(MIRRORED);
    expect(t('people.you', { name: 'Béla' })).toContain('\u2068Béla\u2069');
    expect(sentenceFor('LOAN_REQUESTED', { name: 'Béla', item: 'drill' })).toContain('\u2068drill\u2069');
    expect(listed(['Béla', 'Ruth'])).toMatch(/\u2068Béla\u2069.*\u2068Ruth\u2069/);
    // A number is read the same way everywhere.
    expect(t('holding.some', { count: 3 })).not.toContain('\u2068');
  });
});
