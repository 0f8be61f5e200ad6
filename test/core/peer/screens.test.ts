/** What the screens of boards, things and chat need of a peer beyond the plain lists. */
import { beforeEach, describe, expect, it } from 'vitest';
import { Household, type Resident } from './household.ts';

let house: Household;
let ana: Resident;
let community: string;

async function run<T>(promise: Promise<T>): Promise<T> {
  return house.drive(promise);
}

beforeEach(async () => {
  house = new Household();
  ana = await house.resident('ana');
  ({ community } = await run(ana.api.create({ title: 'Elm Street' })));
});

async function neighbour(name: string, role: 'member' | 'guest' = 'member'): Promise<Resident> {
  const resident = await house.resident(name);
  const { link } = await run(ana.api.invite({ community, role }));
  await run(resident.api.join({ link }));
  return resident;
}

/** In clear, in any row's name or value. */
async function isOnDisk({ store }: Resident, text: string): Promise<boolean> {
  for await (const rows of store.read({ from: new Uint8Array(0), to: new Uint8Array([255, 255]) })) {
    for (const { key, value } of rows) {
      if (Buffer.from(key).includes(text) || Buffer.from(value).includes(text)) return true;
    }
  }
  return false;
}

async function inStep(...residents: Resident[]): Promise<void> {
  for (const { api } of residents) await run(api.sync({ waitMs: 60_000 }));
}

describe('a board', () => {
  it('[BOARD-4] [BOARD-5] has columns that move, are put away and come back, and a title that can be changed', async () => {
    const { board } = await run(ana.api.boardAdd({ community, title: 'Party' }));
    const columns: string[] = [];
    for (const title of ['A', 'B', 'C']) {
      columns.push((await run(ana.api.columnAdd({ board, title }))).column);
    }
    const [a, b, c] = columns as [string, string, string];
    const order = async () =>
      (await run(ana.api.board({ board }))).columns.map(({ title }) => title).join('');
    await run(ana.api.columnMove({ column: c, after: null }));
    expect(await order()).toBe('CAB');
    await run(ana.api.columnMove({ column: c, after: a }));
    expect(await order()).toBe('ACB');
    await run(ana.api.columnMove({ column: a }));
    expect(await order()).toBe('CBA');
    await run(ana.api.cardAdd({ column: b, title: 'Poster' }));
    await run(ana.api.columnEdit({ column: b, archived: true }));
    await run(ana.api.boardEdit({ board, title: 'Summer party' }));
    expect(await run(ana.api.board({ board }))).toMatchObject({
      title: 'Summer party',
      mayWrite: true,
      columns: [{ title: 'C' }, { title: 'A' }],
      archivedColumns: [{ id: b, title: 'B', cards: 1 }],
      loose: [],
    });
    await run(ana.api.columnEdit({ column: b, archived: false }));
    expect(await order()).toBe('CBA');
    await expect(run(ana.api.columnMove({ column: a, after: board }))).rejects.toMatchObject({
      code: 'COLUMN_UNKNOWN',
    });
  });

  it('[BOARD-7] says of a card who made it and who changed it last; a guest is told that it may not write', async () => {
    const { board } = await run(ana.api.boardAdd({ community, title: 'Party' }));
    const { column } = await run(ana.api.columnAdd({ board, title: 'To do' }));
    const { card } = await run(ana.api.cardAdd({ column, title: 'Poster' }));
    const ben = await neighbour('ben');
    const gus = await neighbour('gus', 'guest');
    await run(ben.api.cardEdit({ card, body: 'Two colours' }));
    await inStep(ben, ana, gus);
    const [seen] = (await run(ana.api.board({ board }))).columns[0]!.cards;
    expect(seen).toMatchObject({ authorName: 'ana', changedName: 'ben', body: 'Two colours' });
    expect(seen!.changed).toBeGreaterThan(seen!.created);
    expect((await run(gus.api.board({ board }))).mayWrite).toBe(false);
  });
});

describe('a thing', () => {
  it('[LOAN-5] [LOAN-10] has a page with its loans, what happened to each, and the days that are taken', async () => {
    const { inventory } = await run(ana.api.inventoryAdd({ community, title: 'Tools' }));
    const { item } = await run(ana.api.itemAdd({ inventory, title: 'Drill' }));
    const ben = await neighbour('ben');
    const { loan } = await run(ben.api.loanRequest({ item, from: '2030-05-01', to: '2030-05-03' }));
    await run(ben.api.loanRequest({ item, from: '2030-05-03', to: '2030-05-09' }));
    await inStep(ben, ana);
    await run(ana.api.loanApprove({ loan }));
    await run(ana.api.loanHandOver({ loan }));
    await inStep(ana, ben);
    const page = await run(ben.api.item({ item }));
    expect(page).toMatchObject({
      community,
      inventory,
      inventoryTitle: 'Tools',
      mayWrite: true,
      item: { title: 'Drill', out: 0, promised: 1, archived: false },
      loans: [
        { id: loan, mine: ['cancel', 'hand-over', 'ask'], free: true },
        { state: 'requested', free: false },
      ],
      taken: [{ from: '2030-05-01', to: '2030-05-03', left: 0 }],
    });
    expect(page.loans[0]!.history.map(({ what, name }) => `${what} by ${name}`)).toEqual([
      'requested by ben',
      'approved by ana',
      'given by ana',
    ]);
    await expect(run(ben.api.item({ item: inventory }))).rejects.toMatchObject({ code: 'ITEM_UNKNOWN' });
  });

  it('[INV-3] is put away and comes back, and a list gets another name', async () => {
    const { inventory } = await run(ana.api.inventoryAdd({ community, title: 'Tools' }));
    const { item } = await run(ana.api.itemAdd({ inventory, title: 'Drill' }));
    await run(ana.api.itemArchive({ item }));
    await run(ana.api.inventoryEdit({ inventory, title: 'Tool shed' }));
    expect(await run(ana.api.inventory({ inventory }))).toMatchObject({
      title: 'Tool shed',
      items: [],
      archived: [{ id: item, archived: true }],
    });
    await run(ana.api.itemRestore({ item }));
    expect((await run(ana.api.inventory({ inventory }))).items).toMatchObject([{ id: item }]);
  });
});

describe('a channel', () => {
  it('[CHAT-6] says where a message stands, whichever documents are loaded', async () => {
    const { channel } = await run(ana.api.channelAdd({ community, title: 'General' }));
    const ids: string[] = [];
    for (let i = 0; i < 70; i++) ids.push((await run(ana.api.say({ channel, text: `${i}` }))).message);
    expect(await run(ana.api.messagePlace({ message: ids[3]! }))).toEqual({ channel, newer: 66 });
    expect(await run(ana.api.messagePlace({ message: ids[69]! }))).toEqual({ channel, newer: 0 });
    await expect(run(ana.api.messagePlace({ message: channel }))).rejects.toMatchObject({
      code: 'MESSAGE_UNKNOWN',
    });
    await run(ana.api.channelEdit({ channel, title: 'Talk' }));
    expect(await run(ana.api.messages({ channel, last: 1 }))).toMatchObject({
      title: 'Talk',
      mayWrite: true,
    });
  });

  it('[API] keeps what was typed and not sent, until it is cleared, and seals it', async () => {
    const { channel } = await run(ana.api.channelAdd({ community, title: 'General' }));
    expect(await run(ana.api.draft({ object: channel }))).toEqual({ text: '', about: '' });
    await run(ana.api.draftKeep({ object: channel, text: 'half a thou', about: 'before' }));
    expect(await run(ana.api.draft({ object: channel }))).toEqual({ text: 'half a thou', about: 'before' });
    expect(await isOnDisk(ana, 'half a thou')).toBe(false);
    expect(await isOnDisk(ana, 'draft/')).toBe(true);
    await run(ana.api.draftKeep({ object: channel, text: '' }));
    expect(await run(ana.api.draft({ object: channel }))).toEqual({ text: '', about: '' });
    await expect(run(ana.api.draft({ object: 'a'.repeat(32) }))).rejects.toMatchObject({
      code: 'OBJECT_UNKNOWN',
    });
  });

  it('[CHAT-5] is read up to what was seen, and never less again', async () => {
    const { channel } = await run(ana.api.channelAdd({ community, title: 'General' }));
    const ben = await neighbour('ben');
    await run(ben.api.say({ channel, text: 'first' }));
    await inStep(ben, ana);
    await run(ana.api.markRead({ channel }));
    const ids: string[] = [];
    for (let i = 0; i < 3; i++) ids.push((await run(ben.api.say({ channel, text: `${i}` }))).message);
    await inStep(ben, ana);
    const unread = async () => (await run(ana.api.channels({ community }))).channels[0]!.unread;
    expect(await unread()).toBe(3);
    await run(ana.api.markRead({ channel, upTo: ids[1]! }));
    expect(await unread()).toBe(1);
    expect((await run(ana.api.messages({ channel }))).firstUnread).toBe(ids[2]);
    await run(ana.api.markRead({ channel, upTo: ids[0]! }));
    expect(await unread()).toBe(1);
    await run(ana.api.markRead({ channel }));
    expect(await unread()).toBe(0);
  });

  it('[CHAT-5] counts a message as unread that comes late and sorts before what was read, also after a restart', async () => {
    const { channel } = await run(ana.api.channelAdd({ community, title: 'General' }));
    const ben = await neighbour('ben');
    const cleo = await neighbour('cleo');
    await run(ben.api.setNetwork({ network: 'offline' }));
    const late = await run(ben.api.say({ channel, text: 'from the cellar' }));
    for (const text of ['one', 'two', 'three']) await run(cleo.api.say({ channel, text }));
    await inStep(cleo, ana);
    await run(ana.api.markRead({ channel }));
    const unread = async () => (await run(ana.api.channels({ community }))).channels[0]!.unread;
    expect(await unread()).toBe(0);
    await run(ben.api.setNetwork({ network: 'lan' }));
    await inStep(ben, ana);
    const { messages, firstUnread } = await run(ana.api.messages({ channel }));
    expect(messages.slice(-2).map(({ text }) => text)).toEqual(['two', 'three']);
    expect(firstUnread).toBe(late.message);
    expect(await unread()).toBe(1);
    ana = await house.restart(ana);
    expect(await unread()).toBe(1);
    await run(ana.api.markRead({ channel, upTo: late.message }));
    expect(await unread()).toBe(0);
  });
});
