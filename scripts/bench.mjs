/** `npm run bench`: the measurements of bench/, which has packages of its own to compare with. */
import fs from 'node:fs';
import path from 'node:path';
import { ensureInstall, main, root, runNode, ScriptError } from './toolchain.mjs';

const folder = path.join(root, 'bench');

await main(async (args) => {
  if (!fs.existsSync(path.join(folder, 'run.ts'))) throw new ScriptError('there is no bench/run.ts');
  await ensureInstall();
  await ensureInstall(folder);
  return runNode(path.join(folder, 'run.ts'), args);
});
