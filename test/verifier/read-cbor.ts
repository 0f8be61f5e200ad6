/**
 * Reads the CBOR of [BASE-3] to [BASE-5]. Written from core/SPEC.md alone: this folder's verifier imports nothing of
 * core/, so that what both agree on is what the rules say, and not what one piece of code does.
 */
export type Value = null | boolean | number | string | Uint8Array | readonly Value[];

export class Unreadable extends Error {}

/** The one value that `bytes` hold. Throws Unreadable. */
export function readCbor(bytes: Uint8Array): Value {
  const reader = new CborReader(bytes);
  const value = reader.value(0);
  if (reader.left > 0) throw new Unreadable('bytes after the value');
  return value;
}

class CborReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  value(depth: number): Value {
    const first = this.#take(1)[0]!;
    if (first === 0xf6) return null;
    if (first === 0xf4) return false;
    if (first === 0xf5) return true;
    if (first === 0xfb) return this.#float();
    const length = this.#argument(first & 31);
    switch (first >>> 5) {
      case 0:
        return length;
      case 1:
        if (length >= Number.MAX_SAFE_INTEGER) throw new Unreadable('an integer too small');
        return -1 - length;
      case 2:
        return Uint8Array.from(this.#take(length));
      case 3:
        return text(this.#take(length));
      case 4:
        return this.#array(length, depth);
      default:
        throw new Unreadable('a type that is not used');
    }
  }

  #array(length: number, depth: number): Value[] {
    if (depth >= 32) throw new Unreadable('too deep');
    if (length > this.left) throw new Unreadable('an array longer than the bytes');
    return Array.from({ length }, () => this.value(depth + 1));
  }

  #argument(short: number): number {
    if (short < 24) return short;
    if (short > 27) throw new Unreadable('a head that is not used');
    const width = 2 ** (short - 24);
    const at = this.#at;
    this.#take(width);
    if (width === 1) return shortest(this.#view.getUint8(at), 24);
    if (width === 2) return shortest(this.#view.getUint16(at), 0x100);
    if (width === 4) return shortest(this.#view.getUint32(at), 0x1_0000);
    const long = this.#view.getBigUint64(at);
    if (long > BigInt(Number.MAX_SAFE_INTEGER)) throw new Unreadable('an integer too large');
    return shortest(Number(long), 0x1_0000_0000);
  }

  #float(): number {
    const at = this.#at;
    this.#take(8);
    const value = this.#view.getFloat64(at);
    if (!Number.isFinite(value) || Number.isSafeInteger(value))
      throw new Unreadable('not the float of a number');
    return value;
  }

  #take(length: number): Uint8Array {
    if (length > this.left) throw new Unreadable('more than there is');
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }
}

function shortest(value: number, least: number): number {
  if (value < least) throw new Unreadable('a longer head than needed');
  return value;
}

function text(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Unreadable('text that is not UTF-8');
  }
}
