import { describe, expect, it } from 'vitest';
import { Household, type Resident } from './household.ts';

async function inStep(house: Household, ...residents: Resident[]): Promise<void> {
  for (const { api } of residents)
    expect(await house.drive(api.sync({ waitMs: 60_000 }))).toEqual({ inStep: true });
}

describe('two peers', () => {
  it('[SYNC] a link is all it takes; what both do arrives, with marks of delivery', async () => {
    const house = new Household();
    const ana = await house.resident('ana');
    const ben = await house.resident('ben');
    const { community } = await house.drive(ana.api.create({ title: 'Elm Street' }));
    const { board } = await house.drive(ana.api.boardAdd({ community, title: 'Repair café' }));
    const { column } = await house.drive(ana.api.columnAdd({ board, title: 'To do' }));
    const { card } = await house.drive(ana.api.cardAdd({ column, title: 'Find a hall' }));
    const { channel } = await house.drive(ana.api.channelAdd({ community, title: 'General' }));
    const { link } = await house.drive(ana.api.invite({ community }));
    expect(await house.drive(ben.api.join({ link }))).toEqual({ community, title: 'Elm Street' });
    const seen = await house.drive(ben.api.board({ board }));
    expect(seen.columns[0]?.cards[0]?.title).toBe('Find a hall');
    await house.drive(ben.api.cardEdit({ card, title: 'Find a big hall' }));
    const { message } = await house.drive(ben.api.say({ channel, text: 'Hello' }));
    await inStep(house, ana, ben);
    await house.clock.advance(2_000);
    expect((await house.drive(ana.api.board({ board }))).columns[0]?.cards[0]?.title).toBe('Find a big hall');
    const { messages } = await house.drive(ana.api.messages({ channel }));
    expect(messages).toMatchObject([{ id: message, text: 'Hello', name: 'ben' }]);
    expect((await house.drive(ben.api.messages({ channel }))).messages[0]?.holders).toBe(1);
    const [a, b] = [
      await house.drive(ana.api.verify({ community })),
      await house.drive(ben.api.verify({ community })),
    ];
    expect(a.faults).toEqual([]);
    expect(b).toEqual(a);
  });

  it('[API] a subscription follows what a neighbour does', async () => {
    const house = new Household();
    const ana = await house.resident('ana');
    const ben = await house.resident('ben');
    const { community } = await house.drive(ana.api.create({ title: 'Elm Street' }));
    const { channel } = await house.drive(ana.api.channelAdd({ community, title: 'General' }));
    const { link } = await house.drive(ana.api.invite({ community }));
    await house.drive(ben.api.join({ link }));
    const texts: string[][] = [];
    const stop = ana.api.subscribe('messages', { channel }, ({ messages }) =>
      texts.push(messages.map(({ text }) => text)),
    );
    const kinds: string[] = [];
    ana.api.subscribe('changes', {}, ({ kind }) => kinds.push(kind));
    await house.drive(ben.api.say({ channel, text: 'one' }));
    await inStep(house, ana, ben);
    await house.clock.advance(500);
    expect(texts.at(-1)).toEqual(['one']);
    expect(kinds).toContain('message');
    stop();
  });

  it('[BUNDLE] a file carries what two who never meet have written', async () => {
    const house = new Household();
    const ana = await house.resident('ana');
    const ben = await house.resident('ben');
    const { community } = await house.drive(ana.api.create({ title: 'Elm Street' }));
    const { link } = await house.drive(ana.api.invite({ community }));
    await house.drive(ben.api.join({ link }));
    await house.drive(ben.api.setNetwork({ network: 'offline' }));
    const { channel } = await house.drive(ana.api.channelAdd({ community, title: 'General' }));
    await house.drive(ana.api.say({ channel, text: 'by hand' }));
    const exported = await house.drive(ana.api.bundleExport({ community, file: 'a.kith' }));
    expect(exported.entries).toBeGreaterThan(0);
    const preview = await house.drive(ben.api.bundleImport({ file: 'a.kith', preview: true }));
    expect(preview).toMatchObject({ new: 2, held: 0, title: 'Elm Street' });
    expect((await house.drive(ben.api.channels({ community }))).channels).toEqual([]);
    await house.drive(ben.api.bundleImport({ file: 'a.kith' }));
    expect((await house.drive(ben.api.messages({ channel }))).messages[0]?.text).toBe('by hand');
  });
});
