/** What is new, and what counts as seen, as the API has them. */
import type { newsMethods } from '../api/news-methods.ts';
import { toBase32 } from '../base/base32.ts';
import { utf8 } from '../base/bytes.ts';
import type { Clock } from '../base/clock.ts';
import type { CommunityId, DeviceId, PlaceId } from '../base/ids.ts';
import { partsOf } from '../community/place-parts.ts';
import type { FeedTip } from '../community/replica.ts';
import { sha256 } from '../crypto/hash.ts';
import type { HandlersOf } from './handlers.ts';
import type { HostedCommunity } from './hosted-community.ts';
import { newsOf } from './news.ts';
import type { PeerScope } from './peer-scope.ts';
import { markAll, markPeople, markPlace, NOTHING_SEEN, readSeen, writeSeen } from './seen-mark.ts';

/** One answer lists no more. */
const MOST = 200;
/** Answers of a community that `newsSeen` can still name. */
const REMEMBERED = 32;

export interface NewsContext extends PeerScope {
  readonly clock: Clock;
  /** The history of a community that was just joined still comes in. */
  readonly isArriving: (community: CommunityId) => boolean;
}

export function newsHandlers(context: NewsContext, onSeen: () => void): HandlersOf<typeof newsMethods> {
  const answers = new Map<string, Map<string, readonly FeedTip[]>>();
  const at = (community: string): HostedCommunity => context.community(community as CommunityId);

  /** Names what is here now, the same while nothing comes. */
  const note = (host: HostedCommunity): string => {
    const tips = host.community.frontier();
    const lines = tips.map(({ kind, device, seq }) => `${kind} ${device} ${String(seq)}`).sort();
    const name = toBase32(sha256(utf8(lines.join('\n')))).slice(0, 16);
    const known = answers.get(host.id) ?? new Map<string, readonly FeedTip[]>();
    answers.set(host.id, known);
    known.delete(name);
    known.set(name, tips);
    for (const old of known.keys()) if (known.size > REMEMBERED) known.delete(old);
    return name;
  };

  return {
    news: async ({ community }) => {
      const host = at(community);
      const name = note(host);
      const mark = readSeen(host);
      if (!mark && !host.isSample) {
        // Whoever comes new begins with what is there: to them all of it would be new.
        const isArriving = host.community.isCatchingUp || context.isArriving(host.id as CommunityId);
        if (!isArriving && host.isIn)
          await writeSeen(host, markAll(NOTHING_SEEN, host.community.frontier(), context.clock.now()));
        return { since: null, at: name, items: [], more: 0 };
      }
      const items = await newsOf(host, mark ?? NOTHING_SEEN);
      return {
        since: mark?.time ?? null,
        at: name,
        items: items.slice(0, MOST),
        more: Math.max(0, items.length - MOST),
      };
    },
    newsSeen: async ({ community, at: answer, only }) => {
      const host = at(community);
      const tips =
        (answer === undefined ? undefined : answers.get(host.id)?.get(answer)) ?? host.community.frontier();
      const mark = readSeen(host) ?? NOTHING_SEEN;
      const next =
        only === undefined
          ? markAll(mark, tips, context.clock.now())
          : only === 'people'
            ? markPeople(mark, tips)
            : markPlace(mark, only as PlaceId, tips, await writersIn(host, only as PlaceId));
      if (next !== mark) {
        await writeSeen(host, next);
        onSeen();
      }
      return { community };
    },
  };
}

async function writersIn(host: HostedCommunity, place: PlaceId): Promise<ReadonlySet<DeviceId>> {
  const { placeById } = await host.views.directory();
  const known = placeById.get(place);
  if (!known) return new Set();
  const parts = partsOf(host.community, known.space, place);
  return new Set([
    known.created.device,
    ...parts.map(({ feed }) => host.community.state.feeds.numbered(feed).device),
  ]);
}
