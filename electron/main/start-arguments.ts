/** What the window was started with. Chromium reads the same line: what is not ours is left to it. */
import { resolve } from 'node:path';
import type { DeepLink } from '../../core/api/desktop-bridge.ts';
import type { NetworkMode } from '../../core/network/network.ts';
import { defaultDirectory, namedDirectory } from '../../core/node/profile-directory.ts';
import { deepLinkIn } from './deep-link.ts';

/** In the folder of the profile. */
export const LOG_FILE = 'kith.log';

export interface StartArguments {
  readonly folder: string;
  /** Undefined for a profile whose folder was named. Empty for the standard one. */
  readonly profile: string | undefined;
  readonly network: NetworkMode | undefined;
  /** Starts in the tray, as at login. */
  readonly isHidden: boolean;
  readonly link: DeepLink | undefined;
}

const NETWORKS: readonly string[] = ['offline', 'loopback', 'lan'];

/**
 * `--data DIR`, `--profile NAME`, `--network MODE`, `--hidden`, and links. `from`: the folder in which it was started.
 * Throws KithError PROFILE_NAME; other nonsense is ignored, as there is nobody at a window's start to tell.
 */
export function readStartArguments(args: readonly string[], from: string): StartArguments {
  const data = optionOf(args, 'data');
  const profile = data === undefined ? (optionOf(args, 'profile') ?? '') : undefined;
  const network = optionOf(args, 'network');
  return {
    folder: data !== undefined ? resolve(from, data) : profile ? namedDirectory(profile) : defaultDirectory(),
    profile,
    network: network !== undefined && NETWORKS.includes(network) ? (network as NetworkMode) : undefined,
    isHidden: args.includes('--hidden'),
    link: deepLinkIn(args),
  };
}

/** `--name value` and `--name=value`. */
function optionOf(args: readonly string[], name: string): string | undefined {
  const flag = `--${name}`;
  const at = args.findLastIndex((arg) => arg === flag || arg.startsWith(`${flag}=`));
  const found = args[at];
  if (found === undefined) return undefined;
  const value = found === flag ? args[at + 1] : found.slice(flag.length + 1);
  return value === undefined || value === '' || value.startsWith('--') ? undefined : value;
}
