/**
 * Which neighbour is asked for which chunk. Owns the order (what somebody waits for, then previews, then the rest), and
 * that a chunk is asked of one neighbour at a time and of one who does not have it not again too soon. [SYNC-24]
 */
import type { ChunkName } from '../attachments/chunk.ts';

/** Somebody waits for it; a small picture; what is good to have. */
export type Urgency = 'now' | 'preview' | 'later';

/** Chunks that one neighbour is asked for at once. */
const OPEN_CHUNKS = 8;
/** Milliseconds after which somebody who did not have a chunk may be asked for it again. */
const ABSENT_REST = 60_000;
/** Milliseconds after which a neighbour that gives no answer is given up, and for how long it is left alone. */
const SILENCE = 30_000;
const SILENT_REST = 600_000;

const ORDER: readonly Urgency[] = ['now', 'preview', 'later'];

interface Neighbour {
  readonly asked: Set<ChunkName>;
  readonly absent: Map<ChunkName, number>;
  /** When it was asked, or something came from it, last. */
  heard: number;
  silentUntil: number;
}

export class ChunkPlan {
  readonly #wanted: Readonly<Record<Urgency, Set<ChunkName>>> = {
    now: new Set(),
    preview: new Set(),
    later: new Set(),
  };
  readonly #asked = new Set<ChunkName>();
  readonly #neighbours = new Map<number, Neighbour>();

  want(name: ChunkName, urgency: Urgency): void {
    const before = this.#urgencyOf(name);
    if (before !== undefined && ORDER.indexOf(before) <= ORDER.indexOf(urgency)) return;
    if (before !== undefined) this.#wanted[before].delete(name);
    this.#wanted[urgency].add(name);
  }

  forget(name: ChunkName): void {
    const urgency = this.#urgencyOf(name);
    if (urgency !== undefined) this.#wanted[urgency].delete(name);
  }

  /** What that neighbour is to be asked for now. */
  next(neighbour: number, now: number): ChunkName[] {
    const known = this.#neighbour(neighbour);
    const names: ChunkName[] = [];
    if (now < known.silentUntil) return names;
    for (const urgency of ORDER) {
      for (const name of this.#wanted[urgency]) {
        if (known.asked.size >= OPEN_CHUNKS) return names;
        if (this.#asked.has(name) || now < (known.absent.get(name) ?? 0)) continue;
        if (known.asked.size === 0) known.heard = now;
        known.asked.add(name);
        this.#asked.add(name);
        names.push(name);
      }
    }
    return names;
  }

  /** False: it was not asked for that. */
  answered(neighbour: number, name: ChunkName, isThere: boolean, now: number): boolean {
    const known = this.#neighbour(neighbour);
    if (!known.asked.delete(name)) return false;
    this.#asked.delete(name);
    known.heard = now;
    if (!isThere) known.absent.set(name, now + ABSENT_REST);
    return true;
  }

  leave(neighbour: number): void {
    for (const name of this.#neighbours.get(neighbour)?.asked ?? []) this.#asked.delete(name);
    this.#neighbours.delete(neighbour);
  }

  /** Gives up on those who do not answer. */
  tick(now: number): void {
    for (const known of this.#neighbours.values()) {
      for (const [name, until] of known.absent) if (until <= now) known.absent.delete(name);
      if (known.asked.size === 0 || now - known.heard < SILENCE) continue;
      for (const name of known.asked) this.#asked.delete(name);
      known.asked.clear();
      known.silentUntil = now + SILENT_REST;
    }
  }

  /** Wanted, and none of these neighbours can be asked for it now or is being asked. */
  hopeless(neighbours: readonly number[], now: number): ChunkName[] {
    const all = ORDER.flatMap((urgency) => [...this.#wanted[urgency]]);
    return all.filter(
      (name) => !this.#asked.has(name) && neighbours.every((number) => this.#isNoHelp(number, name, now)),
    );
  }

  #isNoHelp(neighbour: number, name: ChunkName, now: number): boolean {
    const known = this.#neighbour(neighbour);
    return now < known.silentUntil || now < (known.absent.get(name) ?? 0);
  }

  #urgencyOf(name: ChunkName): Urgency | undefined {
    return ORDER.find((urgency) => this.#wanted[urgency].has(name));
  }

  #neighbour(number: number): Neighbour {
    let known = this.#neighbours.get(number);
    if (!known) {
      known = { asked: new Set(), absent: new Map(), heard: 0, silentUntil: 0 };
      this.#neighbours.set(number, known);
    }
    return known;
  }
}
