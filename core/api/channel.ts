/**
 * What client and server talk over: whole texts, in order, none lost while it is open. Adapters: a WebSocket, a local
 * socket, a MessagePort. A listener that is set later hears what comes from then on.
 */
export interface TextChannel {
  /** Does nothing once the channel is closed. */
  send(text: string): void;
  onMessage(listener: (text: string) => void): void;
  /** Called once, whichever side closed it. */
  onClose(listener: () => void): void;
  close(): void;
}
