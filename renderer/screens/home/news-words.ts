/** What is new as sentences, and where each leads. */
import type { NewsView } from '../../../core/api/news-methods.ts';
import type { Route } from '../../router/route.ts';
import { sentenceFor } from '../../text/sentence.ts';
import { t, type TextName } from '../../text/text.ts';

const places = {
  board: 'news.placeBoard',
  inventory: 'news.placeInventory',
  channel: 'news.placeChannel',
} as const satisfies Record<string, TextName>;

const kinds = {
  'card-added': 'news.cardAdded',
  'card-moved': 'news.cardMoved',
  'card-changed': 'news.cardChanged',
  'card-archived': 'news.cardArchived',
  'card-restored': 'news.cardRestored',
  'card-commented': 'news.cardCommented',
  'item-added': 'news.cardAdded',
  'item-changed': 'news.cardChanged',
  'item-archived': 'news.cardArchived',
  'item-restored': 'news.cardRestored',
  'item-asked': 'news.itemAsked',
  'item-lent': 'news.itemLent',
  'item-back': 'news.itemBack',
} as const satisfies Record<Exclude<NewsView['kind'], 'place-added' | 'history'>, TextName>;

/** Stands where the name of the thing goes, so that it can be set apart from the sentence around it. */
const GAP = '\uE000';

export interface NewsSentence {
  readonly before: string;
  /** Empty where the sentence names nothing. */
  readonly title: string;
  readonly after: string;
}

export function newsSentence(item: NewsView): NewsSentence {
  const by = item.byName;
  if (item.kind === 'history') {
    const told = item.code === null ? undefined : sentenceFor(item.code, item.details);
    return { before: told ?? t('news.other', { by }), title: '', after: '' };
  }
  const name = item.kind === 'place-added' ? places[item.placeType ?? 'board'] : kinds[item.kind];
  const [before = '', after = ''] = t(name, { by, title: GAP, to: item.to }).split(GAP);
  return { before, title: item.title, after };
}

const screens = { board: 'boards', inventory: 'things', channel: 'chat' } as const;

export function newsRoute(community: string, { place, placeType, object }: NewsView): Route {
  if (place === null || placeType === null) return { screen: 'people', community, open: object };
  const screen = screens[placeType];
  return object === null ? { screen, community, place } : { screen, community, place, object };
}
