/**
 * The newest messages of a channel before history has come: what is held, then what neighbours have shown of the end
 * [GATE-17]. For reading only: read marks, counts and edits go by what is held. Pure.
 */
import type { ObjectId } from '../base/ids.ts';
import type { PartView } from '../documents/part-view.ts';
import { Timeline } from '../features/chat/timeline.ts';
import type { Message } from '../features/chat/message.ts';

/**
 * `late`: own parts, of which what comes after the seq `since` was written while the end was shown. It stands after the
 * end, where its writer saw it, until history is here and says where it belongs.
 */
export function timelineAhead(
  shown: readonly PartView[],
  late: readonly PartView[],
  since: number,
): Timeline | undefined {
  if (shown.length === 0) return undefined;
  const end = Math.max(...shown.map(({ log }) => log.at(-1)?.stamp.depth ?? 0));
  const moved = late.map((part) => {
    const items = part.log.filter(({ stamp }) => stamp.seq > since);
    const log = items.map(({ value, stamp }) => ({ value, stamp: { ...stamp, depth: end + stamp.depth } }));
    return { ...part, registers: new Map(), log };
  });
  return new Timeline([...shown, ...moved]);
}

/** The newest `count` of both, oldest first. `held`: at least `count` of the newest that are held, where there are. */
export function newestOfBoth(held: readonly Message[], ahead: Timeline, count: number): Message[] {
  const before = held.filter(({ id }) => !ahead.get(id)).map((message) => ahead.amended(message));
  return [...before, ...ahead.last(count)].slice(-count);
}

/** The `count` that stand before a message of the end. */
export function beforeOfBoth(
  held: readonly Message[],
  ahead: Timeline,
  id: ObjectId,
  count: number,
): Message[] {
  const before = held.filter((one) => !ahead.get(one.id)).map((message) => ahead.amended(message));
  return [...before, ...ahead.before(id, count)].slice(-count);
}
