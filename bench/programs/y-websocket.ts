/** Yjs through y-websocket: its server with a filled document, or a client that writes or watches. */
import { WebSocket, WebSocketServer } from 'ws';
import { getYDoc, setupWSConnection } from '@y/websocket-server/utils';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { answer, sharedNow } from './answering.ts';

const ROOM = 'channel';
/** Messages that are put in at once. */
const STEP = 1_000;
const seen = new Map<string, number>();
const waiting = new Map<string, (time: number) => void>();
let doc: Y.Doc | undefined;

function messages(): Y.Array<{ text: string }> {
  if (!doc) throw new Error('no document is open');
  return doc.getArray('messages');
}

answer({
  serve: async ({ count }: { count: number }) => {
    doc = getYDoc(ROOM);
    for (let i = 0; i < count; i += STEP) messages().push(texts(i, Math.min(count, i + STEP)));
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
    server.on('connection', setupWSConnection);
    await new Promise((resolve) => server.once('listening', resolve));
    return (server.address() as { port: number }).port;
  },
  open: async ({ port }: { port: number }) => {
    doc = new Y.Doc();
    const provider = new WebsocketProvider(`ws://127.0.0.1:${port}`, ROOM, doc, {
      WebSocketPolyfill: WebSocket,
      disableBc: true,
    });
    if (!provider.synced) await new Promise<void>((resolve) => provider.on('sync', () => resolve()));
    // The length finds the end of a long list quickly; what an event says has changed does not.
    messages().observe(() => note(messages().get(messages().length - 1).text));
    return messages().length;
  },
  say: ({ text }: { text: string }) => {
    const start = sharedNow();
    // So that Yjs knows the end of the list and does not look for it.
    messages().get(messages().length - 1);
    messages().push([{ text }]);
    return start;
  },
  seen: ({ text }: { text: string }) =>
    new Promise<number>((resolve) => {
      const time = seen.get(text);
      if (time === undefined) waiting.set(text, resolve);
      else resolve(time);
    }),
});

function texts(from: number, to: number): { text: string }[] {
  return Array.from({ length: to - from }, (_, i) => ({
    text: `Message ${from + i} of a channel, as long as people write them`,
  }));
}

function note(text: string): void {
  const now = sharedNow();
  seen.set(text, now);
  waiting.get(text)?.(now);
}
