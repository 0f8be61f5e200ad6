/**
 * Which neighbour is asked for what: one plan for each community. A feed is asked of one neighbour at a time, in order,
 * in small ranges of all feeds in turn, never far beyond what is stored; so the gate's bounded memory suffices, and two
 * neighbours do not send the same. [SYNC-12] [SYNC-14]
 *
 * Guarantees: what was promised and does not come is asked of somebody else; who sends what leads nowhere is left in
 * peace for longer each time, so that asking ends.
 */
import type { DeviceId } from '../base/ids.ts';
import type { FeedKind } from '../feed/entry.ts';
import type { Run } from '../feed/run.ts';
import { chunkOf, endOfChunk } from './chunk.ts';
import { ForkProbes } from './fork-probes.ts';
import type { Frontier } from './frontier.ts';
import { MAX_AHEAD, MAX_WANT_RANGES, RETRY_FIRST, RETRY_LAST, WANT_ENTRIES } from './limits.ts';
import type { Range } from './messages.ts';

export interface PlanView {
  /** Of the last entry stored; -1 without one. */
  seq(kind: FeedKind, device: DeviceId): number;
  /** Would the gate look at entries of that device at all? */
  isNamed(device: DeviceId): boolean;
  isForked(kind: FeedKind, device: DeviceId): boolean;
  /** Content of that device is not taken from that neighbour today. */
  isDelayed(neighbour: Neighbour, device: DeviceId): boolean;
}

/** A session, by an arbitrary number. */
export type Neighbour = number;

interface AskedFeed {
  readonly kind: FeedKind;
  readonly device: DeviceId;
  owner: Neighbour;
  /** Wants under way that name it. */
  open: number;
  askedTo: number;
  /** What has come without a gap, stored or waiting at the gate. */
  got: number;
}

interface Retry {
  readonly until: number;
  readonly delay: number;
}

interface Lack {
  readonly kind: FeedKind;
  readonly device: DeviceId;
  readonly to: number;
  readonly held: number;
  readonly asked: AskedFeed | undefined;
}

export class WantPlan {
  readonly #view: PlanView;
  readonly #feeds = new Map<string, AskedFeed>();
  readonly #retries = new Map<Neighbour, Map<string, Retry>>();
  readonly #probes: ForkProbes;
  #stored = 0;

  constructor(view: PlanView) {
    this.#view = view;
    this.#probes = new ForkProbes(view);
  }

  /** What to ask that neighbour now; empty: nothing, or others are at it. Authority comes before content. */
  next(neighbour: Neighbour, theirs: Frontier, kinds: readonly FeedKind[], now: number): Range[] {
    const probe = this.#probes.next(neighbour);
    if (probe) return [probe];
    for (const kind of kinds) {
      const lacks = this.#lacks(neighbour, theirs, kind, now);
      if (lacks.length > 0) return this.#take(neighbour, lacks);
      // When all that could name them is here: devices that may name themselves, by their first entry.
      const unnamed = kind === 'authority' ? this.#unnamed(neighbour, theirs, now) : [];
      if (unnamed.length > 0) return this.#take(neighbour, unnamed);
    }
    return [];
  }

  /** The neighbour names another entry at our own tip, or before what it sends: its history may be another one. */
  suspect(neighbour: Neighbour, kind: FeedKind, device: DeviceId, seq: number): void {
    this.#probes.suspect(neighbour, kind, device, seq);
  }

  /** A frame has been judged by the gate. */
  arrived(runs: readonly Run[], stored: number): void {
    this.#stored += stored;
    for (const run of runs) {
      const feed = this.#feeds.get(keyOf(run.kind, run.device));
      if (feed && run.from <= feed.got + 1) feed.got = Math.max(feed.got, run.from + run.records.length - 1);
    }
  }

  answered(neighbour: Neighbour, ranges: readonly Range[], now: number): void {
    for (const range of ranges) {
      if (this.#probes.answered(neighbour, range)) continue;
      const feed = this.#release(neighbour, range);
      // It has said that it holds them, and has not sent them.
      if (feed && feed.got < range.to && this.#view.seq(range.kind, range.device) < range.to)
        this.fail(neighbour, range.kind, range.device, now);
    }
    this.#settle(now);
  }

  overdue(neighbour: Neighbour, ranges: readonly Range[], now: number): void {
    for (const range of ranges) {
      if (this.#probes.answered(neighbour, range)) continue;
      this.#release(neighbour, range);
      this.fail(neighbour, range.kind, range.device, now);
    }
    this.#settle(now);
  }

  /** Asking that neighbour for that feed has led nowhere. */
  fail(neighbour: Neighbour, kind: FeedKind, device: DeviceId, now: number): void {
    const key = keyOf(kind, device);
    const retries = this.#retries.get(neighbour) ?? new Map<string, Retry>();
    const delay = Math.min(RETRY_LAST, (retries.get(key)?.delay ?? RETRY_FIRST / 2) * 2);
    retries.set(key, { until: now + delay, delay });
    this.#retries.set(neighbour, retries);
  }

  /** The session has ended. */
  leave(neighbour: Neighbour): void {
    this.#retries.delete(neighbour);
    this.#probes.leave(neighbour);
    for (const [key, feed] of this.#feeds) if (feed.owner === neighbour) this.#feeds.delete(key);
  }

  isExcused(neighbour: Neighbour, kind: FeedKind, device: DeviceId, now: number): boolean {
    if (kind === 'content' && !this.#view.isNamed(device)) return true;
    if (this.#view.isForked(kind, device)) return true;
    if (kind === 'content' && this.#view.isDelayed(neighbour, device)) return true;
    const retry = this.#retries.get(neighbour)?.get(keyOf(kind, device));
    return retry !== undefined && now < retry.until;
  }

  #lacks(neighbour: Neighbour, theirs: Frontier, kind: FeedKind, now: number): Lack[] {
    const lacks: Lack[] = [];
    for (const [device, { seq: to }] of theirs[kind]) {
      if (!this.#view.isNamed(device)) continue;
      const held = this.#view.seq(kind, device);
      if (to <= held || this.isExcused(neighbour, kind, device, now)) continue;
      lacks.push({ kind, device, to, held, asked: this.#feeds.get(keyOf(kind, device)) });
    }
    return lacks;
  }

  #unnamed(neighbour: Neighbour, theirs: Frontier, now: number): Lack[] {
    const kind = 'authority';
    const lacks: Lack[] = [];
    for (const device of theirs[kind].keys()) {
      if (this.#view.isNamed(device) || this.isExcused(neighbour, kind, device, now)) continue;
      lacks.push({ kind, device, to: 0, held: -1, asked: this.#feeds.get(keyOf(kind, device)) });
    }
    return lacks;
  }

  /** The next chunk of each feed, those first of which the least is waiting. */
  #take(neighbour: Neighbour, lacks: readonly Lack[]): Range[] {
    const chunk = chunkOf(lacks.length);
    const ahead = Math.max(chunk, Math.floor(MAX_AHEAD / lacks.length));
    const waits = ({ asked, held }: Lack): number => Math.max(0, (asked?.askedTo ?? held) - held);
    const ranges: Range[] = [];
    let entries = 0;
    for (const lack of [...lacks].sort((a, b) => waits(a) - waits(b))) {
      if (entries >= WANT_ENTRIES || ranges.length >= MAX_WANT_RANGES) break;
      const { kind, device, held, asked } = lack;
      if (asked && asked.open > 0 && asked.owner !== neighbour) continue;
      const from = Math.max(held, asked?.askedTo ?? -1) + 1;
      if (from > lack.to || from - held > ahead) continue;
      const to = Math.min(lack.to, endOfChunk(from, chunk));
      const feed = asked ?? { kind, device, owner: neighbour, open: 0, askedTo: held, got: held };
      feed.owner = neighbour;
      feed.open += 1;
      feed.askedTo = to;
      feed.got = Math.max(feed.got, held);
      this.#feeds.set(keyOf(kind, device), feed);
      ranges.push({ kind, device, from, to });
      entries += to - from + 1;
    }
    return ranges;
  }

  #release(neighbour: Neighbour, range: Range): AskedFeed | undefined {
    const feed = this.#feeds.get(keyOf(range.kind, range.device));
    if (feed?.owner !== neighbour) return undefined;
    feed.open -= 1;
    if (feed.open === 0) feed.askedTo = feed.got;
    return feed;
  }

  /**
   * Nothing is under way any more. What has come and is not stored waits for something that nobody sends: it is asked
   * for anew, of others first, unless things have moved meanwhile.
   */
  #settle(now: number): void {
    for (const feed of this.#feeds.values()) if (feed.open > 0) return;
    for (const { kind, device, owner, got } of this.#feeds.values()) {
      if (this.#stored === 0 && got > this.#view.seq(kind, device)) this.fail(owner, kind, device, now);
    }
    this.#feeds.clear();
    this.#stored = 0;
  }
}

function keyOf(kind: FeedKind, device: DeviceId): string {
  return kind + device;
}
