/**
 * Broadcast over gossipsub [NETWORK-10]. Every message goes through its topic's listener before it is handed on; what a
 * neighbour sends beyond its allowance is dropped unread, and a neighbour that keeps sending what listeners reject is
 * named to `onOffender` [THREAT-29].
 */
import type { GossipSub, TopicValidatorResult } from '@chainsafe/libp2p-gossipsub';
import type { Clock } from '../base/clock.ts';
import { KithError } from '../base/kith-error.ts';
import type { Log } from '../base/log.ts';
import { MAX_GOSSIP, type GossipVerdict, type TransportId } from '../network/network.ts';

export type GossipListener = (message: Uint8Array, from: TransportId) => GossipVerdict;

/** New messages a second that one neighbour may hand on, and how many at once. */
const RATE = 200;
const BURST = 2_000;

/** Rejected messages after which a neighbour is an offender. */
const TOLERATED = 16;

interface Neighbour {
  allowance: number;
  since: number;
  rejected: number;
}

export interface GossipOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly onOffender: (remote: TransportId) => void;
}

export class Libp2pGossip {
  readonly #options: GossipOptions;
  readonly #listeners = new Map<string, GossipListener>();
  readonly #neighbours = new Map<TransportId, Neighbour>();
  #router: GossipSub | undefined;

  constructor(options: GossipOptions) {
    this.#options = options;
  }

  /** The node has started. */
  attach(router: GossipSub): void {
    this.#router = router;
    for (const topic of this.#listeners.keys()) this.#subscribe(topic);
  }

  detach(): void {
    this.#router = undefined;
    this.#neighbours.clear();
  }

  forget(remote: TransportId): void {
    this.#neighbours.delete(remote);
  }

  join(topic: string, listener: GossipListener): () => void {
    const isNew = !this.#listeners.has(topic);
    this.#listeners.set(topic, listener);
    if (isNew) this.#subscribe(topic);
    return () => {
      if (this.#listeners.get(topic) !== listener) return;
      this.#listeners.delete(topic);
      this.#router?.topicValidators.delete(topic);
      this.#router?.unsubscribe(topic);
    };
  }

  publish(topic: string, message: Uint8Array): void {
    if (message.length > MAX_GOSSIP) throw new KithError('MESSAGE_TOO_LARGE');
    this.#router?.publish(topic, message).catch((error: unknown) => {
      this.#options.log.debug('gossip.publish-failed', {
        reason: error instanceof Error ? error.name : 'unknown',
      });
    });
  }

  #subscribe(topic: string): void {
    const router = this.#router;
    if (router === undefined) return;
    router.topicValidators.set(topic, (peer, { data }) => {
      return this.#judge(topic, new Uint8Array(data.buffer, data.byteOffset, data.length), peer.toString());
    });
    router.subscribe(topic);
  }

  #judge(topic: string, message: Uint8Array, from: TransportId): TopicValidatorResult {
    const listener = this.#listeners.get(topic);
    const neighbour = this.#neighbour(from);
    if (listener === undefined || message.length > MAX_GOSSIP || !this.#spend(neighbour)) return IGNORE;
    let verdict: GossipVerdict = 'ignore';
    try {
      verdict = listener(message, from);
    } catch (error) {
      this.#options.log.error('gossip.listener-failed', {
        reason: error instanceof Error ? error.name : 'unknown',
      });
    }
    switch (verdict) {
      case 'pass':
        return ACCEPT;
      case 'ignore':
        return IGNORE;
      case 'reject':
        neighbour.rejected += 1;
        if (neighbour.rejected >= TOLERATED) this.#options.onOffender(from);
        return REJECT;
      default:
        verdict satisfies never;
        return IGNORE;
    }
  }

  #neighbour(from: TransportId): Neighbour {
    let neighbour = this.#neighbours.get(from);
    if (neighbour === undefined) {
      neighbour = { allowance: BURST, since: this.#options.clock.now(), rejected: 0 };
      this.#neighbours.set(from, neighbour);
    }
    return neighbour;
  }

  #spend(neighbour: Neighbour): boolean {
    const now = this.#options.clock.now();
    const gained = (Math.max(0, now - neighbour.since) / 1_000) * RATE;
    neighbour.allowance = Math.min(BURST, neighbour.allowance + gained);
    neighbour.since = now;
    if (neighbour.allowance < 1) return false;
    neighbour.allowance -= 1;
    return true;
  }
}

/** The values of gossipsub's enumeration; its module is loaded with the network only. */
const ACCEPT = 'accept' as TopicValidatorResult.Accept;
const IGNORE = 'ignore' as TopicValidatorResult.Ignore;
const REJECT = 'reject' as TopicValidatorResult.Reject;
