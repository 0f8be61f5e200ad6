/**
 * The network of a running peer: one `Network` and one `SyncEngine` at a time, made anew when the mode changes. What the
 * engine must know (communities, addresses) is handed over each time.
 */
import type { Cbor } from '../base/cbor.ts';
import type { Clock, Random } from '../base/clock.ts';
import { Emitter } from '../base/emitter.ts';
import type { CommunityId, DeviceId, InviteId, ObjectId } from '../base/ids.ts';
import type { Log } from '../base/log.ts';
import type { Replica } from '../community/replica.ts';
import type { Network, NetworkMode, TransportId } from '../network/network.ts';
import type { ChunkTrade } from '../sync/chunk-trade.ts';
import type { Delayed } from '../sync/day-budget.ts';
import { SyncEngine } from '../sync/engine.ts';
import type { Typist } from '../sync/presence.ts';
import type { JoinPlan, Joining, KnownAddress, Looking, Sync, SyncStatus } from '../sync/sync.ts';
import { countedNetwork, type Meter, type Traffic } from './counted-network.ts';
import type { Registry } from './registry.ts';

export interface ExchangeOptions {
  readonly createNetwork: (mode: NetworkMode) => Promise<Network>;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly registry: Registry;
}

/** In an invitation. */
const OWN_ADDRESSES = 5;

const NOBODY: SyncStatus = { peers: [], connections: 0, dialling: 0 };

export class Exchange {
  readonly onChange = new Emitter<void>();
  readonly onTyping = new Emitter<void>();
  readonly #o: ExchangeOptions;
  readonly #replicas = new Map<CommunityId, Replica>();
  readonly #chunks = new Map<CommunityId, ChunkTrade>();
  /** Engines on networks that are not this profile's: of the sample street. */
  readonly #beside = new Map<Network, Sync>();
  readonly #meter: Meter = new Map();
  #network: Network | undefined;
  #sync: Sync | undefined;

  constructor(options: ExchangeOptions) {
    this.#o = options;
  }

  /**
   * Not `isNetworked`: the addresses of that mode are known, and nothing is listened to. Throws KithError PORT_TAKEN,
   * NETWORK_MODE_UNSUPPORTED; then nothing runs.
   */
  async start(mode: NetworkMode, isNetworked: boolean): Promise<void> {
    const network = countedNetwork(await this.#o.createNetwork(mode), this.#meter);
    if (mode === 'offline' || !isNetworked) {
      this.#network = network;
      return;
    }
    const { clock, random, log, registry } = this.#o;
    const sync = new SyncEngine({
      network,
      clock,
      random,
      log,
      book: readBook(registry.addressBook()),
      saveBook: (book) => {
        // Losing it costs a later dial, nothing else.
        registry.saveAddressBook(book.map(({ address, reached }) => [address, reached])).catch(() => {
          log.warn('address book not saved');
        });
      },
    });
    // Listeners before connections: the first neighbour may be there at once.
    sync.start();
    try {
      await network.start();
    } catch (error) {
      await sync.stop();
      throw error;
    }
    this.#network = network;
    this.#sync = sync;
    sync.onChange.on(() => {
      this.onChange.emit();
    });
    sync.onTyping.on(() => {
      this.onTyping.emit();
    });
    for (const replica of this.#replicas.values()) sync.addReplica(replica, this.#chunks.get(replica.id));
  }

  async stop(): Promise<void> {
    await this.#sync?.stop();
    await this.#network?.stop();
    this.#sync = undefined;
    this.#network = undefined;
  }

  /** An exchange of its own on another network, until `endBeside`; the mode of the profile does not matter to it. */
  async startBeside(network: Network): Promise<Sync> {
    const { clock, random, log } = this.#o;
    const sync = new SyncEngine({ network, clock, random, log });
    sync.start();
    await network.start();
    this.#beside.set(network, sync);
    sync.onChange.on(() => {
      this.onChange.emit();
    });
    sync.onTyping.on(() => {
      this.onTyping.emit();
    });
    return sync;
  }

  async endBeside(network: Network): Promise<void> {
    const sync = this.#beside.get(network);
    this.#beside.delete(network);
    await sync?.stop();
    await network.stop();
    this.onChange.emit();
  }

  get mode(): NetworkMode {
    return this.#network?.mode ?? 'offline';
  }

  /** Also while offline: an invite made now has addresses for later. */
  addresses(): readonly string[] {
    return this.#network?.addresses() ?? [];
  }

  /** For an invitation: where this peer is reached, and members of that community who are connected now. */
  addressesIn(community: CommunityId): readonly string[] {
    const members = new Set(
      this.status().peers.flatMap((peer) => (peer.community === community ? [peer.transport] : [])),
    );
    const others = (this.#network?.connections() ?? []).flatMap(({ remote, address }) =>
      members.has(remote) && address !== undefined ? [address] : [],
    );
    return [...this.addresses().slice(0, OWN_ADDRESSES), ...others];
  }

  status(): SyncStatus {
    const own = this.#sync?.status() ?? NOBODY;
    if (this.#beside.size === 0) return own;
    return {
      ...own,
      peers: [...own.peers, ...[...this.#beside.values()].flatMap((sync) => sync.status().peers)],
    };
  }

  /** What went to and fro with a neighbour in this run, over the profile's own network. */
  traffic(remote: TransportId): Traffic | undefined {
    return this.#meter.get(remote);
  }

  sayTyping(id: CommunityId, place: ObjectId | null, mayKnow: (device: DeviceId) => boolean): void {
    for (const sync of this.#all()) sync.sayTyping(id, place, mayKnow);
  }

  delayed(id: CommunityId): Delayed[] {
    return this.#all().flatMap((sync) => sync.delayed(id));
  }

  reconsider(id: CommunityId): void {
    for (const sync of this.#all()) sync.reconsider(id);
  }

  typists(id: CommunityId): Typist[] {
    return this.#all().flatMap((sync) => sync.typists(id));
  }

  remove(id: CommunityId): void {
    this.#replicas.delete(id);
    this.#chunks.delete(id);
    for (const sync of [this.#sync, ...this.#beside.values()]) sync?.removeReplica(id);
  }

  /** `chunks`: where its files are asked for and given. */
  add(replica: Replica, chunks: ChunkTrade): void {
    this.#replicas.set(replica.id, replica);
    this.#chunks.set(replica.id, chunks);
    this.#sync?.addReplica(replica, chunks);
  }

  addAddresses(addresses: readonly string[]): void {
    this.#sync?.addAddresses(addresses);
  }

  /** The engine adds the replica itself once the joiner is let in. Undefined while offline. */
  join(plan: JoinPlan): Joining | undefined {
    return this.#sync?.join({
      ...plan,
      adopt: async (welcome) => {
        const adopted = await plan.adopt(welcome);
        if (adopted.ok) this.#replicas.set(adopted.value.id, adopted.value);
        return adopted;
      },
    });
  }

  /** Undefined while offline. */
  look(invite: InviteId): Looking | undefined {
    return this.#sync?.look(invite);
  }

  #all(): readonly Sync[] {
    return [...(this.#sync ? [this.#sync] : []), ...this.#beside.values()];
  }

  /** Throws KithError ADDRESS_INVALID, DIAL_REFUSED, DIAL_FAILED, NETWORK_STOPPED. */
  async dial(address: string) {
    if (!this.#network) throw new Error('dialled before start');
    return this.#network.dial(address);
  }
}

function readBook(rows: Cbor | undefined): KnownAddress[] {
  if (!Array.isArray(rows)) return [];
  const book: KnownAddress[] = [];
  for (const row of rows as readonly Cbor[]) {
    const [address, reached] = Array.isArray(row) ? (row as readonly Cbor[]) : [];
    if (typeof address !== 'string' || !(reached === null || typeof reached === 'number')) continue;
    book.push({ address, reached });
  }
  return book;
}
