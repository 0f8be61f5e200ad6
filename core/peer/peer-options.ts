/** What a host gives a peer: where it keeps things, by what it reaches others, and what time it is. */
import type { Clock, Random } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import type { Keychain } from '../keychain/keychain.ts';
import type { Network, NetworkMode } from '../network/network.ts';
import type { Store } from '../store/store.ts';
import type { PeerFiles } from './peer-files.ts';
import type { BuildSample } from './sample-street.ts';
import type { SettingsFile } from './settings.ts';

export interface PeerOptions {
  readonly store: Store;
  readonly keychain: Keychain;
  readonly settings: SettingsFile;
  readonly createNetwork: (mode: NetworkMode) => Promise<Network>;
  /** From now on networks are made under another name: two copies of a profile must not share one. */
  readonly renewTransport?: () => Promise<void>;
  /**
   * Instead of what the settings say, for this run and from before the first run on; whoever chooses a mode meanwhile gets
   * at most this one until the next start.
   */
  readonly network?: NetworkMode | undefined;
  readonly files: PeerFiles;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly version: string;
  /** Address of the page, token included; null where none is served. */
  readonly page: () => string | null;
  /** Without it there is no sample community. */
  readonly buildSample?: BuildSample;
  /** False for a command that needs nobody else: nothing is listened to or dialled. */
  readonly isNetworked: boolean;
}
