import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import type { ObjectId } from '../../../../core/base/ids.ts';
import { foldBoard } from '../../../../core/features/board/board.ts';
import { writeBoard, type BoardFormat } from '../../../../core/features/board/board-file.ts';
import { changeCards } from '../../../../core/features/board/card-change.ts';
import { addCard } from '../../../../core/features/board/card-edits.ts';
import { addColumn } from '../../../../core/features/board/column-edits.ts';
import { addLabel } from '../../../../core/features/board/label-edits.ts';
import { PlaceWorld } from '../place-world.ts';

function party() {
  const world = new PlaceWorld('board');
  const ann = world.device('ann');
  const now = () => foldBoard(world.parts());
  const label = ann.write(addLabel(ann.author(), now(), { title: 'Kitchen', color: 'teal' }));
  const todo = ann.write(addColumn(ann.author(), now(), { title: '=To do' }));
  const card = (title: string, body = ''): ObjectId =>
    ann.write(addCard(ann.author(), now(), { column: todo, title, body }));
  const change = (id: ObjectId, wish: Parameters<typeof changeCards>[3]): void => {
    ann.write(changeCards(ann.author(), now(), [id], wish));
  };
  const lights = card('=HYPERLINK("x")', 'two "boxes";\n# of them, <b>long</b>');
  change(lights, { due: '2030-05-01', done: true, addLabels: [label], addMembers: [ann.person] });
  const tables = card('Borrow tables');
  change(tables, { archived: true, due: '2030-06-01' });
  card('1. Signs', '===\n---\n- a\n+1\n12. b\n> c\n&lt;');
  const gone = card('A mistake');
  change(gone, { binned: true });
  const write = (format: BoardFormat): string =>
    writeBoard(now(), format, { title: 'Party *1*', nameOf: () => '@Ann', now: 1_900_000_000_000 });
  return write;
}

describe('a board as a file', () => {
  test('[BOARD-17] JSON has all of it but what was thrown away', () => {
    const read = JSON.parse(party()('json')) as { columns: { title: string; cards: object[] }[] };
    expect(read).toMatchObject({ format: 'kith-board', version: 1, title: 'Party *1*' });
    expect(read.columns).toHaveLength(1);
    expect(read.columns[0]!.cards).toMatchObject([
      {
        title: '=HYPERLINK("x")',
        text: 'two "boxes";\n# of them, <b>long</b>',
        labels: ['Kitchen'],
        people: ['@Ann'],
        due: '2030-05-01',
        done: true,
        archived: false,
      },
      { title: 'Borrow tables', due: '2030-06-01', archived: true, labels: [] },
      { title: '1. Signs' },
    ]);
  });

  test('[BOARD-17] [THREAT-35] CSV is read back cell by cell, and no cell is a formula', () => {
    const text = party()('csv');
    expect(text.startsWith('\uFEFF')).toBe(true);
    const { data, errors } = Papa.parse<string[]>(text.slice(1).trimEnd());
    expect(errors).toEqual([]);
    expect(data.map((row) => row.slice(0, 7))).toEqual([
      ['column', 'title', 'text', 'labels', 'people', 'due', 'done'],
      [
        "'=To do",
        `'=HYPERLINK("x")`,
        'two "boxes";\n# of them, <b>long</b>',
        'Kitchen',
        "'@Ann",
        '2030-05-01',
        'yes',
      ],
      ["'=To do", 'Borrow tables', '', '', '', '2030-06-01', ''],
      ["'=To do", '1. Signs', "'===\n---\n- a\n+1\n12. b\n> c\n&lt;", '', '', '', ''],
    ]);
    for (const row of data) for (const cell of row) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
  });

  test('[BOARD-17] Markdown shows what people wrote, and makes no marks of it', () => {
    const lines = party()('md').split('\n');
    expect(lines[0]).toBe('# Party \\*1\\*');
    expect(lines).toContain('## \\=To do');
    expect(lines).toContain('- [x] \\=HYPERLINK\\("x"\\) (2030-05-01, @@Ann, Kitchen)');
    expect(lines).toContain('  > \\# of them, \\<b\\>long\\</b\\>');
    expect(lines).toContain('- [ ] Borrow tables (2030-06-01, archived)');
    expect(lines).toContain('- [ ] 1\\. Signs');
    for (const line of ['\\===', '\\---', '\\- a', '\\+1', '12\\. b', '\\> c', '\\&lt;'])
      expect(lines).toContain(`  > ${line}`);
    expect(lines.join()).not.toContain('mistake');
  });

  test('[BOARD-17] the calendar has the whole days of cards that are not put away', () => {
    const text = party()('ics');
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(1);
    expect(text).toContain('DTSTART;VALUE=DATE:20300501');
    expect(text).toContain('DTEND;VALUE=DATE:20300502');
    // What stands for marks of the format is escaped, line breaks too.
    expect(text.replace(/\r\n /g, '')).toContain('DESCRIPTION:two "boxes"\\;\\n# of them\\, <b>long</b>');
  });
});
