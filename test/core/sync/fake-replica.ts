/**
 * A small honest replica for tests of the exchange: real feeds and signatures, a gate of a few lines, an authority that
 * knows only who is named and who is removed. Entries live in arrays.
 */
import type { Authority, Device } from '../../../core/authority/authority.ts';
import type { Random } from '../../../core/base/clock.ts';
import { fromBase32, toBase32 } from '../../../core/base/base32.ts';
import { Emitter } from '../../../core/base/emitter.ts';
import {
  WHOLE_COMMUNITY,
  type CommunityId,
  type DeviceId,
  type EntryId,
  type InviteId,
  type PersonId,
} from '../../../core/base/ids.ts';
import { accepted, refused, type Verdict } from '../../../core/base/result.ts';
import type {
  AdmitReply,
  BranchTip,
  FeedTip,
  ReceiveReport,
  RefusedEntry,
  Replica,
  StoredEvent,
} from '../../../core/community/replica.ts';
import type { Tail } from '../../../core/community/tails.ts';
import { sha256 } from '../../../core/crypto/hash.ts';
import { signingKeyFromSeed, type SigningKey } from '../../../core/crypto/sign.ts';
import { chain } from '../../../core/feed/chain.ts';
import type { ChainedEntry, FeedKind } from '../../../core/feed/entry.ts';
import { feedContext, type FeedContext } from '../../../core/feed/feed-context.ts';
import { makeForkProof, type ForkProof } from '../../../core/feed/fork-proof.ts';
import { keyIdOf } from '../../../core/feed/key-id.ts';
import { makeEntry } from '../../../core/feed/make-entry.ts';
import { openPayload } from '../../../core/feed/payload.ts';
import { isSigned, provenCount } from '../../../core/feed/proven.ts';
import { recordLength } from '../../../core/feed/record.ts';
import type { Run } from '../../../core/feed/run.ts';
import { seededRandom } from '../../world/random.ts';

interface Feed {
  readonly context: FeedContext;
  readonly kind: FeedKind;
  readonly device: DeviceId;
  readonly entries: ChainedEntry[];
  /** Chained; the first `proven` of them are proven, and wait for their parents. */
  waiting: ChainedEntry[];
  proven: number;
}

const COMMUNITY = toBase32(sha256(new TextEncoder().encode('fake'))) as CommunityId;
export const FIRST_KEY = sha256(new TextEncoder().encode('key 1'));

/** The signing key of a device by its name, the same in every test. */
export function deviceKey(name: string): SigningKey {
  return signingKeyFromSeed(sha256(new TextEncoder().encode(`device ${name}`)));
}

export function deviceId(name: string): DeviceId {
  return toBase32(deviceKey(name).publicKey) as DeviceId;
}

const MAX_WAITING = 8_192;
const ADD = 20;
const REMOVE = 21;

export class FakeReplica implements Replica {
  readonly id = COMMUNITY;
  readonly device: DeviceId;
  readonly onStored = new Emitter<StoredEvent>();
  /** Bytes of a payload. */
  readonly #key: SigningKey;
  readonly #random: Random;
  readonly #feeds = new Map<string, Feed>();
  readonly #ids = new Set<EntryId>();
  readonly #devices = new Map<DeviceId, Device>();
  readonly #proofs = new Map<string, ForkProof>();
  /** The entry that has removed a device. */
  readonly #removals = new Map<DeviceId, ChainedEntry>();
  readonly heldBy = new Map<DeviceId, FeedTip[]>();
  readonly invites: InviteId[] = [];
  keys: Uint8Array[] = [FIRST_KEY];
  readonly tailsCame: (readonly Tail[])[] = [];
  tailVerdict: Verdict<null> = accepted(null);
  readonly catchingUp: boolean[] = [];
  readonly locals = new Map<string, Uint8Array>();
  #founder: PersonId | null = null;
  received = { calls: 0, duplicates: 0 };
  onAdmit: (request: Uint8Array) => Promise<Verdict<AdmitReply>> = () =>
    Promise.resolve(refused('INVITE_UNKNOWN'));

  constructor(name: string) {
    this.#key = deviceKey(name);
    this.device = deviceId(name);
    this.#random = seededRandom(name.length + 1000 * name.charCodeAt(name.length - 1));
  }

  /** The first device: names itself. */
  static founder(name: string): FakeReplica {
    const replica = new FakeReplica(name);
    replica.act(ADD, replica.device);
    return replica;
  }

  branches(): readonly BranchTip[] {
    return [];
  }

  holds(entry: EntryId): boolean {
    return this.#ids.has(entry);
  }

  endingOf(device: DeviceId): readonly FeedTip[] | undefined {
    const removal = this.#removals.get(device);
    if (!removal) return undefined;
    const tips = new Map<DeviceId, FeedTip>();
    const open = [removal.id];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      for (const feed of this.#feeds.values()) {
        const entry = feed.entries.find((one) => one.id === id);
        if (!entry) continue;
        const { seq } = entry.header;
        if ((tips.get(feed.device)?.seq ?? -1) >= seq) continue;
        tips.set(feed.device, { kind: 'authority', device: feed.device, seq, id });
        open.push(...entry.header.heads, ...(entry.prev === null ? [] : [entry.prev]));
      }
    }
    return [...tips.values()];
  }

  sign(message: Uint8Array): Uint8Array {
    return this.#key.sign(message);
  }

  admitDevice(device: DeviceId): void {
    this.act(ADD, device);
  }

  removeDevice(device: DeviceId): void {
    this.act(REMOVE, device);
  }

  act(kind: number, device: DeviceId): void {
    const entry = this.#make('authority', fromBase32(device)!, kind);
    this.#store(this.#feed('authority', this.device), entry);
    this.#announce([entry], 'authority');
  }

  write(count = 1, size = 20): void {
    const entries: ChainedEntry[] = [];
    for (let i = 0; i < count; i++) {
      const entry = this.#make('content', this.#random.bytes(size), 32);
      this.#store(this.#feed('content', this.device), entry);
      entries.push(entry);
    }
    this.#announce(entries, 'content');
  }

  /** An entry in the place of the last one: what a copied profile would write. */
  fork(): ChainedEntry {
    const feed = this.#feed('content', this.device);
    const last = feed.entries.pop()!;
    this.#ids.delete(last.id);
    this.write();
    return last;
  }

  authority(): Authority {
    const authority: Partial<Authority> = {
      devices: this.#devices,
      founder: this.#founder,
      names: (device) => this.#devices.has(device),
      owedRotations: () => {
        const isOwed = [...this.#devices.values()].some(({ state }) => state === 'removed');
        return isOwed && this.keys.length === 1 ? ['authority'] : [];
      },
      personOf: (device) => (this.#devices.has(device) ? (device as unknown as PersonId) : undefined),
    };
    return authority as Authority;
  }

  frontier(): readonly FeedTip[] {
    return [...this.#feeds.values()].flatMap(({ kind, device }) => this.tip(kind, device) ?? []);
  }

  tip(kind: FeedKind, device: DeviceId): FeedTip | undefined {
    const entries = this.#feeds.get(kind + device)?.entries;
    const last = entries?.at(-1);
    return last && { kind, device, seq: entries!.length - 1, id: last.id };
  }

  async read(
    kind: FeedKind,
    device: DeviceId,
    from: number,
    to: number,
    maxBytes: number,
  ): Promise<Run | undefined> {
    await Promise.resolve();
    const entries = this.#feeds.get(kind + device)?.entries.slice(from, to + 1) ?? [];
    if (entries.length === 0) return undefined;
    let bytes = 0;
    let end = entries.findIndex(({ record }, i) => (bytes += recordLength(record)) > maxBytes && i > 0);
    if (end < 0) end = entries.length;
    if (end < entries.length) {
      const signed = entries.slice(0, end).findLastIndex(({ record }) => record.signature !== null);
      if (signed >= 0) end = signed + 1;
    }
    const records = entries.slice(0, end).map(({ record, header }, i) => {
      return i === end - 1 || header.seq % 256 === 255 ? record : { ...record, signature: null };
    });
    return { kind, device, from, prev: entries[0]!.prev, records };
  }

  async receive(runs: readonly Run[]): Promise<ReceiveReport> {
    await Promise.resolve();
    this.received.calls += 1;
    const refusals: RefusedEntry[] = [];
    const stored: { kind: FeedKind; entry: ChainedEntry; device: DeviceId }[] = [];
    let duplicate = 0;
    let forks = 0;
    let left: readonly Run[] = runs;
    for (let isMoving = true; isMoving;) {
      isMoving = false;
      const later: Run[] = [];
      for (const run of left) {
        if (!this.#mayOffer(run)) {
          later.push(run);
          continue;
        }
        const offered = this.#offer(run, refusals);
        duplicate += offered.duplicate;
        forks += offered.forks;
      }
      left = later;
      for (const feed of this.#feeds.values()) {
        for (let entry = feed.waiting[0]; entry && feed.proven > 0; entry = feed.waiting[0]) {
          const { heads, authorityHeads } = entry.header;
          if (![...heads, ...authorityHeads].every((id) => this.#ids.has(id))) break;
          feed.waiting.shift();
          feed.proven -= 1;
          this.#store(feed, entry);
          stored.push({ kind: feed.kind, entry, device: feed.device });
          isMoving = true;
        }
      }
    }
    this.received.duplicates += duplicate;
    if (stored.length > 0) {
      const tips = new Map(stored.map(({ kind, device }) => [kind + device, this.tip(kind, device)!]));
      const isLive = stored.length <= 64;
      const live = stored.map(({ kind, device, entry }): Run => {
        return { kind, device, from: entry.header.seq, prev: entry.prev, records: [entry.record] };
      });
      this.onStored.emit({ tips: [...tips.values()], own: false, runs: isLive ? live : [] });
    }
    let pending = 0;
    for (const { waiting } of this.#feeds.values()) pending += waiting.length;
    return { stored: stored.length, duplicate, pending, refused: refusals, forks };
  }

  proofs(): readonly ForkProof[] {
    return [...this.#proofs.values()];
  }

  async receiveProofs(proofs: readonly ForkProof[]): Promise<void> {
    await Promise.resolve();
    for (const proof of proofs) if (!this.#proofs.has(proof.device)) this.#proofs.set(proof.device, proof);
  }

  erasures(): readonly Run[] {
    return [];
  }

  looseErasures(): readonly Run[] {
    return [];
  }

  async receiveErasures(): Promise<void> {}

  authorityKeys() {
    return this.keys.map((key) => ({ id: keyIdOf(key), key }));
  }

  openInvites(): readonly InviteId[] {
    return this.invites;
  }

  admit(request: Uint8Array): Promise<Verdict<AdmitReply>> {
    return this.onAdmit(request);
  }

  introduce(): Verdict<Uint8Array> {
    return refused('INVITE_UNKNOWN');
  }

  async tails(): Promise<readonly Tail[]> {
    await Promise.resolve();
    return [...this.#feeds.values()]
      .filter(({ kind, entries }) => kind === 'content' && entries.length > 0)
      .map(({ kind, device, entries }) => {
        const last = entries.slice(-64);
        const from = last[0]!.header.seq;
        const records = last.map(({ record }) => record);
        return {
          run: { kind, device, from, prev: last[0]!.prev, records },
          depths: last.map((_, i) => from + i + 1),
        };
      });
  }

  receiveTails(tails: readonly Tail[]): Verdict<null> {
    this.tailsCame.push(tails);
    return this.tailVerdict;
  }

  setCatchingUp(isCatchingUp: boolean): void {
    if (this.catchingUp.at(-1) !== isCatchingUp) this.catchingUp.push(isCatchingUp);
  }

  getLocal(name: string): Uint8Array | undefined {
    return this.locals.get(name);
  }

  setLocal(name: string, value: Uint8Array): Promise<void> {
    this.locals.set(name, value);
    return Promise.resolve();
  }

  noteHeldBy(device: DeviceId, tips: readonly FeedTip[]): void {
    this.heldBy.set(device, [...(this.heldBy.get(device) ?? []), ...tips]);
  }

  get entries(): number {
    return this.#ids.size;
  }

  #feed(kind: FeedKind, device: DeviceId): Feed {
    const known = this.#feeds.get(kind + device);
    if (known) return known;
    const feed: Feed = {
      context: feedContext(this.id, kind, device),
      kind,
      device,
      entries: [],
      waiting: [],
      proven: 0,
    };
    this.#feeds.set(kind + device, feed);
    return feed;
  }

  #make(kind: FeedKind, body: Uint8Array, payloadKind: number): ChainedEntry {
    const feed = this.#feed(kind, this.device);
    const tips = this.frontier().filter(({ device }) => device !== this.device);
    const heads = tips.filter((tip) => tip.kind === kind).map(({ id }) => id);
    const own = this.tip('authority', this.device);
    const authority = tips.filter((tip) => tip.kind === 'authority');
    return makeEntry(
      feed.context,
      {
        seq: feed.entries.length,
        prev: feed.entries.at(-1)?.id ?? null,
        heads,
        authorityHeads: kind === 'content' ? [...(own ? [own] : []), ...authority].map(({ id }) => id) : [],
        flags: 0,
        keyId: keyIdOf(FIRST_KEY),
        key: FIRST_KEY,
        payload: { time: 0, kind: payloadKind, space: WHOLE_COMMUNITY, document: null, body },
      },
      this.#key,
      this.#random,
    );
  }

  #store(feed: Feed, entry: ChainedEntry): void {
    feed.entries.push(entry);
    this.#ids.add(entry.id);
    if (feed.kind !== 'authority') return;
    const opened = openPayload(feed.context, entry, FIRST_KEY);
    if (!opened.ok) throw new Error(opened.code);
    const device = toBase32(opened.value.body as Uint8Array) as DeviceId;
    if (opened.value.kind === REMOVE && !this.#removals.has(device)) this.#removals.set(device, entry);
    const isGone = opened.value.kind === REMOVE || this.#devices.get(device)?.state === 'removed';
    if (device === feed.device && entry.prev === null) this.#founder = device as unknown as PersonId;
    this.#devices.set(device, { id: device, state: isGone ? 'removed' : 'current' } as Device);
  }

  #announce(entries: readonly ChainedEntry[], kind: FeedKind): void {
    const runs: Run[] = [
      {
        kind,
        device: this.device,
        from: entries[0]!.header.seq,
        prev: entries[0]!.prev,
        records: entries.map(({ record }) => record),
      },
    ];
    const tips = [this.tip(kind, this.device)!];
    this.onStored.emit({ tips, own: true, runs: entries.length <= 64 ? runs : [] });
  }

  #mayOffer(run: Run): boolean {
    if (this.#devices.has(run.device)) return true;
    return this.#devices.size === 0 && run.kind === 'authority' && run.from === 0;
  }

  #offer(run: Run, refusals: RefusedEntry[]): { duplicate: number; forks: number } {
    const feed = this.#feed(run.kind, run.device);
    const isKnown = run.from + run.records.length <= feed.entries.length;
    if (this.#proofs.has(run.device)) return { duplicate: 0, forks: 0 };
    if (run.from < feed.entries.length && this.#findFork(feed, run)) return { duplicate: 0, forks: 1 };
    if (isKnown) return { duplicate: run.records.length, forks: 0 };
    const none = { duplicate: 0, forks: 0 };
    const first = feed.entries.length;
    if (run.from > first + feed.waiting.length || feed.waiting.length > MAX_WAITING) return none;
    const keep = Math.max(feed.proven, run.from - first);
    if (run.from + run.records.length <= first + keep) return none;
    const kept = feed.waiting.slice(0, keep);
    const start = { from: first + keep, prev: kept.at(-1)?.id ?? feed.entries.at(-1)?.id ?? null };
    const chained = chain(feed.context, start, run.records.slice(first + keep - run.from));
    if (!chained.ok) {
      refusals.push({ kind: run.kind, device: run.device, seq: first + keep, code: chained.code });
      return none;
    }
    const count = provenCount(feed.context, chained.value);
    if (count === 0 && keep - feed.proven + chained.value.length > 2_048) {
      refusals.push({ kind: run.kind, device: run.device, seq: first + keep, code: 'ENTRY_UNPROVEN' });
      return none;
    }
    feed.waiting = [...kept, ...chained.value];
    if (count > 0) feed.proven = keep + count;
    return { duplicate: first + keep - run.from, forks: 0 };
  }

  #findFork(feed: Feed, run: Run): boolean {
    const chained = chain(feed.context, { from: run.from, prev: run.prev }, run.records);
    if (!chained.ok || run.prev !== (feed.entries[run.from]?.prev ?? null)) return false;
    const theirs = chained.value.slice(0, provenCount(feed.context, chained.value));
    const at = theirs.findIndex(({ id }, i) => {
      const ours = feed.entries[run.from + i];
      return ours !== undefined && ours.id !== id;
    });
    if (at < 0) return false;
    const upTo = (entries: readonly ChainedEntry[]) =>
      entries.slice(0, 1 + entries.findIndex((entry) => isSigned(feed.context, entry)));
    const proof = makeForkProof(
      run.kind,
      run.device,
      upTo(theirs.slice(at)),
      upTo(feed.entries.slice(run.from + at)),
    );
    if (proof) this.#proofs.set(run.device, proof);
    return proof !== undefined;
  }
}

/** Kind, device and seq of every tip, for comparing two replicas. */
export function frontierOf(replica: Replica): string[] {
  return replica
    .frontier()
    .map(({ kind, device, seq, id }) => `${kind} ${device.slice(0, 8)} ${String(seq)} ${id.slice(0, 8)}`)
    .sort();
}
