/**
 * The exchange of one community: its sessions, the plan of who is asked for what, its broadcasts, and the addresses
 * that its members tell each other. Owns what the sessions share; the connections are the engine's.
 */
import type { Authority } from '../authority/authority.ts';
import type { Clock, Random } from '../base/clock.ts';
import { toHex } from '../base/bytes.ts';
import type { DeviceId } from '../base/ids.ts';
import type { Log } from '../base/log.ts';
import type { FeedTip, Replica, StoredEvent } from '../community/replica.ts';
import type { Run } from '../feed/run.ts';
import type { Network, TransportId } from '../network/network.ts';
import { BranchTrade } from './branch-trade.ts';
import type { ChannelEnd } from './channel-end.ts';
import type { ChunkTrade } from './chunk-trade.ts';
import { DayBudget } from './day-budget.ts';
import { Farewell } from './farewell.ts';
import { Gossip } from './gossip.ts';
import type { Membership, ShownKey } from './handshake.ts';
import { ADDRESS_DELAY, FORWARDS, MAX_ADDRESSES, MAX_ENDINGS, RECENT_REST, RECENT_WAIT } from './limits.ts';
import { lackOf, type Level } from './session.ts';
import { Presence } from './presence.ts';
import { SessionHost, type SessionCommunity, type SessionPipe } from './session-host.ts';
import { WantPlan } from './want-plan.ts';

export interface ExchangeParts {
  readonly network: Network;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Something that people see has changed. */
  readonly onChange: () => void;
  /** Somebody types, or does not any more. */
  readonly onTyping: () => void;
  /** Who may be recognised has changed. */
  readonly onWallet: () => void;
  readonly onAddresses: (addresses: readonly string[]) => void;
  /** A device with which there was something is to be met anew, on another footing. */
  readonly onRenew: (peer: TransportId) => void;
}

export class CommunityExchange implements SessionCommunity {
  readonly replica: Replica;
  readonly clock: Clock;
  readonly log: Log;
  readonly plan: WantPlan;
  readonly chunks: ChunkTrade | undefined;
  readonly branches: BranchTrade;
  readonly presence: Presence;
  readonly budget: DayBudget;
  readonly #parts: ExchangeParts;
  readonly #gossip: Gossip;
  readonly #hosts = new Set<SessionHost>();
  readonly #farewells = new Set<Farewell>();
  /** What devices that are out are shown, by what authority is here. */
  readonly #endings = new Map<DeviceId, readonly FeedTip[] | undefined>();
  readonly #knownProofs = new Set<string>();
  readonly #knownErasures = new Set<string>();
  readonly #told = new WeakMap<SessionHost, string>();
  #numbers = 0;
  /** When somebody may be asked for the newest entries again. */
  #recentAfter = 0;
  #isCatchingUp = false;
  #stopListening: (() => void) | undefined;
  #cancelAddresses: (() => void) | undefined;

  constructor(replica: Replica, parts: ExchangeParts, chunks?: ChunkTrade) {
    this.replica = replica;
    this.chunks = chunks;
    this.branches = new BranchTrade(replica, parts.clock, parts.log);
    this.#parts = parts;
    this.clock = parts.clock;
    this.presence = new Presence(parts.clock);
    this.presence.onChange.on(parts.onTyping);
    this.log = parts.log;
    this.budget = new DayBudget(replica, parts.clock);
    this.#gossip = new Gossip(replica, parts.network, parts.clock, parts.random, (run) => this.takes(run));
    this.plan = new WantPlan({
      seq: (kind, device) => replica.tip(kind, device)?.seq ?? -1,
      isNamed: (device) => isNamed(replica.authority(), device),
      isForked: (kind, device) => this.#knownProofs.has(kind + device),
      isDelayed: (number, device) => this.budget.isDelayed(device) && this.#isAuthor(number, device),
    });
    this.#rememberProofs();
    this.#rememberErasures();
  }

  start(): void {
    this.#gossip.refresh();
    this.#stopListening = this.replica.onStored.on((event) => this.#onStored(event));
  }

  stop(): void {
    this.#stopListening?.();
    this.#cancelAddresses?.();
    this.#gossip.stop();
    this.budget.stop();
    for (const end of [...this.#hosts, ...this.#farewells]) this.close(end);
  }

  get hosts(): Iterable<SessionHost> {
    return this.#hosts;
  }

  /** What a handshake needs to know of this community. */
  membership(): Membership {
    const { replica } = this;
    return {
      community: replica.id,
      device: replica.device,
      keys: replica.authorityKeys().map(({ key }) => key),
      invites: replica.openInvites(),
      sign: (message) => replica.sign(message),
      admits: (device, shown) =>
        this.#levelOf(device, shown) !== undefined || this.#endingOf(device) !== undefined,
    };
  }

  get isIn(): boolean {
    const own = this.replica.authority().devices.get(this.replica.device);
    return own === undefined || own.state === 'current';
  }

  open(pipe: SessionPipe, device: DeviceId, shown: ShownKey): ChannelEnd | undefined {
    const level = this.#levelOf(device, shown);
    if (!level) return this.#sayFarewell(pipe, device, shown);
    const host = new SessionHost(this, this.#numbers++, pipe, device, shown, level);
    this.#hosts.add(host);
    this.presence.open(host);
    host.open();
    this.chunks?.open(host);
    this.branches.open(host);
    this.#greet(host);
    this.#tellAddressesSoon();
    this.#parts.onChange();
    return host;
  }

  close(host: ChannelEnd): void {
    if (host instanceof Farewell && this.#farewells.delete(host)) host.close();
    if (!(host instanceof SessionHost) || !this.#hosts.delete(host)) return;
    host.close();
    this.chunks?.close(host);
    this.branches.close(host);
    this.presence.close(host);
    this.plan.leave(host.number);
    this.pump();
    this.#parts.onChange();
  }

  pump(): void {
    for (const host of this.#hosts) host.pump();
    this.chunks?.pump();
    this.branches.pump();
    this.#parts.onChange();
  }

  tick(): void {
    for (const host of this.#hosts) {
      host.input({ type: 'tick' });
      host.pump();
    }
    this.chunks?.tick();
    if (this.#isCatchingUp && this.#hasCaughtUp()) this.#setCatchingUp(false);
  }

  get mayAskRecent(): boolean {
    return this.clock.now() >= this.#recentAfter;
  }

  recentAsked(): void {
    this.#recentAfter = this.clock.now() + RECENT_WAIT;
    this.#setCatchingUp(true);
  }

  recentCame(): void {
    this.#recentAfter = this.clock.now() + RECENT_REST;
  }

  #setCatchingUp(isCatchingUp: boolean): void {
    this.#isCatchingUp = isCatchingUp;
    this.replica.setCatchingUp(isCatchingUp);
  }

  /** Nobody who is connected has more, as far as they have said. With nobody there, the rest is still to come. */
  #hasCaughtUp(): boolean {
    const full = [...this.#hosts].filter(({ state }) => state.level === 'full' && state.isWhole.content);
    return full.length > 0 && full.every(({ state, view }) => lackOf(state, view) === 0);
  }

  takes(run: Run, from?: SessionHost): boolean {
    if (run.kind === 'authority') return true;
    const { replica } = this;
    const person = replica.authority().personOf(run.device);
    // Nobody has to ration what their own other device writes.
    if (person !== undefined && person === replica.authority().personOf(replica.device)) return true;
    if (from && !this.#isAuthor(from.number, run.device)) return true;
    let freeTo = replica.tip('content', run.device)?.seq ?? -1;
    for (const { device, state } of this.#hosts) {
      if (state.level !== 'full' || replica.authority().personOf(device) === person) continue;
      freeTo = Math.max(freeTo, state.theirs.content.get(run.device)?.seq ?? -1);
    }
    const wasDelayed = this.budget.isDelayed(run.device);
    const isTaken = this.budget.take(run, freeTo);
    if (!wasDelayed && this.budget.isDelayed(run.device)) {
      this.log.warn('a device writes more than is taken in a day', { device: run.device.slice(0, 8) });
      this.#parts.onChange();
    }
    return isTaken;
  }

  /** Is that neighbour a device of the person whose device that is? */
  #isAuthor(number: number, device: DeviceId): boolean {
    const authority = this.replica.authority();
    for (const host of this.#hosts)
      if (host.number === number) return authority.personOf(host.device) === authority.personOf(device);
    return false;
  }

  comparedAnew(): void {
    this.#parts.onChange();
  }

  heardOf(addresses: readonly string[]): void {
    this.#parts.onAddresses(addresses);
    this.#tellAddressesSoon();
  }

  proofsMayHaveCome(): void {
    const fresh = this.#rememberProofs();
    if (fresh.length === 0) return;
    for (const host of this.#hosts) host.input({ type: 'proofs', proofs: fresh });
    this.pump();
  }

  erasuresMayHaveCome(): void {
    const fresh = this.#rememberErasures();
    if (fresh.length === 0) return;
    for (const host of this.#hosts) host.input({ type: 'erasures', runs: fresh });
  }

  #onStored(event: StoredEvent): void {
    const { tips, own, runs } = event;
    const hasAuthority = tips.some(({ kind }) => kind === 'authority');
    // Before anything is pushed: what came with the news that somebody is out is not for them any more.
    const anew = hasAuthority ? this.#closeThoseOut() : [];
    let forwards = own ? Infinity : FORWARDS;
    for (const host of this.#hosts) if (host.stored(tips, forwards > 0 ? runs : [])) forwards -= 1;
    if (own) this.#gossip.publish(runs);
    this.erasuresMayHaveCome();
    if (hasAuthority) this.#onAuthority();
    this.pump();
    for (const transport of anew) this.#parts.onRenew(transport);
  }

  /** Who may have what may have changed. */
  #onAuthority(): void {
    this.#gossip.refresh();
    for (const host of [...this.#hosts]) {
      const level = this.#levelOf(host.device, host.shown);
      if (level && host.setLevel(level)) this.#greet(host);
    }
    this.#parts.onWallet();
  }

  /** Whom to meet anew: those who are to hear that they are out, and those who are in again. */
  #closeThoseOut(): Iterable<TransportId> {
    this.#endings.clear();
    const anew = new Set<TransportId>();
    for (const host of [...this.#hosts]) {
      if (this.#levelOf(host.device, host.shown)) continue;
      this.close(host);
      if (this.#endingOf(host.device)) anew.add(host.pipe.transport);
    }
    for (const { device, shown, pipe } of this.#farewells)
      if (this.#levelOf(device, shown)) anew.add(pipe.transport);
    return anew;
  }

  #sayFarewell(pipe: SessionPipe, device: DeviceId, shown: ShownKey): Farewell | undefined {
    const tips = this.#endingOf(device);
    if (!tips) return undefined;
    const { replica, clock, log } = this;
    const farewell = new Farewell({ replica, clock, log }, tips, pipe, device, shown);
    this.#farewells.add(farewell);
    farewell.open();
    return farewell;
  }

  #endingOf(device: DeviceId): readonly FeedTip[] | undefined {
    if (this.#endings.has(device)) return this.#endings.get(device);
    if (this.#endings.size >= MAX_ENDINGS) this.#endings.clear();
    const tips = this.replica.endingOf(device);
    this.#endings.set(device, tips);
    return tips;
  }

  #levelOf(device: DeviceId, shown: ShownKey): Level | undefined {
    const authority = this.replica.authority();
    const known = authority.devices.get(device);
    if (known) return known.state === 'current' ? 'full' : undefined;
    if (shown === 'none') return undefined;
    return shown === 'current' && !authority.names(device) ? 'authority' : 'hearing';
  }

  #rememberProofs() {
    const fresh = this.replica.proofs().filter(({ kind, device }) => !this.#knownProofs.has(kind + device));
    for (const { kind, device } of fresh) this.#knownProofs.add(kind + device);
    return fresh;
  }

  #rememberErasures() {
    const fresh = this.replica.erasures().filter((run) => !this.#knownErasures.has(nameOf(run)));
    for (const run of fresh) this.#knownErasures.add(nameOf(run));
    return fresh;
  }

  #tellAddressesSoon(): void {
    this.#cancelAddresses ??= this.clock.after(ADDRESS_DELAY, () => {
      this.#cancelAddresses = undefined;
      this.#tellAddresses();
    });
  }

  #ownAddresses(): readonly string[] {
    return this.#parts.network.addresses().slice(0, MAX_ADDRESSES / 2);
  }

  /** Of two that met for a moment, each finds the other again. What the other side does not take yet is said once more. */
  #greet(host: SessionHost): void {
    if (host.state.level === 'full') host.tell(this.#ownAddresses(), []);
  }

  /** Members help each other to find the others: so that a newcomer does not depend on who has invited them. */
  #tellAddresses(): void {
    const own = this.#ownAddresses();
    for (const host of this.#hosts) {
      if (host.state.level !== 'full') continue;
      const others = new Set<string>();
      for (const other of this.#hosts) {
        if (other.pipe.transport === host.pipe.transport || other.state.level !== 'full') continue;
        for (const address of other.addresses) others.add(address);
        if (other.pipe.address !== undefined) others.add(other.pipe.address);
      }
      const told = [...others].sort().slice(0, MAX_ADDRESSES);
      const summary = [...own, '', ...told].join('\n');
      if (this.#told.get(host) === summary) continue;
      this.#told.set(host, summary);
      host.tell(own, told);
    }
  }
}

/** Until the founding is held nobody is named, and any feed may be the founder's. */
function isNamed(authority: Authority, device: DeviceId): boolean {
  return authority.founder === null || authority.names(device);
}

/** A retire by its signature, as a liar may show several for one place. */
function nameOf({ device, from, records }: Run): string {
  return `${device}/${from}/${toHex(records[0]?.signature ?? new Uint8Array(0))}`;
}
