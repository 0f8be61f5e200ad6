/** `npm run build`: the page and the command line, into out/. */
import { buildCli } from './build-cli.mjs';
import { buildPage } from './build-page.mjs';
import { ensureInstall, main } from './toolchain.mjs';

await main(async () => {
  await ensureInstall();
  console.log(await buildPage());
  console.log(await buildCli('main'));
});
