/**
 * A device of a world without a network: production code from the API's handlers down to a disk that can crash. What
 * neighbours have is brought by hand (carry.ts), so a world is fast and every loss is drawn from the seed.
 */
import type { CallName, InputOf, KithHandlers, OutputOf } from '../../core/api/methods.ts';
import type { Clock } from '../../core/base/clock.ts';
import { KithError } from '../../core/base/kith-error.ts';
import { silentLog } from '../../core/base/log.ts';
import type { Community, CommunityOptions } from '../../core/community/community.ts';
import { foundCommunity, joinedCommunity, openCommunity } from '../../core/community/found-community.ts';
import { signingKeyFromSeed } from '../../core/crypto/sign.ts';
import { createCertificate } from '../../core/identity/certificate.ts';
import { decodeInviteLink } from '../../core/identity/invite-link.ts';
import { createJoinRequest } from '../../core/identity/join-request.ts';
import { newDeviceKeys, type DeviceKeys } from '../../core/identity/keys.ts';
import { MemoryKeychain } from '../../core/keychain/memory-keychain.ts';
import { boardHandlers } from '../../core/peer/board-handlers.ts';
import { chatHandlers } from '../../core/peer/chat-handlers.ts';
import { communityHandlers } from '../../core/peer/community-handlers.ts';
import { HostedCommunity } from '../../core/peer/hosted-community.ts';
import { inventoryHandlers } from '../../core/peer/inventory-handlers.ts';
import { loanHandlers } from '../../core/peer/loan-handlers.ts';
import { ObjectFinder } from '../../core/peer/object-finder.ts';
import { Uploads } from '../../core/peer/uploads.ts';
import type { PeerScope } from '../../core/peer/peer-scope.ts';
import { MemoryDisk } from '../../core/store/memory-store.ts';
import type { Actor } from './actor.ts';
import type { SimulatedClock } from './clock.ts';
import type { SeededRandom } from './random.ts';

/** Milliseconds that a synced write takes: a crash in between loses it. */
const SYNC_MS = 3;

export class DirectDevice implements Actor {
  readonly name: string;
  readonly disk: MemoryDisk;
  readonly random: SeededRandom;
  readonly #clock: Clock;
  readonly #keychain: MemoryKeychain;
  #host: HostedCommunity | undefined;
  #handlers: Partial<KithHandlers> = {};
  #id: Community['id'] | undefined;
  keys: DeviceKeys | undefined;

  /** `skewMs`: how wrong this device's clock is. */
  constructor(
    name: string,
    clock: SimulatedClock,
    random: SeededRandom,
    skewMs: number,
    keychain = new MemoryKeychain(name),
  ) {
    this.name = name;
    this.#keychain = keychain;
    this.random = random;
    this.#clock = { now: () => clock.now() + skewMs, after: (ms, run) => clock.after(ms, run) };
    this.disk = new MemoryDisk({ clock, syncMs: SYNC_MS });
  }

  get isUp(): boolean {
    return this.#host !== undefined;
  }

  get community(): Community {
    if (!this.#host) throw new KithError('COMMUNITY_UNKNOWN');
    return this.#host.community;
  }

  async call<Name extends CallName>(name: Name, input: InputOf<Name>): Promise<OutputOf<Name>> {
    const handler = this.#handlers[name] as ((given: unknown) => Promise<OutputOf<Name>>) | undefined;
    if (!handler) throw new KithError('COMMUNITY_UNKNOWN');
    return handler(input);
  }

  async found(title: string): Promise<void> {
    this.#host = this.#run(await foundCommunity(this.#options(), { title, name: this.name }));
  }

  /** With an invite's link, let in by `host`, with whom it is not in step yet. */
  async join(link: string, host: Actor): Promise<void> {
    const ticket = decodeInviteLink(link);
    if (!ticket.ok) throw new KithError(ticket.code);
    const keys = newDeviceKeys(this.random);
    const certificate = createCertificate(ticket.value.community, keys, this.name);
    const request = createJoinRequest(certificate, keys.device, signingKeyFromSeed(ticket.value.inviteSeed));
    const reply = await host.community.admit(request.bytes);
    if (!reply.ok) throw new KithError(reply.code);
    this.keys = keys;
    const options = { ...this.#options(), id: ticket.value.community };
    this.#host = this.#run(await joinedCommunity(options, keys, reply.value.welcome));
  }

  /** A second machine with what the disk of this one holds now. It is not up. */
  async twin(name: string, clock: SimulatedClock, random: SeededRandom): Promise<DirectDevice> {
    const twin = new DirectDevice(name, clock, random, 0, this.#keychain);
    const store = twin.disk.open();
    for await (const rows of this.community.store.read({ from: new Uint8Array(0), to: Uint8Array.of(0xff) }))
      await store.write(
        rows.map(({ key, value }) => ({ type: 'put', key, value })),
        { sync: true },
      );
    await store.close();
    twin.#id = this.#id;
    twin.keys = this.keys;
    return twin;
  }

  /** Power loss: what was not synced is gone, but for so many batches. */
  crash(survivors: number): void {
    this.disk.crash(survivors);
    this.#host = undefined;
    this.#handlers = {};
  }

  async stop(): Promise<void> {
    await this.community.stop();
    await this.community.store.close();
    this.#host = undefined;
    this.#handlers = {};
  }

  async start(): Promise<void> {
    if (this.#id === undefined) return;
    const community = await openCommunity({ ...this.#options(), id: this.#id });
    if (!community) throw new Error(`${this.name} has lost its community`);
    this.#host = this.#run(community);
  }

  /** What the disk holds, opened a second time beside nothing else. */
  async reopened(): Promise<Community> {
    await this.stop();
    await this.start();
    return this.community;
  }

  #options(): Omit<CommunityOptions, 'id'> {
    const store = this.disk.open();
    const keychain = this.#keychain;
    return { number: 0, store, keychain, clock: this.#clock, random: this.random, log: silentLog };
  }

  #run(community: Community): HostedCommunity {
    const host = new HostedCommunity(community, this.#clock);
    const finder = new ObjectFinder(() => [host]);
    const scope: PeerScope = {
      community: () => host,
      communities: () => [host],
      find: (id, code) => finder.find(id, code),
    };
    const nothing = (): void => {};
    const uploads = new Uploads(this.random);
    this.#handlers = {
      ...communityHandlers({
        ...scope,
        clock: this.#clock,
        random: this.random,
        // Founding and joining are done by hand here.
        joins: undefined as never,
        found: undefined as never,
        sample: undefined as never,
        forget: undefined as never,
        addressesIn: () => [],
        isHere: () => false,
      }),
      ...boardHandlers(scope),
      ...inventoryHandlers({ ...scope, uploads }),
      ...loanHandlers({ ...scope, clock: this.#clock, uploads }, nothing),
      ...chatHandlers(scope, nothing, uploads),
    };
    this.#id = community.id;
    return host;
  }
}
