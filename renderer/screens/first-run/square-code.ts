/** Reads the square code of an invitation out of a picture. */
import { decodeQR } from 'qr/decode.js';

/** Points along the longer side: enough for a code, and quick. */
const LARGEST = 1_400;

type Picture = ImageBitmap | HTMLVideoElement;

/** Undefined: there is none in it, or it cannot be read. */
export function readSquareCode(picture: Picture): string | undefined {
  const [wide, high] =
    picture instanceof HTMLVideoElement
      ? [picture.videoWidth, picture.videoHeight]
      : [picture.width, picture.height];
  const scale = Math.min(1, LARGEST / Math.max(wide, high));
  const width = Math.round(wide * scale);
  const height = Math.round(high * scale);
  const context = new OffscreenCanvas(Math.max(width, 1), Math.max(height, 1)).getContext('2d', {
    willReadFrequently: true,
  });
  if (!context || width === 0 || height === 0) return undefined;
  context.drawImage(picture, 0, 0, width, height);
  try {
    return decodeQR({ width, height, data: context.getImageData(0, 0, width, height).data });
  } catch {
    return undefined;
  }
}
