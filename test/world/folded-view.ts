/** What one device shows, by the folds of core, in the form in which the oracle says it (oracle.ts). */
import { WHOLE_COMMUNITY, type PlaceId } from '../../core/base/ids.ts';
import type { Community } from '../../core/community/community.ts';
import type { CommunityState } from '../../core/community/community-state.ts';
import { isEmpty, type FeedState } from '../../core/community/feed-table.ts';
import { placeParts } from '../../core/community/place-parts.ts';
import { directoryPlace } from '../../core/documents/object-id.ts';
import type { PartView } from '../../core/documents/part-view.ts';
import { foldBoard } from '../../core/features/board/board.ts';
import type { Card } from '../../core/features/board/card.ts';
import { compareRanked } from '../../core/documents/rank.ts';
import { Timeline } from '../../core/features/chat/timeline.ts';
import { foldDirectory, type PlaceType } from '../../core/features/directory/directory.ts';
import { foldInventory } from '../../core/features/inventory/inventory.ts';
import type { NaiveView } from './oracle.ts';

export async function foldedView(
  community: Community,
  state: CommunityState = community.state,
): Promise<NaiveView> {
  const source = { id: community.id, state };
  const partsOf = (place: PlaceId) => placeParts(source, WHOLE_COMMUNITY, place);
  const { places } = foldDirectory(await partsOf(directoryPlace(community.id, WHOLE_COMMUNITY)));
  const contents: unknown[] = [];
  for (const { id, type } of places) contents.push(contentOf(type, await partsOf(id)));
  return {
    frontier: frontierOf(state),
    people: peopleOf(state),
    places: places.map(({ id, type, title, archived }) => ({ id, type, title, archived })),
    contents,
  };
}

export function frontierOf(state: CommunityState): string[] {
  const feeds = state.feeds.all();
  // What another feed goes on from is no end.
  const isEnd = (feed: FeedState): boolean =>
    !feeds.some((other) => other.parent === feed && other.base === feed.seq + 1 && !isEmpty(other));
  return feeds
    .filter((feed) => !isEmpty(feed) && isEnd(feed))
    .map(({ kind, device, seq, id }) => `${kind}/${device}/${seq}/${id}`)
    .sort();
}

function peopleOf(state: CommunityState): NaiveView['people'] {
  const { title, members, devices, invites } = state.log.authority();
  return {
    title,
    members: sorted(
      [...members.values()].map(({ id, name, role, state: is }) => [id, name, role, is] as const),
    ),
    devices: sorted([...devices.values()].map(({ id, state: is }) => [id, is] as const)),
    invites: sorted([...invites.values()].map(({ id, state: is, overused }) => [id, is, overused] as const)),
  };
}

function contentOf(type: PlaceType, parts: readonly PartView[]): unknown {
  switch (type) {
    case 'board': {
      const { columnById, loose } = foldBoard(parts);
      const columns = [...columnById.values()].sort(compareRanked);
      return {
        columns: columns.map(({ id, title, archived, cards }) => ({
          id,
          title,
          archived,
          cards: cards.map(cardOf),
        })),
        loose: loose.map(cardOf),
      };
    }
    case 'channel': {
      const timeline = new Timeline(parts);
      return timeline.last(timeline.size).map(({ id, author, text, replyTo, edited, deleted }) => ({
        id,
        author,
        text,
        replyTo,
        edited: edited !== null,
        deleted,
      }));
    }
    case 'inventory':
      return foldInventory(parts).items.map(
        ({ id, title, category, note, quantity, custodian, state, holders, loans }) => ({
          id,
          title,
          category,
          note,
          quantity,
          custodian,
          state,
          holders,
          loans: loans.map((loan) => ({
            id: loan.id,
            borrower: loan.borrower,
            from: loan.from,
            to: loan.to,
            state: loan.state,
            because: loan.because?.code === 'LOAN_BEATEN' ? loan.because.loan : null,
          })),
        }),
      );
    default:
      return type satisfies never;
  }
}

function cardOf({ id, title, body, archived }: Card) {
  return { id, title, body, archived };
}

function sorted<T extends readonly [string, ...unknown[]]>(rows: T[]): T[] {
  return rows.sort((a, b) => (a[0] < b[0] ? -1 : 1));
}
