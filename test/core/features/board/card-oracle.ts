/**
 * What a card carries, said again the naive way: every word that anybody wrote is put into one list in the total order, and
 * the last one about a thing counts. Knows nothing of parts, registers or maps of core.
 */
import type { PersonId } from '../../../../core/base/ids.ts';
import type { TestDevice } from '../place-world.ts';

interface Word {
  readonly key: string;
  readonly value: unknown;
  readonly order: readonly [depth: number, device: string, index: number];
}

export interface NaiveCard {
  readonly title: unknown;
  readonly due: unknown;
  readonly done: unknown;
  readonly labels: readonly string[];
  readonly members: readonly string[];
  /** Lines by title, those ticked. */
  readonly ticked: readonly string[];
  readonly comments: readonly string[];
}

export function naiveCards(devices: readonly TestDevice[]): Map<string, NaiveCard> {
  const words: Word[] = [];
  const births: { id: string; event: Record<string, unknown>; by: PersonId; order: Word['order'] }[] = [];
  for (const device of devices) {
    for (const { depth, edit } of device.entries) {
      let index = 0;
      for (const [key, value] of edit.set) words.push({ key, value, order: [depth, device.id, index++] });
      for (const value of edit.push) {
        const event = value as Record<string, unknown>;
        const id = event['t'] === 'comment-edit' || event['t'] === 'comment-delete' ? '' : device.tag;
        births.push({
          id: id + String(event['id']),
          event,
          by: device.person,
          order: [depth, device.id, index++],
        });
      }
    }
  }
  const byOrder = (a: { order: Word['order'] }, b: { order: Word['order'] }): number =>
    a.order[0] - b.order[0] ||
    (a.order[1] < b.order[1] ? -1 : a.order[1] > b.order[1] ? 1 : 0) ||
    a.order[2] - b.order[2];
  words.sort(byOrder);
  births.sort(byOrder);
  const last = (key: string): unknown => words.findLast((word) => word.key === key)?.value;
  const setOf = (id: string, name: string): string[] =>
    [...new Set(words.filter(({ key }) => key.startsWith(`${id}/${name}/`)).map(({ key }) => key))]
      .filter((key) => last(key) === true)
      .map((key) => key.split('/')[2]!)
      .sort();
  const cards = new Map<string, NaiveCard>();
  for (const { id, event } of births.filter((birth) => birth.event['t'] === 'card')) {
    const lists = births.filter(
      (birth) =>
        birth.event['t'] === 'checklist' &&
        birth.event['card'] === id &&
        last(`${birth.id}/removed`) !== true,
    );
    const lines = births.filter(
      (birth) =>
        birth.event['t'] === 'check' &&
        lists.some((list) => list.id === birth.event['list']) &&
        last(`${birth.id}/removed`) !== true &&
        last(`${birth.id}/done`) === true,
    );
    const comments = births
      .filter((birth) => birth.event['t'] === 'comment' && birth.event['card'] === id)
      .map((birth) => {
        const later = births.filter((each) => each.event['id'] === birth.id && each.by === birth.by);
        if (later.some((each) => each.event['t'] === 'comment-delete')) return 'deleted';
        return later.at(-1)?.event['text'] ?? birth.event['text'];
      });
    cards.set(id, {
      title: last(`${id}/title`) ?? event['title'],
      due: last(`${id}/due`) ?? '',
      done: last(`${id}/done`) ?? false,
      labels: setOf(id, 'label'),
      members: setOf(id, 'member'),
      ticked: lines.map((line) => String(last(`${line.id}/title`) ?? line.event['title'])).sort(),
      comments: comments.map(String),
    });
  }
  return cards;
}
