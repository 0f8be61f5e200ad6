import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { desktopWords } from '../../core/api/desktop-words.ts';
import { en } from '../../renderer/text/en.ts';
import { t } from '../../renderer/text/text.ts';
import { civilDay, dayName, exactTime, isDoubtful } from '../../renderer/text/when.ts';

const texts = Object.entries(en);
const files = fileURLToPath(new URL('../../renderer/text/en', import.meta.url));

describe('the catalogue', () => {
  test('[PAGE-10] a name stands in one file of it, once', () => {
    const names = globSync('*.ts', { cwd: files }).flatMap((file) =>
      [...readFileSync(`${files}/${file}`, 'utf8').matchAll(/^ {2}(?:'([^']+)'|(\w+)):/gm)].map(
        ([, quoted, bare]) => quoted ?? bare,
      ),
    );
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
    expect([...names, ...Object.keys(desktopWords)].sort()).toEqual(Object.keys(en).sort());
  });

  test('[PAGE-10] no word of the machinery stands in it', () => {
    const found = texts.filter(([, text]) =>
      // The keys of a keyboard are words of everybody.
      /\b(peer|node|hash|key|sync|database|server error)s?\b/i.test(text.replace(/arrow keys?/gi, '')),
    );
    expect(found).toEqual([]);
  });

  test('[PAGE-10] a text that depends on a number has each form of the language, and nothing is left to fill in', () => {
    const stems = texts
      .filter(([name]) => name.endsWith('_other'))
      .map(([name]) => name.slice(0, -'_other'.length));
    expect(stems.length).toBeGreaterThan(10);
    for (const stem of stems) {
      expect(en, stem).toHaveProperty([`${stem}_one`]);
      for (const count of [0, 1, 2, 1_000]) {
        expect(t(stem as 'holding.some', { count }), stem).not.toMatch(/[{}]|_one|_other/);
      }
    }
    expect(texts.filter(([name]) => name.endsWith('_one')).length).toBe(stems.length);
  });

  test('[PAGE-10] values are put in as they are', () => {
    expect(t('holding.some', { count: 1 })).toBe('With 1 neighbour');
    expect(t('holding.some', { count: 1_200 })).toBe('With 1,200 neighbours');
    expect(t('card.moved', { title: '{{column}} $& <b>', column: 'Done' })).toBe(
      '{{column}} $& <b> is now in Done.',
    );
  });
});

describe('times', () => {
  const now = Date.UTC(2026, 10, 24, 12);

  test('[PAGE-10] [THREAT-19] a clock far off is marked and never breaks a screen', () => {
    expect(isDoubtful(now, now)).toBe(false);
    for (const ms of [now + 86_400_000, 0, -1, Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER]) {
      expect(isDoubtful(ms, now), String(ms)).toBe(true);
      expect(exactTime(ms)).toMatch(/\d/);
      expect(dayName(ms, now)).toMatch(/\d/);
    }
  });

  test('[PAGE-10] days of the calendar do not move with the time zone', () => {
    expect(civilDay('2031-03-09')).toMatch(/\b9\b/);
    expect(civilDay('2031-03-09')).toMatch(/Mar/);
  });
});
