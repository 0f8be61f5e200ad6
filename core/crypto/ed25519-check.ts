/**
 * What an Ed25519 library may or may not check by itself, checked here, so that a key or a signature gets the same
 * verdict on every runtime. [CRYPTO-3] [CRYPTO-4] [THREAT-10]
 */
import { fromHex } from '../base/bytes.ts';

/** y coordinates (little endian, sign bit clear) of the eight points whose order divides 8. */
const SMALL_ORDER = [
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
].map((hex) => fromHex(hex)!);

/** The order of the base point, little endian. */
const L = fromHex('edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010')!;

/** 32 bytes with y < 2^255 - 19, of which each point has one encoding, and none of the eight points of small order. */
export function isSoundPoint(point: Uint8Array): boolean {
  if (point.length !== 32) return false;
  if ((point[31]! & 0x7f) === 0x7f && point[0]! >= 0xed) {
    let at = 1;
    while (at < 31 && point[at] === 0xff) at += 1;
    if (at === 31) return false;
  }
  return !SMALL_ORDER.some((small) => {
    for (let i = 0; i < 31; i++) if (point[i] !== small[i]) return false;
    return (point[31]! & 0x7f) === small[31];
  });
}

/** The second half of a signature is a number below L: no second signature can be made from one. */
export function isReducedScalar(signature: Uint8Array): boolean {
  for (let i = 31; i >= 0; i--) {
    const byte = signature[32 + i]!;
    if (byte !== L[i]) return byte < L[i]!;
  }
  return false;
}
