/**
 * A libp2p peer id in its text form, from a seed, without loading libp2p: base58 of the identity multihash of the
 * public key's protobuf. So a profile knows its addresses before, and without, a network.
 */
import { concat } from '../base/bytes.ts';
import { signingKeyFromSeed } from '../crypto/sign.ts';
import type { TransportId } from '../network/network.ts';

/** Identity multihash of 36 bytes: an Ed25519 key (type 1) of 32 bytes. */
const PREFIX = Uint8Array.of(0x00, 0x24, 0x08, 0x01, 0x12, 0x20);

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

const SHAPE = /^12D3KooW[1-9A-HJ-NP-Za-km-z]{44}$/;

/** `seed`: 32 bytes, the profile's own, never that of a person or device. */
export function transportIdOf(seed: Uint8Array): TransportId {
  return toBase58(concat(PREFIX, signingKeyFromSeed(seed).publicKey));
}

export function isTransportId(text: string): boolean {
  return SHAPE.test(text);
}

function toBase58(bytes: Uint8Array): string {
  let number = 0n;
  for (const byte of bytes) number = (number << 8n) | BigInt(byte);
  let text = '';
  for (; number > 0n; number /= 58n) text = ALPHABET[Number(number % 58n)]! + text;
  for (let at = 0; bytes[at] === 0; at++) text = '1' + text;
  return text;
}
