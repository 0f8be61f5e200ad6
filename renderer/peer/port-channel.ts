/**
 * The channel to the peer of the desktop window: a port of messages, asked for through the bridge. It comes when the
 * peer's process runs, so this waits as long as that takes.
 */
import type { TextChannel } from '../../core/api/channel.ts';
import type { DesktopBridge } from '../../core/api/desktop-bridge.ts';

export function openPortChannel(desktop: DesktopBridge): Promise<TextChannel> {
  return new Promise((resolve) => {
    const take = (event: MessageEvent<unknown>): void => {
      // Only the window's own preload script can have sent it.
      const [port] = event.ports;
      if (event.source !== window || event.origin !== location.origin || !port || !isPort(event.data)) return;
      window.removeEventListener('message', take);
      resolve(channelOf(port));
    };
    window.addEventListener('message', take);
    desktop.connect();
  });
}

function isPort(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'kith' in data && data.kith === 'port';
}

function channelOf(port: MessagePort): TextChannel {
  const onClose: (() => void)[] = [];
  let isOpen = true;
  const closed = (): void => {
    isOpen = false;
    for (const listener of onClose.splice(0)) listener();
  };
  // The process at the other end has gone.
  port.addEventListener('close', closed);
  return {
    send: (text) => {
      if (isOpen) port.postMessage(text);
    },
    onMessage: (listener) => {
      port.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        if (typeof data === 'string') listener(data);
      });
      port.start();
    },
    onClose: (listener) => onClose.push(listener),
    close: () => {
      port.close();
      if (isOpen) closed();
    },
  };
}
