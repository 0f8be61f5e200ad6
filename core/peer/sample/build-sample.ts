/**
 * Builds the sample street: three peers like any other, with stores and a network in memory. Nothing of it is written to
 * disk or sent; it ends with the process.
 */
import type { ApiClient } from '../../api/client.ts';
import { localApi } from '../../api/local-client.ts';
import { KithError } from '../../base/kith-error.ts';
import { MemoryKeychain } from '../../keychain/memory-keychain.ts';
import { MemoryMesh } from '../../network/memory-mesh.ts';
import { MemoryDisk } from '../../store/memory-store.ts';
import { Peer } from '../peer.ts';
import type { PeerFiles } from '../peer-files.ts';
import type { SampleParts, SampleStreet } from '../sample-street.ts';
import type { Settings } from '../settings.ts';
import { fillStreet } from './fill-street.ts';
import { beNeighbourly } from './neighbourly.ts';

interface Neighbour {
  readonly name: string;
  readonly peer: Peer;
  readonly api: ApiClient;
}

/** As a local network carries it. Milliseconds. */
const DELAY: readonly [number, number] = [1, 5];

export async function buildSample(parts: SampleParts): Promise<SampleStreet> {
  const { clock, random, log } = parts;
  const mesh = new MemoryMesh({
    clock,
    random,
    delayMs: DELAY,
    onFault: () => {
      log.warn('a listener of the sample street failed');
    },
  });
  const neighbours: Neighbour[] = [];
  const stops: (() => void)[] = [];
  const stop = async (): Promise<void> => {
    for (const end of stops) end();
    for (const { peer } of neighbours) await peer.stop();
  };
  try {
    for (const name of ['Ada', 'Ben', 'Cem']) neighbours.push(await startNeighbour(name, mesh, parts));
    const [ada, ben, cem] = neighbours as [Neighbour, Neighbour, Neighbour];
    const street = await fillStreet({ ada, ben, cem, clock }, () => {});
    const { link } = await ada.api.invite({ community: street.community, expiresMs: null });
    for (const { api } of neighbours) stops.push(beNeighbourly(api, street.community, clock));
    return { link, network: mesh.network('visitor', { mode: 'loopback' }), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startNeighbour(
  name: string,
  mesh: MemoryMesh,
  { clock, random, log, version }: SampleParts,
): Promise<Neighbour> {
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
    createNetwork: (mode) => Promise.resolve(mesh.network(name, { mode })),
    files: NO_FILES,
    clock,
    random,
    log,
    version,
    page: () => null,
    isNetworked: true,
  });
  const api = localApi(peer);
  await api.init({ name, network: 'loopback' });
  return { name, peer, api };
}

const NO_FILES: PeerFiles = {
  async *read() {
    yield await noFiles();
  },
  write: noFiles,
};

function noFiles(): Promise<never> {
  return Promise.reject(new KithError('FILE_UNREADABLE'));
}
