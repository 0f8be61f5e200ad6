/** How long to wait before a fallen process is started again: at once the first time, ever longer when it keeps falling. */
const WAITS = [100, 500, 1_000, 2_000, 5_000, 15_000, 30_000] as const;

/** A process that ran for so long has not fallen in its start; the count begins anew. Milliseconds. */
const STEADY = 60_000;

export interface Falls {
  readonly count: number;
}

export const noFalls: Falls = { count: 0 };

/** `ranMs`: how long the process was up. */
export function afterFall(falls: Falls, ranMs: number): { readonly falls: Falls; readonly waitMs: number } {
  const count = ranMs >= STEADY ? 0 : falls.count;
  const waitMs = WAITS[Math.min(count, WAITS.length - 1)]!;
  return { falls: { count: count + 1 }, waitMs };
}
