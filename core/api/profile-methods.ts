/** The person at this device, the device's own state, and its connections. */
import * as v from 'valibot';
import { address, fileName, longId, networkMode, nothing, text, waitMs, type NetworkMode } from './fields.ts';
import { command, events, query } from './method.ts';

/** How the secrets of this profile are kept on disk. */
export type KeyStorage = 'passphrase' | 'insecure' | 'system' | 'memory';

export interface ProfileView {
  initialised: boolean;
  /** Empty before `init`. */
  name: string;
  network: NetworkMode;
  keys: KeyStorage;
  version: string;
}

/** How a neighbour is reached: the same machine, the local network, the internet, through another neighbour. */
export type NeighbourPath = 'loopback' | 'lan' | 'direct' | 'relay';

/** A member's device that is connected now, in one community that is shared with it. */
export interface NeighbourView {
  /** Unique in the list: community and device. */
  id: string;
  community: string;
  device: string;
  name: string;
  path: NeighbourPath;
  /** Entries that it has and this device lacks, or the other way round; null while unknown. */
  behind: number | null;
}

export interface CommunityStatus {
  id: string;
  title: string;
  /** As in CommunitySummary. */
  standing: 'in' | 'left' | 'removed' | 'dropped';
  /** Entries held. */
  entries: number;
  /** Own entries that no other device is known to hold. */
  onlyHere: number;
  /** Milliseconds since 1970 when everything was last equal with a neighbour; null never. */
  lastInStep: number | null;
}

export interface StatusView {
  network: NetworkMode;
  keys: KeyStorage;
  /** Address of the page, null where none is served. */
  page: string | null;
  addresses: string[];
  entries: number;
  /** Every connected member's device is at 0 behind; false while nobody is connected. */
  inStep: boolean;
  peers: NeighbourView[];
  communities: CommunityStatus[];
}

/** What `changes` tells: something with that id has changed or is new. */
export interface ChangeEvent {
  community: string;
  kind:
    | 'community'
    | 'member'
    | 'invite'
    | 'board'
    | 'column'
    | 'card'
    | 'inventory'
    | 'item'
    | 'loan'
    | 'notice'
    | 'channel'
    | 'message';
  id: string;
}

export interface VerifyReport {
  entries: number;
  heads: number;
  /** Hash of the canonical view. */
  state: string;
  /** Empty when all is well. One line each. */
  faults: string[];
}

export interface BundleReport {
  community: string;
  title: string;
  /** In the file. */
  entries: number;
  /** Of those, not here before. */
  new: number;
  /** Of those, kept aside until what they follow has come. */
  held: number;
}

export const profileMethods = {
  profile: query<ProfileView>()(nothing),
  /** NAME_EMPTY, NAME_TOO_LONG, NAME_UNREADABLE, PROFILE_EXISTS. */
  init: command<ProfileView>()(v.strictObject({ name: text, network: v.optional(networkMode) })),
  status: query<StatusView>()(nothing),
  /** Resolves when in step with everyone connected, or after the time given. */
  sync: command<{ inStep: boolean }>()(v.strictObject({ waitMs: v.optional(waitMs) })),
  /** ADDRESS_INVALID, DIAL_REFUSED, DIAL_FAILED. */
  dial: command<{ path: NeighbourPath }>()(v.strictObject({ address })),
  setNetwork: command<{ network: NetworkMode }>()(v.strictObject({ network: networkMode })),
  /** Recomputes every hash, proof, verdict and view from disk. */
  verify: command<VerifyReport>()(v.strictObject({ community: longId })),
  /** Writes a file on the machine of the peer. */
  bundleExport: command<{ entries: number; bytes: number }>()(
    v.strictObject({ community: longId, file: fileName }),
  ),
  /** With `preview` nothing changes. */
  bundleImport: command<BundleReport>()(v.strictObject({ file: fileName, preview: v.optional(v.boolean()) })),
  changes: events<ChangeEvent>()(v.strictObject({ community: v.optional(longId) })),
};
