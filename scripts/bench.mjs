/** `npm run bench`: the measurements of bench/, which has packages of its own to compare with. */
import path from 'node:path';
import { buildCli } from './build-cli.mjs';
import { ensureInstall, main, root, runNode } from './toolchain.mjs';

const folder = path.join(root, 'bench');

await main(async (args) => {
  await ensureInstall();
  await ensureInstall(folder);
  // What is measured is the command line as people run it.
  const env = { ...process.env, KITH_BENCH_CLI: await buildCli('main') };
  return runNode(path.join(folder, 'run.ts'), args, { env });
});
