/** Where people stand in the picture of the connections: in a ring around the middle, the same for the same people. Pure. */

export interface RingPlace {
  readonly x: number;
  readonly y: number;
}

export interface RingSize {
  readonly width: number;
  readonly height: number;
  /** Kept free at the edges, for the circles and the names under them. */
  readonly margin: number;
}

/** From the top on, clockwise; the ring is as wide as there is room. */
export function ringLayout(count: number, { width, height, margin }: RingSize): RingPlace[] {
  const [a, b] = [width / 2 - margin, height / 2 - margin];
  // Two stand left and right of the middle, not above and below: there is more room.
  const start = count <= 2 ? Math.PI : -Math.PI / 2;
  return Array.from({ length: count }, (_, at) => {
    const angle = start + (2 * Math.PI * at) / Math.max(count, 1);
    return { x: width / 2 + a * Math.cos(angle), y: height / 2 + b * Math.sin(angle) };
  });
}
