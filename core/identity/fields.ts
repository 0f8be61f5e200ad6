/** What the signed documents of this folder share: canonical arrays, and messages under a domain. */
import { concat, utf8 } from '../base/bytes.ts';
import { decodeCbor, encodeCbor, type Cbor } from '../base/cbor.ts';

/** What is signed: the domain's name, then the canonical array of the fields. */
export function signedFields(domain: string, fields: readonly Cbor[]): Uint8Array {
  return concat(utf8(domain), encodeCbor(fields));
}

/** A canonical array of that many items that begins with its version, 1. */
export function readFields(bytes: Uint8Array, length: number, maxBytes: number): readonly Cbor[] | undefined {
  if (bytes.length > maxBytes) return undefined;
  const value = decodeCbor(bytes, { maxDepth: 4 });
  return Array.isArray(value) && value.length === length && value[0] === 1 ? value : undefined;
}

export function isBytes(value: Cbor | undefined, length: number): value is Uint8Array {
  return value instanceof Uint8Array && value.length === length;
}
