/**
 * A picture that somebody has chosen, made small: drawn anew, so that nothing is left of what a camera wrote beside it (where
 * it was taken, when, with what), at most 1,600 pixels a side, with a preview of at most 256. Looks at the first bytes before
 * anything is decoded: what is no picture, or a huge one, is PICTURE_UNREADABLE. [ATT-7] [ATT-8]
 */
import { KithError } from '../../core/api/codes.ts';
import { pictureIn } from '../../core/api/picture.ts';

export interface ShrunkPicture {
  readonly picture: Blob;
  readonly preview: Blob;
}

const SIDE = 1_600;
const PREVIEW_SIDE = 256;
const QUALITY = 0.85;
const PREVIEW_QUALITY = 0.75;
/** Bytes in which a picture says how large it is. */
const HEAD = 256 * 1024;
const MAX_BYTES = 64 * 1024 * 1024;

/** Is it of a kind that is shown? By its first bytes, not by its name. */
export async function isPicture(file: Blob): Promise<boolean> {
  if (file.size > MAX_BYTES) return false;
  return pictureIn(new Uint8Array(await file.slice(0, HEAD).arrayBuffer())) !== undefined;
}

/** Throws KithError PICTURE_UNREADABLE. */
export async function shrinkPicture(file: Blob): Promise<ShrunkPicture> {
  if (!(await isPicture(file))) throw new KithError('PICTURE_UNREADABLE');
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch {
    throw new KithError('PICTURE_UNREADABLE');
  }
  try {
    return {
      picture: await drawn(bitmap, SIDE, QUALITY),
      preview: await drawn(bitmap, PREVIEW_SIDE, PREVIEW_QUALITY),
    };
  } finally {
    bitmap.close();
  }
}

function drawn(bitmap: ImageBitmap, most: number, quality: number): Promise<Blob> {
  const scale = Math.min(1, most / Math.max(bitmap.width, bitmap.height));
  const [width, height] = [bitmap.width, bitmap.height].map((side) => Math.max(1, Math.round(side * scale)));
  const canvas = new OffscreenCanvas(width!, height!);
  const context = canvas.getContext('2d');
  if (!context) throw new KithError('PICTURE_UNREADABLE');
  // A JPEG has no holes: what could be seen through lies on white, as on paper.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas.convertToBlob({ type: 'image/jpeg', quality });
}
