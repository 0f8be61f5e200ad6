/** A text channel over a local socket: each text is a length of 4 bytes, big endian, then UTF-8. */
import type { Socket } from 'node:net';
import type { TextChannel } from '../api/channel.ts';
import { fromUtf8, utf8 } from '../base/bytes.ts';
import { FrameReader, HEADER_LENGTH } from './frame-reader.ts';

/** Bytes of the longest text that a client sends: commands are small. */
export const MAX_REQUEST = 2 * 1024 * 1024;

/** Bytes of the longest text that a peer sends: a view of a large place. */
export const MAX_ANSWER = 256 * 1024 * 1024;

/** Unsent bytes at which a reader that does not read is given up. */
const MAX_WAITING = 256 * 1024 * 1024;

/** `longest`: bytes of the longest text that the other side may send; beyond it the channel closes. */
export function socketChannel(socket: Socket, longest: number): TextChannel {
  const reader = new FrameReader(longest);
  const closeListeners: (() => void)[] = [];
  let listener: ((text: string) => void) | undefined;
  let isClosed = false;

  function deliver(): void {
    while (listener !== undefined && !isClosed) {
      const frame = reader.next();
      if (frame === undefined) return;
      const text = frame === 'too-large' ? undefined : fromUtf8(frame);
      if (text === undefined) {
        socket.destroy();
        return;
      }
      listener(text);
    }
  }

  socket.pause();
  socket.on('data', (bytes: Buffer) => {
    reader.push(bytes);
    deliver();
  });
  // The close that follows says all there is to say.
  socket.on('error', () => {});
  socket.on('end', () => socket.end());
  socket.once('close', () => {
    isClosed = true;
    for (const run of closeListeners.splice(0)) run();
  });

  return {
    send(text) {
      if (isClosed || !socket.writable) return;
      const bytes = utf8(text);
      const frame = new Uint8Array(HEADER_LENGTH + bytes.length);
      new DataView(frame.buffer).setUint32(0, bytes.length);
      frame.set(bytes, HEADER_LENGTH);
      socket.write(frame);
      if (socket.writableLength > MAX_WAITING) socket.destroy();
    },
    onMessage(next) {
      listener = next;
      deliver();
      socket.resume();
    },
    onClose(run) {
      if (isClosed) queueMicrotask(run);
      else closeListeners.push(run);
    },
    close() {
      socket.end();
    },
  };
}
