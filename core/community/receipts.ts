/**
 * Delivery marks: which devices provably hold which content entries.
 *
 * Two sources, both signed by the holder's device: an entry of device D that refers to an entry proves that D holds it
 * and all its past; a frontier that D states in an authenticated session says what D stored. The marks are a lower
 * bound: they may know less than is true, never more than a device has claimed. [GATE-9]
 */
import type { Cbor } from '../base/cbor.ts';
import type { DeviceId } from '../base/ids.ts';

/** Highest seq held of each device's content feed. */
type Held = Map<DeviceId, number>;

export interface ReferredEntry {
  readonly device: DeviceId;
  readonly seq: number;
  /** It was the last entry of its feed when it was referred to. */
  readonly isTip: boolean;
}

export class Receipts {
  /** Causal past of each device's last content entry, as far as it could be followed. */
  readonly #causal = new Map<DeviceId, Held>();
  /** What devices say in their sessions. */
  readonly #stated = new Map<DeviceId, Held>();

  /** A content entry of `device` was admitted; `heads` are the entries of other feeds that it refers to. */
  admitted(device: DeviceId, seq: number, heads: readonly ReferredEntry[]): void {
    const past = heldBy(this.#causal, device);
    past.set(device, seq);
    for (const head of heads) {
      raise(past, head.device, head.seq);
      // The past of an older entry of that feed is not kept; leaving it out only makes the mark more careful.
      if (head.isTip) for (const [other, at] of this.#causal.get(head.device) ?? []) raise(past, other, at);
    }
  }

  /** Returns whether this was news. */
  stated(holder: DeviceId, device: DeviceId, seq: number): boolean {
    return raise(heldBy(this.#stated, holder), device, seq);
  }

  /** How many devices other than `except` are known to hold that entry. */
  holders(device: DeviceId, seq: number, except: DeviceId): number {
    let count = 0;
    for (const [holder, held] of this.#causal) {
      if (holder !== except && (held.get(device) ?? -1) >= seq) count += 1;
    }
    for (const [holder, held] of this.#stated) {
      if (holder === except || (held.get(device) ?? -1) < seq) continue;
      if ((this.#causal.get(holder)?.get(device) ?? -1) < seq) count += 1;
    }
    return count;
  }

  encode(): Cbor {
    const devices = new Map<DeviceId, number>();
    const number = (device: DeviceId): number => {
      const known = devices.get(device) ?? devices.size;
      devices.set(device, known);
      return known;
    };
    const rows = [this.#causal, this.#stated].map((source) => {
      const flat: number[] = [];
      for (const [holder, held] of source) {
        for (const [device, seq] of held) flat.push(number(holder), number(device), seq);
      }
      return flat;
    });
    return [[...devices.keys()], ...rows];
  }

  /** Rows that this device wrote itself; anything else reads as nothing known. */
  static decode(value: Cbor | undefined): Receipts {
    const receipts = new Receipts();
    if (!Array.isArray(value) || value.length !== 3) return receipts;
    const [devices, ...sources] = value as [DeviceId[], number[], number[]];
    const both: Map<DeviceId, Held>[] = [receipts.#causal, receipts.#stated];
    both.forEach((into, source) => {
      const flat = sources[source]!;
      for (let i = 0; i + 2 < flat.length; i += 3) {
        raise(heldBy(into, devices[flat[i]!]!), devices[flat[i + 1]!]!, flat[i + 2]!);
      }
    });
    return receipts;
  }
}

function heldBy(source: Map<DeviceId, Held>, holder: DeviceId): Held {
  let held = source.get(holder);
  if (!held) source.set(holder, (held = new Map<DeviceId, number>()));
  return held;
}

function raise(held: Held, device: DeviceId, seq: number): boolean {
  if ((held.get(device) ?? -1) >= seq) return false;
  held.set(device, seq);
  return true;
}
