/**
 * The person's root secret on this device: root keys are taken from it, its words are shown, and once they are confirmed
 * it is forgotten here [IDENTITY-13]. Owns the order of these acts: what is handed out was stored first.
 */
import type { RecoveryState } from '../api/recovery-methods.ts';
import type { Random } from '../base/clock.ts';
import type { CommunityId } from '../base/ids.ts';
import { KithError } from '../base/kith-error.ts';
import { SerialQueue } from '../community/serial-queue.ts';
import { signingKeyFromSeed, type SigningKey } from '../crypto/sign.ts';
import { rootSeedToWords, wordsToRootSeed } from '../identity/recovery-words.ts';
import { isFirstOf, newRootChain, takeRoot, withoutFirst, type RootChain } from '../identity/root-chain.ts';
import type { Registry } from './registry.ts';

export class Recovery {
  readonly #registry: Registry;
  readonly #random: Random;
  readonly #queue = new SerialQueue();
  #chain: RootChain | undefined;

  constructor(registry: Registry, random: Random) {
    this.#registry = registry;
    this.#random = random;
  }

  /** Throws KithError KEYCHAIN_REFUSED, STORE_CORRUPT. */
  async load(): Promise<void> {
    this.#chain = await this.#registry.rootChain();
  }

  get state(): RecoveryState {
    return this.#chain?.first === null ? 'confirmed' : 'unconfirmed';
  }

  /** A root key for one community. */
  takeRoot(): Promise<SigningKey> {
    return this.#queue.run(async () => {
      const { root, chain } = takeRoot(await this.#made());
      await this.#save(chain);
      return root;
    });
  }

  /** The root that members are to vouch for in that community: one, however often it is asked for. */
  vouchedRoot(community: CommunityId): Promise<SigningKey> {
    return this.#queue.run(async () => {
      const known = await this.#registry.vouchedRoot(community);
      if (known) return signingKeyFromSeed(known);
      const { root, chain } = takeRoot(await this.#made());
      await this.#save(chain);
      await this.#registry.saveVouchedRoot(community, root.seed);
      return root;
    });
  }

  /** The chain of the person's words, unless this profile has a chain of its own that is in use. */
  takeOver(chain: RootChain): Promise<void> {
    return this.#queue.run(async () => {
      if (!this.#chain || this.#chain.taken === 0) await this.#save(chain);
    });
  }

  /** Throws KithError WORDS_GONE once they are confirmed. */
  words(): Promise<string[]> {
    return this.#queue.run(async () => {
      const { first } = await this.#made();
      if (first === null) throw new KithError('WORDS_GONE');
      return rootSeedToWords(first);
    });
  }

  /** Throws KithError WORDS_COUNT, WORD_UNKNOWN, WORDS_WRONG, WORDS_OTHER, WORDS_GONE; then nothing is forgotten. */
  confirm(text: string): Promise<void> {
    return this.#queue.run(async () => {
      const chain = await this.#made();
      if (chain.first === null) throw new KithError('WORDS_GONE');
      const seed = wordsToRootSeed(text);
      if (!seed.ok) throw new KithError(seed.code, seed.code, 'word' in seed ? { word: seed.word } : {});
      if (!isFirstOf(chain, seed.value)) throw new KithError('WORDS_OTHER');
      await this.#save(withoutFirst(chain));
      await this.#registry.forgetVouchedRoots();
    });
  }

  async #made(): Promise<RootChain> {
    if (!this.#chain) await this.#save(newRootChain(this.#random));
    return this.#chain!;
  }

  async #save(chain: RootChain): Promise<void> {
    await this.#registry.saveRootChain(chain);
    this.#chain = chain;
  }
}
