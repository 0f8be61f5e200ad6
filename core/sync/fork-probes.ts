/**
 * Looks for the place where a neighbour's history of a feed parts from ours: asks for what both hold, backwards from
 * where they differ, until the gate has seen the parting and made the proof. [SYNC-15] [THREAT-1]
 */
import type { DeviceId } from '../base/ids.ts';
import type { FeedKind } from '../feed/entry.ts';
import { MAX_RANGE } from './limits.ts';
import type { Range } from './messages.ts';

interface Probe {
  readonly kind: FeedKind;
  readonly device: DeviceId;
  /** The range under way, or the next one. */
  from: number;
  to: number;
  isOpen: boolean;
}

export class ForkProbes {
  readonly #view: { isForked(kind: FeedKind, device: DeviceId): boolean };
  readonly #probes = new Map<number, Map<string, Probe>>();

  constructor(view: { isForked(kind: FeedKind, device: DeviceId): boolean }) {
    this.#view = view;
  }

  /** The entries `seq` of the two differ. A feed is looked into once per neighbour. */
  suspect(neighbour: number, kind: FeedKind, device: DeviceId, seq: number): void {
    const probes = this.#probes.get(neighbour) ?? new Map<string, Probe>();
    this.#probes.set(neighbour, probes);
    const key = kind + device;
    if (seq < 0 || probes.has(key) || this.#view.isForked(kind, device)) return;
    probes.set(key, { kind, device, from: Math.max(0, seq - 15), to: seq, isOpen: false });
  }

  next(neighbour: number): Range | undefined {
    for (const probe of this.#probes.get(neighbour)?.values() ?? []) {
      const { kind, device, from, to } = probe;
      if (probe.isOpen || to < 0 || this.#view.isForked(kind, device)) continue;
      probe.isOpen = true;
      return { kind, device, from, to };
    }
    return undefined;
  }

  /** True when the range was one of a probe. */
  answered(neighbour: number, range: Range): boolean {
    const probe = this.#probes.get(neighbour)?.get(range.kind + range.device);
    if (!probe?.isOpen || probe.from !== range.from || probe.to !== range.to) return false;
    probe.isOpen = false;
    // Further back, in larger steps, and on to -1, where it rests.
    probe.to = probe.from - 1;
    probe.from = Math.max(0, probe.from - MAX_RANGE);
    return true;
  }

  leave(neighbour: number): void {
    this.#probes.delete(neighbour);
  }
}
