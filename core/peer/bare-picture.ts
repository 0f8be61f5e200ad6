/**
 * A picture without what cameras write beside it: where and when it was taken, with what, and by whom. The page draws
 * pictures anew, so nothing of that is left; a file that comes without a page is freed of it here. Owns no drawing: what
 * the picture shows stays byte for byte, and a JPEG keeps which way up it is. [ATT-8]
 */
import { concat } from '../base/bytes.ts';
import type { Picture } from '../api/picture.ts';

/** Undefined when the file is not built as its kind is. */
export function barePicture(bytes: Uint8Array, type: Picture['type']): Uint8Array | undefined {
  switch (type) {
    case 'image/jpeg':
      return bareJpeg(bytes);
    case 'image/png':
      return barePng(bytes);
    case 'image/webp':
      return bareWebp(bytes);
    case 'image/gif':
      // Its only texts are comments, which no camera writes.
      return bytes;
    default:
      return type satisfies never;
  }
}

/** JFIF, colour profile and Adobe's transform change how it looks; all other segments of applications go. */
const JPEG_STAYS = new Set([0xe0, 0xe2, 0xee]);

function bareJpeg(bytes: Uint8Array): Uint8Array | undefined {
  const view = viewOf(bytes);
  const parts = [bytes.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1]!;
    // From here on it is the picture.
    if (marker === 0xda) return concat(...parts, bytes.subarray(at));
    const end = at + 2 + view.getUint16(at + 2);
    if (end <= at + 3 || end > bytes.length) return undefined;
    const segment = bytes.subarray(at, end);
    const isOfApplication = marker >= 0xe0 && marker <= 0xef;
    if (marker === 0xe1) {
      const turned = orientationIn(segment);
      if (turned > 1) parts.push(orientationSegment(turned));
    } else if (marker !== 0xfe && (!isOfApplication || JPEG_STAYS.has(marker))) parts.push(segment);
    at = end;
  }
  return undefined;
}

/** Tag 0x0112 of the first directory: 1 to 8; 1 where it does not say. */
function orientationIn(segment: Uint8Array): number {
  const EXIF = [0x45, 0x78, 0x69, 0x66, 0, 0];
  if (segment.length < 24 || !EXIF.every((byte, i) => segment[4 + i] === byte)) return 1;
  const tiff = segment.subarray(10);
  const view = viewOf(tiff);
  const isLittle = tiff[0] === 0x49;
  const first = view.getUint32(4, isLittle);
  if (first + 2 > tiff.length) return 1;
  const count = view.getUint16(first, isLittle);
  for (let i = 0; i < count; i++) {
    const at = first + 2 + 12 * i;
    if (at + 12 > tiff.length) return 1;
    if (view.getUint16(at, isLittle) !== 0x0112) continue;
    const value = view.getUint16(at + 8, isLittle);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

/** The least that says which way up. */
function orientationSegment(orientation: number): Uint8Array {
  const tiff = [
    0x4d,
    0x4d,
    0,
    42,
    0,
    0,
    0,
    8,
    0,
    1,
    0x01,
    0x12,
    0,
    3,
    0,
    0,
    0,
    1,
    0,
    orientation,
    0,
    0,
    0,
    0,
    0,
    0,
  ];
  const body = [0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff];
  return Uint8Array.of(0xff, 0xe1, 0, body.length + 2, ...body);
}

/** Texts, times and EXIF. */
const PNG_GOES = new Set(['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME']);

function barePng(bytes: Uint8Array): Uint8Array | undefined {
  const view = viewOf(bytes);
  const parts = [bytes.subarray(0, 8)];
  let at = 8;
  while (at + 12 <= bytes.length) {
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) return undefined;
    const type = nameAt(bytes, at + 4);
    if (!PNG_GOES.has(type)) parts.push(bytes.subarray(at, end));
    // What stands behind the end is no part of the picture.
    if (type === 'IEND') return concat(...parts);
    at = end;
  }
  return undefined;
}

function bareWebp(bytes: Uint8Array): Uint8Array | undefined {
  const view = viewOf(bytes);
  const whole = 8 + view.getUint32(4, true);
  if (whole > bytes.length) return undefined;
  const parts: Uint8Array[] = [];
  let at = 12;
  while (at + 8 <= whole) {
    const size = view.getUint32(at + 4, true);
    const end = at + 8 + size + (size % 2);
    if (end > bytes.length) return undefined;
    const type = nameAt(bytes, at);
    const chunk = bytes.slice(at, end);
    // The flags of what is not there any more.
    if (type === 'VP8X') chunk[8]! &= ~0b1100;
    if (type !== 'EXIF' && type !== 'XMP ') parts.push(chunk);
    at = end;
  }
  const body = concat(...parts);
  const head = bytes.slice(0, 12);
  viewOf(head).setUint32(4, 4 + body.length, true);
  return concat(head, body);
}

function nameAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}
