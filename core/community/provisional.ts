/**
 * What a newcomer may read of the newest entries while history still arrives. Lives in memory, beside the gate: nothing
 * here is stored, referred to, passed on, counted as held, or part of any state that devices compare. An entry leaves
 * when its feed has come that far, and is judged then like any other. [GATE-17] [THREAT-8] [THREAT-17]
 *
 * Guarantees: all that is shown was signed by the device that it is shown as, in this community; tails are taken as a
 * whole or not at all; bounded by tails.ts.
 */
import type { Writer } from '../authority/authority.ts';
import type { CommunityId, DeviceId, PlaceId, SpaceId } from '../base/ids.ts';
import type { Json } from '../base/json.ts';
import { accepted, refused, type Verdict } from '../base/result.ts';
import { readLogAppend } from '../documents/log-append.ts';
import { partTag } from '../documents/object-id.ts';
import type { LogItem, PartView } from '../documents/part-view.ts';
import { chain } from '../feed/chain.ts';
import type { ChainedEntry } from '../feed/entry.ts';
import { feedContext, type FeedContext } from '../feed/feed-context.ts';
import { KIND } from '../feed/kinds.ts';
import { openPayload } from '../feed/payload.ts';
import { isSigned } from '../feed/proven.ts';
import { MAX_TAIL, MAX_TAIL_ENTRIES, MAX_TAILS, type Tail } from './tails.ts';

export type TailCode =
  | 'TAILS_TOO_MANY'
  | 'TAIL_MALFORMED'
  | 'TAIL_BROKEN'
  | 'TAIL_UNPROVEN'
  /** No authority entry that is held names the device. */
  | 'TAIL_UNKNOWN';

/** What is held of the community, as provisional entries are judged by it. */
export interface ProvisionalView {
  readonly id: CommunityId;
  names(device: DeviceId): boolean;
  isForked(device: DeviceId): boolean;
  /** Content of that device is here, and read, up to this seq. */
  openedTo(device: DeviceId): number;
  isErased(device: DeviceId, seq: number): boolean;
  key(tag: string): { readonly chain: string; readonly key: Uint8Array } | undefined;
  /** Who writes with that device now; undefined: nobody who may. */
  writer(device: DeviceId): Writer | undefined;
}

interface Shown {
  readonly seq: number;
  readonly depth: number;
  readonly time: number;
  readonly space: SpaceId;
  readonly place: PlaceId;
  readonly part: number;
  readonly values: readonly Json[];
}

export class Provisional {
  /** Ascending by seq. */
  readonly #feeds = new Map<DeviceId, readonly Shown[]>();

  take(tails: readonly Tail[], view: ProvisionalView): Verdict<null, TailCode> {
    const entries = tails.reduce((sum, { run }) => sum + run.records.length, 0);
    if (tails.length > MAX_TAILS || entries > MAX_TAIL_ENTRIES) return refused('TAILS_TOO_MANY');
    const fresh = new Map<DeviceId, readonly Shown[]>();
    for (const tail of tails) {
      const { device } = tail.run;
      if (fresh.has(device)) return refused('TAIL_MALFORMED');
      const context = feedContext(view.id, 'content', device);
      const chained = prove(tail, context, view);
      if (!chained.ok) return chained;
      const isIdle = view.isForked(device) || view.writer(device) === undefined;
      fresh.set(device, isIdle ? [] : open(chained.value, tail.depths, context, view));
    }
    for (const [device, shown] of fresh) this.#feeds.set(device, shown);
    return accepted(null);
  }

  /** What stands in a place and is not held, one view for each document. Forgets what is held by now. */
  parts(view: ProvisionalView, space: SpaceId, place: PlaceId): PartView[] {
    const parts: PartView[] = [];
    for (const [device, all] of this.#feeds) {
      const opened = view.openedTo(device);
      const left = all.filter(({ seq }) => seq > opened);
      if (left.length === 0) this.#feeds.delete(device);
      else if (left.length < all.length) this.#feeds.set(device, left);
      const writer = view.writer(device);
      if (!writer) continue;
      const logs = new Map<number, LogItem[]>();
      for (const shown of left) {
        if (shown.space !== space || shown.place !== place || view.isErased(device, shown.seq)) continue;
        const log = logs.get(shown.part) ?? [];
        logs.set(shown.part, log);
        shown.values.forEach((value, index) => {
          const { depth, seq, time } = shown;
          log.push({ value, stamp: { depth, device, seq, index, time } });
        });
      }
      const tag = partTag(view.id, place, device);
      for (const [part, log] of logs) parts.push({ device, ...writer, tag, part, registers: new Map(), log });
    }
    return parts;
  }

  clear(): void {
    this.#feeds.clear();
  }
}

/** The hash chain, and the one signature that proves it with all that it hangs on. */
function prove(
  { run, depths }: Tail,
  context: FeedContext,
  view: ProvisionalView,
): Verdict<readonly ChainedEntry[], TailCode> {
  const { kind, device, from, prev, records } = run;
  if (kind !== 'content' || records.length > MAX_TAIL || depths.length !== records.length)
    return refused('TAIL_MALFORMED');
  // A feed's depths grow with it.
  if (depths.some((depth, i) => depth <= (i === 0 ? from : depths[i - 1]!))) return refused('TAIL_MALFORMED');
  if (!view.names(device)) return refused('TAIL_UNKNOWN');
  const chained = chain(context, { from, prev }, records);
  if (!chained.ok) return refused('TAIL_BROKEN');
  return isSigned(context, chained.value.at(-1)!) ? accepted(chained.value) : refused('TAIL_UNPROVEN');
}

function open(
  entries: readonly ChainedEntry[],
  depths: readonly number[],
  context: FeedContext,
  view: ProvisionalView,
): Shown[] {
  const { community, device } = context;
  const shown: Shown[] = [];
  entries.forEach((entry, i) => {
    const { seq, key } = entry.header;
    const held = view.key(key);
    if (!held || seq <= view.openedTo(device) || view.isErased(device, seq)) return;
    const payload = openPayload(context, entry, held.key);
    if (!payload.ok || payload.value.kind !== KIND.update || payload.value.space !== held.chain) return;
    const { time, space, document, body } = payload.value;
    const values = document && readLogAppend({ community, device, ...document }, body);
    if (document && values) shown.push({ seq, depth: depths[i]!, time, space, ...document, values });
  });
  return shown;
}
