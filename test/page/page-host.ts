/** The built page and a fake peer behind the page server of the headless peer. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { PeerApi } from '../../core/api/methods.ts';
import { serveApi } from '../../core/api/server.ts';
import { PageServer } from '../../core/node/page-server.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The folder of the built page; built once for a run, in a process of its own: as it ships, not as tests run. */
let built: Promise<string> | undefined;
function builtPage(): Promise<string> {
  built ??= (async () => {
    const folder = path.join(root, 'out', `page-for-tests.${process.pid}`);
    const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js');
    const args = ['build', '--logLevel', 'error', '--outDir', folder, '--emptyOutDir'];
    await promisify(execFile)(process.execPath, [vite, ...args], {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'production' },
    });
    return folder;
  })();
  return built;
}

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
      folder: await builtPage(),
      port: this.#port,
      random: { bytes: (length) => new Uint8Array(length).fill(7) },
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
