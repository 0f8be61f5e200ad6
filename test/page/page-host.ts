/** The built page and a fake peer behind the page server of the headless peer. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { PeerApi } from '../../core/api/methods.ts';
import { serveApi } from '../../core/api/server.ts';
import { PageServer } from '../../core/node/page-server.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The folder of the built page; built when a source is newer. */
async function builtPage(): Promise<string> {
  const script =
    "const { buildPage } = await import('./scripts/build-page.mjs'); console.log(await buildPage());";
  const args = ['--input-type=module', '--eval', script];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root });
  return stdout.trim();
}

/** Asked for once in a run. */
let folder: Promise<string> | undefined;

export class PageHost {
  readonly #peer: PeerApi;
  #server: PageServer | undefined;
  #port = 0;

  constructor(peer: PeerApi) {
    this.#peer = peer;
  }

  /** Also after `stop`: at the same address, with the same token. */
  async start(): Promise<void> {
    this.#server = await PageServer.start({
      folder: await (folder ??= builtPage()),
      port: this.#port,
      token: new Uint8Array(32).fill(7),
      onChannel: (channel) => {
        serveApi(this.#peer, channel);
      },
    });
    this.#port = this.#server.port;
  }

  /** With the token. */
  get url(): string {
    if (!this.#server) throw new Error('the host is not running');
    return this.#server.url;
  }

  async stop(): Promise<void> {
    await this.#server?.stop();
    this.#server = undefined;
  }
}
