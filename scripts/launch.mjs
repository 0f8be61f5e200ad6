/** Runs a bundled command of cli/ on Node 24, in the terminal that called it. */
import path from 'node:path';
import { buildCli } from './build-cli.mjs';
import { root, runNode } from './toolchain.mjs';

/**
 * Gives the exit code. The command finds the checkout in KITH_ROOT (the bundle lies elsewhere than the source)
 * and runs in the folder in which the person called npm.
 */
export async function launch(name, args) {
  const file = await buildCli(name);
  return runNode(file, args, {
    nodeArgs: ['--enable-source-maps'],
    cwd: process.env.INIT_CWD ?? process.cwd(),
    // The channel carries nothing: it closes when this process is killed, and then the command stops, too.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: {
      ...process.env,
      KITH_ROOT: root,
      // Compiled code is kept between runs: the libraries of the network are most of what a start costs.
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? path.join(root, 'out', 'compiled'),
    },
  });
}
