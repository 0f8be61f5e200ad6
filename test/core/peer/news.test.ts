/** What is new on Home: exact whatever comes late, and kept over a restart. */
import { beforeEach, describe, expect, it } from 'vitest';
import { Household, type Resident } from './household.ts';

let house: Household;
let ana: Resident;
let ben: Resident;
let community: string;
let board: string;
let todo: string;
let done: string;

function run<T>(promise: Promise<T>): Promise<T> {
  return house.drive(promise);
}

async function inStep(...residents: Resident[]): Promise<void> {
  for (const { api } of residents) await run(api.sync({ waitMs: 60_000 }));
}

async function neighbour(name: string): Promise<Resident> {
  const resident = await house.resident(name);
  const { link } = await run(ana.api.invite({ community }));
  await run(resident.api.join({ link }));
  return resident;
}

async function said(resident: Resident): Promise<string[]> {
  const { items } = await run(resident.api.news({ community }));
  return items.map(({ kind, byName, title, to, code }) =>
    [byName, code ?? kind, title, kind === 'card-moved' ? to : ''].filter(Boolean).join(' '),
  );
}

beforeEach(async () => {
  house = new Household();
  ana = await house.resident('ana');
  ({ community } = await run(ana.api.create({ title: 'Elm Street' })));
  ben = await neighbour('ben');
  ({ board } = await run(ana.api.boardAdd({ community, title: 'Party' })));
  ({ column: todo } = await run(ana.api.columnAdd({ board, title: 'To do' })));
  ({ column: done } = await run(ana.api.columnAdd({ board, title: 'Done' })));
  await inStep(ben, ana);
  // The first look: all that is there is nothing new to whoever comes.
  for (const { api } of [ana, ben]) expect((await run(api.news({ community }))).items).toEqual([]);
});

describe('what is new', () => {
  it('[NEWS-1] tells what others did, once for each thing, and nothing of one’s own', async () => {
    const { card } = await run(ben.api.cardAdd({ column: todo, title: 'Poster' }));
    await run(ben.api.cardEdit({ card, body: 'A3, in colour' }));
    await run(ben.api.cardMove({ card, column: done }));
    await run(ana.api.cardAdd({ column: todo, title: 'Music' }));
    await inStep(ben, ana);
    expect(await said(ana)).toEqual(['ben card-added Poster']);
    expect(await said(ben)).toEqual(['ana card-added Music']);
    await run(ana.api.newsSeen({ community }));
    expect(await said(ana)).toEqual([]);
    await run(ben.api.cardMove({ card, column: todo }));
    await run(ben.api.cardMove({ card, column: done }));
    await run(ben.api.cardEdit({ card, title: 'Posters' }));
    await inStep(ben, ana);
    expect(await said(ana)).toEqual(['ben card-changed Posters', 'ben card-moved Posters Done']);
  });

  it('[NEWS-2] is exact for what comes late, also after a restart', async () => {
    const cleo = await neighbour('cleo');
    await inStep(cleo, ben, ana);
    // That Cleo is in, should it have been Ben who let her in.
    await run(ana.api.newsSeen({ community }));
    expect(await said(ana)).toEqual([]);
    await run(ben.api.setNetwork({ network: 'offline' }));
    await run(ben.api.cardAdd({ column: todo, title: 'From the cellar' }));
    for (const title of ['One', 'Two']) await run(cleo.api.cardAdd({ column: todo, title }));
    await inStep(cleo, ana);
    await run(ana.api.newsSeen({ community }));
    expect(await said(ana)).toEqual([]);
    ana = await house.restart(ana);
    expect(await said(ana)).toEqual([]);
    await run(ben.api.setNetwork({ network: 'lan' }));
    await inStep(ben, ana);
    expect(await said(ana)).toEqual(['ben card-added From the cellar']);
    ana = await house.restart(ana);
    expect(await said(ana)).toEqual(['ben card-added From the cellar']);
  });

  it('[NEWS-3] counts as seen what an answer knew of, and not what came after it', async () => {
    await run(ben.api.cardAdd({ column: todo, title: 'Poster' }));
    await inStep(ben, ana);
    const { at } = await run(ana.api.news({ community }));
    await run(ben.api.cardAdd({ column: todo, title: 'Tent' }));
    await inStep(ben, ana);
    await run(ana.api.newsSeen({ community, at }));
    expect(await said(ana)).toEqual(['ben card-added Tent']);
  });

  it('[NEWS-4] of one place is seen by whoever looks at it, the rest stays new', async () => {
    const other = await run(ben.api.boardAdd({ community, title: 'Repairs' }));
    const column = await run(ben.api.columnAdd({ board: other.board, title: 'Open' }));
    await run(ben.api.cardAdd({ column: column.column, title: 'Lamp' }));
    await run(ben.api.cardAdd({ column: todo, title: 'Poster' }));
    await inStep(ben, ana);
    expect(await said(ana)).toEqual([
      'ben card-added Poster',
      'ben card-added Lamp',
      'ben place-added Repairs',
    ]);
    await run(ana.api.newsSeen({ community, only: board }));
    expect(await said(ana)).toEqual(['ben card-added Lamp', 'ben place-added Repairs']);
    await run(ana.api.newsSeen({ community, only: other.board }));
    expect(await said(ana)).toEqual([]);
    await run(ben.api.cardAdd({ column: column.column, title: 'Chair' }));
    await inStep(ben, ana);
    expect(await said(ana)).toEqual(['ben card-added Chair']);
  });

  it('[NEWS-5] tells who came and what they may do now', async () => {
    const { link } = await run(ben.api.invite({ community }));
    const cleo = await house.resident('cleo');
    await run(cleo.api.join({ link }));
    await inStep(cleo, ben, ana);
    const { items } = await run(ana.api.news({ community }));
    expect(items.every(({ kind }) => kind === 'history')).toBe(true);
    expect((await run(cleo.api.news({ community }))).items).toEqual([]);
    await run(ana.api.newsSeen({ community, only: 'people' }));
    expect(await said(ana)).toEqual([]);
  });

  it('[NEWS-6] tells of loans between others, not of one’s own', async () => {
    const cleo = await neighbour('cleo');
    const { inventory } = await run(ana.api.inventoryAdd({ community, title: 'Sheds' }));
    const { item } = await run(ben.api.itemAdd({ inventory, title: 'Drill' }));
    await inStep(cleo, ben, ana);
    await run(cleo.api.loanRequest({ item }));
    await inStep(cleo, ben, ana);
    // Who of the two has let Cleo in is news for the other one alone.
    const ofLoans = (lines: readonly string[]) => lines.filter((line) => !line.endsWith(' HISTORY_ADMITTED'));
    expect(ofLoans(await said(ana))).toEqual(['cleo item-asked Drill', 'ben item-added Drill']);
    expect(ofLoans(await said(ben))).toEqual(['ana place-added Sheds']);
  });
});
