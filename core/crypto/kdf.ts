/** Keys from other secrets: HKDF-SHA-256 (RFC 5869) and scrypt (RFC 7914). [CRYPTO-6] */
import * as crypto from 'node:crypto';
import { KithError } from '../base/kith-error.ts';

export function hkdf(secret: Uint8Array, salt: Uint8Array, info: Uint8Array, length: number): Uint8Array {
  return new Uint8Array(crypto.hkdfSync('sha256', secret, salt, info, length));
}

export interface ScryptCost {
  /** A power of two. */
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** About 64 MiB and a fifth of a second. */
export const SCRYPT_COST: ScryptCost = { N: 65536, r: 8, p: 1 };
/** Costs come from files: bound the memory before it is taken. */
const MAX_SCRYPT_MEMORY = 512 * 1024 * 1024;

/** 32 bytes. The passphrase counts in NFC. Throws SCRYPT_COST for parameters that are impossible or too dear. */
export function scryptKey(passphrase: string, salt: Uint8Array, cost: ScryptCost): Promise<Uint8Array> {
  const { N, r, p } = cost;
  const isPossible = [N, r, p].every((value) => Number.isSafeInteger(value) && value > 0);
  if (!isPossible || N < 2 || !Number.isInteger(Math.log2(N)) || p > 16 || 128 * N * r > MAX_SCRYPT_MEMORY) {
    return Promise.reject(new KithError('SCRYPT_COST'));
  }
  const options = { N, r, p, maxmem: 128 * N * r + 128 * r * p + 1024 * 1024 };
  return new Promise((resolve, reject) => {
    crypto.scrypt(passphrase.normalize('NFC'), salt, 32, options, (error, key) => {
      if (error) reject(error);
      else resolve(Uint8Array.from(key));
    });
  });
}
