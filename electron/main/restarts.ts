/**
 * How long to wait before a fallen process is started again: at once the first time, ever longer when it keeps falling. One
 * that has fallen as often as there are waits is not started again until somebody says so.
 */
const WAITS = [100, 500, 1_000, 2_000, 4_000] as const;

/** A process that ran for so long has not fallen in its start; the count begins anew. Milliseconds. */
const STEADY = 60_000;

export interface Falls {
  readonly count: number;
}

export const noFalls: Falls = { count: 0 };

/** `ranMs`: how long the process was up. Without a wait: enough is enough. */
export function afterFall(
  falls: Falls,
  ranMs: number,
): { readonly falls: Falls; readonly waitMs: number | undefined } {
  const count = ranMs >= STEADY ? 0 : falls.count;
  return { falls: { count: count + 1 }, waitMs: WAITS[count] };
}
