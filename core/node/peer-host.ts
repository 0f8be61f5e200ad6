/**
 * A peer in this process, on the files of a profile: what the command line and the desktop window both run. Owns what it
 * opens and closes it in reverse order: store, peer, page, socket.
 */
import packageFile from '../../package.json' with { type: 'json' };
import { localApi } from '../api/local-client.ts';
import type { PeerApi } from '../api/methods.ts';
import type { ApiClient } from '../api/client.ts';
import type { TextChannel } from '../api/channel.ts';
import { serveApi } from '../api/server.ts';
import { codeOf, KithError } from '../base/kith-error.ts';
import { silentLog, type Log } from '../base/log.ts';
import { systemRandom } from '../crypto/random.ts';
import type { Keychain } from '../keychain/keychain.ts';
import type { Network, NetworkMode } from '../network/network.ts';
import { diskFiles } from './disk-files.ts';
import { InsecureKeychain } from './keychains/insecure-keychain.ts';
import { PassphraseKeychain } from './keychains/passphrase-keychain.ts';
import { SystemKeychain } from './keychains/system-keychain.ts';
import { LevelStore } from './level-store.ts';
import { Libp2pNetwork } from './libp2p-network.ts';
import type { PageAddress } from './page-address.ts';
import type { PageServer } from './page-server.ts';
import { ProfileDirectory } from './profile-directory.ts';
import type { StoredKeys, StoredSettings } from './stored-settings.ts';
import { systemClock } from './system-clock.ts';
import { Peer } from '../peer/peer.ts';
import { OpenCalls } from './open-calls.ts';

export interface HostOptions {
  readonly folder: string;
  readonly opens: SecretsOpener;
  readonly isNetworked: boolean;
  /** A profile that is not there is set up with these; undefined: it is an error. */
  readonly newKeys: StoredKeys | undefined;
  /** Instead of the mode of the profile, while this peer runs. */
  readonly network?: NetworkMode | undefined;
  /** `/ip4/HOST/tcp/PORT`, instead of the profile's port. */
  readonly listen?: readonly string[] | undefined;
  readonly log?: ((directory: ProfileDirectory) => Log) | undefined;
  /**
   * What is followed is answered from now on. When it resolves the peer gets on its network, for which `startPeer` still
   * waits.
   */
  readonly onOpen?: ((host: HostedPeer) => Promise<void>) | undefined;
}

/** What opens the secrets of a profile: whichever its settings ask for has to be there. */
export interface SecretsOpener {
  readonly passphrase?: string | undefined;
  /** 32 bytes that only the system's keychain gives out, and only to the desktop window. */
  readonly systemKey?: Uint8Array | undefined;
}

interface Secrets {
  readonly keychain: Keychain;
  /** Of the transport id. */
  readonly seed: Uint8Array;
  readonly port: number;
}

interface Part {
  stop(): Promise<void>;
}

/** Milliseconds that calls under way get when the peer stops. */
const GRACE = 2_000;
/** Throws KithError PROFILE_IN_USE, PROFILE_MISSING, PASSPHRASE_NEEDED, and what Peer.start throws. */
export async function startPeer(options: HostOptions): Promise<HostedPeer> {
  const directory = await ProfileDirectory.open(options.folder);
  const before = await directory.read();
  if (before === undefined && options.newKeys === undefined) throw new KithError('PROFILE_MISSING');
  const isNew = before === undefined;
  // Whoever holds the store holds the profile.
  const store = await LevelStore.open(directory.store, { mustExist: !isNew }).catch(
    async (error: unknown) => {
      if (isNew && codeOf(error) !== 'PROFILE_IN_USE') await directory.discard();
      throw error;
    },
  );
  try {
    const stored =
      (await directory.read()) ?? (await directory.setUp(options.newKeys ?? 'insecure', systemRandom));
    const keychain = await openKeychain(directory, stored, options.opens, isNew);
    const seed = await directory.transportSeed(keychain, systemRandom);
    const log = options.log?.(directory) ?? silentLog;
    if (store.droppedBytes > 0) log.warn('store.end-lost', { bytes: store.droppedBytes });
    const host = new HostedPeer(directory, keychain, store, log);
    await host.start(options, { keychain, seed, port: stored.port });
    return host;
  } catch (error) {
    await store.close();
    if (isNew) await directory.discard();
    throw error;
  }
}

export class HostedPeer {
  readonly api: ApiClient;
  readonly #directory: ProfileDirectory;
  readonly #keychain: Keychain;
  readonly #store: LevelStore;
  readonly #log: Log;
  readonly #calls = new OpenCalls();
  /** What stops, the last one first. */
  readonly #parts: Part[] = [];
  #page: string | null = null;

  constructor(directory: ProfileDirectory, keychain: Keychain, store: LevelStore, log: Log) {
    this.#directory = directory;
    this.#keychain = keychain;
    this.#store = store;
    this.#log = log;
    this.api = localApi(this.#calls);
  }

  /** One that talks to others stays for a while: whoever wants the profile meanwhile talks to it, from now on. */
  async start(options: HostOptions, secrets: Secrets): Promise<void> {
    try {
      if (options.isNetworked) await this.#serveSocket();
      const peer = await this.#openPeer(options, secrets);
      this.#parts.push(peer);
      this.#calls.open(peer);
      await options.onOpen?.(this);
      await peer.connect();
      this.#calls.start(peer);
    } catch (error) {
      this.#calls.fail(error);
      await this.#stopParts();
      throw error;
    }
  }

  /**
   * Gives the page's address, token included: the same at each start, unless another `port` is wished for or somebody
   * else has taken the kept one. Throws KithError PORT_TAKEN for a wish, PAGE_MISSING.
   */
  async servePage(folder: string, port?: number): Promise<string> {
    const [{ PageServer }, { newPageAddress, pageAddress }] = await Promise.all([
      import('./page-server.ts'),
      import('./page-address.ts'),
    ]);
    const start = (at: PageAddress): Promise<PageServer> =>
      PageServer.start({ folder, ...at, ...(port !== undefined && { port }), onChannel: this.serve });
    const kept = await pageAddress(this.#directory, this.#keychain, systemRandom);
    const page = await start(kept).catch(async (error: unknown) => {
      if (codeOf(error) !== 'PORT_TAKEN') throw error;
      const other = await newPageAddress(this.#directory, this.#keychain, systemRandom);
      if (port !== undefined) throw error;
      return start(other);
    });
    this.#parts.push(page);
    this.#page = page.url;
    return page.url;
  }

  async close(): Promise<void> {
    await this.#calls.close(GRACE);
    await this.#stopParts();
    await this.#store.close();
  }

  /**
   * The API for whoever is at the other end; who may open a channel is the caller's affair. `guard`: what stands
   * between.
   */
  readonly serve = (channel: TextChannel, guard?: (api: PeerApi) => PeerApi): void => {
    serveApi(guard?.(this.#calls) ?? this.#calls, channel, this.#log);
  };

  async #serveSocket(): Promise<void> {
    const { SocketServer } = await import('./socket-server.ts');
    this.#parts.push(await SocketServer.start(this.#directory.path, this.serve));
  }

  #openPeer(options: HostOptions, { keychain, seed, port }: Secrets): Promise<Peer> {
    const { isNetworked, listen, network } = options;
    let own = { seed, port };
    const createNetwork = (mode: NetworkMode): Promise<Network> =>
      Promise.resolve(
        new Libp2pNetwork({
          mode,
          ...own,
          ...(listen !== undefined && listen.length > 0 && { listen }),
          clock: systemClock,
          log: this.#log,
        }),
      );
    return Peer.open({
      store: this.#store,
      keychain,
      settings: this.#directory,
      createNetwork,
      renewTransport: async () => {
        own = await this.#directory.renewTransport(keychain, systemRandom);
      },
      network,
      files: diskFiles,
      clock: systemClock,
      random: systemRandom,
      log: this.#log,
      version: packageFile.version,
      page: () => this.#page,
      isNetworked,
      buildSample: async (parts) => (await import('../peer/sample/build-sample.ts')).buildSample(parts),
    });
  }

  async #stopParts(): Promise<void> {
    for (const part of this.#parts.splice(0).reverse()) await part.stop();
  }
}

export async function openKeychain(
  directory: ProfileDirectory,
  { keys }: StoredSettings,
  { passphrase, systemKey }: SecretsOpener,
  isNew: boolean,
): Promise<Keychain> {
  switch (keys) {
    case 'insecure':
      return isNew
        ? InsecureKeychain.create(directory.insecureKey, systemRandom)
        : InsecureKeychain.open(directory.insecureKey, systemRandom);
    case 'passphrase':
      if (passphrase === undefined) throw new KithError('PASSPHRASE_NEEDED');
      return new PassphraseKeychain(passphrase, systemRandom);
    case 'system':
      if (systemKey === undefined) throw new KithError('KEYCHAIN_ELSEWHERE');
      return new SystemKeychain(systemKey, systemRandom);
    default:
      return keys satisfies never;
  }
}
