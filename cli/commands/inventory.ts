/** Inventories: things that can be borrowed. */
import { newPlace, spaceOption } from '../new-place.ts';
import type { ItemKind, ItemView } from '../../core/api/inventory-methods.ts';
import { call, type Command } from '../command.ts';
import type { Given } from '../given.ts';
import { lines, listOr } from '../text.ts';

const itemOptions: NonNullable<Command['options']> = [
  ['--quantity <number>', 'how many there are'],
  ['--category <text>', 'what kind of thing it is'],
  ['--note <text>', 'what others should know about it'],
  ['--location <text>', 'where it is kept'],
  ['--label <text>', 'the number that is written on it'],
  ['--tags <words>', 'keywords, with commas between them'],
  ['--deposit <text>', 'what is left with you while it is out'],
  ['--kit <item>', 'the kit that it belongs to'],
  ['--unit <text>', 'of a stock: what is counted'],
  ['--low <number>', 'of a stock: at and below this it is low'],
  ['--until <date>', 'of an offer or a need: its last day'],
];

function detailsIn(given: Given) {
  const tags = given.option('tags');
  return {
    ...given.changes('category', 'note', 'location', 'label', 'deposit', 'kit', 'unit', 'until'),
    ...(tags !== undefined && { tags: tags.split(',') }),
    ...(given.number('quantity') !== undefined && { quantity: given.number('quantity') }),
    ...(given.number('low') !== undefined && { low: given.number('low') }),
  };
}

export const inventoryCommands: readonly Command[] = [
  call({
    path: 'inventory add',
    args: '<community> <title>',
    summary: 'make a list of things to lend',
    options: [spaceOption],
    method: 'inventoryAdd',
    input: newPlace,
    print: ({ inventory }) =>
      lines(`The list is there: ${inventory}`, `Add a thing: kith item add ${inventory} TITLE`),
  }),
  call({
    path: 'inventories',
    args: '<community>',
    summary: 'list the lists of things of a community',
    method: 'inventories',
    input: (given) => ({ community: given.argument('community') }),
    print: ({ inventories }) =>
      listOr(
        'There is no list of things yet.',
        inventories.map(({ id, title }) => [title, id]),
      ),
  }),
  call({
    path: 'inventory show',
    args: '<inventory>',
    summary: 'show a list of things, and where they are',
    method: 'inventory',
    input: (given) => ({ inventory: given.argument('inventory') }),
    print: ({ title, items }) =>
      lines(
        title,
        listOr(
          'There is nothing in it yet.',
          items.map((item) => [
            item.quantity === 1 ? item.title : `${item.quantity} x ${item.title}`,
            item.category,
            whereabouts(item),
            item.id,
          ]),
        ),
      ),
  }),
  call({
    path: 'item add',
    args: '<inventory> <title>',
    summary: 'add a thing that you look after',
    options: [['--kind <kind>', 'thing, consumable, offer or need'], ...itemOptions],
    method: 'itemAdd',
    input: (given) => ({
      inventory: given.argument('inventory'),
      title: given.argument('title'),
      kind: given.option('kind') as ItemKind | undefined,
      ...detailsIn(given),
    }),
    print: ({ item }) =>
      lines(`It is in the list: ${item}`, `Others ask for it with: kith loan request ${item}`),
  }),
  call({
    path: 'item edit',
    args: '<item>',
    summary: 'change what a list says about a thing',
    options: [['--title <text>', 'the new title'], ...itemOptions],
    method: 'itemEdit',
    input: (given) => ({
      item: given.argument('item'),
      ...given.changes('title'),
      ...detailsIn(given),
    }),
    print: () => 'Saved.',
  }),
];

function whereabouts(item: ItemView): string {
  const keeper = item.own ? 'you' : item.custodianName;
  switch (item.state) {
    case 'available':
      return `with ${keeper}`;
    case 'reserved':
      return `with ${keeper}, promised`;
    case 'out':
      return `out, with ${item.holderName ?? 'somebody'}`;
    default:
      return item.state satisfies never;
  }
}
