/** Recovery words from a file: what is typed as an argument stays in the shell's memory. */
import { fromUtf8 } from '../../core/base/bytes.ts';
import { KithError } from '../../core/base/kith-error.ts';
import { readSmallFile } from '../../core/node/atomic-file.ts';

const MAX_FILE = 4_096;

/** Throws KithError FILE_UNREADABLE. */
export async function wordsIn(file: string): Promise<string> {
  const bytes = await readSmallFile(file, MAX_FILE).catch(() => undefined);
  const text = bytes instanceof Uint8Array ? fromUtf8(bytes) : undefined;
  if (text === undefined) throw new KithError('FILE_UNREADABLE');
  return text;
}
