import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8 } from '../../../core/base/bytes.ts';
import { fitBounds } from '../../../electron/main/fit-bounds.ts';
import { decodeWindow, encodeWindow } from '../../../electron/main/stored-window.ts';

const screen = { x: 0, y: 0, width: 1_920, height: 1_040 };
const right = { x: 1_920, y: 0, width: 1_280, height: 1_000 };

describe('[DESKTOP-8] what the window remembers', () => {
  it('comes back as it was', () => {
    const window = {
      ...decodeWindow(undefined),
      bounds: { x: -10, y: 20, width: 900, height: 700 },
      isMaximized: true,
      closeToTray: true,
    };
    expect(decodeWindow(encodeWindow(window))).toEqual(window);
  });

  it('is the standard wherever it is damaged, and only there', () => {
    const standard = decodeWindow(undefined);
    for (const text of ['', '{', '[]', 'null', '7', '"x"', '{"bounds":{"x":"left"}}', '{"closeToTray":1}']) {
      expect(decodeWindow(utf8(text)), text).toEqual(standard);
    }
    expect(decodeWindow(utf8('{"closeToTray":false,"bounds":7}'))).toEqual({
      ...standard,
      closeToTray: false,
    });
    expect(decodeWindow(Uint8Array.of(0xff, 0xfe))).toEqual(standard);
  });
});

describe('[DESKTOP-8] where the window opens', () => {
  it('is where it was, on whichever screen', () => {
    for (const bounds of [
      { x: 100, y: 50, width: 800, height: 600 },
      { x: 2_000, y: 10, width: 800, height: 600 },
    ]) {
      expect(fitBounds(bounds, [screen, right])).toEqual(bounds);
    }
  });

  it('is the middle of the main screen when its own is gone', () => {
    const gone = { x: 2_000, y: 10, width: 800, height: 600 };
    expect(fitBounds(gone, [screen])).toEqual({ x: 560, y: 220, width: 800, height: 600 });
    expect(fitBounds(null, [screen])).toEqual({ x: 360, y: 120, width: 1_200, height: 800 });
  });

  it('can always be got hold of', () => {
    const number = fc.integer({ min: -100_000, max: 100_000 });
    const bounds = fc.record({ x: number, y: number, width: number, height: number });
    fc.assert(
      fc.property(fc.option(bounds), fc.subarray([screen, right], { minLength: 1 }), (stored, screens) => {
        const { x, y, width, height } = fitBounds(stored, screens);
        expect(width).toBeGreaterThanOrEqual(480);
        expect(height).toBeGreaterThanOrEqual(480);
        const on = screens.some(
          (area) =>
            Math.min(x + width, area.x + area.width) - Math.max(x, area.x) >= 80 &&
            y >= area.y &&
            y + 80 <= area.y + area.height,
        );
        expect(on).toBe(true);
      }),
      // It was wider than the screen that it reached into.
      { examples: [[{ x: 0, y: 0, width: 2_000, height: 0 }, [right]]] },
    );
  });
});
