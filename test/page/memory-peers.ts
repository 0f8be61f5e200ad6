/** Real peers over a mesh, disks and keychains in memory, on the clock of the process, each with its page. */
import { localApi } from '../../core/api/local-client.ts';
import type { ApiClient } from '../../core/api/client.ts';
import { KithError } from '../../core/base/kith-error.ts';
import { silentLog } from '../../core/base/log.ts';
import { MemoryKeychain } from '../../core/keychain/memory-keychain.ts';
import { MemoryMesh } from '../../core/network/memory-mesh.ts';
import { Peer } from '../../core/peer/peer.ts';
import type { PeerFiles } from '../../core/peer/peer-files.ts';
import type { Settings } from '../../core/peer/settings.ts';
import { MemoryDisk } from '../../core/store/memory-store.ts';
import { seededRandom } from '../core/community/neighbours.ts';
import { systemClock } from '../../core/node/system-clock.ts';
import { PageHost } from './page-host.ts';

export interface Person {
  readonly api: ApiClient;
  readonly url: string;
  stop(): Promise<void>;
}

export class MemoryPeers {
  readonly #clock = systemClock;
  readonly #stick = new Map<string, Uint8Array>();
  readonly #mesh = new MemoryMesh({ clock: this.#clock, random: seededRandom('pages') });

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

  /** Before the first run where `isNew`. */
  async person(name: string, isNew = false): Promise<Person> {
    let settings: Settings | undefined;
    const peer = await Peer.start({
      store: new MemoryDisk().open(),
      keychain: new MemoryKeychain(),
      settings: {
        load: () => Promise.resolve(settings),
        save: (next) => {
          settings = next;
          return Promise.resolve();
        },
      },
      createNetwork: (mode) => Promise.resolve(this.#mesh.network(name, { mode })),
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
      url: host.url,
      stop: async () => {
        await host.stop();
        await peer.stop();
      },
    };
  }
}
