/**
 * A community with something in every corner, each of its people on a real peer in memory. What they wrote is theirs: it
 * can be in letters that no catalogue has, so that a test tells it from what Kith says.
 */
import { MemoryPeers, type Person } from './memory-peers.ts';
import { StreetClock } from './street-clock.ts';

const DAY = 86_400_000;

export interface WholeStreet {
  /** Whoever looks: a steward. */
  ada: Person;
  bela: Person;
  chidi: Person;
  clock: StreetClock;
  community: string;
  board: string;
  card: string;
  inventory: string;
  /** Lent to Ada. */
  drill: string;
  /** Looked after by Ada, asked for by Béla. */
  sewing: string;
  channel: string;
  members: { ada: string; bela: string; dora: string };
  links: { device: string; member: string };
  stop(): Promise<void>;
}

const greek: Readonly<Record<string, string>> = Object.fromEntries(
  [...'abcdefghijklmnopqrstuvwxyz'].map((letter, at) => [letter, 'αβχδεφγηιξκλμνοπθρστυςωχψζ'[at]!]),
);

/** The same in letters that Kith does not speak. */
export function inGreek(text: string): string {
  return text.replace(/[a-zé]/gi, (letter) => {
    const small = greek[letter.toLowerCase().replace('é', 'e')] ?? letter;
    return letter === letter.toLowerCase() ? small : small.toUpperCase();
  });
}

export async function wholeStreet(write: (text: string) => string = (text) => text): Promise<WholeStreet> {
  const clock = new StreetClock();
  clock.pass(-30 * DAY);
  const peers = new MemoryPeers(clock);
  const [ada, bela, chidi, dora] = [
    await peers.person(write('Ada Lindqvist')),
    await peers.person(write('Béla Kovács')),
    await peers.person(write('Chidi Okafor')),
    await peers.person(write('Dora Maar')),
  ];
  const { community } = await ada.api.create({ title: write('Elm Street') });
  const inStep = async (): Promise<void> => {
    for (const person of [ada, bela, chidi]) await person.api.sync({});
  };
  clock.pass(DAY);
  const { link } = await ada.api.invite({ community, uses: 10, expiresMs: null });
  for (const neighbour of [bela, chidi, dora]) await neighbour.api.join({ link });
  await ada.api.invite({ community, uses: 5, role: 'guest', expiresMs: 90 * DAY });
  const memberOf = async (person: Person): Promise<string> =>
    (await person.api.members({ community })).members.find((member) => member.self)!.id;
  const members = { ada: await memberOf(ada), bela: await memberOf(bela), dora: await memberOf(dora) };
  await ada.api.memberRole({ member: members.bela, role: 'steward' });

  clock.pass(10 * DAY);
  const { board } = await ada.api.boardAdd({ community, title: write('Summer party') });
  const column = async (title: string): Promise<string> =>
    (await ada.api.columnAdd({ board, title: write(title) })).column;
  const [toDo, doing, done] = [await column('To do'), await column('Doing'), await column('Done')];
  await inStep();
  // One after the other, so that they stand in the same order each time.
  await ada.api.cardAdd({ column: toDo, title: write('Ask the city for the street permit') });
  await inStep();
  const { card } = await bela.api.cardAdd({
    column: toDo,
    title: write('Borrow four trestle tables'),
    body: write('The school has six. They open at eight; somebody with a van would be good.'),
  });
  await inStep();
  await chidi.api.cardAdd({ column: toDo, title: write('Fairy lights') });
  await ada.api.cardAdd({
    column: doing,
    title: write('Poster'),
    body: write('Two colours, printed at the library.'),
  });
  await bela.api.cardAdd({ column: done, title: write('Find a date') });
  const { card: away } = await ada.api.cardAdd({ column: done, title: write('Count the chairs') });
  await ada.api.cardArchive({ card: away });
  await ada.api.boardAdd({ community, title: write('Repairs in the yard') });

  const { inventory } = await bela.api.inventoryAdd({ community, title: write('Tool shed') });
  await inStep();
  const add = async (
    who: Person,
    title: string,
    category: string,
    quantity: number,
    note = '',
  ): Promise<string> =>
    (
      await who.api.itemAdd({
        inventory,
        title: write(title),
        category: write(category),
        quantity,
        note: write(note),
      })
    ).item;
  const drill = await add(bela, 'Cordless drill', 'Tools', 1, 'Two batteries, charger in the case.');
  await add(bela, 'Ladder, 4 m', 'Tools', 1);
  const sewing = await add(ada, 'Sewing machine', 'Household', 1);
  await add(ada, 'Folding chairs', 'Party', 12);
  const bike = await add(chidi, 'Cargo bike', 'Transport', 1);
  await add(bela, 'Hedge trimmer', 'Garden', 2);
  const tent = await add(bela, 'Tent for six', 'Outdoors', 1);
  await bela.api.itemArchive({ item: tent });
  await inStep();
  clock.pass(18 * DAY);
  await bela.api.loanRequest({ item: sewing, from: '2026-12-01', to: '2026-12-05' });
  const { loan } = await ada.api.loanRequest({ item: drill, from: '2026-11-23', to: '2026-11-27' });
  await inStep();
  await bela.api.loanApprove({ loan });
  await inStep();
  await bela.api.loanHandOver({ loan });
  await inStep();
  await ada.api.loanHandOver({ loan });
  const promised = await bela.api.loanRequest({ item: bike, from: '2026-11-28', to: '2026-11-29' });
  await ada.api.loanRequest({ item: bike, from: '2026-11-28', to: '2026-11-28' });
  await inStep();
  await chidi.api.loanApprove({ loan: promised.loan });

  const { channel } = await ada.api.channelAdd({ community, title: write('General') });
  await ada.api.channelAdd({ community, title: write('Lost and found') });
  await inStep();
  const say = async (who: Person, text: string, reply?: string): Promise<string> => {
    const { message } = await who.api.say({
      channel,
      text: write(text),
      ...(reply !== undefined && { reply }),
    });
    await inStep();
    return message;
  };
  await say(bela, 'Good morning everyone. The compost has been turned.');
  await say(chidi, 'Thank you! Shall we also look at the rain barrel this week?');
  clock.pass(DAY);
  const question = await say(ada, 'Who has a spare key for the yard gate?');
  await say(chidi, 'I do. I am home after six.', question);
  await say(ada, 'Wonderful, I will come by.');
  await ada.api.markRead({ channel });
  await say(bela, 'The permit form for the party is two pages only. I filled in the first one.');
  await say(bela, 'It needs the number of tables, and whether we have music after ten.');

  await ada.api.memberRemove({ member: members.dora, note: write('Moved away') });
  await ada.api.memberRole({ member: members.bela, role: 'member', propose: true }).catch(() => {});
  await dora.stop();
  const device = await ada.api.deviceLink({ label: write('Laptop') });
  const { link: memberLink } = await ada.api.invite({ community });
  await inStep();
  return {
    ada, bela, chidi, clock, community, board, card, inventory, drill, sewing, channel, members,
    links: { device: device.link, member: memberLink },
    stop: async () => {
      for (const person of [ada, bela, chidi]) await person.stop();
    },
  }; // prettier-ignore
}
