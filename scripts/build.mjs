/** `npm run build`: the page, the command line and the window, into out/. */
import { buildCli } from './build-cli.mjs';
import { buildElectron } from './build-electron.mjs';
import { buildPage } from './build-page.mjs';
import { ensureInstall, main } from './toolchain.mjs';

await main(async () => {
  await ensureInstall();
  console.log(await buildPage());
  console.log(await buildCli('main'));
  console.log(await buildElectron());
});
