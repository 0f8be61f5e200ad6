/**
 * The naive answer to what a community looks like: take all entries that anybody holds, sort them by the total order,
 * and fold them as plainly as the rules can be said. Shares no fold with core; the devices have to agree with it.
 */
import type { EntryId } from '../../core/base/ids.ts';
import { sha256 } from '../../core/crypto/hash.ts';
import { toBase32 } from '../../core/base/base32.ts';
import { bytesOfId } from '../../core/base/id-bytes.ts';
import type { Community } from '../../core/community/community.ts';
import { changesOf, erasedIn, readable, tagFor } from './oracle/raw-documents.ts';
import { rawEntries, shownRetires, type RawEntry } from './oracle/raw-entries.ts';
import { inventoryOf } from './oracle/raw-loans.ts';
import { rawPeople, type RawPeople } from './oracle/raw-people.ts';
import { boardOf, channelOf, directoryOf, type Counted } from './oracle/raw-places.ts';

export interface NaiveView {
  /** kind/device/seq/id of the last entry of every feed. */
  readonly frontier: readonly string[];
  readonly people: Pick<RawPeople, 'title' | 'members' | 'devices' | 'invites'>;
  readonly places: readonly { readonly type: string }[];
  /** By place, in the order of the directory. */
  readonly contents: readonly unknown[];
}

export async function naiveView(replicas: readonly Community[]): Promise<NaiveView> {
  const replica = replicas[0]!;
  const entries = await rawEntries(replicas);
  const { writerAt, ...people } = rawPeople(replica, entries);
  const counted = countedIn(replica, entries, writerAt);
  const home = toBase32(
    sha256(new TextEncoder().encode('kith/directory/1'), bytesOfId(replica.id)).subarray(0, 20),
  );
  const changesIn = (place: string) =>
    counted.filter((change) => change.place === place && change.space === '');
  const places = directoryOf(changesIn(home));
  return {
    frontier: frontierOf(entries),
    people,
    places,
    contents: places.map(({ id, type }) => {
      const changes = changesIn(id);
      if (type === 'board') return boardOf(changes);
      return type === 'channel' ? channelOf(changes) : inventoryOf(changes);
    }),
  };
}

function countedIn(
  replica: Community,
  entries: readonly RawEntry[],
  writerAt: RawPeople['writerAt'],
): Counted[] {
  const counted: Counted[] = [];
  const content = entries.filter(({ kind }) => kind === 'content');
  for (const device of new Set(content.map((entry) => entry.device))) {
    const branches = branchesOf(content.filter((entry) => entry.device === device));
    const shown = shownRetires(replica, device);
    // Of a forked feed in every branch.
    const retires = [
      ...shown.map((retire) => ({ ...retire, isErasable: false })),
      ...branches.flatMap(readable),
    ];
    const erased = new Set(branches.flatMap((feed) => erasedIn(feed, retires)));
    const leadsTo = (entry: RawEntry, tip: EntryId): boolean | undefined => {
      const withTip = branches.find((feed) => feed.some(({ id }) => id === tip));
      if (!withTip) return undefined;
      const end = withTip.findIndex(({ id }) => id === tip);
      return withTip.slice(0, end + 1).includes(entry);
    };
    const done = new Set<EntryId>();
    for (const feed of branches) {
      const named: EntryId[][] = [];
      for (const { authorityHeads } of feed) named.push([...(named.at(-1) ?? []), ...authorityHeads]);
      for (const change of changesOf(replica.id, device, feed, erased)) {
        const { entry } = change;
        if (done.has(entry.id)) continue;
        const writer = writerAt(device, entry.seq, named[entry.seq]!, (tip) => leadsTo(entry, tip));
        if (writer) counted.push({ ...change, ...writer, tag: tagFor(replica.id, change.place, device) });
      }
      for (const { id } of feed) done.add(id);
    }
  }
  return counted;
}

/** One for each end: what leads there, from the start. */
function branchesOf(entries: readonly RawEntry[]): RawEntry[][] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const before = new Set(entries.map(({ prev }) => prev));
  return entries
    .filter(({ id }) => !before.has(id))
    .map((end) => {
      const feed: RawEntry[] = [];
      for (
        let entry: RawEntry | undefined = end;
        entry;
        entry = entry.prev === null ? undefined : byId.get(entry.prev)
      )
        feed.unshift(entry);
      return feed;
    });
}

/** The ends of all feeds and of all branches of forked ones. */
function frontierOf(entries: readonly RawEntry[]): string[] {
  const before = new Set(entries.map(({ prev }) => prev));
  return entries
    .filter(({ id }) => !before.has(id))
    .map(({ kind, device, seq, id }) => `${kind}/${device}/${seq}/${id}`)
    .sort();
}
