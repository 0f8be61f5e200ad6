/**
 * The plan for a device that may only send authority: it is asked for all that it holds from the start, as if nothing
 * were held here, so that what it is asked for tells it nothing. [SYNC-9] [THREAT-44]
 */
import type { DeviceId } from '../base/ids.ts';
import type { FeedKind } from '../feed/entry.ts';
import type { Run } from '../feed/run.ts';
import type { Frontier } from './frontier.ts';
import type { Range } from './messages.ts';
import { WantPlan, type Neighbour } from './want-plan.ts';

/** An entry may come before the one that names its device: then another pass takes it in. */
const MAX_PASSES = 4;

export class HearingPlan {
  readonly #reached = new Map<DeviceId, number>();
  readonly #plan: WantPlan;
  #passes = 1;
  #stored = 0;

  constructor() {
    this.#plan = new WantPlan({
      seq: (_kind, device) => this.#reached.get(device) ?? -1,
      isNamed: () => true,
      isForked: () => false,
      isDelayed: () => false,
    });
  }

  next(neighbour: Neighbour, theirs: Frontier, _kinds: readonly FeedKind[], now: number): Range[] {
    const ranges = this.#plan.next(neighbour, theirs, ['authority'], now);
    if (ranges.length > 0 || this.#stored === 0 || this.#passes === MAX_PASSES) return ranges;
    this.#passes += 1;
    this.#stored = 0;
    this.#reached.clear();
    return this.#plan.next(neighbour, theirs, ['authority'], now);
  }

  arrived(runs: readonly Run[], stored: number): void {
    this.#stored += stored;
    for (const run of runs) {
      const reached = this.#reached.get(run.device) ?? -1;
      if (run.kind === 'authority' && run.from <= reached + 1)
        this.#reached.set(run.device, Math.max(reached, run.from + run.records.length - 1));
    }
    this.#plan.arrived(runs, stored);
  }

  answered(neighbour: Neighbour, ranges: readonly Range[], now: number): void {
    this.#plan.answered(neighbour, ranges, now);
  }

  overdue(neighbour: Neighbour, ranges: readonly Range[], now: number): void {
    this.#plan.overdue(neighbour, ranges, now);
  }
}
