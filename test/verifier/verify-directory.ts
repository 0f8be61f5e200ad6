/**
 * Judges an exported community from its files alone, believing nothing: `community` (its id), `keys` (32 bytes each),
 * and for every feed `authority-DEVICE` or `content-DEVICE` (records one after the other, DEVICE the device key in hex);
 * of a forked feed, every branch from its beginning on, with `-` and a number behind. [GATE-21]
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contentsThatCount } from './contents.ts';
import { Fold } from './fold.ts';
import { depthsOf, headsOf, inOrder } from './graph.ts';
import { Unreadable } from './read-cbor.ts';
import { keysByTag, readFeed, type Entry, type FeedName } from './read-feed.ts';

interface Judgement {
  readonly entries: number;
  /** Tips that no entry of the same kind of feed refers to. */
  readonly heads: readonly string[];
  readonly depths: ReadonlyMap<string, number>;
  readonly title: string;
  readonly people: readonly string[];
  /** Ids of authority entries that are void, and of content entries that count; ascending. */
  readonly voids: readonly string[];
  readonly counting: readonly string[];
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
  // Branches have their beginning in common.
  const byId = new Map<string, Entry>();
  for (const name of readdirSync(directory).sort()) {
    const [feed, device] = name.split('-');
    if (device === undefined) continue;
    const key = Uint8Array.from(Buffer.from(device, 'hex'));
    const report = readFeed(community, feed as FeedName, key, read(name), keys);
    for (const entry of report.entries) byId.set(entry.id, entry);
    faults.push(...report.faults.map((fault) => `${fault} in ${name}`));
  }
  const entries = [...byId.values()];
  const depths = depthsOf(entries, faults);
  const sorted = inOrder(entries, depths);
  const fold = new Fold(
    community,
    sorted.filter(({ feed }) => feed === 'authority'),
  );
  const said = <T>(ask: () => T, otherwise: T): T => {
    try {
      return ask();
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      faults.push(error.message);
      return otherwise;
    }
  };
  return {
    entries: entries.length,
    heads: headsOf(entries),
    depths,
    title: said(() => fold.title(), ''),
    people: said(() => fold.people(), []),
    voids: said(() => fold.voids(), []),
    counting: said(() => contentsThatCount(sorted, fold), []),
    faults: [...faults, ...fold.faults],
  };
}
