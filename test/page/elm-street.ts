/** A community with something in every corner, for the tests and for looking at the screens. */
import { FakePeer } from './fake-peer.ts';
import { FakeWorld } from './fake-world.ts';

export interface ElmStreet {
  world: FakeWorld;
  ada: FakePeer;
  bela: FakePeer;
  community: string;
  board: string;
  inventory: string;
  channel: string;
}

/** Ada is the one who looks at the page; Bela and Chidi are her neighbours. */
export async function elmStreet(): Promise<ElmStreet> {
  const world = new FakeWorld();
  const [ada, bela, chidi] = ['Ada Lindqvist', 'Béla Kovács', 'Chidi Okafor'].map(
    (name) => new FakePeer(world, world.person(name)),
  ) as [FakePeer, FakePeer, FakePeer];
  const { community } = await ada.handlers.create({ title: 'Elm Street' });
  for (const neighbour of [bela, chidi]) {
    const { link } = await ada.handlers.invite({ community, uses: 1, role: 'member' });
    await neighbour.handlers.join({ link });
  }
  await ada.handlers.invite({ community, uses: 5, role: 'guest' });

  const { board } = await ada.handlers.boardAdd({ community, title: 'Summer party' });
  const columns: string[] = [];
  for (const title of ['To do', 'Doing', 'Done'])
    columns.push((await ada.handlers.columnAdd({ board, title })).column);
  const [toDo, doing, done] = columns as [string, string, string];
  await ada.handlers.cardAdd({ column: toDo, title: 'Ask the city for the street permit' });
  await bela.handlers.cardAdd({
    column: toDo,
    title: 'Borrow four trestle tables',
    body: 'The school has six. They open at eight; somebody with a van would be good.',
  });
  await chidi.handlers.cardAdd({ column: toDo, title: 'Fairy lights' });
  await ada.handlers.cardAdd({
    column: doing,
    title: 'Poster',
    body: 'Two colours, printed at the library.',
  });
  await bela.handlers.cardAdd({ column: done, title: 'Find a date' });
  await ada.handlers.boardAdd({ community, title: 'Repairs in the yard' });

  const { inventory } = await bela.handlers.inventoryAdd({ community, title: 'Tool shed' });
  const things: [FakePeer, string, string, number][] = [
    [bela, 'Cordless drill', 'Tools', 1],
    [bela, 'Ladder, 4 m', 'Tools', 1],
    [ada, 'Sewing machine', 'Household', 1],
    [ada, 'Folding chairs', 'Party', 12],
    [chidi, 'Cargo bike', 'Transport', 1],
    [chidi, 'Hedge trimmer', 'Garden', 2],
    [bela, 'Tent for six', 'Outdoors', 1],
  ];
  const items: string[] = [];
  for (const [who, title, category, quantity] of things) {
    const note =
      title === 'Cordless drill' ? 'Two batteries, charger in the case. Please bring it back charged.' : '';
    items.push((await who.handlers.itemAdd({ inventory, title, category, quantity, note })).item);
  }
  const request = async (who: FakePeer, item: number, from: string, to: string): Promise<string> =>
    (await who.handlers.loanRequest({ item: items[item]!, from, to })).loan;
  await request(bela, 2, '2026-12-01', '2026-12-05');
  const drill = await request(ada, 0, '2026-11-23', '2026-11-27');
  await bela.handlers.loanApprove({ loan: drill });
  await bela.handlers.loanHandOver({ loan: drill });
  await ada.handlers.loanHandOver({ loan: drill });
  const bike = await request(bela, 4, '2026-11-28', '2026-11-29');
  await request(ada, 4, '2026-11-28', '2026-11-28');
  await chidi.handlers.loanApprove({ loan: bike });

  const { channel } = await ada.handlers.channelAdd({ community, title: 'General' });
  await ada.handlers.channelAdd({ community, title: 'Lost and found' });
  const say = async (who: FakePeer, text: string, reply?: string): Promise<string> =>
    (await who.handlers.say({ channel, text, reply })).message;
  world.now -= 86_400_000;
  await say(bela, 'Good morning everyone. The compost has been turned.');
  await say(chidi, 'Thank you! Shall we also look at the rain barrel this week?');
  world.now += 86_000_000;
  const question = await say(ada, 'Who has a spare key for the yard gate?');
  await say(chidi, 'I do. I am home after six.', question);
  await say(ada, 'Wonderful, I will come by.');
  await ada.handlers.markRead({ channel });
  await say(bela, 'The permit form for the party is two pages only. I filled in the first one.');
  await say(bela, 'It needs the number of tables, and whether we have music after ten.');
  return { world, ada, bela, community, board, inventory, channel };
}
