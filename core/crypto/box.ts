/**
 * Sealed to a device: X25519 with a key of its own for every message, HKDF-SHA-256, AES-256-GCM. It says nothing
 * about who sealed; whoever needs that signs what carries the box. [CRYPTO-7] [CRYPTO-8]
 *
 *   ephemeral public key (32) || ciphertext || tag (16)
 */
import * as crypto from 'node:crypto';
import { concat, fromHex, toHex, utf8 } from '../base/bytes.ts';
import type { Random } from '../base/clock.ts';
import { KithError } from '../base/kith-error.ts';
import { hkdf } from './kdf.ts';
import { openAead, sealAead, TAG_LENGTH } from './seal.ts';

export interface BoxKey {
  /** 32 bytes, X25519. */
  readonly publicKey: Uint8Array;
  /** 32 bytes, secret. */
  readonly seed: Uint8Array;
}

/** Bytes by which a box is longer than what is in it. */
export const BOX_OVERHEAD = 32 + TAG_LENGTH;

const PRIVATE_PREFIX = fromHex('302e020100300506032b656e04220420')!;
const PUBLIC_PREFIX = fromHex('302a300506032b656e032100')!;
const DOMAIN = utf8('kith/box/1');
const NO_AD = new Uint8Array(0);

/** u coordinates below 2^255 - 19 of the points of small order: what they agree on is known to everybody. */
const SMALL_ORDER = new Set([
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
  '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
]);

/** `seed`: 32 bytes. Throws SEED_LENGTH. */
export function boxKeyFromSeed(seed: Uint8Array): BoxKey {
  const spki = crypto.createPublicKey(importSeed(seed)).export({ format: 'der', type: 'spki' });
  return { publicKey: Uint8Array.from(spki.subarray(PUBLIC_PREFIX.length)), seed: Uint8Array.from(seed) };
}

/** 32 bytes, below 2^255 - 19, not of small order: the same verdict on every runtime. */
export function isSoundBoxKey(publicKey: Uint8Array): boolean {
  if (publicKey.length !== 32 || publicKey[31]! > 0x7f) return false;
  if (publicKey[31] === 0x7f && publicKey[0]! >= 0xed) {
    let at = 1;
    while (at < 31 && publicKey[at] === 0xff) at += 1;
    if (at === 31) return false;
  }
  return !SMALL_ORDER.has(toHex(publicKey));
}

/** Throws BOX_KEY_UNSOUND; certificates with such a key are refused when they are read. */
export function sealTo(
  publicKey: Uint8Array,
  plain: Uint8Array,
  context: Uint8Array,
  random: Random,
): Uint8Array {
  if (!isSoundBoxKey(publicKey)) throw new KithError('BOX_KEY_UNSOUND');
  const ephemeral = boxKeyFromSeed(random.bytes(32));
  const secret = agree(ephemeral.seed, publicKey);
  if (!secret) throw new KithError('BOX_KEY_UNSOUND');
  const { key, nonce } = derive(secret, ephemeral.publicKey, publicKey, context);
  return concat(ephemeral.publicKey, sealAead(key, nonce, NO_AD, plain));
}

/** Undefined unless it was sealed to this key in this context. */
export function openSealed(boxKey: BoxKey, sealed: Uint8Array, context: Uint8Array): Uint8Array | undefined {
  if (sealed.length < BOX_OVERHEAD) return undefined;
  const ephemeral = sealed.subarray(0, 32);
  if (!isSoundBoxKey(ephemeral)) return undefined;
  const secret = agree(boxKey.seed, ephemeral);
  if (!secret) return undefined;
  const { key, nonce } = derive(secret, ephemeral, boxKey.publicKey, context);
  return openAead(key, nonce, NO_AD, sealed.subarray(32));
}

/** The key is used for one message, so the nonce can come from the same place. */
function derive(secret: Uint8Array, ephemeral: Uint8Array, recipient: Uint8Array, context: Uint8Array) {
  const bytes = hkdf(secret, concat(ephemeral, recipient), concat(DOMAIN, context), 44);
  return { key: bytes.subarray(0, 32), nonce: bytes.subarray(32) };
}

function agree(seed: Uint8Array, publicKey: Uint8Array): Uint8Array | undefined {
  try {
    const der = Buffer.from(concat(PUBLIC_PREFIX, publicKey));
    const theirs = crypto.createPublicKey({ key: der, format: 'der', type: 'spki' });
    const secret = crypto.diffieHellman({ privateKey: importSeed(seed), publicKey: theirs });
    return secret.some((byte) => byte !== 0) ? secret : undefined;
  } catch {
    return undefined;
  }
}

function importSeed(seed: Uint8Array): crypto.KeyObject {
  if (seed.length !== 32) throw new KithError('SEED_LENGTH');
  const der = Buffer.from(concat(PRIVATE_PREFIX, seed));
  return crypto.createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
}
