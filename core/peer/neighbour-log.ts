/**
 * When each neighbour's device was last here, and last in step: noted while it is connected, kept over a restart, on this
 * device alone. Owns those rows. A crash loses at most the last minute of it.
 */
import { decodeCbor, encodeCbor, type Cbor } from '../base/cbor.ts';
import type { Clock } from '../base/clock.ts';
import type { DeviceId } from '../base/ids.ts';
import type { SyncPeer } from '../sync/sync.ts';
import type { HostedCommunity } from './hosted-community.ts';

export interface Meeting {
  /** Milliseconds since 1970, by this device's clock; null: never. */
  readonly lastSeen: number;
  readonly lastInStep: number | null;
}

type Meetings = Map<DeviceId, Meeting>;

export interface NeighbourLogOptions {
  readonly clock: Clock;
  readonly hosts: () => Iterable<HostedCommunity>;
  readonly peers: () => readonly SyncPeer[];
}

const ROW = 'neighbours';
/** Milliseconds between two writes while nobody comes or goes. */
const PAUSE = 60_000;

export class NeighbourLog {
  readonly #o: NeighbourLogOptions;
  readonly #known = new Map<string, Meetings>();
  /** Who was connected at the last look, and whether in step. */
  #here = new Map<string, Pick<SyncPeer, 'community' | 'device' | 'inStep'>>();
  #saved = 0;

  constructor(options: NeighbourLogOptions) {
    this.#o = options;
  }

  /** Something in the exchange has changed. */
  async note(): Promise<void> {
    const before = [...this.#here.keys()];
    const now = this.#take();
    const isSame = before.length === this.#here.size && before.every((key) => this.#here.has(key));
    if (!isSame || now - this.#saved >= PAUSE) await this.save();
  }

  async save(): Promise<void> {
    this.#saved = this.#take();
    for (const host of this.#o.hosts()) {
      const meetings = this.#known.get(host.id);
      if (!meetings) continue;
      const rows = [...meetings].map(([device, { lastSeen, lastInStep }]): Cbor => [
        device,
        Math.trunc(lastSeen),
        lastInStep === null ? null : Math.trunc(lastInStep),
      ]);
      await host.community.setLocal(ROW, encodeCbor(rows));
    }
  }

  of(host: HostedCommunity): ReadonlyMap<DeviceId, Meeting> {
    this.#take();
    return this.#in(host);
  }

  /** Milliseconds since 1970 when everything was last equal with a neighbour; null: never. */
  lastInStep(host: HostedCommunity): number | null {
    const times = [...this.of(host).values()].flatMap(({ lastInStep }) => lastInStep ?? []);
    return times.length === 0 ? null : Math.max(...times);
  }

  /** Gives the time of it. Whoever has gone was here, and as far as they were, until now. */
  #take(): number {
    const now = this.#o.clock.now();
    const hosts = new Map([...this.#o.hosts()].map((host) => [host.id, host]));
    const peers = this.#o.peers();
    const here = new Map(peers.map((peer) => [`${peer.community} ${peer.device}`, peer]));
    for (const [key, peer] of this.#here) if (!here.has(key)) this.#meet(hosts, peer, now);
    for (const peer of peers) this.#meet(hosts, peer, now);
    this.#here = here;
    return now;
  }

  #meet(
    hosts: ReadonlyMap<string, HostedCommunity>,
    { community, device, inStep }: Pick<SyncPeer, 'community' | 'device' | 'inStep'>,
    now: number,
  ): void {
    const host = hosts.get(community);
    if (!host) return;
    const meetings = this.#in(host);
    const lastInStep = inStep ? now : (meetings.get(device)?.lastInStep ?? null);
    meetings.set(device, { lastSeen: now, lastInStep });
  }

  #in(host: HostedCommunity): Meetings {
    let meetings = this.#known.get(host.id);
    if (!meetings) {
      meetings = readRow(host.community.getLocal(ROW));
      this.#known.set(host.id, meetings);
    }
    return meetings;
  }
}

function readRow(row: Uint8Array | undefined): Meetings {
  const meetings: Meetings = new Map();
  const values = row && decodeCbor(row);
  for (const each of Array.isArray(values) ? (values as readonly Cbor[]) : []) {
    const [device, lastSeen, lastInStep] = Array.isArray(each) ? (each as readonly Cbor[]) : [];
    if (typeof device !== 'string' || typeof lastSeen !== 'number') continue;
    meetings.set(device as DeviceId, {
      lastSeen,
      lastInStep: typeof lastInStep === 'number' ? lastInStep : null,
    });
  }
  return meetings;
}
