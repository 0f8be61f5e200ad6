/** Where the demo keeps its profiles: a temporary folder that names its process, so that what a killed one left is known. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCode } from '../../core/node/atomic-file.ts';

/** A new folder below `place`; what killed demos of this person have left there is removed. */
export async function demoFolder(place: string, pid: number): Promise<string> {
  for (const name of await readdir(place).catch(() => [])) {
    const owner = /^kith-demo-(\d+)-/.exec(name)?.[1];
    if (owner === undefined || isRunning(Number(owner))) continue;
    // Another person's, perhaps, which is theirs to remove.
    await rm(join(place, name), { recursive: true, force: true }).catch(() => {});
  }
  return mkdtemp(join(place, `kith-demo-${pid}-`));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) !== 'ESRCH';
  }
}
