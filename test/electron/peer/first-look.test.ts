/** The wait before a window's peer gets on its network. */
import { describe, expect, test } from 'vitest';
import type { TextChannel } from '../../../core/api/channel.ts';
import { FirstLook } from '../../../electron/peer/first-look.ts';

/** A clock that is moved by hand. */
class HandClock {
  #now = 0;
  #waiting: { at: number; run: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  after(ms: number, run: () => void): () => void {
    const entry = { at: this.#now + ms, run };
    this.#waiting.push(entry);
    return () => {
      this.#waiting = this.#waiting.filter((each) => each !== entry);
    };
  }

  async pass(ms: number): Promise<void> {
    this.#now += ms;
    const due = this.#waiting.filter(({ at }) => at <= this.#now);
    this.#waiting = this.#waiting.filter(({ at }) => at > this.#now);
    for (const { run } of due) run();
    await Promise.resolve();
  }
}

function page(): { channel: TextChannel; speak: () => void } {
  const listeners: ((text: string) => void)[] = [];
  return {
    channel: {
      send: () => {},
      onMessage: (listener) => void listeners.push(listener),
      onClose: () => {},
      close: () => {},
    },
    speak: () => {
      for (const listener of listeners) listener('');
    },
  };
}

describe('[DESKTOP-13] a window looks at what is on the disk before its peer loads the network', () => {
  test('which waits while the page asks and is answered, and begins when it is quiet', async () => {
    const clock = new HandClock();
    const look = new FirstLook(clock);
    let isOver = false;
    void look.over().then(() => (isOver = true));
    const { channel, speak } = page();
    const heard = look.at(channel);
    heard.onMessage(() => {});
    for (let turn = 0; turn < 5; turn++) {
      speak();
      await clock.pass(100);
      heard.send('');
      await clock.pass(100);
      expect(isOver).toBe(false);
    }
    await clock.pass(100);
    expect(isOver).toBe(true);
  });

  test('and never waits for long, with a page that does not stop or with none', async () => {
    for (const talks of [true, false]) {
      const clock = new HandClock();
      const look = new FirstLook(clock);
      let isOver = false;
      void look.over().then(() => (isOver = true));
      const { channel, speak } = page();
      look.at(channel).onMessage(() => {});
      for (let ms = 0; ms < 1_500; ms += 100) {
        expect(isOver).toBe(false);
        if (talks) speak();
        await clock.pass(100);
      }
      expect(isOver).toBe(true);
    }
  });
});
