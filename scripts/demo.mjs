/** `npm run demo`: a community of several peers on this machine, with its page. */
import { buildPage } from './build-page.mjs';
import { launch } from './launch.mjs';
import { ensureInstall, main } from './toolchain.mjs';

await main(async (args) => {
  await ensureInstall();
  await buildPage();
  return launch('demo', args);
});
