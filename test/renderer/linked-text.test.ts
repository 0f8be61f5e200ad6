import { describe, expect, test } from 'vitest';
import { textPieces } from '../../renderer/components/linked-text.tsx';
import { nameBeingTyped, namedPieces, peopleFor } from '../../renderer/screens/chat/mentions.ts';
import { noNumbering, renumbered } from '../../renderer/screens/chat/rows.ts';

function links(text: string): string[] {
  return textPieces(text).flatMap(({ href }) => (href === undefined ? [] : [href]));
}

describe('links in what people write', () => {
  test.each([
    ['see https://example.org.', ['https://example.org/']],
    [
      '(https://example.org/a_(b)), and [http://example.org/c]',
      ['https://example.org/a_(b)', 'http://example.org/c'],
    ],
    ['HTTPS://EXAMPLE.ORG/Path?q=1&r=2#there!', ['https://example.org/Path?q=1&r=2#there']],
    ['javascript:alert(1) data:text/html,x file:///etc/passwd kith://join/x mailto:a@b.example', []],
    ['https://bank.example@evil.example/login and http://a:b@evil.example', []],
    ['https:// http://. https://[', []],
    ['example.org www.example.org', []],
    ['https://example.org/\u202egnp.exe', ['https://example.org/']],
  ])('[PAGE-5] [THREAT-31] %s', (text, expected) => {
    expect(links(text)).toEqual(expected);
    expect(
      textPieces(text)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text);
  });
});

describe('names in what people write', () => {
  const people = [
    { id: '1', name: 'Ann' },
    { id: '2', name: 'Ann Lee' },
    { id: '3', name: 'Béla' },
  ];

  test('[CHAT-8] the longest name counts, capitals do not, and inside a word there is none', () => {
    const named = (text: string) => namedPieces(text, people).flatMap(({ person }) => person ?? []);
    expect(named('@Ann and @ann lee, @BÉLA')).toEqual(['1', '2', '3']);
    expect(named('@Anna, ann@Ann, @Ann_b')).toEqual([]);
    const text = 'x @Ann Lee y';
    expect(namedPieces(text, people).map((piece) => piece.text)).toEqual(['x ', '@Ann Lee', ' y']);
  });

  test('[PAGE-14] a name is offered from the @ on, by any of its words', () => {
    expect(nameBeingTyped('hi @an', 6)).toEqual({ at: 3, typed: 'an' });
    expect(nameBeingTyped('mail a@b', 8)).toBeUndefined();
    expect(nameBeingTyped('hi @ann\nnext', 12)).toBeUndefined();
    expect(peopleFor('le', people).map(({ id }) => id)).toEqual(['2']);
    expect(peopleFor('', people)).toHaveLength(3);
  });
});

describe('the numbers of a list of messages', () => {
  test('[PAGE-13] stay with their messages when older ones come and when the oldest go', () => {
    const first = renumbered(noNumbering, ['c', 'd']);
    const older = renumbered(first, ['a', 'b', 'c', 'd', 'e']);
    expect(older.first).toBe(first.first - 2);
    expect(renumbered(older, ['b', 'c', 'd', 'e', 'f']).first).toBe(older.first + 1);
    expect(renumbered(older, older.ids).first).toBe(older.first);
    expect(renumbered(older, ['y', 'z']).first).toBe(noNumbering.first);
  });
});
