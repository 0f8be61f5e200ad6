/** A writer's messages in a channel are cut into parts by count, so that the newest can be shown alone. [CHAT-6] */

/** Items of the log (messages, edits, deletions) of one part. */
const SEGMENT_ITEMS = 1_000;

/** The part to which a writer appends `pushed` more items, given the parts they have in the channel (in any order). */
export function partFor(
  own: Iterable<{ readonly part: number; readonly items: number }>,
  pushed = 1,
): number {
  let last = { part: 0, items: 0 };
  for (const candidate of own) if (candidate.part >= last.part) last = candidate;
  const isFull = last.items > 0 && last.items + pushed > SEGMENT_ITEMS;
  return isFull ? last.part + 1 : last.part;
}
