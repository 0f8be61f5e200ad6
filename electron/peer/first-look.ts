/**
 * The first moments of a window: to load the libraries of the network keeps this process busy, so that waits until the
 * page has been given what it shows first. Guarantees: it does not wait for long, also where no page ever comes.
 */
import type { TextChannel } from '../../core/api/channel.ts';
import type { Clock } from '../../core/base/clock.ts';

/** Milliseconds without a word from or to the page. */
const QUIET = 150;
/** Milliseconds in all. */
const LONGEST = 1_500;

export class FirstLook {
  readonly #clock: Clock;
  readonly #over: Promise<void>;
  #resolve!: () => void;
  #isOver = false;
  #cancelQuiet: (() => void) | undefined;
  #cancelLongest: (() => void) | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#over = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  /** Begins the wait; resolves when it is over. */
  over(): Promise<void> {
    if (!this.#isOver) this.#cancelLongest ??= this.#clock.after(LONGEST, () => this.#end());
    return this.#over;
  }

  /** The channel of the page, whose words are heard here. */
  at(channel: TextChannel): TextChannel {
    if (this.#isOver) return channel;
    return {
      ...channel,
      send: (text) => {
        this.#spoken();
        channel.send(text);
      },
      onMessage: (listener) => {
        channel.onMessage((text) => {
          this.#spoken();
          listener(text);
        });
      },
    };
  }

  #spoken(): void {
    if (this.#isOver) return;
    this.#cancelQuiet?.();
    this.#cancelQuiet = this.#clock.after(QUIET, () => this.#end());
  }

  #end(): void {
    this.#isOver = true;
    this.#cancelQuiet?.();
    this.#cancelLongest?.();
    this.#resolve();
  }
}
