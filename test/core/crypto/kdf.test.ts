import { describe, expect, it } from 'vitest';
import { fromHex, toHex, utf8 } from '../../../core/base/bytes.ts';
import { hkdf, scryptKey } from '../../../core/crypto/kdf.ts';
import { systemRandom } from '../../../core/crypto/random.ts';

describe('kdf', () => {
  it('[CRYPTO-6] is HKDF-SHA-256 (RFC 5869, case 1)', () => {
    const secret = new Uint8Array(22).fill(0x0b);
    const okm = hkdf(secret, fromHex('000102030405060708090a0b0c')!, fromHex('f0f1f2f3f4f5f6f7f8f9')!, 42);
    expect(toHex(okm)).toBe(
      '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865',
    );
  });

  it('[CRYPTO-6] is scrypt (RFC 7914), 32 bytes', async () => {
    const key = await scryptKey('password', utf8('NaCl'), { N: 1024, r: 8, p: 16 });
    expect(toHex(key)).toBe('fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162');
  });

  it('[CRYPTO-6] takes a passphrase as it reads, however it was typed', async () => {
    const cost = { N: 16, r: 1, p: 1 };
    const composed = await scryptKey('caf\u00e9', utf8('salt'), cost);
    expect(await scryptKey('cafe\u0301', utf8('salt'), cost)).toEqual(composed);
  });

  it.each([
    { N: 1000, r: 8, p: 1 },
    { N: 1, r: 8, p: 1 },
    { N: 2 ** 30, r: 8, p: 1 },
    { N: 1024, r: 0, p: 1 },
    { N: 1024, r: 8, p: 17 },
    { N: 1024.5, r: 8, p: 1 },
    { N: NaN, r: 8, p: 1 },
  ])('[CRYPTO-6] [THREAT-18] refuses a cost that is impossible or too dear: %j', async (cost) => {
    await expect(scryptKey('a', utf8('salt'), cost)).rejects.toThrow('SCRYPT_COST');
  });

  it('draws different bytes every time', () => {
    expect(systemRandom.bytes(16)).toHaveLength(16);
    expect(systemRandom.bytes(16)).not.toEqual(systemRandom.bytes(16));
  });
});
