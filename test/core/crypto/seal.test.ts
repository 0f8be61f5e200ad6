import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../../core/base/bytes.ts';
import { openAead, sealAead } from '../../../core/crypto/seal.ts';

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });

describe('seal', () => {
  it('[CRYPTO-5] is AES-256-GCM with the tag at the end (McGrew and Viega, case 16)', () => {
    const key = fromHex('feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308')!;
    const nonce = fromHex('cafebabefacedbaddecaf888')!;
    const ad = fromHex('feedfacedeadbeeffeedfacedeadbeefabaddad2')!;
    const plain = fromHex(
      'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39',
    )!;
    expect(toHex(sealAead(key, nonce, ad, plain))).toBe(
      '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662' +
        '76fc6ece0f4e1768cddf8853bb2d551b',
    );
  });

  it('[CRYPTO-5] opens exactly what was sealed, and nothing with a bit changed', () => {
    const any = fc.uint8Array({ maxLength: 60 });
    fc.assert(
      fc.property(bytes(32), bytes(12), any, any, fc.nat(), fc.nat(7), (key, nonce, ad, plain, at, bit) => {
        const sealed = sealAead(key, nonce, ad, plain);
        expect(openAead(key, nonce, ad, sealed)).toEqual(Uint8Array.from(plain));
        for (const part of [key, nonce, ad, sealed]) {
          if (part.length === 0) continue;
          part[at % part.length]! ^= 1 << bit;
          expect(openAead(key, nonce, ad, sealed)).toBeUndefined();
          part[at % part.length]! ^= 1 << bit;
        }
        expect(openAead(key, nonce, ad, sealed.subarray(0, -1))).toBeUndefined();
      }),
    );
  });

  it('[CRYPTO-5] refuses other lengths of keys, nonces and boxes', () => {
    const [key, nonce, none] = [new Uint8Array(32), new Uint8Array(12), new Uint8Array(0)];
    const sealed = sealAead(key, nonce, none, none);
    expect(sealed).toHaveLength(16);
    expect(openAead(key, nonce, none, sealed)).toEqual(none);
    expect(openAead(key, nonce, none, sealed.subarray(1))).toBeUndefined();
    expect(openAead(key.subarray(1), nonce, none, sealed)).toBeUndefined();
    expect(openAead(key, new Uint8Array(16), none, sealed)).toBeUndefined();
    expect(() => sealAead(key.subarray(1), nonce, none, none)).toThrow('SEAL_LENGTH');
    expect(() => sealAead(key, new Uint8Array(16), none, none)).toThrow('SEAL_LENGTH');
  });
});
