/** Kith's pictures for the system; each in several sizes beside each other (`@2x`). */
import { nativeImage, type NativeImage } from 'electron';
import { join } from 'node:path';

export function icon(name: 'kith' | 'tray'): NativeImage {
  return nativeImage.createFromPath(join(__dirname, 'icons', `${name}.png`));
}
