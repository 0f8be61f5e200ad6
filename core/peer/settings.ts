/**
 * What a person has chosen for this profile. The hosts keep it in a file of its own, so that it can be read before the
 * store and the secrets are opened.
 */
import type { NetworkMode } from '../network/network.ts';

export interface Settings {
  /** The name that new communities and join requests get. */
  readonly name: string;
  readonly network: NetworkMode;
}

const WIDENING: readonly NetworkMode[] = ['offline', 'loopback', 'lan', 'internet'];

/** Of two modes, the one that reaches fewer. */
export function narrower(a: NetworkMode, b: NetworkMode): NetworkMode {
  return WIDENING.indexOf(a) < WIDENING.indexOf(b) ? a : b;
}

export interface SettingsFile {
  /** Undefined before the first run. Throws KithError SETTINGS_CORRUPT. */
  load(): Promise<Settings | undefined>;
  /** All or nothing, durable when it resolves. */
  save(settings: Settings): Promise<void>;
}
