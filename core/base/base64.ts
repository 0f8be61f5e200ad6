/** RFC 4648 base64 with padding, for bytes inside JSON: the reader is strict. What Node and a browser both can do. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const CODES = Uint8Array.from(ALPHABET, (letter) => letter.charCodeAt(0));
const VALUES = new Int8Array(128).fill(-1);
for (let i = 0; i < 64; i++) VALUES[CODES[i]!] = i;
const PADDING = 0x3d;
const decoder = new TextDecoder();

export function toBase64(bytes: Uint8Array): string {
  const text = new Uint8Array(4 * Math.ceil(bytes.length / 3)).fill(PADDING);
  let at = 0;
  for (let i = 0; i < bytes.length; i += 3) {
    const [a, b, c] = [bytes[i]!, bytes[i + 1], bytes[i + 2]];
    text[at] = CODES[a >>> 2]!;
    text[at + 1] = CODES[((a & 3) << 4) | ((b ?? 0) >>> 4)]!;
    if (b !== undefined) text[at + 2] = CODES[((b & 15) << 2) | ((c ?? 0) >>> 6)]!;
    if (c !== undefined) text[at + 3] = CODES[c & 63]!;
    at += 4;
  }
  return decoder.decode(text);
}

/** Undefined for other letters, a wrong length, or bits left over that are not zero. */
export function fromBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0) return undefined;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const letters = text.length - padding;
  const bytes = new Uint8Array((letters * 3) >>> 2);
  let bits = 0;
  let held = 0;
  let at = 0;
  for (let i = 0; i < letters; i++) {
    const value = VALUES[text.charCodeAt(i)] ?? -1;
    if (value < 0) return undefined;
    held = ((held & 0xff) << 6) | value;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (held >>> bits) & 0xff;
    }
  }
  return (held & ((1 << bits) - 1)) === 0 ? bytes : undefined;
}
