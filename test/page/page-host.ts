/**
 * Serves the built page and a fake peer, the way the headless peer does: on loopback, behind a token, with a strict
 * content security policy. What guards the real one is proven where it lives (test/node).
 */
import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { WebSocketServer, type WebSocket } from 'ws';
import type { TextChannel } from '../../core/api/channel.ts';
import type { PeerApi } from '../../core/api/methods.ts';
import { serveApi } from '../../core/api/server.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export const TOKEN = 'token-of-the-tests';

/** The folder of the built page; built once for a run, in a process of its own: as it ships, not as tests run. */
let built: Promise<string> | undefined;
function builtPage(): Promise<string> {
  built ??= (async () => {
    const folder = path.join(root, 'out', 'page-for-tests');
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
  readonly #sockets = new Set<WebSocket>();
  #server: Server | undefined;
  #port = 0;
  /** False: the connection is refused, as when Kith is not running. */
  isRunning = true;

  constructor(peer: PeerApi) {
    this.#peer = peer;
  }

  async start(): Promise<void> {
    const folder = await builtPage();
    const server = createServer((request, response) => {
      const name = request.url === '/' ? 'index.html' : (request.url ?? '').replace(/^\//, '');
      const file = path.join(folder, path.normalize(name));
      readFile(file).then(
        (bytes) => {
          response.writeHead(200, {
            'content-type': types[path.extname(file)] ?? 'application/octet-stream',
            'content-security-policy': policy,
          });
          response.end(bytes);
        },
        () => response.writeHead(404).end(),
      );
    });
    const sockets = new WebSocketServer({
      noServer: true,
      handleProtocols: (offered) => [...offered][0] ?? false,
    });
    server.on('upgrade', (request, socket, head) => {
      if (!this.isRunning || request.headers['sec-websocket-protocol'] !== `kith.${TOKEN}`) {
        socket.destroy();
        return;
      }
      sockets.handleUpgrade(request, socket, head, (opened) => {
        this.#sockets.add(opened);
        opened.on('close', () => this.#sockets.delete(opened));
        serveApi(this.#peer, channelOf(opened));
      });
    });
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.#port = (server.address() as AddressInfo).port;
  }

  get address(): string {
    return `http://127.0.0.1:${this.#port}/`;
  }

  get addressWithToken(): string {
    return `${this.address}#token=${TOKEN}`;
  }

  /** Kith is gone: what is open breaks off, and nothing can be opened. */
  goAway(): void {
    this.isRunning = false;
    for (const socket of this.#sockets) socket.terminate();
  }

  comeBack(): void {
    this.isRunning = true;
  }

  async stop(): Promise<void> {
    this.goAway();
    const server = this.#server;
    server?.closeAllConnections();
    await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
  }
}

function channelOf(socket: WebSocket): TextChannel {
  return {
    send: (text) => {
      socket.send(text);
    },
    onMessage: (listener) => {
      socket.on('message', (data) => {
        listener((data as Buffer).toString('utf8'));
      });
    },
    onClose: (listener) => {
      socket.on('close', listener);
    },
    close: () => {
      socket.close();
    },
  };
}
