/** Where the window opens: where it was, if that is still on a screen; else in the middle, as large as fits. */
import type { Bounds } from './stored-window.ts';

const STANDARD = { width: 1_200, height: 800 };
export const SMALLEST = { width: 480, height: 480 };
/** Pixels of the window's top that a person needs to see to get hold of it. */
const GRIP = 80;

/** `screens`: their usable areas, the main one first. */
export function fitBounds(stored: Bounds | null, screens: readonly Bounds[]): Bounds {
  const main = screens[0] ?? { x: 0, y: 0, ...STANDARD };
  if (stored) {
    const { x, y } = stored;
    const fitted = screens.map((screen) => ({ screen, bounds: { x, y, ...sizeOn(screen, stored) } }));
    const home = fitted.find(({ screen, bounds }) => isGrippable(bounds, screen));
    if (home) return home.bounds;
  }
  const { width, height } = sizeOn(main, stored);
  return {
    x: Math.round(main.x + Math.max(0, main.width - width) / 2),
    y: Math.round(main.y + Math.max(0, main.height - height) / 2),
    width,
    height,
  };
}

function sizeOn(screen: Bounds, stored: Bounds | null): { width: number; height: number } {
  return {
    width: between(SMALLEST.width, stored?.width ?? STANDARD.width, screen.width),
    height: between(SMALLEST.height, stored?.height ?? STANDARD.height, screen.height),
  };
}

function isGrippable({ x, y, width }: Bounds, screen: Bounds): boolean {
  const seen = Math.min(x + width, screen.x + screen.width) - Math.max(x, screen.x);
  return seen >= GRIP && y >= screen.y && y + GRIP <= screen.y + screen.height;
}

function between(least: number, wanted: number, most: number): number {
  return Math.max(least, Math.min(wanted, most));
}
