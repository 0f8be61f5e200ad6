/** A device of a world with a network: a whole peer, on a disk that can crash and a network that can be cut. */
import type { CallName, InputOf, OutputOf } from '../../core/api/methods.ts';
import { KithError } from '../../core/base/kith-error.ts';
import { silentLog } from '../../core/base/log.ts';
import type { Community } from '../../core/community/community.ts';
import { unwrapSecrets } from '../../core/community/secrets.ts';
import type { DeviceKeys } from '../../core/identity/keys.ts';
import { MemoryKeychain } from '../../core/keychain/memory-keychain.ts';
import type { MemoryMesh } from '../../core/network/memory-mesh.ts';
import type { MemoryNetwork } from '../../core/network/memory-network.ts';
import { Peer } from '../../core/peer/peer.ts';
import type { PeerFiles } from '../../core/peer/peer-files.ts';
import type { Settings } from '../../core/peer/settings.ts';
import { MemoryDisk, type MemoryStore } from '../../core/store/memory-store.ts';
import type { Actor } from './actor.ts';
import type { SimulatedClock } from './clock.ts';
import { ProcessClock } from './process-clock.ts';
import type { SeededRandom } from './random.ts';

/** What the devices of a world share. */
export interface Surroundings {
  readonly clock: SimulatedClock;
  readonly mesh: MemoryMesh;
  /** A stick that everybody can plug in. */
  readonly stick: Map<string, Uint8Array>;
}

const SYNC_MS = 2;

export class LiveDevice implements Actor {
  readonly name: string;
  readonly disk: MemoryDisk;
  readonly #random: SeededRandom;
  readonly #skewMs: number;
  readonly #around: Surroundings;
  readonly #keychain: MemoryKeychain;
  #settings: Settings | undefined;
  #peer: Peer | undefined;
  #network: MemoryNetwork | undefined;
  #clock: ProcessClock | undefined;
  #store: MemoryStore | undefined;

  constructor(name: string, around: Surroundings, random: SeededRandom, skewMs: number) {
    this.name = name;
    this.#around = around;
    this.#random = random;
    this.#skewMs = skewMs;
    this.#keychain = new MemoryKeychain(name);
    this.disk = new MemoryDisk({ clock: around.clock, syncMs: SYNC_MS });
  }

  get isUp(): boolean {
    return this.#peer !== undefined;
  }

  /** Up, and in the world's community. */
  get isMember(): boolean {
    return (this.#peer?.communities().length ?? 0) > 0;
  }

  get network(): Settings['network'] {
    return this.#settings?.network ?? 'offline';
  }

  get community(): Community {
    const community = this.#peer?.communities()[0];
    if (!community) throw new KithError('COMMUNITY_UNKNOWN');
    return community;
  }

  /** The keys that its honest code keeps to itself. */
  async keys(): Promise<DeviceKeys> {
    const { store, layout } = this.community;
    return (await unwrapSecrets(this.#keychain, store.get(layout.meta('secrets'))!)).keys;
  }

  async call<Name extends CallName>(name: Name, input: InputOf<Name>): Promise<OutputOf<Name>> {
    if (!this.#peer) throw new KithError('STORE_CLOSED');
    return this.#peer.call(name, input ?? {}) as Promise<OutputOf<Name>>;
  }

  async start(): Promise<void> {
    const { mesh } = this.#around;
    const clock = new ProcessClock(this.#around.clock, this.#skewMs);
    this.#clock = clock;
    this.#store = this.disk.open();
    this.#peer = await Peer.start({
      store: this.#store,
      keychain: this.#keychain,
      settings: {
        load: () => Promise.resolve(this.#settings),
        save: (settings) => {
          this.#settings = settings;
          return Promise.resolve();
        },
      },
      createNetwork: (mode) => Promise.resolve((this.#network = mesh.network(this.name, { mode }))),
      files: this.#files(),
      clock,
      random: this.#random.fork(),
      log: silentLog,
      version: 'world',
      page: () => null,
      isNetworked: true,
    });
  }

  /** Power loss, in the middle of whatever it does. */
  crash(survivors: number): void {
    this.#network?.crash();
    this.#clock?.kill();
    this.disk.crash(survivors);
    this.#peer = undefined;
  }

  async stop(): Promise<void> {
    const peer = this.#peer;
    this.#peer = undefined;
    await peer?.stop();
    await this.#store?.close();
    this.#clock?.kill();
  }

  #files(): PeerFiles {
    const { stick } = this.#around;
    return {
      async *read(file) {
        await Promise.resolve();
        const bytes = stick.get(file);
        if (!bytes) throw new KithError('FILE_UNREADABLE');
        for (let at = 0; at < bytes.length; at += 4_000) yield bytes.subarray(at, at + 4_000);
      },
      async write(file, fill) {
        const pieces: Uint8Array[] = [];
        await fill((piece) => {
          pieces.push(Uint8Array.from(piece));
          return Promise.resolve();
        });
        stick.set(file, Uint8Array.from(pieces.flatMap((piece) => [...piece])));
      },
    };
  }
}
