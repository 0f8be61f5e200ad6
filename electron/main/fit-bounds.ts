/** Where the window opens: where it was, if that is still on a screen; else in the middle, as large as fits. */
import type { Bounds } from './stored-window.ts';

const STANDARD = { width: 1_200, height: 800 };
export const SMALLEST = { width: 480, height: 480 };
/** Pixels of the window's top that a person needs to see to get hold of it. */
const GRIP = 80;

/** `screens`: their usable areas, the main one first. */
export function fitBounds(stored: Bounds | null, screens: readonly Bounds[]): Bounds {
  const main = screens[0] ?? { x: 0, y: 0, ...STANDARD };
  const home = stored && screens.find((screen) => isGrippable(stored, screen));
  const screen = home ?? main;
  const width = between(SMALLEST.width, stored?.width ?? STANDARD.width, screen.width);
  const height = between(SMALLEST.height, stored?.height ?? STANDARD.height, screen.height);
  if (stored && home) return { x: stored.x, y: stored.y, width, height };
  return {
    x: Math.round(screen.x + Math.max(0, screen.width - width) / 2),
    y: Math.round(screen.y + Math.max(0, screen.height - height) / 2),
    width,
    height,
  };
}

function isGrippable({ x, y, width }: Bounds, screen: Bounds): boolean {
  const seen = Math.min(x + width, screen.x + screen.width) - Math.max(x, screen.x);
  return seen >= GRIP && y >= screen.y && y + GRIP <= screen.y + screen.height;
}

function between(least: number, wanted: number, most: number): number {
  return Math.max(least, Math.min(wanted, most));
}
