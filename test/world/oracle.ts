/**
 * The naive answer to what a community looks like: take all entries that anybody holds, sort them by the total order,
 * and fold them as plainly as the rules can be said. Shares no fold with core; the devices have to agree with it.
 */
import type { DeviceId, EntryId } from '../../core/base/ids.ts';
import { sha256 } from '../../core/crypto/hash.ts';
import { toBase32 } from '../../core/base/base32.ts';
import { bytesOfId } from '../../core/base/id-bytes.ts';
import type { Community } from '../../core/community/community.ts';
import { changesOf, tagFor } from './oracle/raw-documents.ts';
import { rawEntries, shownRetires, type RawEntry } from './oracle/raw-entries.ts';
import { inventoryOf } from './oracle/raw-loans.ts';
import { rawPeople, type RawPeople } from './oracle/raw-people.ts';
import { boardOf, channelOf, directoryOf, type Counted } from './oracle/raw-places.ts';

export interface NaiveView {
  /** kind/device/seq/id of the last entry of every feed. */
  readonly frontier: readonly string[];
  readonly people: Pick<RawPeople, 'title' | 'members' | 'devices' | 'invites'>;
  readonly places: readonly unknown[];
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
    const feed = content.filter((entry) => entry.device === device).sort((a, b) => a.seq - b.seq);
    const named: EntryId[][] = [];
    for (const { authorityHeads } of feed) named.push([...(named.at(-1) ?? []), ...authorityHeads]);
    for (const change of changesOf(replica.id, device, feed, shownRetires(replica, device))) {
      const writer = writerAt(device, change.entry.seq, named[change.entry.seq]!);
      if (writer) counted.push({ ...change, ...writer, tag: tagFor(replica.id, change.place, device) });
    }
  }
  return counted;
}

function frontierOf(entries: readonly RawEntry[]): string[] {
  const tips = new Map<string, RawEntry>();
  for (const entry of entries) {
    const feed: `${string}/${DeviceId}` = `${entry.kind}/${entry.device}`;
    const tip = tips.get(feed);
    if (tip && tip.seq === entry.seq) throw new Error(`${feed} has two entries with seq ${entry.seq}`);
    if (!tip || entry.seq > tip.seq) tips.set(feed, entry);
  }
  return [...tips].map(([feed, { seq, id }]) => `${feed}/${seq}/${id}`).sort();
}
