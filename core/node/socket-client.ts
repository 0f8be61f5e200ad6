/** How a command reaches the peer that runs on the same profile. */
import { connect } from 'node:net';
import type { TextChannel } from '../api/channel.ts';
import { KithError } from '../base/kith-error.ts';
import { systemCode } from './atomic-file.ts';
import { MAX_ANSWER, socketChannel } from './socket-channel.ts';
import { socketPath } from './socket-path.ts';

/** Undefined when no peer runs on that profile. Throws KithError SOCKET_UNSAFE. */
export async function connectToPeer(directory: string): Promise<TextChannel | undefined> {
  const path = await socketPath(directory);
  const socket = connect(path);
  const failure = await new Promise<unknown>((resolve) => {
    socket.once('connect', () => resolve(undefined));
    socket.once('error', resolve);
  });
  if (failure === undefined) return socketChannel(socket, MAX_ANSWER);
  socket.destroy();
  const code = systemCode(failure);
  if (code === 'ENOENT' || code === 'ECONNREFUSED' || code === 'ENOTDIR') return undefined;
  throw new KithError('SOCKET_UNSAFE', code);
}
