import { describe, expect, test } from 'vitest';
import { writeCalendar } from '../../../../core/features/inventory/calendar-file.ts';
import { addItem } from '../../../../core/features/inventory/item-edits.ts';
import { addQuestion } from '../../../../core/features/inventory/list-edits.ts';
import { guessMapping, readTable, writeTable } from '../../../../core/features/inventory/table-file.ts';
import { planImport } from '../../../../core/features/inventory/table-import.ts';
import { inventoryOf, Lending } from './lending.ts';

const nameOf = (person: string) => person.slice(0, 3);

function imported(lending: Lending, text: string) {
  const { ann } = lending;
  const table = readTable(text)!;
  const inventory = inventoryOf(ann);
  const plan = planImport(ann.author(), inventory, table, guessMapping(table, inventory));
  for (const edit of plan.edits) ann.edit(edit);
  lending.world.meet();
  return plan;
}

describe('a list as a table', () => {
  test('[TABLE-2] reads what a library exports: semicolons, a mark, umlauts, Arabic, lines in cells, empty and broken rows', () => {
    const lending = new Lending();
    const plan = imported(
      lending,
      '\uFEFFInventarnummer;Bezeichnung;Kategorie;Anzahl;Standort;Schlagworte;Notiz\r\n' +
        '0001;Bohrmaschine „groß“;Werkzeug;2;Regal Ä;Holz, Metall;"Akku\nim Koffer; zweiter fehlt"\r\n' +
        '0002;مثقاب كهربائي;أدوات;1;;;\r\n' +
        ';;;;;;\r\n' +
        '0003;;Werkzeug;1;;;\r\n' +
        '0004;Säge;Werkzeug;zwei;;;\r\n' +
        '0001;Noch eine;Werkzeug;1;;;\r\n' +
        '0005;Leiter\r\n',
    );
    expect(plan).toMatchObject({ added: 3, updated: 0, unchanged: 0 });
    expect(plan.rejected.map(({ line, code, details }) => [line, code, details])).toEqual([
      [5, 'ROW_TITLE', {}],
      [6, 'ROW_NUMBER', { column: 'Anzahl', value: 'zwei' }],
      [7, 'ROW_TWICE', { label: '0001' }],
    ]);
    expect(lending.inventory.items.map(({ label, title, quantity }) => [label, title, quantity])).toEqual([
      ['0001', 'Bohrmaschine „groß“', 2],
      ['0002', 'مثقاب كهربائي', 1],
      ['0005', 'Leiter', 1],
    ]);
    expect(lending.inventory.items[0]).toMatchObject({
      location: 'Regal Ä',
      tags: ['Holz', 'Metall'],
      note: 'Akku\nim Koffer; zweiter fehlt',
    });
  });

  test('[TABLE-1] [TABLE-2] what was written is read back as it is, and the second time nothing changes', () => {
    const lending = new Lending();
    const { ann } = lending;
    const watts = ann.write(addQuestion(ann.author(), { title: 'Watts', kind: 'number' }));
    const add = (wish: Parameters<typeof addItem>[2]) =>
      ann.write(addItem(ann.author(), inventoryOf(ann), wish));
    add({
      title: 'Drill, "big"',
      label: 'A1',
      category: 'Tools',
      tags: ['a', 'b'],
      custom: { [watts]: 650.5 },
    });
    add({ title: '=SUM(A1)', label: 'A2', note: '=two\nlines', location: "'=shed" });
    add({ title: 'Flour', label: 'A3', kind: 'consumable', unit: 'kg', low: 2_500 });
    const text = writeTable(lending.inventory, nameOf);
    expect(text).toContain("'=SUM(A1)");
    // Also a cell of several lines.
    expect(text).toContain("'=two\nlines");
    expect(text).toContain("''=shed");
    const again = new Lending();
    again.ann.write(addQuestion(again.ann.author(), { title: 'Watts', kind: 'number' }));
    expect(imported(again, text)).toMatchObject({ added: 3, rejected: [] });
    const [drill, sum, flour] = again.inventory.items;
    expect(drill).toMatchObject({ title: 'Drill, "big"', category: 'Tools', tags: ['a', 'b'] });
    expect([...drill!.custom.values()]).toEqual([650.5]);
    expect(sum).toMatchObject({ title: '=SUM(A1)', note: '=two\nlines', location: "'=shed" });
    expect(flour).toMatchObject({ kind: 'consumable', unit: 'kg', low: 2_500 });
    const same = writeTable(again.inventory, nameOf);
    expect(imported(again, same)).toMatchObject({ added: 0, updated: 0, unchanged: 3, rejected: [] });
  });

  test('[TABLE-2] a row with a label that is there changes that thing alone, and only where it differs', () => {
    const lending = new Lending();
    imported(lending, 'label,title,location,stock,unit,condition\n1,Rice,Shelf,5.5,kg,\n2,Saw,Shed,,,\n');
    const [rice, saw] = lending.inventory.items;
    expect(rice).toMatchObject({ kind: 'consumable', stock: { level: 5_500 } });
    const plan = imported(
      lending,
      'label,title,location,stock,condition\n1,Rice,Cellar,"4,25",\n2,Saw,Shed,,needs repair\n3,Ladder,,,usable\n',
    );
    expect(plan).toMatchObject({ added: 1, updated: 2, rejected: [] });
    expect(lending.itemOf(rice!.id)).toMatchObject({ location: 'Cellar', stock: { level: 4_250 } });
    expect(lending.itemOf(saw!.id)).toMatchObject({ location: 'Shed', condition: 'needs-repair' });
  });

  test('[TABLE-2] reads 1,500 rows into entries that each hold what fits', () => {
    const lending = new Lending();
    const rows = Array.from(
      { length: 1_500 },
      (_, i) => `${i};Gerät ${i};Werkzeug;${1 + (i % 3)};Regal ${i % 40};${'ß'.repeat(60)}`,
    );
    const plan = imported(lending, ['Nummer;Name;Kategorie;Anzahl;Ort;Notiz', ...rows].join('\n'));
    expect(plan).toMatchObject({ added: 1_500, rejected: [] });
    expect(lending.inventory.items).toHaveLength(1_500);
    for (const edit of plan.edits)
      expect(new TextEncoder().encode(JSON.stringify(edit)).length).toBeLessThan(55_000);
  });

  test('[TABLE-1] refuses what is no table', () => {
    expect(readTable('')).toBeUndefined();
    expect(readTable('\n\n')).toBeUndefined();
    expect(readTable(`a\n${'x\n'.repeat(10_001)}`)).toBeUndefined();
    expect(readTable('a,b\n1,2')!.delimiter).toBe(',');
    expect(readTable('a\tb\n1\t2')!.delimiter).toBe('\t');
  });

  test('[TABLE-4] loans stand in a calendar that other programs read, on whole days', () => {
    const lending = new Lending();
    const { ann, ben, cy } = lending;
    const id = lending.item(2);
    const dated = lending.request(ben, id, '2030-01-03', '2030-01-05');
    const open = lending.request(cy, id);
    lending.request(cy, id, '2030-02-01', '2030-02-02');
    for (const loan of [dated, open]) lending.step(ann, 'approve', loan);
    const text = writeCalendar(lending.inventory, { title: 'Tools; all', nameOf, now: Date.UTC(2030, 0, 1) });
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(1);
    expect(text).toContain('DTSTART;VALUE=DATE:20300103');
    expect(text).toContain('DTEND;VALUE=DATE:20300106');
    expect(text).toContain('SUMMARY:Drill: ');
  });
});
