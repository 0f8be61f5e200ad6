/** The channel to the peer that serves this page: a WebSocket at the same address, opened with the page's token. */
import type { TextChannel } from '../../core/api/channel.ts';

/** Resolves when it is open; rejects when it could not be opened. The browser does not say why. */
export function openWebSocketChannel(token: string): Promise<TextChannel> {
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
  // Page scripts cannot set a header, and an address would end up in logs: the token travels as a subprotocol.
  const socket = new WebSocket(`${scheme}://${location.host}/api`, [`kith.${token}`]);
  return new Promise((resolve, reject) => {
    let isOpen = false;
    const onClose: (() => void)[] = [];
    socket.addEventListener('open', () => {
      isOpen = true;
      resolve({
        send: (text) => {
          if (socket.readyState === WebSocket.OPEN) socket.send(text);
        },
        onMessage: (listener) => {
          socket.addEventListener('message', (event: MessageEvent<unknown>) => {
            if (typeof event.data === 'string') listener(event.data);
          });
        },
        onClose: (listener) => onClose.push(listener),
        close: () => {
          socket.close();
        },
      });
    });
    socket.addEventListener('close', () => {
      if (!isOpen) reject(new Error('the connection was not opened'));
      for (const listener of onClose.splice(0)) listener();
    });
  });
}
