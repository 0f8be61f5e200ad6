/**
 * Where a person's root keys come from: one secret, from which a root key for each community is taken in turn, so that
 * one set of words brings all of them back. Each step forgets the one before. Once the words are confirmed, the device
 * keeps only what the roots of later communities are made of: whoever takes the device then has none of the roots that
 * are in use. [IDENTITY-13]
 *
 *   root n      HKDF(secret n, "kith/root/1")
 *   secret n+1  HKDF(secret n, "kith/root-next/1")
 */
import type { Random } from '../base/clock.ts';
import { equalBytes, utf8 } from '../base/bytes.ts';
import { decodeCbor, encodeCbor, type Cbor } from '../base/cbor.ts';
import { hkdf } from '../crypto/kdf.ts';
import { signingKeyFromSeed, type SigningKey } from '../crypto/sign.ts';

export interface RootChain {
  /** Secret 0, which the words spell; null once they are confirmed. 32 bytes. */
  readonly first: Uint8Array | null;
  /** The secret of the next root. 32 bytes. */
  readonly next: Uint8Array;
  /** Roots taken so far. */
  readonly taken: number;
}

const NO_SALT = new Uint8Array(0);
const ROOT = utf8('kith/root/1');
const NEXT = utf8('kith/root-next/1');

export function newRootChain(random: Random): RootChain {
  const first = random.bytes(32);
  return { first, next: first, taken: 0 };
}

/** The next root, and the chain without it. Store the chain before the root is used: no root serves twice. */
export function takeRoot(chain: RootChain): { readonly root: SigningKey; readonly chain: RootChain } {
  const root = signingKeyFromSeed(hkdf(chain.next, NO_SALT, ROOT, 32));
  return { root, chain: { ...chain, next: hkdf(chain.next, NO_SALT, NEXT, 32), taken: chain.taken + 1 } };
}

/** How far a chain is searched for a root; nobody is in so many communities. */
const FURTHEST = 2_048;
/** A device that comes back goes on behind what a lost one may have taken meanwhile. */
const LEAP = 256;

/**
 * The chain of somebody who has typed their words, behind the root with that public key, and that root; undefined when
 * the words are another person's. The secret itself is not kept: it is on paper.
 */
export function findRoot(
  first: Uint8Array,
  publicKey: Uint8Array,
): { readonly root: SigningKey; readonly chain: RootChain } | undefined {
  let chain: RootChain = { first, next: first, taken: 0 };
  let found: SigningKey | undefined;
  for (let left = FURTHEST; left > 0; left--) {
    const taken = takeRoot(chain);
    chain = taken.chain;
    if (!found && equalBytes(taken.root.publicKey, publicKey)) {
      found = taken.root;
      left = LEAP;
    }
  }
  return found && { root: found, chain: withoutFirst(chain) };
}

/** After the words are confirmed. */
export function withoutFirst(chain: RootChain): RootChain {
  return { ...chain, first: null };
}

/** Are these the words' bytes of this chain? */
export function isFirstOf(chain: RootChain, seed: Uint8Array): boolean {
  return chain.first !== null && equalBytes(chain.first, seed);
}

/** Secret: for the keychain only. */
export function encodeRootChain({ first, next, taken }: RootChain): Uint8Array {
  return encodeCbor([1, first, next, taken]);
}

export function decodeRootChain(bytes: Uint8Array): RootChain | undefined {
  const row = decodeCbor(bytes);
  const [version, first, next, taken] = Array.isArray(row) ? (row as readonly Cbor[]) : [];
  if (version !== 1 || !(first === null || isSecret(first)) || !isSecret(next)) return undefined;
  if (typeof taken !== 'number' || !Number.isSafeInteger(taken) || taken < 0) return undefined;
  return { first, next, taken };
}

function isSecret(value: Cbor | undefined): value is Uint8Array {
  return value instanceof Uint8Array && value.length === 32;
}
