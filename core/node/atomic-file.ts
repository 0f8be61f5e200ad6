/**
 * Small files that are whole or absent [PROFILE-2]: written beside their place, synced, then put there, and the folder
 * synced. Owner alone may read them.
 */
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { KithError } from '../base/kith-error.ts';
import { toHex } from '../base/bytes.ts';
import { systemRandom } from '../crypto/random.ts';

/** What an unfinished file ends with; the remains of a crash are swept away at the next start. */
export const UNFINISHED = '.unfinished';

/** Throws KithError DISK_FULL or FILE_UNWRITABLE; then the old file, if any, is as it was. */
export async function writeFileAtomic(path: string, bytes: Uint8Array, mode = 0o600): Promise<void> {
  await replaceFile(path, mode, (file) => writeAll(file, bytes));
}

/** As `writeFileAtomic`, for contents that come piece by piece. What `fill` throws is thrown. */
export async function replaceFile(
  path: string,
  mode: number,
  fill: (file: FileHandle) => Promise<void>,
): Promise<void> {
  const unfinished = `${path}.${toHex(systemRandom.bytes(6))}${UNFINISHED}`;
  try {
    const file = await open(unfinished, 'wx', mode);
    try {
      await fill(file);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => {});
    throw writeFault(error);
  }
}

/** `FileHandle.write` may write less than all. */
export async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, at, bytes.length - at);
    at += bytesWritten;
  }
}

/** Undefined when there is no such file, `too-large` beyond `limit` bytes. Throws KithError FILE_UNREADABLE. */
export async function readSmallFile(
  path: string,
  limit: number,
): Promise<Uint8Array | 'too-large' | undefined> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'r');
    const info = await file.stat();
    if (!info.isFile()) throw new KithError('FILE_UNREADABLE');
    if (info.size > limit) return 'too-large';
    const bytes = await file.readFile();
    return bytes.length > limit ? 'too-large' : new Uint8Array(bytes);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error instanceof KithError ? error : new KithError('FILE_UNREADABLE', systemCode(error));
  } finally {
    await file?.close();
  }
}

export function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function writeFault(error: unknown): unknown {
  const code = systemCode(error);
  if (error instanceof KithError || !/^E[A-Z]+$/.test(code)) return error;
  const isFull = code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG';
  return new KithError(isFull ? 'DISK_FULL' : 'FILE_UNWRITABLE', code);
}

/** A name in a folder is durable when the folder is. Windows has no such call. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
