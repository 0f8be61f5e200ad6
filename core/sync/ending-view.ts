/**
 * A community as a device sees it that is out: the authority entries that lead there, and nothing beside or behind them.
 * Whatever is asked for, nothing else is read. [SYNC-31]
 */
import type { DeviceId, EntryId } from '../base/ids.ts';
import type { BranchTip, FeedTip, Replica } from '../community/replica.ts';
import type { FeedKind } from '../feed/entry.ts';
import type { Run } from '../feed/run.ts';

export class EndingView {
  readonly #replica: Replica;
  /** By device: one, or of a forked feed one for each branch. */
  readonly #tips = new Map<DeviceId, FeedTip[]>();

  constructor(replica: Replica, tips: readonly FeedTip[]) {
    this.#replica = replica;
    for (const tip of tips) {
      const others = this.#tips.get(tip.device);
      if (others) others.push(tip);
      else this.#tips.set(tip.device, [tip]);
    }
  }

  /** How many entries there are, at most. */
  get size(): number {
    return [...this.#tips.values()].flat().reduce((sum, { seq }) => sum + seq + 1, 0);
  }

  frontier(): readonly FeedTip[] {
    return [...this.#tips.values()].map(([tip]) => tip!);
  }

  tip(kind: FeedKind, device: DeviceId): FeedTip | undefined {
    return kind === 'authority' ? this.#tips.get(device)?.[0] : undefined;
  }

  branches(): readonly BranchTip[] {
    const known = this.#replica.branches().filter(({ kind }) => kind === 'authority');
    return [...this.#tips.values()].flatMap((tips) => {
      if (tips.length === 1) return [];
      const starts = known.filter(({ device }) => device === tips[0]!.device).map(({ from }) => from);
      const from = starts.length === 0 ? 0 : Math.min(...starts);
      return tips.map((tip) => ({ ...tip, from }));
    });
  }

  holds(entry: EntryId): boolean {
    return [...this.#tips.values()].some((tips) => tips.some(({ id }) => id === entry));
  }

  async read(
    kind: FeedKind,
    device: DeviceId,
    from: number,
    to: number,
    maxBytes: number,
    branch?: EntryId,
  ): Promise<Run | undefined> {
    if (kind !== 'authority') return undefined;
    const tips = this.#tips.get(device);
    const tip = branch === undefined ? tips?.[0] : tips?.find(({ id }) => id === branch);
    if (!tip || from > tip.seq) return undefined;
    return this.#replica.read(kind, device, from, Math.min(to, tip.seq), maxBytes, tip.id);
  }
}
