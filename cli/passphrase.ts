/** The passphrase that a person keeps in a file. */
import { fromUtf8 } from '../core/base/bytes.ts';
import { KithError } from '../core/base/kith-error.ts';
import { readSmallFile } from '../core/node/atomic-file.ts';

/** Bytes of such a file. */
const LARGEST = 64 * 1024;

/** Without the end of the line that an editor adds. Throws KithError PASSPHRASE_UNREADABLE. */
export async function readPassphrase(file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return undefined;
  const bytes = await readSmallFile(file, LARGEST).catch(() => undefined);
  const text = bytes instanceof Uint8Array ? fromUtf8(bytes)?.replace(/\r?\n$/, '') : undefined;
  if (text === undefined || text === '') throw new KithError('PASSPHRASE_UNREADABLE');
  return text;
}
