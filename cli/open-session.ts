/**
 * A peer for one command: the one that runs on the profile, through its local socket, or else one in this process. Two
 * commands that want the profile at once take turns. The peer's own code is loaded only where it runs.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { connectApi } from '../core/api/client.ts';
import type { TextChannel } from '../core/api/channel.ts';
import { codeOf } from '../core/api/codes.ts';
import { KithError } from '../core/base/kith-error.ts';
import { ProfileDirectory } from '../core/node/profile-directory.ts';
import { connectToPeer } from '../core/node/socket-client.ts';
import type { ProfilePlace, Session } from './command.ts';
import type { HostOptions } from '../core/node/peer-host.ts';
import { storedKeys, type KeyChoice } from './key-choice.ts';
import { readPassphrase } from './passphrase.ts';

/** Milliseconds that a command waits for another one on the same profile, and between looking. */
const PATIENCE = 5_000;
const STEP = 40;

/** Throws KithError PROFILE_MISSING, PROFILE_IN_USE, and what starting a peer throws. */
export async function openSession(
  place: ProfilePlace,
  need: { readonly isNetworked: boolean },
): Promise<Session> {
  if (!(await ProfileDirectory.exists(place.folder))) throw new KithError('PROFILE_MISSING');
  return takeTurns<Session>(place, remoteSession, () => startHosted(place, { ...need, newKeys: undefined }));
}

/** For the first run: throws KithError PROFILE_EXISTS when there was one. */
export async function openNewSession(place: ProfilePlace, keys: KeyChoice): Promise<Session> {
  const session = await takeTurns<Session>(place, remoteSession, () =>
    startHosted(place, { isNetworked: false, newKeys: storedKeys(keys) }),
  );
  const profile = await session.api.profile();
  // A peer that waits for its first run has chosen its keys already.
  if (profile.initialised || (keys !== 'unsaid' && keys !== profile.keys)) {
    await session.close();
    throw new KithError('PROFILE_EXISTS');
  }
  return session;
}

/** Tries the profile's socket, then `host`, until one of them works or patience ends. */
export async function takeTurns<T>(
  place: ProfilePlace,
  running: (channel: TextChannel) => T,
  host: () => Promise<T>,
): Promise<T> {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    const channel = await connectToPeer(place.folder);
    if (channel) return running(channel);
    try {
      return await host();
    } catch (error) {
      if (codeOf(error) !== 'PROFILE_IN_USE' || Date.now() > deadline) throw error;
    }
    await pause(STEP);
  }
}

async function startHosted(
  place: ProfilePlace,
  options: Pick<HostOptions, 'isNetworked' | 'newKeys'>,
): Promise<Session> {
  // Read first: a wrong name of a file leaves no half-made profile behind.
  const passphrase = await readPassphrase(place.passphraseFile);
  const { startPeer } = await import('../core/node/peer-host.ts');
  return startPeer({ folder: place.folder, opens: { passphrase }, ...options });
}

function remoteSession(channel: TextChannel): Session {
  const closed = new Promise<void>((resolve) => {
    channel.onClose(resolve);
  });
  return {
    api: connectApi(channel),
    close: () => {
      channel.close();
      return closed;
    },
  };
}
