/**
 * The local socket of a running peer [PROFILE-6]: whoever may open the profile's files may talk to its peer, and nobody
 * else. The same channel as the page has, without a token.
 */
import { chmod, rm } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { TextChannel } from '../api/channel.ts';
import { KithError } from '../base/kith-error.ts';
import { systemCode } from './atomic-file.ts';
import { MAX_REQUEST, socketChannel } from './socket-channel.ts';
import { socketPath } from './socket-path.ts';

const MAX_CLIENTS = 64;

export class SocketServer {
  readonly #path: string;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(path: string, onChannel: (channel: TextChannel) => void) {
    this.#path = path;
    this.#server = createServer((socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
      onChannel(socketChannel(socket, MAX_REQUEST));
    });
    this.#server.maxConnections = MAX_CLIENTS;
  }

  /**
   * Called by who holds the profile's store, so a socket that nobody answers is the remains of a crash. Throws KithError
   * PROFILE_IN_USE when somebody answers, SOCKET_UNSAFE, FILE_UNWRITABLE.
   */
  static async start(directory: string, onChannel: (channel: TextChannel) => void): Promise<SocketServer> {
    const path = await socketPath(directory);
    const server = new SocketServer(path, onChannel);
    try {
      await server.#listen();
    } catch (error) {
      if (systemCode(error) !== 'EADDRINUSE') throw new KithError('FILE_UNWRITABLE', systemCode(error));
      if (await isAnswered(path)) throw new KithError('PROFILE_IN_USE');
      await rm(path, { force: true });
      await server.#listen();
    }
    if (process.platform !== 'win32') await chmod(path, 0o600);
    return server;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #listen(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.#path, () => {
        this.#server.removeListener('error', reject);
        resolve();
      });
    });
  }
}

function isAnswered(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
