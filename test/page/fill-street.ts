/** Boards and channels with far more on them than fits a window, for the tests of what stays usable. */
import type { ElmStreet } from './elm-street.ts';
import { START } from './fake-world.ts';

/** Cards `Job 1` to `Job count` in the first column of the board. */
export function fillBoard({ world, ada }: ElmStreet, count: number): void {
  const [column] = world.communities[0]!.boards[0]!.columns;
  for (let i = 1; i <= count; i++) {
    column!.cards.push({
      id: world.id(32),
      title: `Job ${i}`,
      body: i % 7 === 0 ? 'Needs two people and a van. Ask at the bakery.' : '',
      archived: false,
      author: ada.self,
      created: START,
      changed: START,
      changer: ada.self,
      holders: 2,
    });
  }
}

/** Messages `line 1` to `line count` by Béla and Chidi in turns, a minute apart; nothing of it is read. */
export function fillChannel(street: ElmStreet, title: string, count: number, read = 0): string[] {
  const { world, bela } = street;
  const id = world.id(32);
  const [, , chidi] = [...world.people.keys()];
  const messages = Array.from({ length: count }, (_, index) => ({
    id: world.id(32),
    author: index % 5 < 3 ? bela.self : chidi!,
    text: `line ${index + 1}`,
    time: START - (count - index) * 60_000,
    replyTo: null as string | null,
    edited: false,
    deleted: false,
    holders: 2,
  }));
  const channel = { id, title, messages, read: new Map<string, number>([[street.ada.self, read]]) };
  world.communities[0]!.channels.push(channel);
  world.changed();
  return messages.map((message) => message.id);
}
