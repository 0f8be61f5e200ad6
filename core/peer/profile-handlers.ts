/** The profile, its state and its connections, as the API has them. */
import type {
  BundleReport,
  NeighbourView,
  ProfileView,
  StatusView,
  VerifyReport,
  profileMethods,
} from '../api/profile-methods.ts';
import type { Clock } from '../base/clock.ts';
import type { CommunityId } from '../base/ids.ts';
import { codeOf, KithError } from '../base/kith-error.ts';
import { checkName } from '../identity/name.ts';
import type { KeychainKind } from '../keychain/keychain.ts';
import type { NetworkMode } from '../network/network.ts';
import type { SyncPeer } from '../sync/sync.ts';
import type { Exchange } from './exchange.ts';
import type { HostedCommunity } from './hosted-community.ts';
import type { HandlersOf } from './handlers.ts';
import type { NeighbourLog } from './neighbour-log.ts';
import type { PeerScope } from './peer-scope.ts';
import type { Settings } from './settings.ts';
import { stateHash } from './state-hash.ts';

export interface ProfileContext extends PeerScope {
  readonly clock: Clock;
  readonly exchange: Exchange;
  readonly neighbours: NeighbourLog;
  readonly keys: KeychainKind;
  readonly version: string;
  readonly page: () => string | null;
  /** With the mode that is in force. */
  readonly settings: () => Settings | undefined;
  /** The mode in force, also before the first run. */
  readonly network: () => NetworkMode;
  /** Stores the settings, and brings the network to what they say; or changes nothing at all. */
  readonly configure: (settings: Settings) => Promise<void>;
  readonly exportBundle: (host: HostedCommunity, file: string) => Promise<{ entries: number; bytes: number }>;
  readonly importBundle: (file: string, preview: boolean) => Promise<BundleReport>;
}

export function profileHandlers(context: ProfileContext): HandlersOf<typeof profileMethods> {
  const { exchange } = context;
  return {
    profile: () => Promise.resolve(profileView(context)),
    init: async ({ name, network }) => {
      if (context.settings()) throw new KithError('PROFILE_EXISTS');
      const checked = checkName(name);
      if (!checked.ok) throw new KithError(checked.code);
      checkMode(network);
      await context.configure({ name: checked.value, network: network ?? context.network() });
      return profileView(context);
    },
    status: () => Promise.resolve(statusView(context)),
    sync: async ({ waitMs }) => ({ inStep: await waitInStep(context, waitMs ?? 30_000) }),
    dial: async ({ address }) => {
      if (exchange.mode === 'offline') throw new KithError('DIAL_REFUSED');
      try {
        const { path } = await exchange.dial(address);
        exchange.addAddresses([address]);
        return { path };
      } catch (error) {
        // Somebody may be there later.
        if (codeOf(error) === 'DIAL_FAILED') exchange.addAddresses([address]);
        throw error;
      }
    },
    setNetwork: async ({ network }) => {
      const settings = context.settings();
      if (!settings) throw new KithError('NOT_INITIALISED');
      checkMode(network);
      await context.configure({ ...settings, network });
      return { network: context.network() };
    },
    verify: async ({ community }) => verify(context.community(community as CommunityId)),
    bundleExport: ({ community, file }) =>
      context.exportBundle(context.community(community as CommunityId), file),
    bundleImport: ({ file, preview }) => context.importBundle(file, preview ?? false),
  };
}

/** Before it is stored: a profile that cannot start would be of no use. */
function checkMode(network: NetworkMode | undefined): void {
  if (network === 'internet') throw new KithError('NETWORK_MODE_UNSUPPORTED');
}

function profileView({ settings, network, keys, version }: ProfileContext): ProfileView {
  const current = settings();
  return {
    initialised: current !== undefined,
    name: current?.name ?? '',
    network: network(),
    keys,
    version,
  };
}

function statusView(context: ProfileContext): StatusView {
  const { peers } = context.exchange.status();
  const communities = context.communities().map((host) => ({
    id: host.id,
    title: host.community.authority().title,
    standing: host.standing,
    entries: entriesOf(host),
    onlyHere: onlyHere(host),
    lastInStep: context.neighbours.lastInStep(host),
  }));
  return {
    network: context.network(),
    keys: context.keys,
    page: context.page(),
    addresses: [...context.exchange.addresses()],
    entries: communities.reduce((sum, { entries }) => sum + entries, 0),
    inStep: isInStep(peers),
    peers: peers.map((peer) => neighbourView(context, peer)),
    communities,
  };
}

function neighbourView(context: ProfileContext, peer: SyncPeer): NeighbourView {
  const host = context.communities().find(({ id }) => id === peer.community);
  const { behind, theyBehind } = peer;
  return {
    id: `${peer.community}/${peer.device}`,
    community: peer.community,
    device: peer.device,
    name: host && peer.person !== null ? host.nameOf(peer.person) : '',
    path: peer.path,
    behind: behind === null || theyBehind === null ? null : behind + theyBehind,
  };
}

function entriesOf(host: HostedCommunity): number {
  return host.community.frontier().reduce((sum, tip) => sum + tip.seq + 1, 0);
}

/** Own content entries that no other device is known to hold: as holding grows from the start, look from the end. */
export function onlyHere(host: HostedCommunity): number {
  const { community } = host;
  const last = community.tip('content', community.device)?.seq ?? -1;
  let low = 0;
  let high = last + 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (community.holders(community.device, middle) > 0) low = middle + 1;
    else high = middle;
  }
  return last + 1 - low;
}

function isInStep(peers: readonly SyncPeer[]): boolean {
  return peers.length > 0 && peers.every(({ inStep }) => inStep);
}

function waitInStep({ exchange, clock }: ProfileContext, waitMs: number): Promise<boolean> {
  if (isInStep(exchange.status().peers)) return Promise.resolve(true);
  return new Promise((resolve) => {
    const finish = (inStep: boolean): void => {
      stopListening();
      stopWaiting();
      resolve(inStep);
    };
    const stopListening = exchange.onChange.on(() => {
      if (isInStep(exchange.status().peers)) finish(true);
    });
    const stopWaiting = clock.after(waitMs, () => {
      finish(isInStep(exchange.status().peers));
    });
  });
}

async function verify({ community }: HostedCommunity): Promise<VerifyReport> {
  const { entries, heads, faults, views } = await community.verify((state) => stateHash(community, state));
  const [fresh, running] = views;
  const faultLines = faults.map(({ code, feed, seq }) => `${code} ${feed} ${String(seq)}`);
  if (fresh !== running) faultLines.push('VIEW_WRONG');
  return { entries, heads: heads.length, state: fresh, faults: faultLines };
}
