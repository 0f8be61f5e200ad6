/** What this device remembers about a community for itself; never sent. */
import type { LiveState } from './live-state.ts';
import { openLocal, sealLocal } from './local-seal.ts';
import { localKeyOf } from './secrets.ts';

export class LocalRows {
  readonly #live: LiveState;

  constructor(live: LiveState) {
    this.#live = live;
  }

  get(name: string): Uint8Array | undefined {
    const { options, layout } = this.#live;
    return options.store.get(layout.local(name));
  }

  async set(name: string, value: Uint8Array): Promise<void> {
    const { options, layout } = this.#live;
    await options.store.write([{ type: 'put', key: layout.local(name), value }]);
  }

  /** The same for what people wrote: sealed, so that no text of theirs lies open on the disk. */
  async setSealed(name: string, value: Uint8Array): Promise<void> {
    const { options, secrets } = this.#live;
    await this.set(name, sealLocal(localKeyOf(secrets), name, value, options.random));
  }

  /** Undefined also when it was damaged. */
  getSealed(name: string): Uint8Array | undefined {
    const sealed = this.get(name);
    return sealed && openLocal(localKeyOf(this.#live.secrets), name, sealed);
  }
}
