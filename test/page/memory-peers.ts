/** Real peers over a mesh, disks and keychains in memory, each with its page; on the clock of the process or one that is given. */
import { localApi } from '../../core/api/local-client.ts';
import type { ApiClient } from '../../core/api/client.ts';
import type { Clock } from '../../core/base/clock.ts';
import { KithError } from '../../core/base/kith-error.ts';
import { silentLog } from '../../core/base/log.ts';
import { MemoryKeychain } from '../../core/keychain/memory-keychain.ts';
import { MemoryMesh } from '../../core/network/memory-mesh.ts';
import { Peer } from '../../core/peer/peer.ts';
import type { PeerFiles } from '../../core/peer/peer-files.ts';
import type { Settings } from '../../core/peer/settings.ts';
import { MemoryDisk } from '../../core/store/memory-store.ts';
import type { Store } from '../../core/store/store.ts';
import { seededRandom } from '../core/community/neighbours.ts';
import { systemClock } from '../../core/node/system-clock.ts';
import { PageHost } from './page-host.ts';

export interface Person {
  readonly api: ApiClient;
  readonly store: Store;
  readonly url: string;
  stop(): Promise<void>;
}

export class MemoryPeers {
  readonly #clock: Clock;
  readonly #stick = new Map<string, Uint8Array>();
  readonly #mesh: MemoryMesh;

  constructor(clock: Clock = systemClock) {
    this.#clock = clock;
    this.#mesh = new MemoryMesh({ clock, random: seededRandom('pages') });
  }

  /** A stick that goes from hand to hand. */
  #files(): PeerFiles {
    const files = this.#stick;
    return {
      async *read(file) {
        await Promise.resolve();
        const bytes = files.get(file);
        if (!bytes) throw new KithError('FILE_UNREADABLE');
        yield bytes;
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

  /** Before the first run where `isNew`. The name may be of any letters, an address is of few. */
  person(name: string, isNew = false): Promise<Person> {
    return this.#start(name, new MemoryDisk().open(), undefined, isNew);
  }

  /** A second machine with all that the disk of the first holds now. */
  async copyOf({ store }: Person, name: string, machine: string): Promise<Person> {
    const copied = new MemoryDisk().open();
    for await (const rows of store.read({ from: new Uint8Array(0), to: Uint8Array.of(0xff) }))
      await copied.write(rows.map(({ key, value }) => ({ type: 'put', key, value })));
    return this.#start(machine, copied, { name, network: 'lan' }, true);
  }

  /** Takes the machine out of every network, or brings it back. */
  partition(...groups: readonly (readonly string[])[]): void {
    this.#mesh.partition(...groups.map((names) => names.map(addressOf)));
  }

  heal(): void {
    this.#mesh.heal();
  }

  async #start(name: string, store: Store, before: Settings | undefined, isNew: boolean): Promise<Person> {
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
      createNetwork: (mode) => Promise.resolve(this.#mesh.network(addressOf(name), { mode })),
      files: this.#files(),
      clock: this.#clock,
      random: seededRandom(name),
      log: silentLog,
      version: 'test',
      page: () => null,
      isNetworked: true,
    });
    const api = localApi(peer);
    if (!isNew) await api.init({ name, network: 'lan' });
    const host = new PageHost(peer);
    await host.start();
    return {
      api,
      store,
      url: host.url,
      stop: async () => {
        await host.stop();
        await peer.stop();
      },
    };
  }
}

function addressOf(name: string): string {
  return Buffer.from(name).toString('hex');
}
