/** Who runs the windows of the tests: for root nobody, so that Chromium's sandbox is on; everybody else themselves. */
import { chmod, chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Debian's `nobody`. */
const NOBODY = { uid: 65_534, gid: 65_534 };

const isRoot = process.getuid?.() === 0;

/** A folder that the unprivileged user owns. */
export async function sharedFolder(name: string): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), name));
  await chmod(made, 0o755);
  if (isRoot) await chown(made, NOBODY.uid, NOBODY.gid);
  return made;
}

/** Processes of Chromium that have lost theirs may still write while they end. */
export function removeFolder(made: string): Promise<void> {
  return rm(made, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}

/** The words before the program's. */
export const asUnprivileged: readonly string[] = isRoot
  ? ['setpriv', `--reuid=${NOBODY.uid}`, `--regid=${NOBODY.gid}`, '--clear-groups']
  : [];
