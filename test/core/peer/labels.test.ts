/** Labels of things: what stands on them, and who finds the thing by them. */
import { beforeEach, describe, expect, it } from 'vitest';
import { labelBox, labelPages, labelSheetNames, labelSheets } from '../../../core/api/label-sheets.ts';
import { readThingLink, shortCode, thingCode, thingLink } from '../../../core/api/thing-link.ts';
import { codeOf } from '../../../core/base/kith-error.ts';
import { Household, type Resident } from './household.ts';

let house: Household;
let ana: Resident;
let ben: Resident;
let inventory: string;
let drill: string;

function run<T>(promise: Promise<T>): Promise<T> {
  return house.drive(promise);
}

function found({ api }: Resident, code: string): Promise<string> {
  return run(api.thingFind({ code }).then(({ item }) => item, codeOf));
}

beforeEach(async () => {
  house = new Household();
  ana = await house.resident('ana');
  ben = await house.resident('ben');
  const { community } = await run(ana.api.create({ title: 'Elm Street' }));
  ({ inventory } = await run(ana.api.inventoryAdd({ community, title: 'Tools' })));
  ({ item: drill } = await run(ana.api.itemAdd({ inventory, title: 'Drill', label: 'T-042' })));
});

describe('a label', () => {
  it('[LABEL-1] [LABEL-2] leads to its thing by link, number, short code and loan, in any case', async () => {
    const { loan } = await run(ana.api.loanRequest({ item: drill }));
    const codes = [
      thingLink(drill),
      thingCode(drill),
      drill,
      loan,
      ' t-042 ',
      shortCode(drill).toUpperCase(),
    ];
    for (const code of [...codes, `${thingLink(drill)}/`, shortCode(drill).replace('-', ' ')])
      expect([code, await found(ana, code)]).toEqual([code, drill]);
    expect(thingCode(drill)).toHaveLength(45);
    expect(readThingLink(thingCode(drill))).toBe(drill);
  });

  it('[LABEL-2] [THREAT-33] of strangers, of something else, and of several is a sentence', async () => {
    for (const code of [thingLink(drill), 'T-042', shortCode(drill)])
      expect(await found(ben, code)).toBe('LABEL_FOREIGN');
    const { community } = await run(ana.api.create({ title: 'Oak Street' }));
    const { board } = await run(ana.api.boardAdd({ community, title: 'Plans' }));
    expect(await found(ana, board)).toBe('LABEL_FOREIGN');
    for (const code of [
      '',
      ' ',
      'https://example.org/T-042',
      'kith://join/aaaa',
      'kith://thing/short',
      'x'.repeat(201),
    ])
      expect([code, await found(ana, code)]).toEqual([code, 'LABEL_UNREADABLE']);
    const { item } = await run(ana.api.itemAdd({ inventory, title: 'Saw', label: 't-042' }));
    expect(await found(ana, 'T-042')).toBe('LABEL_TWICE');
    await run(ana.api.itemArchive({ item }));
    expect(await found(ana, 'T-042')).toBe(drill);
    await run(ana.api.itemArchive({ item: drill }));
    expect(await found(ana, 'T-042')).toBe('LABEL_TWICE');
  });

  it('[LABEL-3] [THREAT-35] is printed from a file in which what people wrote stays text', async () => {
    await run(ana.api.itemAdd({ inventory, title: '<script>alert(1)</script> & "co"', label: `'<b>` }));
    await run(ana.api.itemAdd({ inventory, title: 'A lift to town', kind: 'offer' }));
    const { text, count, name } = await run(ana.api.labels({ inventory, sheet: 'a4-21', skip: 20 }));
    expect([name, count]).toEqual(['Tools.html', 2]);
    expect(text).not.toMatch(/<script|<b>[^<]*'|src=|href=/);
    expect(text).toContain('&#60;script&#62;alert(1)&#60;/script&#62; &#38; &#34;co&#34;');
    expect(text).toContain(shortCode(drill));
    expect(text.match(/<section>/g)).toHaveLength(2);
    const one = await run(ana.api.labels({ inventory, sheet: 'a4-1', items: [drill] }));
    expect(one.count).toBe(1);
    const foreign = ana.api.labels({ inventory, sheet: 'a4-1', items: ['a'.repeat(32)] });
    await expect(run(foreign)).rejects.toMatchObject({ code: 'ITEM_UNKNOWN' });
  });

  it('[LABEL-3] lies inside its sheet, beside no other, on each of the sheets', () => {
    for (const name of labelSheetNames) {
      const sheet = labelSheets[name];
      const count = sheet.columns * sheet.rows;
      const boxes = Array.from({ length: count }, (_, position) => labelBox(sheet, position));
      for (const [index, { top, left, width, height, square, padding }] of boxes.entries()) {
        expect([name, left >= 0, top >= 0]).toEqual([name, true, true]);
        expect(left + width).toBeLessThanOrEqual(sheet.page[0] + 0.01);
        expect(top + height).toBeLessThanOrEqual(sheet.page[1] + 0.01);
        // Half a millimetre for each of the 33 units is what the camera of an old phone reads.
        expect(square).toBeGreaterThanOrEqual(33 * 0.5);
        expect(square).toBeLessThanOrEqual(Math.min(width, height) - padding);
        for (const other of boxes.slice(index + 1)) {
          const isApart =
            other.left >= left + width - 0.01 ||
            other.top >= top + height - 0.01 ||
            other.left + other.width <= left + 0.01;
          expect([name, isApart]).toEqual([name, true]);
        }
      }
      const labels = Array.from({ length: count + 1 }, (_, index) => index);
      const pages = labelPages(sheet, labels, 1);
      expect(pages.flat().map(({ label }) => label)).toEqual(labels);
      expect(pages[0]?.[0]?.position).toBe(Math.min(1, count - 1));
    }
  });
});
