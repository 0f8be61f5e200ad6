/**
 * The live exchange of a peer: its connections, the communities that take part, joining, dialling. Composes the other
 * files of this folder and owns their life cycle; the rules of the exchange are in handshake.ts, session.ts and
 * want-plan.ts. Guarantees: [SYNC-1] to [SYNC-19] in core/SPEC.md.
 */
import type { Clock, Random } from '../base/clock.ts';
import { Emitter } from '../base/emitter.ts';
import type { CommunityId, DeviceId, InviteId, ObjectId } from '../base/ids.ts';
import { silentLog, type Log } from '../base/log.ts';
import { refused } from '../base/result.ts';
import type { Replica } from '../community/replica.ts';
import type { Network } from '../network/network.ts';
import type { ChunkTrade } from './chunk-trade.ts';
import { CommunityExchange, type ExchangeParts } from './community-exchange.ts';
import { Connections } from './connections.ts';
import type { Delayed } from './day-budget.ts';
import { Dialer } from './dialer.ts';
import type { Wallet } from './handshake.ts';
import { JoinAttempt } from './join.ts';
import { LookAttempt } from './look.ts';
import { CHANGE_DELAY, TICK } from './limits.ts';
import type { Typist } from './presence.ts';
import { statusOf } from './session-status.ts';
import type { Seeker } from './host-turns.ts';
import type { Joining, JoinPlan, Looking, Sync, SyncOptions, SyncPeer, SyncStatus } from './sync.ts';

export class SyncEngine implements Sync {
  readonly onChange = new Emitter<void>();
  readonly onTyping = new Emitter<void>();
  readonly #network: Network;
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #log: Log;
  readonly #dialer: Dialer;
  readonly #connections: Connections;
  readonly #exchanges = new Map<CommunityId, CommunityExchange>();
  readonly #joins = new Set<JoinAttempt>();
  readonly #looks = new Set<LookAttempt>();
  #isRunning = false;
  #cancelTick: (() => void) | undefined;
  #cancelChange: (() => void) | undefined;

  constructor(options: SyncOptions) {
    const { network, clock, random, book, saveBook } = options;
    this.#network = network;
    this.#clock = clock;
    this.#random = random;
    this.#log = options.log ?? silentLog;
    const log = this.#log;
    const onChange = (): void => this.#changed();
    this.#connections = new Connections({
      network,
      clock,
      random,
      log,
      wallet: () => this.#wallet(),
      openSession: (community, pipe, device, shown) =>
        this.#exchanges.get(community)?.open(pipe, device, shown),
      closeSession: (end) => {
        for (const exchange of this.#exchanges.values()) exchange.close(end);
      },
      admit: async (community, request) =>
        this.#exchanges.get(community)?.replica.admit(request) ?? refused('COMMUNITY_UNKNOWN'),
      introduce: (community, invite) =>
        this.#exchanges.get(community)?.replica.introduce(invite) ?? refused('COMMUNITY_UNKNOWN'),
      seekersOf: (invite) => this.#seekersOf(invite),
      onLost: (peer, wasUsed) => this.#dialer.lost(peer, wasUsed),
      onStranger: (peer, rest) => this.#dialer.rest(peer, rest),
      onDiscover: (address) => this.#dialer.add([address]),
      onChange,
    });
    this.#dialer = new Dialer({
      network,
      clock,
      random,
      log,
      book: book ?? [],
      saveBook,
      isNeeded: () => this.#exchanges.size > 0 || this.#joins.size > 0 || this.#looks.size > 0,
      mayDial: (address) => !this.#connections.isBanned(address),
      onChange,
    });
  }

  start(): void {
    if (this.#isRunning) return;
    this.#isRunning = true;
    for (const exchange of this.#exchanges.values()) exchange.start();
    this.#connections.start();
    this.#dialer.start();
    this.#tick();
  }

  async stop(): Promise<void> {
    this.#isRunning = false;
    this.#cancelTick?.();
    this.#cancelChange?.();
    this.#cancelChange = undefined;
    this.#dialer.stop();
    await this.#connections.stop();
    for (const exchange of this.#exchanges.values()) exchange.stop();
    for (const attempt of [...this.#joins, ...this.#looks]) attempt.cancel();
  }

  addReplica(replica: Replica, chunks?: ChunkTrade): void {
    if (this.#exchanges.has(replica.id)) return;
    const parts: ExchangeParts = {
      network: this.#network,
      clock: this.#clock,
      random: this.#random,
      log: this.#log,
      onChange: () => this.#changed(),
      onTyping: () => this.onTyping.emit(),
      onWallet: () => this.#connections.walletChanged(),
      onAddresses: (addresses) => this.#dialer.add(addresses),
      onRenew: (peer) => this.#connections.renew(peer),
    };
    const exchange = new CommunityExchange(replica, parts, chunks);
    this.#exchanges.set(replica.id, exchange);
    if (!this.#isRunning) return;
    exchange.start();
    this.#connections.walletChanged();
    this.#dialer.dialDue();
    this.#changed();
  }

  sayTyping(id: CommunityId, place: ObjectId | null, mayKnow: (device: DeviceId) => boolean): void {
    this.#exchanges.get(id)?.presence.say(place, mayKnow);
  }

  delayed(id: CommunityId): readonly Delayed[] {
    return this.#exchanges.get(id)?.budget.delayed() ?? [];
  }

  reconsider(id: CommunityId): void {
    const exchange = this.#exchanges.get(id);
    exchange?.budget.reconsider();
    exchange?.pump();
    this.#changed();
  }

  typists(id: CommunityId): readonly Typist[] {
    return this.#exchanges.get(id)?.presence.typists() ?? [];
  }

  removeReplica(id: CommunityId): void {
    const exchange = this.#exchanges.get(id);
    if (!exchange) return;
    // A handshake meets in a community once: whoever was met in this one is to be met anew in the others.
    const peers = [...exchange.hosts].map(({ pipe }) => pipe.transport);
    this.#exchanges.delete(id);
    exchange.stop();
    for (const peer of peers) this.#connections.renew(peer);
    this.#changed();
  }

  addAddresses(addresses: readonly string[]): void {
    this.#dialer.add(addresses);
  }

  wake(): void {
    this.#dialer.wake();
  }

  join(plan: JoinPlan): Joining {
    const attempt = new JoinAttempt(plan, {
      clock: this.#clock,
      isOtherInSight: () => this.#isOtherInSight(),
      adopted: (replica) => this.addReplica(replica),
      ended: () => this.#joins.delete(attempt),
    });
    this.#joins.add(attempt);
    this.#connections.walletChanged();
    this.#dialer.add(plan.ticket.addresses);
    this.#dialer.wake();
    return attempt;
  }

  look(invite: InviteId): Looking {
    const attempt = new LookAttempt(invite, {
      clock: this.#clock,
      isOtherInSight: () => this.#isOtherInSight(),
      ended: () => this.#looks.delete(attempt),
    });
    this.#looks.add(attempt);
    this.#connections.walletChanged();
    this.#dialer.wake();
    return attempt;
  }

  status(): SyncStatus {
    const peers: SyncPeer[] = [];
    for (const exchange of this.#exchanges.values()) {
      // Whoever is out has no neighbours there, also while one listens.
      if (!exchange.isIn) continue;
      for (const host of exchange.hosts) peers.push(statusOf(exchange, host));
    }
    return { peers, connections: this.#network.connections().length, dialling: this.#dialer.dialling };
  }

  /** Somebody beside the one host that a joiner has asked. */
  #isOtherInSight(): boolean {
    return this.#network.connections().length > 1 || this.#dialer.dialling > 0;
  }

  #wallet(): Wallet {
    return {
      memberships: [...this.#exchanges.values()].map((exchange) => exchange.membership()),
      joins: [...this.#joins, ...this.#looks].filter(({ isOpen }) => isOpen).map(({ invite }) => invite),
    };
  }

  #seekersOf(invite: InviteId): Seeker[] {
    return [...this.#joins, ...this.#looks].filter((one) => one.isOpen && one.invite === invite);
  }

  #tick(): void {
    this.#cancelTick = this.#clock.after(TICK, () => {
      for (const exchange of this.#exchanges.values()) exchange.tick();
      this.#tick();
    });
  }

  #changed(): void {
    if (!this.#isRunning) return;
    this.#cancelChange ??= this.#clock.after(CHANGE_DELAY, () => {
      this.#cancelChange = undefined;
      this.#checkJoins();
      this.onChange.emit();
    });
  }

  #checkJoins(): void {
    if (this.#joins.size === 0) return;
    const { peers } = this.status();
    for (const attempt of this.#joins) {
      if (attempt.state.phase !== 'receiving') continue;
      const replica = this.#exchanges.get(attempt.community)?.replica;
      const isReached =
        replica &&
        attempt.tips.every(({ device, seq }) => (replica.tip('authority', device)?.seq ?? -1) >= seq);
      if (isReached && peers.some(({ community, inStep }) => inStep && community === attempt.community))
        attempt.arrived();
    }
  }
}
