/** What is new since the person looked. */
import { sentenceFor } from '../../core/api/codes.ts';
import type { NewsView } from '../../core/api/news-methods.ts';
import { call, type Command } from '../command.ts';
import { count, lines, listOr, timeOf } from '../text.ts';

export const newsCommands: readonly Command[] = [
  call({
    path: 'news',
    args: '<community>',
    summary: 'show what others did since you marked it as seen; `channels` counts messages',
    method: 'news',
    input: (given) => ({ community: given.argument('community') }),
    print: ({ since, items, more }) =>
      lines(
        since !== null && `Since ${timeOf(since)}:`,
        listOr(
          'Nothing is new.',
          items.map((item) => [timeOf(item.time), sentence(item), item.placeTitle, item.object ?? '']),
        ),
        more > 0 && `And ${count(more, 'further change')}.`,
      ),
  }),
  call({
    path: 'seen',
    args: '<community>',
    summary: 'mark everything that is here as seen',
    method: 'newsSeen',
    input: (given) => ({ community: given.argument('community') }),
    print: () => 'Everything is marked as seen.',
  }),
];

function sentence({ kind, byName, title, to, code, details }: NewsView): string {
  switch (kind) {
    case 'history':
      return (code === null ? undefined : sentenceFor(code, details)) ?? code ?? '';
    case 'place-added':
      return `${byName} made ${title}`;
    case 'card-added':
    case 'item-added':
      return `${byName} added ${title}`;
    case 'card-moved':
      return `${byName} moved ${title} to ${to}`;
    case 'card-changed':
    case 'item-changed':
      return `${byName} changed ${title}`;
    case 'card-archived':
    case 'item-archived':
      return `${byName} put ${title} away`;
    case 'card-restored':
    case 'item-restored':
      return `${byName} brought ${title} back`;
    case 'card-commented':
      return `${byName} said something about ${title}`;
    case 'item-asked':
      return `${byName} asked for ${title}`;
    case 'item-lent':
      return `${title} was handed over`;
    case 'item-back':
      return `${title} was given back`;
    default:
      return kind satisfies never;
  }
}
