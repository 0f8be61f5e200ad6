/** A message between Enter and the peer's answer. */
import type { MessageView } from '../../../core/api/chat-methods.ts';
import type { Attaching } from './use-attaching.ts';

export interface Unsent {
  readonly key: string;
  readonly text: string;
  readonly replyTo: MessageView | null;
  readonly files: readonly Attaching[];
  /** The newest message when it was sent; null: there was none. */
  readonly after: string | null;
  /** What it became; its row gives way to the message. */
  readonly id?: string;
  readonly error?: unknown;
}
