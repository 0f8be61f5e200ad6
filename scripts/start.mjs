/** `npm start`: installs and builds what is missing, then runs the headless peer with its page. */
import { buildPage } from './build-page.mjs';
import { launch } from './launch.mjs';
import { ensureInstall, main } from './toolchain.mjs';

await main(async (args) => {
  await ensureInstall();
  await buildPage();
  return launch('main', ['serve', ...args]);
});
