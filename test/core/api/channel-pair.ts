/** Two ends of a channel in memory: texts arrive in order, each in a turn of its own. */
import type { TextChannel } from '../../../core/api/channel.ts';

interface End extends TextChannel {
  /** What arrived, for tests that look at the texts. */
  readonly received: string[];
}

export function channelPair(): [End, End] {
  const left = new MemoryEnd();
  const right = new MemoryEnd();
  left.other = right;
  right.other = left;
  return [left, right];
}

class MemoryEnd implements End {
  other: MemoryEnd | undefined;
  readonly received: string[] = [];
  #onMessage: (text: string) => void = () => {};
  #onClose: (() => void)[] = [];
  #isOpen = true;

  send(text: string): void {
    const other = this.other;
    if (this.#isOpen) queueMicrotask(() => other?.take(text));
  }

  onMessage(listener: (text: string) => void): void {
    this.#onMessage = listener;
  }

  onClose(listener: () => void): void {
    this.#onClose.push(listener);
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    for (const listener of this.#onClose) listener();
    this.other?.close();
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  take(text: string): void {
    if (!this.#isOpen) return;
    this.received.push(text);
    this.#onMessage(text);
  }
}
