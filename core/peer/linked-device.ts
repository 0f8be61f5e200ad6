/**
 * This device becomes a further one of a person, by the link that the first one shows: the communities of the link are
 * here at once, and fill as soon as one of their devices is met.
 */
import type { Clock } from '../base/clock.ts';
import type { CommunityId } from '../base/ids.ts';
import { KithError } from '../base/kith-error.ts';
import type { Community } from '../community/community.ts';
import { linkedKeys, type DeviceTicket } from '../identity/device-link.ts';
import type { DeviceKeys } from '../identity/keys.ts';
import type { Exchange } from './exchange.ts';

export interface LinkedDeviceParts {
  readonly clock: Clock;
  readonly exchange: Exchange;
  hosted(community: CommunityId): Community | undefined;
  /** Stores the keys, and hosts the community from now on. */
  adopt(community: CommunityId, keys: DeviceKeys, authorityKey: Uint8Array): Promise<void>;
}

/** Milliseconds between two looks. */
const STEP = 250;

export class LinkedDevice {
  readonly #p: LinkedDeviceParts;
  readonly #arriving = new Set<CommunityId>();

  constructor(parts: LinkedDeviceParts) {
    this.#p = parts;
  }

  /** The contents are still coming: they are no news. */
  isArriving(community: CommunityId): boolean {
    return this.#arriving.has(community);
  }

  /** Throws KithError JOIN_NOBODY, JOIN_SLOW; then it goes on by itself. */
  async join({ secret, communities, addresses }: DeviceTicket, waitMs: number): Promise<void> {
    const fresh = communities.filter(({ id }) => !this.#p.hosted(id));
    for (const { id, key } of fresh) {
      this.#arriving.add(id);
      await this.#p.adopt(id, linkedKeys(secret, id), key);
    }
    this.#p.exchange.addAddresses(addresses);
    const { clock } = this.#p;
    const waiting = new Set(fresh.map(({ id }) => id));
    for (const deadline = clock.now() + waitMs; waiting.size > 0;) {
      for (const id of waiting) if (this.#isInStep(id)) waiting.delete(id);
      if (waiting.size === 0 || clock.now() >= deadline) break;
      await new Promise<void>((resolve) => clock.after(STEP, resolve));
    }
    for (const { id } of fresh) if (!waiting.has(id)) this.#arriving.delete(id);
    if (waiting.size === 0) return;
    const isMet = this.#p.exchange.status().peers.some(({ community }) => waiting.has(community));
    throw new KithError(isMet ? 'JOIN_SLOW' : 'JOIN_NOBODY');
  }

  #isInStep(id: CommunityId): boolean {
    if (this.#p.hosted(id)?.person === undefined) return false;
    return this.#p.exchange.status().peers.some(({ community, inStep }) => community === id && inStep);
  }
}
