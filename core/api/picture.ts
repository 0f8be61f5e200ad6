/**
 * What a file is by its own first bytes, without decoding it. Guarantees: what is no picture of one of four kinds, or would
 * take too much memory, is known before anything decodes it, whatever it is called. [ATT-7] [THREAT-35]
 */

export interface Picture {
  readonly type: 'image/png' | 'image/jpeg' | 'image/webp' | 'image/gif';
  /** Pixels, as stored: a phone's photo may lie on its side. */
  readonly width: number;
  readonly height: number;
}

const MAX_SIDE = 8_192;
/** Of four bytes each: 160 MB while it is decoded. */
const MAX_PIXELS = 40_000_000;
/** Segments of a JPEG that are looked through; honest ones have a few dozen. */
const MAX_SEGMENTS = 1_000;

/** Undefined for anything else, and for one that is too large to be shown. `bytes`: the whole file, or its beginning. */
export function pictureIn(bytes: Uint8Array): Picture | undefined {
  const picture = png(bytes) ?? gif(bytes) ?? webp(bytes) ?? jpeg(bytes);
  if (!picture) return undefined;
  const { width, height } = picture;
  if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE) return undefined;
  return width * height <= MAX_PIXELS ? picture : undefined;
}

function png(bytes: Uint8Array): Picture | undefined {
  if (!begins(bytes, 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return undefined;
  if (bytes.length < 24 || !begins(bytes, 12, letters('IHDR'))) return undefined;
  const view = viewOf(bytes);
  return { type: 'image/png', width: view.getUint32(16), height: view.getUint32(20) };
}

function gif(bytes: Uint8Array): Picture | undefined {
  if (bytes.length < 10 || !begins(bytes, 0, letters('GIF8'))) return undefined;
  const view = viewOf(bytes);
  return { type: 'image/gif', width: view.getUint16(6, true), height: view.getUint16(8, true) };
}

function webp(bytes: Uint8Array): Picture | undefined {
  if (bytes.length < 30 || !begins(bytes, 0, letters('RIFF')) || !begins(bytes, 8, letters('WEBP')))
    return undefined;
  const view = viewOf(bytes);
  const type = 'image/webp';
  if (begins(bytes, 12, letters('VP8X')))
    return { type, width: 1 + u24(bytes, 24), height: 1 + u24(bytes, 27) };
  if (begins(bytes, 12, letters('VP8L')) && bytes[20] === 0x2f) {
    const bits = view.getUint32(21, true);
    return { type, width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
  }
  if (begins(bytes, 12, letters('VP8 ')) && begins(bytes, 23, [0x9d, 0x01, 0x2a]))
    return { type, width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  return undefined;
}

/** The measures stand behind segments of any kind and length. */
function jpeg(bytes: Uint8Array): Picture | undefined {
  if (!begins(bytes, 0, [0xff, 0xd8, 0xff])) return undefined;
  const view = viewOf(bytes);
  let at = 2;
  for (let i = 0; i < MAX_SEGMENTS && at + 9 <= bytes.length; i++) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc)
      return { type: 'image/jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    const length = view.getUint16(at + 2);
    // The picture itself, or its end, before its measures; or a segment that would not end.
    if (marker === 0xda || marker === 0xd9 || length < 2) return undefined;
    at += 2 + length;
  }
  return undefined;
}

function begins(bytes: Uint8Array, at: number, what: readonly number[]): boolean {
  return what.every((byte, i) => bytes[at + i] === byte);
}

function letters(text: string): number[] {
  return [...text].map((letter) => letter.charCodeAt(0));
}

function u24(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}
