/** What main and the peer's process say to each other, over a port that no page ever sees. */
import type { AlertView } from '../../core/api/alert-methods.ts';
import type { RescuedCounts } from '../../core/api/desktop-bridge.ts';
import type { Details } from '../../core/api/frames.ts';
import type { NetworkMode } from '../../core/network/network.ts';
import type { StoredKeys } from '../../core/node/stored-settings.ts';

export interface StartPeer {
  readonly t: 'start';
  readonly folder: string;
  /** Set up with these when there is no profile yet. */
  readonly newKeys: StoredKeys | undefined;
  readonly passphrase: string | undefined;
  /** From the system's keychain, which only main can ask. */
  readonly systemKey: Uint8Array | undefined;
  /** Instead of the profile's mode. */
  readonly network: NetworkMode | undefined;
  /** Files that the person has picked: their passes and paths. */
  readonly files: readonly (readonly [pass: string, path: string])[];
}

/** Saves what can be read of a damaged profile, with what opens it. */
interface RescueProfile {
  readonly t: 'rescue';
  readonly folder: string;
  readonly passphrase: string | undefined;
  readonly systemKey: Uint8Array | undefined;
}

export type ToPeer =
  | StartPeer
  | RescueProfile
  /** With one port: the page's. */
  | { readonly t: 'serve' }
  | { readonly t: 'file'; readonly pass: string; readonly path: string }
  | { readonly t: 'stop' };

export type FromPeer =
  | { readonly t: 'ready' }
  | ({ readonly t: 'rescued' } & RescuedCounts)
  | { readonly t: 'refused'; readonly code: string; readonly details: Details }
  | { readonly t: 'alert'; readonly alert: AlertView };
