/** `npm run -s kith -- ARGS`: the command line. */
import { launch } from './launch.mjs';
import { ensureInstall, main } from './toolchain.mjs';

await main(async (args) => {
  await ensureInstall();
  return launch('main', args);
});
