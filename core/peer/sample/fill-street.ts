/** The sample street: three neighbours, a board, a tool library with loans in several states, two channels. */
import type { ApiClient } from '../../api/client.ts';
import type { LoanState } from '../../api/loan-methods.ts';
import type { Clock } from '../../base/clock.ts';
import { KithError } from '../../base/kith-error.ts';

interface Neighbour {
  readonly api: ApiClient;
}

export interface Neighbours {
  readonly ada: Neighbour;
  readonly ben: Neighbour;
  readonly cem: Neighbour;
  readonly clock: Clock;
}

export interface FilledStreet {
  readonly community: string;
  /** The channel that all of them use. */
  readonly channel: string;
}

/** Milliseconds for one step to reach everybody, and between two looks. */
const PATIENCE = 45_000;
const STEP = 20;

/** `say`: what is being done, for people. Throws KithError JOIN_SLOW when something does not arrive. */
export async function fillStreet(neighbours: Neighbours, say: (step: string) => void): Promise<FilledStreet> {
  const { ada, ben, cem, clock } = neighbours;
  say('Ada founds a community and invites the others');
  const { community } = await ada.api.create({ title: 'Maple Street' });
  const { link } = await ada.api.invite({ community, uses: 2 });
  say('Ben and Cem join');
  await Promise.all([ben, cem].map(({ api }) => api.join({ link, waitMs: 45_000 })));
  say('a board is filled');
  await fillBoard(neighbours, community);
  say('a tool library is filled, and things are lent');
  await fillInventory(neighbours, community);
  say('they talk');
  const channel = await talk(neighbours, community);
  say('everybody gets everything');
  for (const { api } of [ada, ben, cem])
    await until(clock, async () => (await api.sync({ waitMs: 5_000 })).inStep);
  return { community, channel };
}

async function fillBoard({ ada, ben, cem, clock }: Neighbours, community: string): Promise<void> {
  const { board } = await ada.api.boardAdd({ community, title: 'Summer party' });
  const [ideas, doing, done] = [
    await ada.api.columnAdd({ board, title: 'Ideas' }),
    await ada.api.columnAdd({ board, title: 'Doing' }),
    await ada.api.columnAdd({ board, title: 'Done' }),
  ];
  for (const { api } of [ben, cem]) {
    await until(clock, async () => (await api.boards({ community })).boards.some(({ id }) => id === board));
    await until(clock, async () => (await api.board({ board })).columns.length === 3);
  }
  await ada.api.cardAdd({ column: ideas.column, title: 'Live music', body: 'Who plays something?' });
  await ben.api.cardAdd({ column: ideas.column, title: 'A film in the yard, after dark' });
  await cem.api.cardAdd({
    column: doing.column,
    title: 'Tables and benches',
    body: 'Six tables are in the tool library.',
  });
  await ben.api.cardAdd({ column: doing.column, title: 'Ask number 14 about their barbecue' });
  const { card } = await ada.api.cardAdd({ column: doing.column, title: 'Choose a day' });
  await ada.api.cardMove({ card, column: done.column });
}

async function fillInventory({ ada, ben, cem, clock }: Neighbours, community: string): Promise<void> {
  const { inventory } = await ada.api.inventoryAdd({ community, title: 'Tool library' });
  for (const { api } of [ben, cem])
    await until(clock, async () =>
      (await api.inventories({ community })).inventories.some(({ id }) => id === inventory),
    );
  /** YYYY-MM-DD, so many days from today. */
  const day = (ahead: number): string =>
    new Date(clock.now() + ahead * 86_400_000).toISOString().slice(0, 10);
  const drill = await ada.api.itemAdd({
    inventory,
    title: 'Cordless drill',
    category: 'Tools',
    note: 'Two batteries.',
  });
  await ada.api.itemAdd({ inventory, title: 'Folding table', category: 'Party', quantity: 6 });
  const ladder = await ben.api.itemAdd({ inventory, title: 'Long ladder', category: 'Tools' });
  const bike = await cem.api.itemAdd({
    inventory,
    title: 'Cargo bike',
    category: 'Transport',
    note: 'Carries 80 kg.',
  });
  const saw = await ben.api.itemAdd({ inventory, title: 'Circular saw', category: 'Tools' });
  for (const { api } of [ada, ben, cem])
    await until(clock, async () => (await api.inventory({ inventory })).items.length === 5);

  const isIn = (neighbour: Neighbour, loan: string, ...states: LoanState[]): Promise<unknown> =>
    until(clock, async () =>
      (await neighbour.api.loans({ community })).loans.some(
        ({ id, state }) => id === loan && states.includes(state),
      ),
    );
  const confirm = async (
    [borrower, custodian]: readonly [Neighbour, Neighbour],
    loan: string,
    step: 'loanHandOver' | 'loanReturn',
    state: LoanState,
  ): Promise<void> => {
    await custodian.api[step]({ loan });
    await borrower.api[step]({ loan });
    for (const one of [borrower, custodian]) await isIn(one, loan, state);
  };

  // Waits for an answer.
  await ben.api.loanRequest({ item: drill.item, from: day(2), to: day(3) });
  // Handed over.
  const { loan: out } = await cem.api.loanRequest({ item: ladder.item, from: day(0), to: day(5) });
  await isIn(ben, out, 'requested');
  await ben.api.loanApprove({ loan: out });
  await isIn(cem, out, 'approved');
  await confirm([cem, ben], out, 'loanHandOver', 'handed-over');
  // Given back already.
  const { loan: back } = await ada.api.loanRequest({ item: saw.item, from: day(0), to: day(1) });
  await isIn(ben, back, 'requested');
  await ben.api.loanApprove({ loan: back });
  await isIn(ada, back, 'approved');
  await confirm([ada, ben], back, 'loanHandOver', 'handed-over');
  await confirm([ada, ben], back, 'loanReturn', 'returned');
  // Two want the same thing on the same days: what is promised to one cannot be promised to the other.
  const { loan: first } = await ben.api.loanRequest({ item: bike.item, from: day(6), to: day(7) });
  const { loan: second } = await ada.api.loanRequest({ item: bike.item, from: day(7), to: day(8) });
  await isIn(cem, first, 'requested');
  await isIn(cem, second, 'requested');
  await cem.api.loanApprove({ loan: first });
  await cem.api.loanDecline({ loan: second });
  await isIn(ada, second, 'declined');
}

async function talk({ ada, ben, cem, clock }: Neighbours, community: string): Promise<string> {
  const { channel } = await ada.api.channelAdd({ community, title: 'General' });
  const { channel: garden } = await cem.api.channelAdd({ community, title: 'Garden' });
  for (const { api } of [ada, ben, cem])
    await until(clock, async () => (await api.channels({ community })).channels.length === 2);
  const heard = async (who: readonly Neighbour[], message: string): Promise<void> => {
    for (const { api } of who)
      await until(clock, async () =>
        (await api.messages({ channel })).messages.some(({ id }) => id === message),
      );
  };
  const { message: hello } = await ada.api.say({ channel, text: 'Hello everybody! This is our place now.' });
  await heard([ben, cem], hello);
  const { message: answer } = await ben.api.say({
    channel,
    text: 'Good to be here. Nice that it needs no server.',
    reply: hello,
  });
  await heard([ada, cem], answer);
  const { message: question } = await cem.api.say({
    channel,
    text: 'Who has a day for the summer party in mind?',
  });
  await heard([ada, ben], question);
  await ada.api.say({
    channel,
    text: 'The last Saturday in July. I have put a card on the board.',
    reply: question,
  });
  await cem.api.say({ channel: garden, text: 'The tomatoes need water while I am away, from Thursday on.' });
  await until(clock, async () => (await ben.api.messages({ channel: garden })).messages.length === 1);
  await ben.api.say({ channel: garden, text: 'I do that.' });
  return channel;
}

/** Resolves when `test` gives something. */
async function until<T>(clock: Clock, test: () => Promise<T | undefined | false>): Promise<T> {
  for (const deadline = clock.now() + PATIENCE; clock.now() < deadline;) {
    const found = await test();
    if (found !== undefined && found !== false) return found;
    await new Promise<void>((resolve) => clock.after(STEP, resolve));
  }
  throw new KithError('JOIN_SLOW');
}
