import { describe, expect, it, vi } from 'vitest';
import { toHex, utf8 } from '../../../core/base/bytes.ts';
import { hmacSha256, sha256, sha256Hex } from '../../../core/crypto/hash.ts';

describe('hash', () => {
  it('[CRYPTO-1] is SHA-256 (FIPS 180-2), over the parts as one', () => {
    const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    expect(toHex(sha256(utf8('abc')))).toBe(abc);
    expect(toHex(sha256(utf8('a'), utf8(''), utf8('bc')))).toBe(abc);
    expect(sha256Hex(utf8('abc'))).toBe(abc);
    expect(toHex(sha256())).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  it('[CRYPTO-1] is HMAC-SHA-256 (RFC 4231, case 2)', () => {
    const mac = hmacSha256(utf8('Jefe'), utf8('what do ya want '), utf8('for nothing?'));
    expect(toHex(mac)).toBe('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843');
  });

  it('[CRYPTO-1] gives plain byte arrays, which compare as values', () => {
    expect(Object.getPrototypeOf(sha256(utf8('a')))).toBe(Uint8Array.prototype);
    expect(Object.getPrototypeOf(hmacSha256(utf8('k'), utf8('a')))).toBe(Uint8Array.prototype);
  });

  it('[CRYPTO-1] gives the same where the runtime has no one-shot call', async () => {
    vi.resetModules();
    vi.doMock('node:crypto', async (load) => ({ ...(await load<object>()), hash: undefined }));
    const older = await import('../../../core/crypto/hash.ts');
    vi.doUnmock('node:crypto');
    expect(older.sha256Hex).not.toBe(sha256Hex);
    for (const text of ['', 'abc', 'a'.repeat(1000)]) {
      expect(older.sha256Hex(utf8(text))).toBe(sha256Hex(utf8(text)));
      expect(older.sha256(utf8(text))).toEqual(sha256(utf8(text)));
    }
  });
});
