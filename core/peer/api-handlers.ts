/** Every call of the API, by area. */
import type { KithHandlers } from '../api/methods.ts';
import type { Clock, Random } from '../base/clock.ts';
import type { CommunityId } from '../base/ids.ts';
import type { KeychainKind } from '../keychain/keychain.ts';
import type { NetworkMode } from '../network/network.ts';
import { attachmentHandlers } from './attachment-handlers.ts';
import { boardHandlers } from './board-handlers.ts';
import { bundleFiles } from './bundle-files.ts';
import { cardHandlers } from './card-handlers.ts';
import { chatHandlers } from './chat-handlers.ts';
import { communityHandlers } from './community-handlers.ts';
import type { Exchange } from './exchange.ts';
import type { HostedCommunity } from './hosted-community.ts';
import { deviceHandlers } from './device-handlers.ts';
import { inventoryHandlers } from './inventory-handlers.ts';
import type { Joins } from './joins.ts';
import type { LinkedDevice } from './linked-device.ts';
import { loanHandlers } from './loan-handlers.ts';
import { neighbourHandlers } from './neighbour-handlers.ts';
import type { NeighbourLog } from './neighbour-log.ts';
import { newsHandlers } from './news-handlers.ts';
import type { PeerFiles } from './peer-files.ts';
import type { PeerScope } from './peer-scope.ts';
import { photoHandlers } from './photo-handlers.ts';
import { presenceHandlers } from './presence-handlers.ts';
import { profileHandlers } from './profile-handlers.ts';
import type { Recovery } from './recovery.ts';
import { recoveryHandlers } from './recovery-handlers.ts';
import type { RenewalWish } from './renew-devices.ts';
import type { Settings } from './settings.ts';
import { spaceHandlers } from './space-handlers.ts';
import { trustHandlers } from './trust-handlers.ts';
import { Uploads } from './uploads.ts';

export interface ApiContext extends PeerScope {
  readonly clock: Clock;
  readonly random: Random;
  readonly exchange: Exchange;
  readonly neighbours: NeighbourLog;
  readonly joins: Joins;
  readonly keys: KeychainKind;
  readonly version: string;
  readonly files: PeerFiles;
  readonly page: () => string | null;
  readonly settings: () => Settings | undefined;
  readonly network: () => NetworkMode;
  readonly configure: (settings: Settings) => Promise<void>;
  readonly found: (title: string) => Promise<HostedCommunity>;
  readonly recovery: Recovery;
  readonly linked: LinkedDevice;
  readonly name: () => string;
  readonly onConfirmed: () => Promise<void>;
  readonly sample: () => Promise<string>;
  readonly forget: (host: HostedCommunity) => Promise<void>;
  readonly renew: (wish: Omit<RenewalWish, 'name'>) => Promise<readonly HostedCommunity[]>;
  readonly addressesIn: (community: CommunityId) => readonly string[];
  /** Something that is kept on this device alone has changed. */
  readonly onLocalChange: () => void;
  /** The person has marked another one as compared, or not. */
  readonly onMark: () => void;
}

export function apiHandlers(context: ApiContext): KithHandlers {
  const isHere = (community: string, person: string): boolean =>
    context.exchange.status().peers.some((peer) => peer.community === community && peer.person === person);
  const isArriving = (community: CommunityId): boolean =>
    context.joins.isArriving(community) || context.linked.isArriving(community);
  const uploads = new Uploads(context.random);
  return {
    ...profileHandlers({ ...context, ...bundleFiles(context) }),
    ...recoveryHandlers(context),
    ...communityHandlers({ ...context, isHere }),
    ...deviceHandlers(context),
    ...spaceHandlers(context),
    ...trustHandlers(context, context.onMark),
    ...boardHandlers(context),
    ...cardHandlers(context, uploads),
    ...photoHandlers({ ...context, uploads }),
    ...attachmentHandlers({ ...context, uploads }),
    ...inventoryHandlers({ ...context, uploads }),
    ...loanHandlers({ ...context, uploads }, context.onLocalChange),
    ...chatHandlers(context, context.onLocalChange, uploads),
    ...presenceHandlers(context),
    ...neighbourHandlers(context),
    ...newsHandlers({ ...context, isArriving }, context.onLocalChange),
  };
}
