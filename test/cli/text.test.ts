import { describe, expect, it } from 'vitest';
import { harmless, listOr } from '../../cli/text.ts';

describe('[CLI-8] text for people', () => {
  it('stands in columns, and a long one does not push the others away', () => {
    expect(
      listOr('Nobody.', [
        ['Ann', 'steward', 'id1'],
        ['Benjamin', 'member', 'id2'],
      ]),
    ).toBe('Ann       steward  id1\nBenjamin  member   id2');
    const [line] = listOr('Nobody.', [['x'.repeat(200), 'id']]).split('\n');
    expect(line).toBe(`${'x'.repeat(47)}…  id`);
    expect(listOr('Nobody.', [['two\nlines', 'id']])).toBe('two lines  id');
    expect(listOr('Nobody.', [])).toBe('Nobody.');
  });

  it('holds nothing that steers a terminal', () => {
    const hostile = 'a\u001b]0;title\u0007b\u001b[2Jc\rd\u009b31me\u202ef\u2066g\tend\n';
    expect(harmless(hostile)).toBe(
      'a\ufffd]0;title\ufffdb\ufffd[2Jc\ufffdd\ufffd31me\ufffdf\ufffdg\ufffdend\n',
    );
  });
});
