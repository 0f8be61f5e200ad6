/**
 * News of a community by broadcast: fast, and of no consequence when it is lost, because the sessions make it complete.
 * Strangers see a name and sealed bytes. [SYNC-17] [THREAT-29]
 *
 *   topic    hex HMAC(authority key, "kith/topic/1")
 *   message  nonce 12 || AES-256-GCM(key HMAC(authority key, "kith/gossip/1"), topic as associated data, runs)
 */
import { concat, toHex, utf8 } from '../base/bytes.ts';
import type { Clock, Random } from '../base/clock.ts';
import { hmacSha256 } from '../crypto/hash.ts';
import { openAead, sealAead } from '../crypto/seal.ts';
import type { Replica } from '../community/replica.ts';
import { chain } from '../feed/chain.ts';
import { feedContext } from '../feed/feed-context.ts';
import { provenCount } from '../feed/proven.ts';
import { decodeRuns, encodeRuns, type Run } from '../feed/run.ts';
import { MAX_GOSSIP, type GossipVerdict, type Network } from '../network/network.ts';

const NONCE = 12;
const OVERHEAD = NONCE + 16;
/** Broadcasts that wait for the gate; more are dropped, and come by a session. */
const MAX_WAITING = 64;
/** Entries of one broadcast. */
const MAX_ENTRIES = 64;
/**
 * Milliseconds after which own entries are broadcast: whoever is in session has them by then, and takes the broadcast
 * for what it is there, a copy to hand on.
 */
const DELAY = 5;

type Worth = 'new' | 'held' | 'nothing';

export class Gossip {
  readonly #replica: Replica;
  readonly #network: Network;
  readonly #clock: Clock;
  readonly #random: Random;
  /** Is that taken today? */
  readonly #takes: (run: Run) => boolean;
  readonly #due = new Set<() => void>();
  /** By topic: the authority key it was made from, and how to leave it. */
  readonly #joined = new Map<string, { readonly key: Uint8Array; readonly leave: () => void }>();
  #waiting = 0;

  constructor(
    replica: Replica,
    network: Network,
    clock: Clock,
    random: Random,
    takes: (run: Run) => boolean,
  ) {
    this.#takes = takes;
    this.#replica = replica;
    this.#network = network;
    this.#clock = clock;
    this.#random = random;
  }

  /** Listens under the current key and the one before, whose holders may not have heard of the new one yet. */
  refresh(): void {
    const keys = this.#replica.authorityKeys().slice(0, 2);
    const topics = new Map(keys.map(({ key }) => [topicOf(key), key] as const));
    for (const [topic, { leave }] of this.#joined) {
      if (topics.has(topic)) continue;
      leave();
      this.#joined.delete(topic);
    }
    for (const [topic, key] of topics) {
      if (this.#joined.has(topic)) continue;
      const leave = this.#network.join(topic, (message) => this.#onMessage(topic, key, message));
      this.#joined.set(topic, { key, leave });
    }
  }

  stop(): void {
    for (const { leave } of this.#joined.values()) leave();
    this.#joined.clear();
    for (const cancel of this.#due) cancel();
    this.#due.clear();
  }

  /** What this device has written. What is too large for a broadcast goes by the sessions alone. */
  publish(runs: readonly Run[]): void {
    if (runs.length === 0) return;
    const cancel = this.#clock.after(DELAY, () => {
      this.#due.delete(cancel);
      this.#broadcast(runs);
    });
    this.#due.add(cancel);
  }

  #broadcast(runs: readonly Run[]): void {
    const newest = this.#replica.authorityKeys()[0];
    // Whoever is gone still hears what is said under the old key.
    if (!newest || this.#replica.authority().owedRotations().length > 0) return;
    const plain = encodeRuns(runs);
    if (plain.length + OVERHEAD > MAX_GOSSIP) return;
    const topic = topicOf(newest.key);
    this.#network.publish(topic, sealNews(newest.key, topic, plain, this.#random));
  }

  #onMessage(topic: string, key: Uint8Array, message: Uint8Array): GossipVerdict {
    const plain = openNews(key, topic, message);
    if (!plain) return 'reject';
    const read = decodeRuns(plain);
    if (!read.ok || read.value.length === 0) return 'ignore';
    let entries = 0;
    let isNews = false;
    for (const run of read.value) {
      entries += run.records.length;
      const worth = this.#worthOf(run);
      if (worth === 'nothing') return 'ignore';
      isNews ||= worth === 'new';
    }
    if (entries > MAX_ENTRIES) return 'ignore';
    if (!isNews) return 'pass';
    if (this.#waiting >= MAX_WAITING) return 'ignore';
    if (!read.value.every((run) => this.#takes(run))) return 'ignore';
    this.#waiting += 1;
    this.#replica.receive(read.value).then(
      () => (this.#waiting -= 1),
      // The gate says why it could not; the session brings it again.
      () => (this.#waiting -= 1),
    );
    return 'pass';
  }

  /** Of a current device, proven, and right after what is held of its feed or the end of it: worth handing on. */
  #worthOf(run: Run): Worth {
    const { kind, device, from, prev, records } = run;
    if (this.#replica.authority().devices.get(device)?.state !== 'current') return 'nothing';
    const tip = this.#replica.tip(kind, device);
    const end = from + records.length - 1;
    const isNext = from === (tip?.seq ?? -1) + 1 && prev === (tip?.id ?? null);
    if (!isNext && end !== tip?.seq) return 'nothing';
    const context = feedContext(this.#replica.id, kind, device);
    const chained = chain(context, { from, prev }, records);
    if (!chained.ok || (!isNext && chained.value.at(-1)?.id !== tip?.id)) return 'nothing';
    if (provenCount(context, chained.value) !== records.length) return 'nothing';
    return isNext ? 'new' : 'held';
  }
}

export function topicOf(key: Uint8Array): string {
  return derivedFrom(key).topic;
}

export function sealNews(key: Uint8Array, topic: string, plain: Uint8Array, random: Random): Uint8Array {
  const nonce = random.bytes(NONCE);
  return concat(nonce, sealAead(newsKey(key), nonce, utf8(topic), plain));
}

function openNews(key: Uint8Array, topic: string, message: Uint8Array): Uint8Array | undefined {
  if (message.length > MAX_GOSSIP || message.length <= OVERHEAD) return undefined;
  return openAead(newsKey(key), message.subarray(0, NONCE), utf8(topic), message.subarray(NONCE));
}

function newsKey(key: Uint8Array): Uint8Array {
  return derivedFrom(key).news;
}

interface Derived {
  readonly topic: string;
  readonly news: Uint8Array;
}

/** By the array that holds the key, which nobody writes to: two keyed hashes cost more than opening a message. */
const derived = new WeakMap<Uint8Array, Derived>();

function derivedFrom(key: Uint8Array): Derived {
  let known = derived.get(key);
  if (!known) {
    const news = hmacSha256(key, utf8('kith/gossip/1'));
    known = { topic: toHex(hmacSha256(key, utf8('kith/topic/1'))), news };
    derived.set(key, known);
  }
  return known;
}
