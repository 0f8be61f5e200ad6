/**
 * The page of a headless peer [PROFILE-7]: its files over HTTP and the API over a WebSocket, on 127.0.0.1 alone. The
 * token (page-address.ts) travels in the address's fragment, which no server and no log sees.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { TextChannel } from '../api/channel.ts';
import { toBase32 } from '../base/base32.ts';
import { KithError } from '../base/kith-error.ts';
import { systemCode } from './atomic-file.ts';
import { readPageFiles, type PageFile } from './page-files.ts';
import { PageGuard } from './page-guard.ts';
import { pageHeaders } from './page-headers.ts';
import { MAX_REQUEST } from './socket-channel.ts';
import { webSocketChannel } from './web-socket-channel.ts';

const MAX_CHANNELS = 32;

export interface PageServerOptions {
  /** The page's built files. */
  readonly folder: string;
  /** 0: any free one. */
  readonly port: number;
  /** 32 bytes. */
  readonly token: Uint8Array;
  readonly onChannel: (channel: TextChannel) => void;
}

export class PageServer {
  readonly #server: Server;
  readonly #sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_REQUEST,
    perMessageDeflate: false,
  });
  readonly #files: ReadonlyMap<string, PageFile>;
  readonly #onChannel: (channel: TextChannel) => void;
  readonly #token: string;
  #guard: PageGuard | undefined;

  private constructor(options: PageServerOptions, files: ReadonlyMap<string, PageFile>) {
    this.#files = files;
    this.#onChannel = options.onChannel;
    this.#token = toBase32(options.token);
    this.#server = createServer((request, response) => this.#answer(request, response));
    this.#server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head));
    this.#server.maxConnections = 4 * MAX_CHANNELS;
    this.#server.headersTimeout = 10_000;
    this.#server.requestTimeout = 10_000;
  }

  /** Throws KithError PORT_TAKEN, or PAGE_MISSING when the folder does not hold a page. */
  static async start(options: PageServerOptions): Promise<PageServer> {
    const files = await readPageFiles(options.folder).catch(() => new Map<string, PageFile>());
    if (!files.has('/')) throw new KithError('PAGE_MISSING');
    const page = new PageServer(options, files);
    await page.#listen(options.port);
    return page;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** With the token: whoever has it acts as the owner of the profile. */
  get url(): string {
    return `http://127.0.0.1:${this.port}/#token=${this.#token}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#sockets.close();
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    await closed;
  }

  async #listen(port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', (error) => {
        const isTaken = systemCode(error) === 'EADDRINUSE' || systemCode(error) === 'EACCES';
        reject(isTaken ? new KithError('PORT_TAKEN', systemCode(error), { port }) : error);
      });
      this.#server.listen({ host: '127.0.0.1', port, exclusive: true }, resolve);
    });
    this.#guard = new PageGuard(this.port, this.#token);
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    if (this.#guard?.mayLoad(request.headers) !== true) return refuse(response, 403);
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405);
    const file = this.#files.get((request.url ?? '').split('?')[0] ?? '');
    if (file === undefined) return refuse(response, 404);
    response.writeHead(200, {
      ...pageHeaders([`ws://${request.headers.host ?? ''}`]),
      'Content-Type': file.type,
      'Content-Length': file.body.length,
      'Cache-Control': file.isImmutable ? 'public, max-age=31536000, immutable' : 'no-store',
    });
    response.end(request.method === 'HEAD' ? undefined : file.body);
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    const path = (request.url ?? '').split('?')[0];
    const protocol = path === '/api' ? this.#guard?.openChannel(request.headers) : undefined;
    const isFull = this.#sockets.clients.size >= MAX_CHANNELS;
    if (protocol === undefined || isFull) {
      const status = protocol === undefined ? '403 Forbidden' : '503 Service Unavailable';
      socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    this.#sockets.handleUpgrade(request, socket, head, (webSocket) => {
      this.#onChannel(webSocketChannel(webSocket));
    });
  }
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'Cache-Control': 'no-store', 'Content-Type': 'text/plain; charset=utf-8' });
  response.end();
}
