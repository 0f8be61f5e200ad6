/** `node scripts/run.mjs NAME ARGS`: a command of an installed package, on the Node that the lock file names. */
import { commandOf, ensureInstall, main, runNode } from './toolchain.mjs';

/** Commands whose package has another name. */
const packages = { tsc: 'typescript', depcruise: 'dependency-cruiser', stryker: '@stryker-mutator/core' };

await main(async ([name, ...args]) => {
  await ensureInstall();
  return runNode(commandOf(name, packages[name] ?? name), args);
});
