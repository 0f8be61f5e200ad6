import { describe, expect, test } from 'vitest';
import { en } from '../../renderer/text/en.ts';
import { accented, ACCENTED, pseudoCatalogue } from '../../renderer/text/pseudo.ts';
import { sentenceFor } from '../../renderer/text/sentence.ts';
import { addCatalogue, i18n, t } from '../../renderer/text/text.ts';
import { allTexts, readTranslation, translationTemplate } from '../../renderer/text/translations.ts';

function fileOf(texts: Record<string, string>): string {
  return JSON.stringify({ language: 'de', name: 'Deutsch', texts });
}

describe('a translation in a file', () => {
  test('[PAGE-10] the file to begin with holds every text and every sentence about an error, and is itself one', () => {
    const template = translationTemplate();
    expect(readTranslation(template)?.texts).toEqual(allTexts);
    expect(Object.keys(allTexts).length).toBeGreaterThan(Object.keys(en).length + 100);
    expect(allTexts).toHaveProperty(['code.DISK_FULL']);
  });

  test('[PAGE-10] a text that hides a value of the original, or asks for one that is not there, is left out', () => {
    const read = readTranslation(
      fileOf({
        'card.moved': '{{title}} ist jetzt in {{column}}.',
        'archive.restored': 'Wieder da.',
        'archive.restoreOf': '{{title}} von {{name}} zurückholen',
        'column.cards_one': '{{count}} Karte',
        'column.cards_two': 'zwei Karten',
        'column.cards_other': '{{count}} Karten',
        'code.PORT_TAKEN': 'Ein anderes Programm nutzt den Port {port}.',
        'code.DISK_FULL': 'Voll: {{name}}',
        'no.such.text': 'x',
      }),
    );
    expect(read?.texts).toEqual({
      'card.moved': '{{title}} ist jetzt in {{column}}.',
      'column.cards_one': '{{count}} Karte',
      'column.cards_two': 'zwei Karten',
      'column.cards_other': '{{count}} Karten',
      'code.PORT_TAKEN': 'Ein anderes Programm nutzt den Port {port}.',
    });
  });

  test.each([
    ['nothing', ''],
    ['no object', '[]'],
    ['no language', JSON.stringify({ language: '../x', name: 'x', texts: {} })],
    ['texts that are none', JSON.stringify({ language: 'de', name: 'x', texts: { 'action.add': 3 } })],
    ['a text without end', fileOf({ 'action.add': 'x'.repeat(10_000) })],
  ])('[PAGE-10] %s is no translation', (_, text) => {
    expect(readTranslation(text)).toBeUndefined();
  });

  test('[PAGE-10] what it lacks is shown in English, and every kind of error speaks it', async () => {
    addCatalogue('de', {
      'action.add': 'Hinzufügen',
      'code.FROM_ELSEWHERE': 'Von anderswo.',
      'code.PORT_TAKEN': 'Port {port} ist belegt.',
    });
    await i18n.changeLanguage('de');
    expect(t('action.add')).toBe('Hinzufügen');
    expect(t('action.cancel')).toBe('Cancel');
    expect(sentenceFor('ENTRY_MALFORMED')).toBe('Von anderswo.');
    expect(sentenceFor('PORT_TAKEN', { port: 80 })).toBe('Port 80 ist belegt.');
    expect(sentenceFor('PORT_TAKEN')).toBe('Port ist belegt.');
    expect(sentenceFor('DISK_FULL')).toContain('The disk is full');
    addCatalogue(ACCENTED, pseudoCatalogue(ACCENTED, allTexts));
    await i18n.changeLanguage(ACCENTED);
    expect(sentenceFor('DISK_FULL')).toBe(accented(allTexts['code.DISK_FULL']!));
    expect(sentenceFor('PORT_TAKEN', { port: 80 })).toContain(' 80 ');
    await i18n.changeLanguage('en');
  });
});
