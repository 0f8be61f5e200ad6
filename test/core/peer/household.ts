/** Peers over a mesh and disks in memory, on a clock that is driven by hand. */
import { localApi } from '../../../core/api/local-client.ts';
import type { ApiClient } from '../../../core/api/client.ts';
import { silentLog } from '../../../core/base/log.ts';
import { MemoryKeychain } from '../../../core/keychain/memory-keychain.ts';
import { MemoryMesh } from '../../../core/network/memory-mesh.ts';
import { Peer, type PeerOptions } from '../../../core/peer/peer.ts';
import type { PeerFiles } from '../../../core/peer/peer-files.ts';
import type { Settings } from '../../../core/peer/settings.ts';
import { MemoryDisk } from '../../../core/store/memory-store.ts';
import type { Store } from '../../../core/store/store.ts';
import { SimulatedClock } from '../../world/clock.ts';
import { seededRandom } from '../community/neighbours.ts';

export interface Resident {
  readonly name: string;
  readonly peer: Peer;
  readonly api: ApiClient;
  readonly store: Store;
  readonly extra: Extra;
}

type Extra = Partial<Pick<PeerOptions, 'buildSample' | 'network' | 'createNetwork' | 'settings'>>;

export class Household {
  readonly clock = new SimulatedClock();
  readonly mesh: MemoryMesh;
  readonly files = new Map<string, Uint8Array>();

  constructor(seed = 'household') {
    this.mesh = new MemoryMesh({ clock: this.clock, random: seededRandom(seed) });
  }

  async resident(name: string, extra: Extra = {}): Promise<Resident> {
    const resident = await this.newcomer(name, extra);
    await this.drive(resident.api.init({ name, network: 'lan' }));
    return resident;
  }

  /** Before the first run. */
  newcomer(name: string, extra: Extra = {}): Promise<Resident> {
    return this.#start(name, new MemoryDisk().open(), undefined, extra);
  }

  /** Starts on that disk. */
  from(store: Store, of: Resident, name: string): Promise<Resident> {
    return this.#start(name, store, { name: of.name, network: 'lan' }, of.extra);
  }

  /** Quits in order and starts again from the same disk. */
  async restart({ name, peer, store, extra }: Resident): Promise<Resident> {
    await this.drive(peer.stop());
    return this.#start(name, store, { name, network: 'lan' }, extra);
  }

  /** A second machine with all that the disk of the first holds now, as a copied folder or an older backup is. */
  async copy(of: Resident, name: string): Promise<Resident> {
    const store = await this.backup(of);
    return this.#start(name, store, { name: of.name, network: 'lan' }, of.extra);
  }

  async backup({ store }: Pick<Resident, 'store'>): Promise<Store> {
    const copied = new MemoryDisk().open();
    for await (const rows of store.read({ from: new Uint8Array(0), to: Uint8Array.of(0xff) }))
      await copied.write(
        rows.map(({ key, value }) => ({ type: 'put', key, value })),
        { sync: true },
      );
    return copied;
  }

  async #start(name: string, store: Store, before: Settings | undefined, extra: Extra): Promise<Resident> {
    let settings = before;
    const peer = await Peer.start({
      store,
      keychain: new MemoryKeychain(),
      settings: {
        load: () => Promise.resolve(settings),
        save: (next) => {
          settings = next;
          return Promise.resolve();
        },
      },
      createNetwork: (mode) => Promise.resolve(this.mesh.network(name, { mode })),
      files: this.#files(),
      clock: this.clock,
      random: seededRandom(name),
      log: silentLog,
      version: 'test',
      page: () => null,
      isNetworked: true,
      ...extra,
    });
    return { name, peer, api: localApi(peer), store, extra };
  }

  /** Lets time pass until the promise has settled; at most ten minutes of it. */
  async drive<T>(promise: Promise<T>): Promise<T> {
    let isSettled = false;
    const watched = promise.finally(() => {
      isSettled = true;
    });
    watched.catch(() => undefined);
    for (let i = 0; i < 12_000 && !isSettled; i++) await this.clock.advance(50);
    return watched;
  }

  #files(): PeerFiles {
    const { files } = this;
    return {
      async *read(file) {
        await Promise.resolve();
        yield files.get(file)!;
      },
      async write(file, fill) {
        const pieces: Uint8Array[] = [];
        await fill((piece) => {
          pieces.push(Uint8Array.from(piece));
          return Promise.resolve();
        });
        files.set(file, Buffer.concat(pieces));
      },
    };
  }
}
