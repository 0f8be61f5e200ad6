/**
 * Does what is to be done about the keys of one community (core/community/key-duty.ts): a little later than it is seen, by
 * chance, so that not every device does it at once; at once where the person at this device has caused it. [AUTH-57]
 */
import type { Clock, Random } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import type { Community } from '../community/community.ts';
import { keyActions, owesKeys, type KeyHolder } from '../community/key-duty.ts';
import { SerialQueue } from '../community/serial-queue.ts';

/** Milliseconds. */
const SOONEST = 1_000;
const SPREAD = 9_000;

export interface KeyKeeperParts {
  readonly community: Community;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

export class KeyKeeper {
  readonly #p: KeyKeeperParts;
  readonly #queue = new SerialQueue();
  #cancel: (() => void) | undefined;
  #isWatching = false;

  constructor(parts: KeyKeeperParts) {
    this.#p = parts;
  }

  /** From now on by itself. */
  watch(): void {
    this.#isWatching = true;
    this.#p.community.onChange.on(({ authority }) => {
      if (authority) this.#plan();
    });
    this.#plan();
  }

  /** Resolves when nothing is owed that this device can do. Throws what `Community.act` throws. */
  now(): Promise<void> {
    return this.#queue.run(async () => {
      const { community, random } = this.#p;
      if (community.isCopied) return;
      const actions = keyActions(this.#holder(), random);
      await Promise.all(actions.map(({ action, under }) => community.act(action, under)));
    });
  }

  async stop(): Promise<void> {
    this.#isWatching = false;
    this.#cancel?.();
    this.#cancel = undefined;
    await this.#queue.run(() => Promise.resolve());
  }

  #plan(): void {
    if (!this.#isWatching || this.#cancel || !owesKeys(this.#holder())) return;
    const [chance] = this.#p.random.bytes(1);
    this.#cancel = this.#p.clock.after(SOONEST + (chance! / 256) * SPREAD, () => {
      this.#cancel = undefined;
      this.now().catch(() => {
        // The next change of authority, or the next start, tries again.
        this.#p.log.warn('what is owed about keys could not be written');
      });
    });
  }

  #holder(): KeyHolder {
    const { community } = this.#p;
    return {
      id: community.id,
      device: community.device,
      authority: community.authority(),
      keys: community.keys,
    };
  }
}
