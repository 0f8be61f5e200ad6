/**
 * One running peer: composes store, keychain, communities and exchange, and answers the API. Hosts make one per
 * profile. Owns the life cycle: what is started is stopped, in reverse order.
 */
import { apiHandlers } from './api-handlers.ts';
import type { CallName, PeerApi, SubscribeName } from '../api/methods.ts';
import type { CommunityId, ObjectId } from '../base/ids.ts';
import { codeOf, KithError } from '../base/kith-error.ts';
import type { Community, CommunityChange, CommunityOptions } from '../community/community.ts';
import {
  foundCommunity,
  joinedCommunity,
  linkedCommunity,
  openCommunity,
} from '../community/found-community.ts';
import { SerialQueue } from '../community/serial-queue.ts';
import type { InviteTicket } from '../identity/invite-link.ts';
import { newDeviceKeys, withoutRoot, type DeviceKeys } from '../identity/keys.ts';
import { AttachmentKeeper } from './attachment-keeper.ts';
import { Attachments } from './attachments.ts';
import { Exchange } from './exchange.ts';
import { HostedCommunity, SAMPLE } from './hosted-community.ts';
import { joinProgress } from './join-progress.ts';
import { Joins } from './joins.ts';
import { DeskKeeper } from './desk-keeper.ts';
import { KeyKeeper } from './key-keeper.ts';
import { LinkedDevice } from './linked-device.ts';
import { LiveQueries, type Topic } from './live-queries.ts';
import { NeighbourLog } from './neighbour-log.ts';
import { ObjectFinder, type Found } from './object-finder.ts';
import { PeerEvents } from './peer-events.ts';
import type { PeerOptions } from './peer-options.ts';
import { topicsOf } from './query-topics.ts';
import { Recovery } from './recovery.ts';
import { Registry } from './registry.ts';
import { renewDevices, type RenewalWish } from './renew-devices.ts';
import { Sample } from './sample.ts';
import { narrower, type Settings } from './settings.ts';

export type { PeerOptions } from './peer-options.ts';

export class Peer implements PeerApi {
  readonly #o: PeerOptions;
  readonly #registry: Registry;
  readonly #exchange: Exchange;
  readonly #neighbours: NeighbourLog;
  readonly #joins: Joins;
  readonly #queries: LiveQueries;
  readonly #recovery: Recovery;
  readonly #sample: Sample;
  readonly #linked: LinkedDevice;
  readonly #events: PeerEvents;
  readonly #hosts = new Map<CommunityId, HostedCommunity>();
  /** What each community does by itself. */
  readonly #keepers = new Map<CommunityId, readonly { stop(): Promise<void> }[]>();
  readonly #finder = new ObjectFinder(() => this.#hosts.values());
  readonly #handlers: ReturnType<typeof apiHandlers>;
  readonly #configuring = new SerialQueue();
  /** With the mode that is in force. */
  #settings: Settings | undefined;
  #wiping: Promise<void> = Promise.resolve();

  /** Starts what the settings say. Throws KithError SETTINGS_CORRUPT, KEYCHAIN_REFUSED, STORE_CORRUPT, PORT_TAKEN. */
  static async start(options: PeerOptions): Promise<Peer> {
    const peer = await Peer.open(options);
    await peer.connect();
    return peer;
  }

  /** Answers what lies on the disk; on no network until `connect`. Throws KithError as `start` does, but PORT_TAKEN. */
  static async open(options: PeerOptions): Promise<Peer> {
    const peer = new Peer(options);
    await peer.#open();
    return peer;
  }

  private constructor(options: PeerOptions) {
    const { store, keychain, clock, random, log, createNetwork } = options;
    this.#o = options;
    this.#registry = new Registry(store, keychain);
    this.#exchange = new Exchange({ createNetwork, clock, random, log, registry: this.#registry });
    this.#neighbours = new NeighbourLog({
      clock,
      hosts: () => this.#hosts.values(),
      peers: () => this.#exchange.status().peers,
    });
    this.#queries = new LiveQueries(clock);
    this.#events = new PeerEvents({
      clock,
      log,
      hosts: () => this.#hosts.values(),
      isArriving: (id) => this.#joins.isArriving(id) || this.#linked.isArriving(id),
    });
    this.#recovery = new Recovery(this.#registry, random);
    this.#linked = new LinkedDevice({
      clock,
      exchange: this.#exchange,
      hosted: (id) => this.#hosts.get(id)?.community,
      adopt: async (id, keys, authorityKey) => {
        const number = await this.#registry.takeNumber();
        const community = await linkedCommunity(this.#communityOptions(number, id), keys, authorityKey);
        await this.#registry.add(number, id);
        this.#add(community);
      },
    });
    this.#sample = new Sample({
      build: () => options.buildSample?.({ clock, random, log, version: options.version }),
      exchange: this.#exchange,
      random,
      log,
      name: () => this.#initialised().name,
      found: () => [...this.#hosts.values()].find(({ isSample }) => isSample)?.id,
      adopt: (ticket, keys, welcome) => this.#adopt(ticket, keys, welcome, SAMPLE),
    });
    this.#joins = new Joins({
      clock,
      random,
      log,
      registry: this.#registry,
      name: () => this.#initialised().name,
      newKeys: async () => newDeviceKeys(random, await this.#recovery.takeRoot()),
      begin: (plan) => {
        this.#exchange.addAddresses(plan.ticket.addresses);
        return this.#exchange.join(plan);
      },
      look: (invite) => this.#exchange.look(invite),
      hosted: (ticket) => this.#hosts.get(ticket.community)?.community,
      adopt: (ticket, keys, welcome) => this.#adopt(ticket, keys, welcome),
      progress: ({ community }) =>
        joinProgress(this.#hosts.get(community), this.#exchange.status().peers, community),
      onChange: () => {
        this.#queries.touch(['network']);
      },
    });
    this.#exchange.onChange.on(() => {
      // Losing it costs a "last seen", nothing else.
      this.#neighbours.note().catch(() => {
        log.warn('who was here is not noted');
      });
      this.#queries.touch(['network']);
    });
    this.#exchange.onTyping.on(() => {
      this.#queries.touch(['typing']);
    });
    this.#handlers = apiHandlers({
      clock,
      random,
      exchange: this.#exchange,
      neighbours: this.#neighbours,
      joins: this.#joins,
      keys: keychain.kind,
      version: options.version,
      files: options.files,
      page: options.page,
      settings: () => this.#settings,
      network: () => this.#settings?.network ?? this.#o.network ?? 'lan',
      configure: (settings) => this.#configuring.run(() => this.#configure(settings)),
      found: (title) => this.#found(title),
      recovery: this.#recovery,
      linked: this.#linked,
      name: () => this.#initialised().name,
      onConfirmed: async () => {
        await this.#forgetRoots();
        this.#queries.touch(['profile']);
      },
      sample: () => this.#sample.enter(),
      forget: (host) => this.#forget(host),
      renew: (wish) => this.#configuring.run(() => this.#renew(wish)),
      addressesIn: (community) => this.#exchange.addressesIn(community),
      community: (id) => this.#host(id),
      communities: () => [...this.#hosts.values()],
      find: (id, code) => this.#find(id, code),
      onMark: () => {
        this.#queries.touch(['authority']);
      },
      onLocalChange: () => {
        this.#queries.touch(['contents']);
      },
    });
  }

  /** Gets on the network that the settings say. Once, after `open`. Throws KithError PORT_TAKEN, NETWORK_FAILED. */
  async connect(): Promise<void> {
    await this.#configuring.run(() => this.#connect());
    this.#queries.touch(['network']);
  }

  /** What runs here, for those who hold the peer itself. */
  communities(): readonly Community[] {
    return [...this.#hosts.values()].map(({ community }) => community);
  }

  async call(name: CallName, input: unknown): Promise<unknown> {
    const handler = this.#handlers[name] as (input: unknown) => Promise<unknown>;
    return handler(input);
  }

  subscribe(
    name: SubscribeName,
    input: unknown,
    onValue: (value: unknown) => void,
    onError: (error: unknown) => void,
  ): () => void {
    if (name === 'alerts') return this.#events.onAlert(onValue);
    if (name === 'changes') return this.#events.onEvent((input as { community?: string }).community, onValue);
    return this.#queries.add(topicsOf(name), () => this.call(name, input), onValue, onError);
  }

  /** Nothing is under way any more when it resolves. The store is the host's to close. */
  async stop(): Promise<void> {
    await this.#neighbours.save().catch(() => undefined);
    await this.#configuring.run(() => this.#exchange.stop());
    await this.#sample.stop();
    await this.#wiping;
    await this.#events.stop();
    for (const keeper of [...this.#keepers.values()].flat()) await keeper.stop();
    for (const { community } of this.#hosts.values()) await community.stop();
  }

  async #open(): Promise<void> {
    const stored = await this.#o.settings.load();
    this.#settings = stored && { ...stored, network: this.#o.network ?? stored.network };
    await this.#recovery.load();
    for (const { number, id } of await this.#registry.communities()) {
      const community = await openCommunity(this.#communityOptions(number, id));
      if (community) this.#add(community);
    }
    // An earlier run may have been cut short between the two.
    if (this.#recovery.state === 'confirmed') await this.#forgetRoots();
    this.#wipe();
  }

  async #forgetRoots(): Promise<void> {
    for (const { community } of this.#hosts.values()) await community.forgetRoot();
  }

  async #forget(host: HostedCommunity): Promise<void> {
    const { community, isSample } = host;
    if (!isSample && host.isIn) throw new KithError('FORGET_MEMBER');
    const known = (await this.#registry.communities()).find(({ id }) => id === community.id);
    this.#exchange.remove(community.id);
    if (isSample) await this.#sample.stop();
    this.#hosts.delete(community.id);
    for (const keeper of this.#keepers.get(community.id) ?? []) await keeper.stop();
    this.#keepers.delete(community.id);
    await community.stop();
    if (known) await this.#registry.remove(known.number);
    this.#wipe();
    this.#queries.touch(['authority', 'contents', 'network']);
  }

  /** In the background: what is forgotten is out of sight already. */
  #wipe(): void {
    this.#wiping = this.#wiping
      .then(() => this.#registry.wipe())
      .catch(() => {
        // The markers stay: the next start goes on.
        this.#o.log.warn('rows of a forgotten community are still there');
      });
  }

  async #connect(): Promise<void> {
    if (!this.#settings) return;
    await this.#exchange.start(this.#settings.network, this.#o.isNetworked);
    await this.#joins.resume();
  }

  /** All or nothing: where the network does not start, or cannot be noted, everything goes on as it was. */
  async #configure(next: Settings): Promise<void> {
    const network = narrower(next.network, this.#o.network ?? next.network);
    await this.#exchange.stop();
    try {
      await this.#exchange.start(network, this.#o.isNetworked);
      await this.#o.settings.save(next);
    } catch (error) {
      await this.#exchange.stop();
      await this.#connect().catch((fault: unknown) => {
        this.#o.log.error('the network before does not start any more', { code: codeOf(fault) });
      });
      throw error;
    }
    this.#settings = { ...next, network };
    await this.#joins.resume();
    this.#queries.touch(['profile', 'network']);
  }

  /** Neighbours know the old one by its connections: these begin anew. */
  async #renew(wish: Omit<RenewalWish, 'name'>): Promise<readonly HostedCommunity[]> {
    const { name } = this.#initialised();
    await this.#exchange.stop();
    try {
      const hosts = await renewDevices([...this.#hosts.values()], { ...wish, name });
      await this.#o.renewTransport?.();
      return hosts;
    } finally {
      await this.#connect();
      this.#queries.touch(['authority', 'contents', 'network']);
    }
  }

  async #found(title: string): Promise<HostedCommunity> {
    const { name } = this.#initialised();
    const number = await this.#registry.takeNumber();
    const root = await this.#recovery.takeRoot();
    const community = await foundCommunity(this.#communityOptions(number), { title, name, root });
    await this.#registry.add(number, community.id);
    const host = this.#add(community);
    if (this.#recovery.state === 'confirmed') await community.forgetRoot();
    return host;
  }

  async #adopt(
    ticket: InviteTicket,
    keys: DeviceKeys,
    welcome: Uint8Array,
    mark?: typeof SAMPLE,
  ): Promise<Community> {
    const number = await this.#registry.takeNumber();
    const options = this.#communityOptions(number, ticket.community);
    const kept = this.#recovery.state === 'confirmed' ? withoutRoot(keys) : keys;
    const community = await joinedCommunity(options, kept, welcome);
    if (mark) await community.setLocal(mark, new Uint8Array(0));
    await this.#registry.add(number, community.id);
    this.#add(community);
    return community;
  }

  #add(community: Community): HostedCommunity {
    const { store, clock, random, log } = this.#o;
    const keeper = new KeyKeeper({ community, clock, random, log });
    const attachments = new Attachments({ store, number: community.number, clock, random, log });
    const host = new HostedCommunity(community, clock, keeper, attachments);
    const desk = new DeskKeeper(host, clock, log);
    const files = new AttachmentKeeper({ host, clock, log });
    this.#keepers.set(community.id, [keeper, desk, files]);
    this.#hosts.set(community.id, host);
    community.onChange.on((change) => {
      this.#onChange(host, change);
    });
    community.door.onChange.on(() => {
      this.#queries.touch(['network']);
    });
    if (!host.isSample) this.#exchange.add(community, attachments.trade);
    // A command that runs alone does what it is told and nothing else.
    if (this.#o.isNetworked) {
      keeper.watch();
      files.watch();
      desk.watch();
    }
    this.#queries.touch(['authority', 'contents', 'network']);
    return host;
  }

  #onChange(host: HostedCommunity, change: CommunityChange): void {
    const topics: Topic[] = ['network'];
    if (change.contents.length > 0) topics.push('contents');
    if (change.authority) topics.push('authority');
    if (change.receipts) topics.push('receipts');
    this.#queries.touch(topics);
    this.#events.tell(host, change);
  }

  #communityOptions(number: number): Omit<CommunityOptions, 'id'>;
  #communityOptions(number: number, id: CommunityId): CommunityOptions;
  #communityOptions(number: number, id?: CommunityId): Omit<CommunityOptions, 'id'> {
    const { store, keychain, clock, random, log } = this.#o;
    return { ...(id !== undefined && { id }), number, store, keychain, clock, random, log };
  }

  #initialised(): Settings {
    if (!this.#settings) throw new KithError('NOT_INITIALISED');
    return this.#settings;
  }

  #host(id: CommunityId): HostedCommunity {
    this.#initialised();
    const host = this.#hosts.get(id);
    if (!host) throw new KithError('COMMUNITY_UNKNOWN');
    return host;
  }

  #find(id: ObjectId, code: string): Found {
    this.#initialised();
    return this.#finder.find(id, code);
  }
}
