/** What the API's handlers see of the peer. */
import type { CommunityId, ObjectId } from '../base/ids.ts';
import type { HostedCommunity } from './hosted-community.ts';
import type { Found } from './object-finder.ts';

export interface PeerScope {
  /** Throws KithError COMMUNITY_UNKNOWN. */
  readonly community: (id: CommunityId) => HostedCommunity;
  readonly communities: () => readonly HostedCommunity[];
  /** Where the object was born. Throws KithError `code`. */
  readonly find: (id: ObjectId, code: string) => Found;
}
