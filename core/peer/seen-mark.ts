/**
 * What a person has seen of a community: of each device, how far its feeds had come when they looked; for a place also
 * later, when they looked at that one alone. A feed has no gaps, so what arrives late stands behind its mark and is new,
 * whatever its place in any order. Owns the row that keeps it; it never leaves this device.
 */
import { decodeCbor, encodeCbor, type Cbor } from '../base/cbor.ts';
import type { DeviceId, PlaceId } from '../base/ids.ts';
import type { FeedTip } from '../community/replica.ts';
import type { HostedCommunity } from './hosted-community.ts';

type Reach = ReadonlyMap<DeviceId, number>;

export interface SeenMark {
  /** Milliseconds since 1970 when everything was marked; null: never. */
  readonly time: number | null;
  readonly content: Reach;
  readonly authority: Reach;
  readonly places: ReadonlyMap<PlaceId, Reach>;
}

const ROW = 'seen';
const NONE: Reach = new Map();

export const NOTHING_SEEN: SeenMark = { time: null, content: NONE, authority: NONE, places: new Map() };

export function readSeen({ community }: HostedCommunity): SeenMark | undefined {
  const row = community.getLocal(ROW);
  const values = row && decodeCbor(row);
  if (!Array.isArray(values) || values.length !== 4) return undefined;
  const [time, content, authority, places] = values as readonly Cbor[];
  return {
    time: typeof time === 'number' ? time : null,
    content: readReach(content),
    authority: readReach(authority),
    places: new Map(pairs(places).map(([place, reach]) => [place as PlaceId, readReach(reach)])),
  };
}

export async function writeSeen({ community }: HostedCommunity, mark: SeenMark): Promise<void> {
  const places = [...mark.places].map(([place, reach]): Cbor => [place, reachRow(reach)]);
  const row: Cbor = [mark.time, reachRow(mark.content), reachRow(mark.authority), places];
  await community.setLocal(ROW, encodeCbor(row));
}

/** Everything up to there; what had been seen further stays. */
export function markAll(mark: SeenMark, tips: readonly FeedTip[], time: number): SeenMark {
  return {
    time,
    content: further(mark.content, reachOf(tips, 'content')),
    authority: further(mark.authority, reachOf(tips, 'authority')),
    places: new Map([...mark.places].filter(([, reach]) => isBeyond(reach, tips))),
  };
}

export function markPeople(mark: SeenMark, tips: readonly FeedTip[]): SeenMark {
  return { ...mark, authority: further(mark.authority, reachOf(tips, 'authority')) };
}

/** `writers`: the devices that have written in the place. */
export function markPlace(
  mark: SeenMark,
  place: PlaceId,
  tips: readonly FeedTip[],
  writers: ReadonlySet<DeviceId>,
): SeenMark {
  const reach = [...reachOf(tips, 'content')].filter(
    ([device, seq]) => writers.has(device) && seq > seenIn(mark, place, device),
  );
  if (reach.length === 0) return mark;
  const before = mark.places.get(place) ?? NONE;
  return { ...mark, places: new Map([...mark.places, [place, further(before, new Map(reach))]]) };
}

/** The last seq of the device's content that has been seen as far as the place goes; -1: none. */
export function seenIn(mark: SeenMark, place: PlaceId, device: DeviceId): number {
  return Math.max(mark.content.get(device) ?? -1, mark.places.get(place)?.get(device) ?? -1);
}

function isBeyond(reach: Reach, tips: readonly FeedTip[]): boolean {
  const all = reachOf(tips, 'content');
  return [...reach].some(([device, seq]) => seq > (all.get(device) ?? -1));
}

/** Where a feed was forked there are several tips of a device: the furthest counts. */
function reachOf(tips: readonly FeedTip[], kind: FeedTip['kind']): Reach {
  return further(
    NONE,
    tips.filter((tip) => tip.kind === kind).map(({ device, seq }) => [device, seq] as const),
  );
}

function further(a: Reach, b: Iterable<readonly [DeviceId, number]>): Reach {
  const reach = new Map(a);
  for (const [device, seq] of b) reach.set(device, Math.max(seq, reach.get(device) ?? -1));
  return reach;
}

function reachRow(reach: Reach): Cbor {
  return [...reach].map(([device, seq]): Cbor => [device, seq]);
}

function readReach(row: Cbor | undefined): Reach {
  return new Map(
    pairs(row).flatMap(([device, seq]) => (typeof seq === 'number' ? [[device as DeviceId, seq]] : [])),
  );
}

function pairs(row: Cbor | undefined): [string, Cbor][] {
  if (!Array.isArray(row)) return [];
  return (row as readonly Cbor[]).filter(
    (pair): pair is [string, Cbor] => Array.isArray(pair) && typeof pair[0] === 'string' && pair.length === 2,
  );
}
