/** The history as rows: what is done about locks in a row of records by one person is one row. Pure. */
import type { HistoryEvent } from '../../../core/api/trust-methods.ts';

export type EventGroup =
  | { readonly kind: 'event'; readonly event: HistoryEvent }
  /** Newest first; at least two. */
  | { readonly kind: 'locks'; readonly events: readonly HistoryEvent[] };

const LOCKS = new Set(['HISTORY_ROTATED', 'HISTORY_SEALED']);

/** Only what counts: a record without effect stands by itself, with the reason. */
function isLock({ code, because }: HistoryEvent): boolean {
  return LOCKS.has(code) && because === null;
}

export function eventGroups(events: readonly HistoryEvent[]): EventGroup[] {
  const groups: EventGroup[] = [];
  let run: HistoryEvent[] = [];
  const close = (): void => {
    const [first] = run;
    if (first)
      groups.push(run.length === 1 ? { kind: 'event', event: first } : { kind: 'locks', events: run });
    run = [];
  };
  for (const event of events) {
    if (run[0] && (!isLock(event) || event.by !== run[0].by)) close();
    if (isLock(event)) run.push(event);
    else groups.push({ kind: 'event', event });
  }
  close();
  return groups;
}
