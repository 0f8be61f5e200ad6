/**
 * The exchange of one community's chunks: asks neighbours for what is wanted, and gives them what they ask for. Owns the
 * bounds of both; which chunks are wanted, and where they are kept, is the owner's. It outlives the sessions and the
 * engine: what is wanted while nobody is there is asked for when somebody comes.
 *
 * Guarantees: nothing comes but what was asked for, and it is what its name says [SYNC-24]; a neighbour is given no more
 * than it takes, one chunk at a time, behind everything that was sent before [SYNC-23].
 */
import type { Clock } from '../base/clock.ts';
import { Emitter } from '../base/emitter.ts';
import { codeOf } from '../base/kith-error.ts';
import type { Log } from '../base/log.ts';
import { nameOfChunk, type ChunkName } from '../attachments/chunk.ts';
import { ChunkPlan, type Urgency } from './chunk-plan.ts';
import { MAX_SOUGHT } from './limits.ts';
import type { ChunkBody } from './messages.ts';

/** A session as the trade sees it. */
export interface TradePartner {
  /** Names it among the sessions of its community. */
  readonly number: number;
  /** The device at the other end may have everything, and both sides have compared what they hold. */
  readonly mayTrade: boolean;
  sendChunk(body: ChunkBody): void;
  /** Resolves when the other side has taken most of what was sent, or is gone. */
  ready(): Promise<void>;
  fault(code: string, weight: number): void;
}

export interface TradeParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly read: (name: ChunkName) => Uint8Array | undefined;
}

interface Seeking {
  readonly found: Promise<Uint8Array | undefined>;
  readonly settle: (sealed: Uint8Array | undefined) => void;
}

/** Chunks that are waited for at once. */
const MAX_SEEKING = 4_096;

export class ChunkTrade {
  /** Somebody has come who may have what nobody had. */
  readonly onPartner = new Emitter<void>();
  readonly #parts: TradeParts;
  readonly #plan = new ChunkPlan();
  readonly #partners = new Map<TradePartner, { readonly sought: ChunkName[]; isServing: boolean }>();
  readonly #trading = new Set<TradePartner>();
  readonly #seeking = new Map<ChunkName, Seeking>();

  constructor(parts: TradeParts) {
    this.#parts = parts;
  }

  /** The sealed chunk, or undefined where nobody who is here has it. Whoever asked first does not wait longer for it. */
  seek(name: ChunkName, urgency: Urgency): Promise<Uint8Array | undefined> {
    const before = this.#seeking.get(name);
    if (!before && this.#seeking.size >= MAX_SEEKING) return Promise.resolve(undefined);
    const seeking = before ?? newSeeking();
    this.#seeking.set(name, seeking);
    this.#plan.want(name, urgency);
    this.pump();
    return seeking.found;
  }

  open(partner: TradePartner): void {
    this.#partners.set(partner, { sought: [], isServing: false });
    this.pump();
  }

  close(partner: TradePartner): void {
    this.#partners.delete(partner);
    this.#trading.delete(partner);
    this.#plan.leave(partner.number);
    this.pump();
  }

  /** Asks whoever may be asked. */
  pump(): void {
    const now = this.#parts.clock.now();
    let hasCome = false;
    for (const partner of this.#partners.keys()) {
      if (!partner.mayTrade) continue;
      if (!this.#trading.has(partner)) {
        this.#trading.add(partner);
        hasCome = true;
      }
      const names = this.#plan.next(partner.number, now);
      if (names.length > 0) partner.sendChunk({ type: 'seek', names });
    }
    if (this.#seeking.size > 0) this.#giveUp(now);
    if (hasCome) this.onPartner.emit();
  }

  #giveUp(now: number): void {
    const here = [...this.#partners.keys()].filter(({ mayTrade }) => mayTrade).map(({ number }) => number);
    for (const name of this.#plan.hopeless(here, now)) this.#settle(name, undefined);
  }

  tick(): void {
    this.#plan.tick(this.#parts.clock.now());
    this.pump();
  }

  receive(partner: TradePartner, message: ChunkBody): void {
    // Who may not have anything (any more) is not answered; the session ends by itself.
    if (!partner.mayTrade) return;
    if (message.type === 'seek') this.#onSeek(partner, message.names);
    else this.#onChunk(partner, message.name, message.sealed);
  }

  #onChunk(partner: TradePartner, name: ChunkName, sealed: Uint8Array | null): void {
    const now = this.#parts.clock.now();
    if (!this.#plan.answered(partner.number, name, sealed !== null, now)) {
      // It may be the answer to what was given up.
      partner.fault('CHUNK_UNASKED', 10);
      return;
    }
    if (sealed && nameOfChunk(sealed) !== name) {
      partner.fault('CHUNK_FALSE', 100);
      return;
    }
    if (sealed) this.#settle(name, Uint8Array.from(sealed));
    this.pump();
  }

  #settle(name: ChunkName, sealed: Uint8Array | undefined): void {
    this.#plan.forget(name);
    const seeking = this.#seeking.get(name);
    this.#seeking.delete(name);
    seeking?.settle(sealed);
  }

  #onSeek(partner: TradePartner, names: readonly ChunkName[]): void {
    const desk = this.#partners.get(partner);
    if (!desk) return;
    if (desk.sought.length + names.length > MAX_SOUGHT) {
      partner.fault('SEEK_FLOOD', 100);
      return;
    }
    desk.sought.push(...names);
    if (!desk.isServing) void this.#serve(partner);
  }

  async #serve(partner: TradePartner): Promise<void> {
    const desk = this.#partners.get(partner)!;
    desk.isServing = true;
    for (;;) {
      await partner.ready();
      const name = desk.sought.shift();
      if (name === undefined || !this.#partners.has(partner)) break;
      partner.sendChunk({ type: 'chunk', name, sealed: this.#read(name) });
    }
    desk.isServing = false;
  }

  /** A store that fails has nothing to give. */
  #read(name: ChunkName): Uint8Array | null {
    try {
      return this.#parts.read(name) ?? null;
    } catch (error) {
      this.#parts.log.error('cannot read a chunk for a neighbour', { code: codeOf(error) });
      return null;
    }
  }
}

function newSeeking(): Seeking {
  let settle: Seeking['settle'] = () => undefined;
  const found = new Promise<Uint8Array | undefined>((resolve) => {
    settle = resolve;
  });
  return { found, settle };
}
