/**
 * Judges an exported community from its files alone, believing nothing: `community` (its id), `keys` (32 bytes each),
 * and for every feed `authority-DEVICE` or `content-DEVICE` (records one after the other, DEVICE the device key in hex).
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { foldOrdinary } from './fold.ts';
import { keysByTag, readFeed, type Entry, type FeedName } from './read-feed.ts';

interface Judgement {
  readonly entries: number;
  /** Tips that no entry of the same kind of feed refers to. */
  readonly heads: readonly string[];
  readonly depths: ReadonlyMap<string, number>;
  /** Ids of authority entries in the total order. */
  readonly authorityOrder: readonly string[];
  readonly title: string;
  readonly people: readonly string[];
  readonly faults: readonly string[];
}

export function verifyDirectory(directory: string): Judgement {
  const read = (name: string) => Uint8Array.from(readFileSync(join(directory, name)));
  const community = read('community');
  const keyBytes = read('keys');
  const keys = keysByTag(
    Array.from({ length: keyBytes.length / 32 }, (_, i) => keyBytes.subarray(32 * i, 32 * i + 32)),
  );
  const faults: string[] = [];
  const entries: Entry[] = [];
  for (const name of readdirSync(directory).sort()) {
    const [feed, device] = name.split('-');
    if (device === undefined) continue;
    const key = Uint8Array.from(Buffer.from(device, 'hex'));
    const report = readFeed(community, feed as FeedName, key, read(name), keys);
    entries.push(...report.entries);
    faults.push(...report.faults.map((fault) => `${fault} in ${name}`));
  }
  const depths = depthsOf(entries, faults);
  const order = inOrder(entries, depths).filter(({ feed }) => feed === 'authority');
  const folded = foldOrdinary(community, order);
  return {
    entries: entries.length,
    heads: headsOf(entries),
    depths,
    authorityOrder: order.map(({ id }) => id),
    title: folded.title,
    people: folded.people,
    faults: [...faults, ...folded.faults],
  };
}

/** [FEED-16]. What leads to an entry that is not there, or to itself, gets none. */
function depthsOf(entries: readonly Entry[], faults: string[]): Map<string, number> {
  const kinds = new Map(entries.map(({ id, feed }) => [id, feed]));
  const depths = new Map<string, number>();
  let waiting = entries;
  for (;;) {
    const left: Entry[] = [];
    for (const entry of waiting) {
      const parents = [...(entry.prev === null ? [] : [entry.prev]), ...entry.heads];
      const isReady =
        parents.every((id) => depths.has(id) && kinds.get(id) === entry.feed) &&
        entry.authorityHeads.every((id) => kinds.get(id) === 'authority');
      if (!isReady) left.push(entry);
      else depths.set(entry.id, 1 + Math.max(0, ...parents.map((id) => depths.get(id)!)));
    }
    if (left.length === waiting.length) {
      faults.push(...left.map(({ id }) => `PARENT_MISSING ${id}`));
      return depths;
    }
    waiting = left;
  }
}

/** [FEED-17] */
function inOrder(entries: readonly Entry[], depths: ReadonlyMap<string, number>): Entry[] {
  const sortable = entries.filter(({ id }) => depths.has(id));
  return sortable.sort(
    (a, b) => depths.get(a.id)! - depths.get(b.id)! || less(a.device, b.device) || less(a.id, b.id),
  );
}

function less(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** [GATE-12] */
function headsOf(entries: readonly Entry[]): string[] {
  const covered = new Set(entries.flatMap(({ prev, heads }) => [prev ?? '', ...heads]));
  return entries
    .map(({ id }) => id)
    .filter((id) => !covered.has(id))
    .sort();
}
