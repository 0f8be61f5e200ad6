import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pictureIn } from '../../../core/api/picture.ts';
import { barePicture } from '../../../core/peer/bare-picture.ts';
import { jpegOf, pngOf } from '../peer/pictures.ts';

const body = Uint8Array.from({ length: 64 }, (_, i) => i);

function webp(...chunks: [string, number[]][]): Uint8Array {
  const parts = chunks.map(([type, data]) => {
    const head = Buffer.alloc(8);
    head.write(type, 0, 'latin1');
    head.writeUInt32LE(data.length, 4);
    return Buffer.concat([head, Buffer.from(data), Buffer.alloc(data.length % 2)]);
  });
  const inner = Buffer.concat([Buffer.from('WEBP', 'latin1'), ...parts]);
  const head = Buffer.alloc(8);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(inner.length, 4);
  return new Uint8Array(Buffer.concat([head, inner]));
}

const extended: [string, number[]] = ['VP8X', [0x0c, 0, 0, 0, 99, 0, 0, 49, 0, 0]];

describe('a picture by its first bytes', () => {
  it('[ATT-7] tells its kind and its measures', () => {
    expect(pictureIn(pngOf(640, 480, body))).toEqual({ type: 'image/png', width: 640, height: 480 });
    expect(pictureIn(jpegOf(640, 480, body))).toEqual({ type: 'image/jpeg', width: 640, height: 480 });
    expect(pictureIn(jpegOf(640, 480, body, { orientation: 3, text: 'x' }))?.width).toBe(640);
    expect(pictureIn(webp(extended, ['VP8 ', Array<number>(10).fill(0)]))).toEqual({
      type: 'image/webp',
      width: 100,
      height: 50,
    });
    const lossy = webp(['VP8 ', [0, 0, 0, 0x9d, 0x01, 0x2a, 80, 0, 60, 0, 0, 0]]);
    expect(pictureIn(lossy)).toEqual({ type: 'image/webp', width: 80, height: 60 });
    const gif = Uint8Array.of(...Buffer.from('GIF89a', 'latin1'), 7, 0, 5, 0, 0, 0);
    expect(pictureIn(gif)).toEqual({ type: 'image/gif', width: 7, height: 5 });
  });

  it('[ATT-7] [THREAT-35] is none when it would take too much to decode, or says nothing of that', () => {
    for (const [width, height] of [
      [60_000, 60_000],
      [8_193, 1],
      [1, 8_193],
      [8_000, 8_000],
      [0, 5],
    ] as const)
      expect(pictureIn(pngOf(width, height, body))).toBeUndefined();
    expect(pictureIn(jpegOf(0, 10, body))).toBeUndefined();
    expect(pictureIn(jpegOf(10, 10, body).subarray(0, 24))).toBeUndefined();
    expect(pictureIn(new TextEncoder().encode('<svg width="10" height="10"/>'))).toBeUndefined();
    const endless = new Uint8Array(100_000).fill(0xff);
    endless[1] = 0xd8;
    expect(pictureIn(endless)).toBeUndefined();
  });

  it('[ATT-7] reading never throws and never hangs, whatever the bytes are', () => {
    const beginnings = [pngOf(5, 5, body), jpegOf(5, 5, body), webp(extended), new Uint8Array(0)];
    fc.assert(
      fc.property(
        fc.constantFrom(...beginnings),
        fc.nat(40),
        fc.uint8Array({ maxLength: 200 }),
        (start, cut, noise) => {
          const bytes = new Uint8Array(Buffer.concat([start.subarray(0, cut), noise]));
          const picture = pictureIn(bytes);
          if (picture) barePicture(bytes, picture.type);
        },
      ),
    );
  });
});

describe('a picture without what a camera wrote', () => {
  it('[ATT-8] a JPEG keeps which way up it is, its picture and nothing else of the camera', () => {
    const bare = barePicture(jpegOf(9, 8, body, { orientation: 6, text: 'Berlin' }), 'image/jpeg')!;
    const text = Buffer.from(bare).toString('latin1');
    expect(text).not.toContain('Berlin');
    expect(text).toContain('JFIF');
    expect(text).toContain(Buffer.from(body).toString('latin1'));
    expect(pictureIn(bare)).toEqual({ type: 'image/jpeg', width: 9, height: 8 });
    expect(barePicture(bare, 'image/jpeg')).toEqual(bare);
    const upright = barePicture(jpegOf(9, 8, body, { orientation: 1, text: 'Berlin' }), 'image/jpeg')!;
    expect(Buffer.from(upright).includes('Exif')).toBe(false);
  });

  it('[ATT-8] a PNG and a WebP lose their texts', () => {
    const png = pngOf(5, 5, body);
    const text = Buffer.from([0, 0, 0, 6, ...Buffer.from('tEXtBerlin', 'latin1'), 0, 0, 0, 0]);
    const told = new Uint8Array(Buffer.concat([png.subarray(0, 33), text, png.subarray(33)]));
    expect(barePicture(told, 'image/png')).toEqual(png);
    const exif: [string, number[]] = ['EXIF', [...Buffer.from('Berlin', 'latin1')]];
    const plain: [string, number[]] = ['VP8X', [0, ...extended[1].slice(1)]];
    const shown: [string, number[]] = ['VP8 ', [1, 2, 3, 4]];
    expect(barePicture(webp(extended, shown, exif), 'image/webp')).toEqual(webp(plain, shown));
  });
});
