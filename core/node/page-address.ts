/**
 * Where a profile's page is and what opens it [PROFILE-7]: port and token, made once and kept among the secrets, so that
 * an open tab and a bookmark find back after a restart. Bytes: token (32) || u16 port.
 */
import { concat } from '../base/bytes.ts';
import type { Random } from '../base/clock.ts';
import type { Keychain } from '../keychain/keychain.ts';
import { freePort } from './free-port.ts';
import type { ProfileDirectory } from './profile-directory.ts';

export interface PageAddress {
  readonly port: number;
  /** 32 bytes. */
  readonly token: Uint8Array;
}

const NAME = 'page';
const TOKEN = 32;

/** The kept one, or the first one. Throws KithError PORT_TAKEN when no port is free. */
export async function pageAddress(
  directory: ProfileDirectory,
  keychain: Keychain,
  random: Random,
): Promise<PageAddress> {
  // One that cannot be opened costs the old tabs their way back, nothing else.
  const kept = await open(directory, keychain).catch(() => undefined);
  return kept ?? newPageAddress(directory, keychain, random);
}

/**
 * Instead of the kept one: somebody else sits at its port, and an open tab, which tries to come back, may have told them
 * the token [THREAT-39].
 */
export async function newPageAddress(
  directory: ProfileDirectory,
  keychain: Keychain,
  random: Random,
): Promise<PageAddress> {
  const port = await freePort(random);
  const token = random.bytes(TOKEN);
  const bytes = concat(token, Uint8Array.of(port >> 8, port & 255));
  // On a full disk it serves for this run alone.
  await directory.writeSealed(NAME, await keychain.wrap(bytes)).catch(() => {});
  return { port, token };
}

async function open(directory: ProfileDirectory, keychain: Keychain): Promise<PageAddress | undefined> {
  const sealed = await directory.readSealed(NAME);
  const bytes = sealed && (await keychain.unwrap(sealed));
  if (bytes?.length !== TOKEN + 2) return undefined;
  const port = (bytes[TOKEN]! << 8) | bytes[TOKEN + 1]!;
  return port < 1_024 ? undefined : { port, token: bytes.subarray(0, TOKEN) };
}
