/** Seals rows that only this device reads (snapshots): contents stay sealed on the disk. */
import { utf8 } from '../base/bytes.ts';
import type { Random } from '../base/clock.ts';
import { openAead, sealAead } from '../crypto/seal.ts';

/** 12 bytes of nonce, then the sealed bytes; `name` binds them to their row. */
export function sealLocal(key: Uint8Array, name: string, plain: Uint8Array, random: Random): Uint8Array {
  const nonce = random.bytes(12);
  const sealed = sealAead(key, nonce, utf8(`kith/local/1/${name}`), plain);
  const bytes = new Uint8Array(12 + sealed.length);
  bytes.set(nonce);
  bytes.set(sealed, 12);
  return bytes;
}

/** Undefined when damaged. */
export function openLocal(key: Uint8Array, name: string, bytes: Uint8Array): Uint8Array | undefined {
  return openAead(key, bytes.subarray(0, 12), utf8(`kith/local/1/${name}`), bytes.subarray(12));
}
