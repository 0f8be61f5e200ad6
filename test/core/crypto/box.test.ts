import * as crypto from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex, utf8 } from '../../../core/base/bytes.ts';
import { boxKeyFromSeed, BOX_OVERHEAD, isSoundBoxKey, openSealed, sealTo } from '../../../core/crypto/box.ts';
import { seededRandom } from '../../world/random.ts';

const key = boxKeyFromSeed(new Uint8Array(32).fill(5));
const context = utf8('context');

describe('box', () => {
  it('[CRYPTO-7] has X25519 keys (RFC 7748, section 6.1)', () => {
    const bob = boxKeyFromSeed(fromHex('5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb')!);
    expect(toHex(bob.publicKey)).toBe('de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f');
  });

  it('[CRYPTO-7] opens what was sealed to it, in its context, unchanged', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 80 }),
        fc.integer(),
        fc.nat(),
        fc.nat(7),
        (plain, seed, at, bit) => {
          const sealed = sealTo(key.publicKey, plain, context, seededRandom(seed));
          expect(sealed).toHaveLength(plain.length + BOX_OVERHEAD);
          expect(openSealed(key, sealed, context)).toEqual(Uint8Array.from(plain));
          expect(openSealed(key, sealed, utf8('another'))).toBeUndefined();
          expect(openSealed(boxKeyFromSeed(new Uint8Array(32).fill(6)), sealed, context)).toBeUndefined();
          sealed[at % sealed.length]! ^= 1 << bit;
          expect(openSealed(key, sealed, context)).toBeUndefined();
        },
      ),
      { numRuns: 50 },
    );
  });

  it('[CRYPTO-7] is what its rule says, step by step', () => {
    const pair = crypto.generateKeyPairSync('x25519');
    const raw = (object: crypto.KeyObject) =>
      Buffer.from(object.export({ format: 'jwk' }).x as string, 'base64url');
    const spki = Buffer.concat([fromHex('302a300506032b656e032100')!, key.publicKey]);
    const publicKey = crypto.createPublicKey({ key: spki, format: 'der', type: 'spki' });
    const secret = crypto.diffieHellman({ privateKey: pair.privateKey, publicKey });
    const ephemeral = raw(pair.publicKey);
    const salt = Buffer.concat([ephemeral, key.publicKey]);
    const derived = Buffer.from(
      crypto.hkdfSync('sha256', secret, salt, Buffer.from('kith/box/1context'), 44),
    );
    const cipher = crypto.createCipheriv('aes-256-gcm', derived.subarray(0, 32), derived.subarray(32));
    const box = Buffer.concat([ephemeral, cipher.update('hello'), cipher.final(), cipher.getAuthTag()]);
    expect(openSealed(key, box, context)).toEqual(utf8('hello'));
  });

  it('[CRYPTO-7] never seals twice in the same way', () => {
    const random = seededRandom(1);
    const plain = utf8('same');
    const [a, b] = [1, 2].map(() => toHex(sealTo(key.publicKey, plain, context, random)));
    expect(a).not.toBe(b);
  });

  it('[CRYPTO-8] [THREAT-10] refuses keys that agree on what everybody knows', () => {
    const p = 2n ** 255n - 19n;
    const one = 325606250916557431795983626356110631294008115727848805560023387167927233504n;
    const two = 39382357235489614581723060781553021112529911719440698176882885853963445705823n;
    const encode = (u: bigint) => fromHex(u.toString(16).padStart(64, '0'))!.reverse();
    for (const u of [0n, 1n, one, two, p - 1n, p, p + 1n, 2n ** 255n - 1n, 2n ** 255n + 9n]) {
      const unsound = encode(u);
      expect(isSoundBoxKey(unsound)).toBe(false);
      expect(() => sealTo(unsound, utf8('x'), context, seededRandom(1))).toThrow('BOX_KEY_UNSOUND');
      const sealed = sealTo(key.publicKey, utf8('x'), context, seededRandom(1));
      sealed.set(unsound);
      expect(openSealed(key, sealed, context)).toBeUndefined();
    }
    for (const u of [2n, 9n, p - 2n, p - 256n]) expect(isSoundBoxKey(encode(u))).toBe(true);
    expect(isSoundBoxKey(new Uint8Array(31).fill(9))).toBe(false);
    expect(() => boxKeyFromSeed(new Uint8Array(33))).toThrow('SEED_LENGTH');
    expect(openSealed(key, new Uint8Array(BOX_OVERHEAD - 1), context)).toBeUndefined();
  });
});
