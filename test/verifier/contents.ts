/** Which content entries count: their writer may comment by their own past, and no cut ends their feed before. [GATE-7] */
import type { Fold } from './fold.ts';
import { pastOf } from './graph.ts';
import type { Entry } from './read-feed.ts';

/** Their ids, in order. [AUTH-60] to [AUTH-62] */
export function contentsThatCount(entries: readonly Entry[], fold: Fold): string[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const feedTo = (id: string | null): Entry[] => {
    const entry = id === null ? undefined : byId.get(id);
    return entry ? [...feedTo(entry.prev), entry] : [];
  };
  return entries
    .filter(({ feed }) => feed === 'content')
    .filter((entry) => {
      const heads = feedTo(entry.id).flatMap(({ authorityHeads }) => authorityHeads);
      if (heads.some((head) => !fold.pasts.has(head))) return false;
      const past = pastOf(heads, fold.pasts);
      const role = fold.roleOf(entry.device, past);
      if (role === undefined || !['steward', 'member', 'guest'].includes(role)) return false;
      const cuts = fold.endOf(entry.device, past);
      return !cuts || cuts.some(({ content }) => content !== null && isWithin(entry, content));
    })
    .map(({ id }) => id)
    .sort();

  function isWithin(entry: Entry, tip: { seq: number; id: string }): boolean {
    const held = byId.get(tip.id);
    // A tip that is not held stands for whatever entry of its seq there is.
    if (held?.device !== entry.device || held.feed !== 'content') return entry.seq <= tip.seq;
    return feedTo(tip.id).includes(entry);
  }
}
