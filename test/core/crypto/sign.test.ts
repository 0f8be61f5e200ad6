import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, fromHex, toHex } from '../../../core/base/bytes.ts';
import { isReducedScalar, isSoundPoint } from '../../../core/crypto/ed25519-check.ts';
import { signingKeyFromSeed, verifySignature } from '../../../core/crypto/sign.ts';

interface Vector {
  readonly name: string;
  readonly valid: boolean;
  readonly publicKey: string;
  readonly message: string;
  readonly signature: string;
}
const file = new URL('ed25519-vectors.json', import.meta.url);
const vectors = JSON.parse(readFileSync(file, 'utf8')) as Vector[];

const P = 2n ** 255n - 19n;
function littleEndian(value: bigint): Uint8Array {
  return fromHex(value.toString(16).padStart(64, '0'))!.reverse();
}

describe('sign', () => {
  it('[CRYPTO-2] is Ed25519 (RFC 8032, tests 1 and 3)', () => {
    const one = signingKeyFromSeed(
      fromHex('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60')!,
    );
    expect(toHex(one.publicKey)).toBe('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a');
    expect(toHex(one.sign(new Uint8Array(0)))).toBe(
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
    );
    const three = signingKeyFromSeed(
      fromHex('c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7')!,
    );
    expect(toHex(three.sign(Uint8Array.of(0xaf, 0x82)))).toBe(
      '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
    );
  });

  it('[CRYPTO-2] accepts what was signed and no bit of it changed', () => {
    const seed = fc.uint8Array({ minLength: 32, maxLength: 32 });
    const message = fc.uint8Array({ minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(seed, message, fc.nat(511), fc.nat(255), (seedBytes, text, bit, messageBit) => {
        const key = signingKeyFromSeed(seedBytes);
        const signature = key.sign(text);
        expect(verifySignature(key.publicKey, text, signature)).toBe(true);
        signature[bit >> 3]! ^= 1 << (bit & 7);
        expect(verifySignature(key.publicKey, text, signature)).toBe(false);
        signature[bit >> 3]! ^= 1 << (bit & 7);
        text[messageBit % text.length]! ^= 1;
        expect(verifySignature(key.publicKey, text, signature)).toBe(false);
      }),
      { numRuns: 40 },
    );
  });

  it.each(vectors)('[CRYPTO-3] [CRYPTO-4] [THREAT-10] has one verdict: $name', (vector) => {
    const [key, message, signature] = [vector.publicKey, vector.message, vector.signature].map((h) =>
      fromHex(h)!,
    );
    expect(verifySignature(key!, message!, signature!)).toBe(vector.valid);
    // The second time the key comes from the cache.
    expect(verifySignature(key!, message!, signature!)).toBe(vector.valid);
  });

  it('[CRYPTO-3] [THREAT-10] knows the points of small order and what is not canonical', () => {
    const eight = 0x5fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n;
    for (const y of [0n, 1n, eight, P - eight, P - 1n]) {
      for (const sign of [0n, 2n ** 255n]) expect(isSoundPoint(littleEndian(y + sign))).toBe(false);
    }
    for (let y = P; y < 2n ** 255n; y++) {
      for (const sign of [0n, 2n ** 255n]) expect(isSoundPoint(littleEndian(y + sign))).toBe(false);
    }
    for (const y of [2n, 3n, P - 2n, P - 3n, P - 256n, 2n ** 254n])
      expect(isSoundPoint(littleEndian(y))).toBe(true);
    expect(isSoundPoint(new Uint8Array(31).fill(9))).toBe(false);
    expect(isSoundPoint(new Uint8Array(33).fill(9))).toBe(false);
  });

  it('[CRYPTO-4] [THREAT-10] takes S below L only', () => {
    const order = 2n ** 252n + 27742317777372353535851937790883648493n;
    const signature = (s: bigint) => concat(new Uint8Array(32), littleEndian(s));
    for (const s of [0n, 1n, order - 1n, 2n ** 252n]) expect(isReducedScalar(signature(s))).toBe(true);
    for (const s of [order, order + 1n, 2n ** 253n, 2n ** 256n - 1n]) {
      expect(isReducedScalar(signature(s))).toBe(false);
    }
  });

  it('[CRYPTO-4] never throws for odd lengths', () => {
    const key = signingKeyFromSeed(new Uint8Array(32));
    const message = Uint8Array.of(1);
    const signature = key.sign(message);
    expect(verifySignature(key.publicKey.subarray(1), message, signature)).toBe(false);
    expect(verifySignature(new Uint8Array(0), message, signature)).toBe(false);
    expect(verifySignature(key.publicKey, message, signature.subarray(1))).toBe(false);
    expect(verifySignature(key.publicKey, message, concat(signature, message))).toBe(false);
    expect(() => signingKeyFromSeed(new Uint8Array(31))).toThrow('SEED_LENGTH');
  });

  it('[CRYPTO-3] stays right when more keys are in use than are kept', () => {
    const key = signingKeyFromSeed(new Uint8Array(32).fill(1));
    const message = Uint8Array.of(2);
    const signature = key.sign(message);
    expect(verifySignature(key.publicKey, message, signature)).toBe(true);
    for (let i = 0; i < 5000; i++) {
      const other = new Uint8Array(32).fill(3);
      other[0] = i;
      other[1] = i >> 8;
      verifySignature(other, message, signature);
    }
    expect(verifySignature(key.publicKey, message, signature)).toBe(true);
  });
});
