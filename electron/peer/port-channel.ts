/** A text channel over the port that the window's page holds the other end of. */
import type { MessagePortMain } from 'electron';
import type { TextChannel } from '../../core/api/channel.ts';

export function portChannel(port: MessagePortMain): TextChannel {
  const onClose: (() => void)[] = [];
  let isOpen = true;
  const closed = (): void => {
    isOpen = false;
    for (const listener of onClose.splice(0)) listener();
  };
  port.once('close', closed);
  return {
    send: (text) => {
      if (isOpen) port.postMessage(text);
    },
    onMessage: (listener) => {
      port.on('message', ({ data }) => {
        if (typeof data === 'string') listener(data);
      });
      // What came before waits until here.
      port.start();
    },
    onClose: (listener) => {
      if (isOpen) onClose.push(listener);
      else queueMicrotask(listener);
    },
    close: () => {
      port.close();
      // The side that closes hears no event of it.
      if (isOpen) closed();
    },
  };
}
