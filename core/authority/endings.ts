/**
 * What shows a device that it is out: the removal, leave or drop that ended it, with all that this refers to, and nothing
 * that came after [AUTH-70]. Pure; decides nothing about who is out, nor which way is enough (core/community/ending-tips.ts).
 */
import type { DeviceId } from '../base/ids.ts';
import type { AuthorityEntry } from './authority.ts';
import { EVERYTHING } from './past.ts';
import type { Standing } from './standing.ts';

/**
 * One end each; those that say what the device's state says come first. Last all of them together, with what has made them
 * count. Empty for a device that is current, or of which no effective entry says whose it is.
 */
export function endingsOf(standing: Standing, device: DeviceId): readonly (readonly AuthorityEntry[])[] {
  const ends = standing.endsOf(device, EVERYTHING);
  const ways = ends.map((end) => [end]);
  const more = ends.flatMap((end) => standing.demotionsBehind(end, device));
  if (ends.length + more.length > 1) ways.push([...ends, ...more]);
  return ways.map((way) => withPast(standing, way).map((at) => standing.facts.entry(at)));
}

/** Closed under "refers to"; and of what a quorum has carried, the approvals that carry it. Ascending. */
function withPast(standing: Standing, ends: readonly number[]): readonly number[] {
  const { past, approvals } = standing.facts;
  const found = new Set<number>();
  const open = [...ends];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (found.has(at)) continue;
    found.add(at);
    for (const ref of past.entries[at]!.refs) open.push(past.indexOf(ref)!);
    if (standing.approved.has(at)) for (const approval of approvals.get(at) ?? []) open.push(approval);
  }
  return [...found].sort((a, b) => a - b);
}
