/** Photos that a browser draws, as a camera would hand them over. */
import type { Page } from 'playwright-core';

/** A real JPEG with some shapes in a colour; `noisy`: of so much detail that it stays large. */
export async function drawnPhoto(
  page: Page,
  width: number,
  height: number,
  hue: number,
  noisy = false,
): Promise<Buffer> {
  const text = await page.evaluate(
    async ({ width: w, height: h, hue: colour, noisy: isNoisy }) => {
      const canvas = new OffscreenCanvas(w, h);
      const context = canvas.getContext('2d')!;
      const sky = context.createLinearGradient(0, 0, 0, h);
      sky.addColorStop(0, `hsl(${colour} 45% 85%)`);
      sky.addColorStop(1, `hsl(${colour} 35% 55%)`);
      context.fillStyle = sky;
      context.fillRect(0, 0, w, h);
      for (let i = 0; i < 40; i++) {
        context.fillStyle = `hsl(${(colour + i * 9) % 360} 40% ${35 + (i % 5) * 9}% / 0.55)`;
        context.beginPath();
        context.arc(
          ((i * 73) % 100) * (w / 100),
          ((i * 37) % 100) * (h / 100),
          (w / 18) * (1 + (i % 4)),
          0,
          7,
        );
        context.fill();
      }
      if (isNoisy) {
        const dots = context.getImageData(0, 0, w, h);
        for (let i = 0, dot = 1; i < dots.data.length; i++) {
          dot = (dot * 48_271) % 2_147_483_647;
          if (i % 4 !== 3) dots.data[i] = dot & 0xff;
        }
        context.putImageData(dots, 0, 0);
      }
      const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
      const bytes = new Uint8Array(await blob.arrayBuffer());
      let letters = '';
      for (const byte of bytes) letters += String.fromCharCode(byte);
      return btoa(letters);
    },
    { width, height, hue, noisy },
  );
  return Buffer.from(text, 'base64');
}

/** With what a camera writes beside it. */
export function withExif(jpeg: Buffer, text: string): Buffer {
  const body = Buffer.from(`Exif\0\0${text}`, 'latin1');
  const head = Buffer.from([0xff, 0xe1, 0, body.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]);
}
