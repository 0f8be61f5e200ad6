/** A text channel over a WebSocket that the page has opened. */
import { WebSocket, type RawData } from 'ws';
import type { TextChannel } from '../api/channel.ts';

/** Unsent bytes at which a page that does not read is given up. */
const MAX_WAITING = 256 * 1024 * 1024;

export function webSocketChannel(socket: WebSocket): TextChannel {
  // ws closes the socket itself; the close that follows says all there is to say.
  socket.on('error', () => {});
  return {
    send(text) {
      if (socket.readyState !== WebSocket.OPEN) return;
      socket.send(text);
      if (socket.bufferedAmount > MAX_WAITING) socket.terminate();
    },
    onMessage(listener) {
      socket.on('message', (data: RawData, isBinary: boolean) => {
        if (isBinary || !Buffer.isBuffer(data)) socket.terminate();
        else listener(data.toString('utf8'));
      });
    },
    onClose(listener) {
      if (socket.readyState === WebSocket.CLOSED) queueMicrotask(listener);
      else socket.once('close', () => listener());
    },
    close() {
      socket.close();
    },
  };
}
