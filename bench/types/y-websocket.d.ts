/** The parts of y-websocket and its server that the benchmark uses, so that it type-checks without them. */
declare module 'y-websocket' {
  import type { Doc } from 'yjs';

  export class WebsocketProvider {
    constructor(
      url: string,
      room: string,
      doc: Doc,
      options: { WebSocketPolyfill: unknown; disableBc: boolean },
    );
    readonly synced: boolean;
    on(event: 'sync', listener: (isSynced: boolean) => void): void;
    destroy(): void;
  }
}

declare module '@y/websocket-server/utils' {
  import type { IncomingMessage } from 'node:http';
  import type { WebSocket } from 'ws';
  import type { Doc } from 'yjs';

  export function setupWSConnection(socket: WebSocket, request: IncomingMessage): void;
  export function getYDoc(room: string): Doc;
}
