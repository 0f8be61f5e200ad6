/** What the exchange is told of entries that have been admitted and written. */
import type { DeviceId } from '../base/ids.ts';
import type { EntryRecord, FeedKind } from '../feed/entry.ts';
import type { Run } from '../feed/run.ts';
import type { Admitted } from './gate.ts';
import type { FeedTip, StoredEvent } from './replica.ts';

/** More than this at once is bulk: neighbours ask for it rather than get it pushed. */
const LIVE_ENTRIES = 64;

export function storedEvent(admitted: readonly Admitted[], own: boolean): StoredEvent {
  return { tips: tipsOf(admitted), own, runs: admitted.length <= LIVE_ENTRIES ? runsOf(admitted) : [] };
}

function tipsOf(admitted: readonly Admitted[]): FeedTip[] {
  const tips = new Map<number, FeedTip>();
  for (const { feed, entry } of admitted) {
    if (!feed.parent)
      tips.set(feed.number, { kind: feed.kind, device: feed.device, seq: entry.header.seq, id: entry.id });
  }
  return [...tips.values()];
}

/** In the order of admission: parents come first. */
function runsOf(admitted: readonly Admitted[]): Run[] {
  const runs: {
    kind: FeedKind;
    device: DeviceId;
    from: number;
    prev: Run['prev'];
    records: EntryRecord[];
  }[] = [];
  for (const { feed, entry } of admitted) {
    const last = runs.at(-1);
    if (last?.device === feed.device && last.kind === feed.kind) last.records.push(entry.record);
    else {
      const { kind, device } = feed;
      runs.push({ kind, device, from: entry.header.seq, prev: entry.prev, records: [entry.record] });
    }
  }
  return runs;
}
