import { afterEach, describe, expect, it } from 'vitest';
import { desktopWords, isDesktopWord } from '../../../core/api/desktop-words.ts';
import { utf8 } from '../../../core/base/bytes.ts';
import { autostartFile } from '../../../electron/main/autostart-file.ts';
import { decodeWindow, encodeWindow } from '../../../electron/main/stored-window.ts';
import { sentence, speak, word } from '../../../electron/main/text.ts';

const german = {
  'main.quit': 'Kith beenden',
  'main.alert.reply': '{{name}} hat dir in {{community}} geantwortet',
  'main.login': 'Hält deine Gemeinschaften auf dem Laufenden',
  'code.LOAN_REQUESTED': '{name} möchte {item} leihen.',
};

afterEach(() => speak({}));

describe('[DESKTOP-15] what the system draws', () => {
  it('speaks English until the page says otherwise, and what a language lacks in English', () => {
    expect(word('main.quit')).toBe('Quit Kith');
    speak(german);
    expect(word('main.quit')).toBe('Kith beenden');
    expect(word('main.open')).toBe('Open Kith');
    expect(word('main.alert.reply', { name: 'Ben', community: '{{name}} $&' })).toBe(
      'Ben hat dir in {{name}} $& geantwortet',
    );
    expect(sentence('LOAN_REQUESTED', { name: 'Ben', item: 'die Leiter' })).toBe(
      'Ben möchte die Leiter leihen.',
    );
    expect(sentence('LOAN_APPROVED', { name: 'Ben', item: 'x' })).toContain('Ben lends you x.');
    expect(sentence('SOMETHING_NEW', {})).toBe('');
    expect(autostartFile(['/kith'])).toContain('Comment=Hält deine');
  });

  it('keeps a name of the other direction apart [THREAT-31]', () => {
    expect(word('main.alert.mention', { name: 'مريم', community: 'Elm\u202eStreet' })).toBe(
      '\u2068مريم\u2069 mentioned you in \u2068ElmStreet\u2069',
    );
    speak({ 'main.alert.mention': 'ذكرك {{name}} في {{community}}' });
    expect(word('main.alert.mention', { name: 'Ben', community: 'Elm' })).toBe(
      'ذكرك \u2068Ben\u2069 في \u2068Elm\u2069',
    );
  });

  it('is in that language from the next start on, and takes no word that it does not know', () => {
    const stored = { ...decodeWindow(undefined), words: german };
    expect(decodeWindow(encodeWindow(stored)).words).toEqual(german);
    for (const words of [{ 'action.add': 'x' }, { 'main.quit': 7 }, { 'main.quit': 'x'.repeat(1_000) }, []])
      expect(decodeWindow(utf8(JSON.stringify({ words }))).words, JSON.stringify(words)).toEqual({});
    expect(Object.keys(desktopWords).every(isDesktopWord)).toBe(true);
    expect(isDesktopWord('__proto__')).toBe(false);
  });
});
