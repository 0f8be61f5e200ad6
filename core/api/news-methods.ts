/** What is new in a community since the person looked: on boards, in lists and among the people. Messages count in `channels`. */
import * as v from 'valibot';
import { longId, objectId } from './fields.ts';
import { command, query } from './method.ts';

export type NewsKind =
  | 'place-added'
  | 'card-added'
  | 'card-moved'
  | 'card-changed'
  | 'card-archived'
  | 'card-restored'
  | 'card-commented'
  | 'item-added'
  | 'item-changed'
  | 'item-archived'
  | 'item-restored'
  /** Steps of loans between two others. */
  | 'item-asked'
  | 'item-lent'
  | 'item-back'
  /** Who is in and what the community is like: said by `code`. */
  | 'history';

export interface NewsView {
  /** Stable while it is the latest of its kind about its object. */
  id: string;
  kind: NewsKind;
  /** Null for `history`. */
  place: string | null;
  placeTitle: string;
  placeType: 'board' | 'inventory' | 'channel' | null;
  /** The card or thing, or the member that the history speaks of; null: the place itself. */
  object: string | null;
  title: string;
  /** Of a card that was moved: the column that it is in now. */
  to: string;
  by: string;
  byName: string;
  /** Of `history`, as a code of codes.ts; null otherwise. */
  code: string | null;
  details: Record<string, string | number>;
  /** Milliseconds since 1970, as the writer's clock said. */
  time: number;
}

export interface NewsListView {
  /** Milliseconds since 1970 when everything was last marked as seen; null: never yet. */
  since: number | null;
  /** Names what this answer knows of, for `newsSeen`. */
  at: string;
  /** Newest first. */
  items: NewsView[];
  /** Further ones that are not listed. */
  more: number;
}

export const newsMethods = {
  news: query<NewsListView>()(v.strictObject({ community: longId })),
  /**
   * Everything that the answer `at` knew of counts as seen (without it: everything here), or `only` what it knew of one
   * board, list or channel, or of the people.
   */
  newsSeen: command<{ community: string }>()(
    v.strictObject({
      community: longId,
      at: v.optional(v.pipe(v.string(), v.maxLength(64))),
      only: v.optional(v.union([v.literal('people'), objectId])),
    }),
  ),
};
