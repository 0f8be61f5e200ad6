/** A text as a square that a camera reads: the path of its dark parts, each one unit wide. */
import { encode } from 'uqr';

export interface SquarePath {
  /** Units of a side, the quiet edge included. */
  readonly size: number;
  readonly path: string;
}

/** `border`: units of the quiet edge. */
export function squarePath(text: string, border: number): SquarePath {
  const { data, size } = encode(text, { border, ecc: 'M' });
  const path = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${String(x)} ${String(y)}h1v1h-1z` : '')))
    .join('');
  return { size, path };
}
