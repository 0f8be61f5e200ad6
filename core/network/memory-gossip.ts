/**
 * Broadcast in memory: each message is handed to every neighbour once, and handed on by those whose listener lets it
 * pass, as gossipsub does.
 */
import { KithError } from '../base/kith-error.ts';
import { MAX_GOSSIP, type GossipVerdict, type TransportId } from './network.ts';

export type GossipListener = (message: Uint8Array, from: TransportId) => GossipVerdict;

/** Messages remembered so as not to be handed on twice. */
const REMEMBERED = 4_096;

export class Gossip {
  readonly #hand: (remote: TransportId, topic: string, message: Uint8Array) => void;
  readonly #listeners = new Map<string, GossipListener>();
  readonly #seen = new Set<string>();
  readonly #rejections = new Map<TransportId, number>();

  constructor(hand: (remote: TransportId, topic: string, message: Uint8Array) => void) {
    this.#hand = hand;
  }

  join(topic: string, listener: GossipListener): () => void {
    this.#listeners.set(topic, listener);
    return () => {
      if (this.#listeners.get(topic) === listener) this.#listeners.delete(topic);
    };
  }

  publish(topic: string, message: Uint8Array, neighbours: readonly TransportId[]): void {
    if (message.length > MAX_GOSSIP) throw new KithError('MESSAGE_TOO_LARGE');
    const copy = message.slice();
    this.#remember(nameOf(topic, copy));
    for (const remote of neighbours) this.#hand(remote, topic, copy);
  }

  /** `isAgain`: comes a second time after it was forgotten. */
  receive(
    topic: string,
    message: Uint8Array,
    from: TransportId,
    neighbours: readonly TransportId[],
    isAgain: boolean,
  ): void {
    const listener = this.#listeners.get(topic);
    if (listener === undefined) return;
    const isNew = this.#remember(nameOf(topic, message));
    if (!isNew && !isAgain) return;
    const verdict = listener(message.slice(), from);
    switch (verdict) {
      case 'pass':
        if (!isNew) return;
        for (const remote of neighbours) if (remote !== from) this.#hand(remote, topic, message);
        return;
      case 'ignore':
        return;
      case 'reject':
        this.#rejections.set(from, this.rejections(from) + 1);
        return;
      default:
        verdict satisfies never;
    }
  }

  rejections(remote: TransportId): number {
    return this.#rejections.get(remote) ?? 0;
  }

  #remember(name: string): boolean {
    if (this.#seen.has(name)) return false;
    this.#seen.add(name);
    if (this.#seen.size > REMEMBERED) this.#seen.delete(this.#seen.values().next().value!);
    return true;
  }
}

/** Two rounds of FNV-1a and the length: no two messages of one simulation share it, and nobody forges one here. */
function nameOf(topic: string, message: Uint8Array): string {
  let a = 0x811c9dc5;
  let b = 0x9747b28c;
  for (const byte of message) {
    a = Math.imul(a ^ byte, 0x01000193);
    b = Math.imul(b ^ byte, 0x85ebca6b) + 1;
  }
  return `${topic} ${message.length} ${a >>> 0} ${b >>> 0}`;
}
