/**
 * The keys that this device has: of the authority chain and of content chains. Owns opening what entries hand to the
 * device, and sealing keys for others; which key is current and who should have which is KeyChains'. A key is believed
 * only when it hashes to the id it was handed over under [AUTH-51] [THREAT-21].
 *
 * Keys are taken from every held entry, void or not: what binds writers does not bind readers [AUTH-50].
 */
import { concat, utf8 } from '../base/bytes.ts';
import { decodeCbor, encodeCbor } from '../base/cbor.ts';
import type { Random } from '../base/clock.ts';
import { bytesOfId } from '../base/id-bytes.ts';
import type { CommunityId, DeviceId, KeyId } from '../base/ids.ts';
import { WHOLE_COMMUNITY } from '../base/ids.ts';
import type { BoxKey } from '../crypto/box.ts';
import { openSealed, sealTo } from '../crypto/box.ts';
import { openAead, sealAead } from '../crypto/seal.ts';
import { keyIdOf, keyTag } from '../feed/key-id.ts';
import { isBytes } from '../identity/fields.ts';
import type { Action, ActionOf, Chain, SealedKey } from './actions.ts';
import { AUTHORITY_CHAIN } from './actions.ts';

/** A key to hand on; its id is its hash. */
export interface HandedKey {
  readonly chain: Chain;
  /** 32 bytes, secret. */
  readonly key: Uint8Array;
}

export interface ChainKey extends HandedKey {
  readonly id: KeyId;
}

const SEAL_DOMAIN = utf8('kith/key-seal/1');
const PREVIOUS_DOMAIN = utf8('kith/previous-keys/1');
const NONCE = 12;

export class KeyRing {
  readonly #community: CommunityId;
  readonly #device: DeviceId;
  readonly #box: BoxKey;
  readonly #held = new Map<KeyId, ChainKey>();
  readonly #byTag = new Map<string, ChainKey>();
  /** Chains of keys that entries speak of, by tag, held or not. */
  readonly #spokenOf = new Map<string, Chain>();
  /** Rotations whose new key has not come yet, by that key. */
  readonly #waiting = new Map<KeyId, ActionOf<'rotate'>[]>();
  readonly #mismatched = new Set<KeyId>();
  #order: ReadonlyMap<Chain, readonly KeyId[]> = new Map();

  constructor(community: CommunityId, device: DeviceId, box: BoxKey) {
    this.#community = community;
    this.#device = device;
    this.#box = box;
  }

  /**
   * A key from this profile's own store, made here, or handed over under an `id`. False when it is held already, or
   * does not hash to that id.
   */
  learn(key: HandedKey & { readonly id?: KeyId }): boolean {
    const id = keyIdOf(key.key);
    if (key.id !== undefined && key.id !== id) {
      this.#mismatched.add(key.id);
      return false;
    }
    if (this.#held.has(id)) return false;
    const held: ChainKey = { chain: key.chain, id, key: key.key };
    this.#held.set(id, held);
    this.#byTag.set(keyTag(id), held);
    const waiting = this.#waiting.get(id) ?? [];
    this.#waiting.delete(id);
    for (const rotate of waiting) this.#openPrevious(rotate, held);
    return true;
  }

  /** What an entry hands to this device. True when a key came that was not held. */
  learnFrom(action: Action): boolean {
    const before = this.#held.size;
    if (action.type === 'genesis') {
      this.#speak(AUTHORITY_CHAIN, action.authorityKey);
      this.#speak(WHOLE_COMMUNITY, action.contentKey);
    } else if (action.type === 'space') this.#speak(action.space, action.key);
    else if (action.type === 'rotate') this.#learnRotation(action);
    if ('seals' in action) this.#openSeals(action.seals);
    return this.#held.size > before;
  }

  /** By a header's key tag: 16 hex digits. */
  find(tag: string): ChainKey | undefined {
    return this.#byTag.get(tag);
  }

  get(id: KeyId): ChainKey | undefined {
    return this.#held.get(id);
  }

  /** A key of a private space that was not handed to this device, as far as the held entries say. */
  isForeign(tag: string): boolean {
    const chain = this.#spokenOf.get(tag);
    return (
      chain !== undefined && chain !== AUTHORITY_CHAIN && chain !== WHOLE_COMMUNITY && !this.#byTag.has(tag)
    );
  }

  /** The order of the chains as the fold has it (`Authority.chains`). */
  follow(chains: ReadonlyMap<Chain, readonly KeyId[]>): void {
    this.#order = chains;
  }

  /**
   * The key to write with: the newest of the chain that is held. That is the current one but for a device to which
   * nobody has sealed it yet: it goes on with what it has [AUTH-55]. A chain that the fold does not know yet (while it is
   * being founded or joined) has the key that was learnt last.
   */
  current(chain: Chain): ChainKey | undefined {
    const newest = this.#order.get(chain)?.findLast((id) => this.#held.has(id));
    if (newest !== undefined) return this.#held.get(newest);
    return this.all().findLast((key) => key.chain === chain);
  }

  /** Held keys of a chain, newest first in the fold's order; those that the fold does not list come last. */
  held(chain: Chain): readonly ChainKey[] {
    const order = this.#order.get(chain) ?? [];
    const place = (key: ChainKey) => order.indexOf(key.id);
    const keys = this.all().filter((key) => key.chain === chain);
    return keys.reverse().sort((a, b) => place(b) - place(a));
  }

  /** To be kept by the profile, sealed. In the order in which they came. */
  all(): readonly ChainKey[] {
    return [...this.#held.values()];
  }

  /** Keys that somebody handed over under an id that is not their hash. */
  get mismatched(): ReadonlySet<KeyId> {
    return this.#mismatched;
  }

  #learnRotation(rotate: ActionOf<'rotate'>): void {
    this.#speak(rotate.chain, rotate.key);
    const held = this.#held.get(rotate.key);
    if (held) this.#openPrevious(rotate, held);
    else this.#waiting.set(rotate.key, [...(this.#waiting.get(rotate.key) ?? []), rotate]);
  }

  #openSeals(seals: readonly SealedKey[]): void {
    for (const seal of seals) {
      this.#speak(seal.chain, seal.key);
      if (seal.device !== this.#device || this.#held.has(seal.key)) continue;
      const context = sealContext(this.#community, seal.chain, seal.key, seal.device);
      const key = openSealed(this.#box, seal.sealed, context);
      if (key === undefined) this.#mismatched.add(seal.key);
      else this.learn({ chain: seal.chain, id: seal.key, key });
    }
  }

  #openPrevious(rotate: ActionOf<'rotate'>, held: ChainKey): void {
    const { chain, key, previous } = rotate;
    if (held.chain !== chain) return;
    const context = previousContext(this.#community, chain, key);
    const opened = openAead(held.key, previous.subarray(0, NONCE), context, previous.subarray(NONCE));
    const keys = opened && decodeCbor(opened);
    if (!Array.isArray(keys)) return;
    for (const earlier of keys as readonly unknown[]) {
      if (!(earlier instanceof Uint8Array) || !isBytes(earlier, 32)) continue;
      const copy = Uint8Array.from(earlier);
      this.learn({ chain, key: copy });
    }
  }

  #speak(chain: Chain, key: KeyId): void {
    const tag = keyTag(key);
    if (!this.#spokenOf.has(tag)) this.#spokenOf.set(tag, chain);
  }
}

export function newChainKey(chain: Chain, random: Random): ChainKey {
  const key = random.bytes(32);
  return { chain, id: keyIdOf(key), key };
}

/** Hands keys to a device, by its certificate. Throws BOX_KEY_UNSOUND (certificates that were read exclude that). */
export function sealKeys(
  keys: readonly HandedKey[],
  to: { readonly device: DeviceId; readonly box: Uint8Array },
  community: CommunityId,
  random: Random,
): SealedKey[] {
  return keys.map(({ chain, key }) => {
    const id = keyIdOf(key);
    const context = sealContext(community, chain, id, to.device);
    return { chain, key: id, device: to.device, sealed: sealTo(to.box, key, context, random) };
  });
}

/** Earlier keys of a chain under its new one; none where history begins with joining. At most 1,400 fit. */
export function sealPrevious(
  next: ChainKey,
  earlier: readonly HandedKey[],
  community: CommunityId,
  random: Random,
): Uint8Array {
  const nonce = random.bytes(NONCE);
  const plain = encodeCbor(earlier.map((key) => key.key));
  return concat(nonce, sealAead(next.key, nonce, previousContext(community, next.chain, next.id), plain));
}

function sealContext(community: CommunityId, chain: Chain, key: KeyId, device: DeviceId): Uint8Array {
  return concat(SEAL_DOMAIN, bytesOfId(community), chainBytes(chain), bytesOfId(key), bytesOfId(device));
}

function previousContext(community: CommunityId, chain: Chain, key: KeyId): Uint8Array {
  return concat(PREVIOUS_DOMAIN, bytesOfId(community), chainBytes(chain), bytesOfId(key));
}

/** Prefixed by its length, so that no chain's bytes run into what follows. */
function chainBytes(chain: Chain): Uint8Array {
  const bytes = chain === AUTHORITY_CHAIN ? utf8(AUTHORITY_CHAIN) : bytesOfId(chain);
  return concat(Uint8Array.of(bytes.length), bytes);
}
