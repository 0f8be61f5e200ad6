/**
 * Where a profile's local socket lies [PROFILE-6]: in its data directory; where that path is too long for a socket, in a
 * folder of the user's own under the system's temporary one. On Windows a named pipe.
 */
import { lstat, mkdir } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { toHex, utf8 } from '../base/bytes.ts';
import { KithError } from '../base/kith-error.ts';
import { sha256 } from '../crypto/hash.ts';
import { systemCode } from './atomic-file.ts';

/** Bytes that every system takes (macOS: 104 with the end). */
const LONGEST = 100;

/** Throws KithError SOCKET_UNSAFE when somebody else owns the folder in which it would have to lie. */
export async function socketPath(directory: string): Promise<string> {
  const name = toHex(sha256(utf8(resolve(directory)))).slice(0, 32);
  if (process.platform === 'win32') return `\\\\.\\pipe\\kith-${name}`;
  const inside = join(resolve(directory), 'kith.sock');
  if (utf8(inside).length <= LONGEST) return inside;
  const { uid } = userInfo();
  const folder = join(tmpdir(), `kith-${uid}`);
  await mkdir(folder, { mode: 0o700 }).catch((error: unknown) => {
    if (systemCode(error) !== 'EEXIST') throw new KithError('SOCKET_UNSAFE', systemCode(error));
  });
  // Anybody may make a folder there: it must be ours, no link, and closed to others.
  const info = await lstat(folder);
  if (!info.isDirectory() || info.uid !== uid || (info.mode & 0o077) !== 0)
    throw new KithError('SOCKET_UNSAFE');
  return join(folder, `${name}.sock`);
}
