/**
 * The documents of a place as features see them: one view per writer and document, without what does not count.
 */
import { partTag } from '../documents/object-id.ts';
import { Part } from '../documents/part.ts';
import type { LogItem, PartView, Register } from '../documents/part-view.ts';

import type { CommunityId, PlaceId, SpaceId } from '../base/ids.ts';
import type { CommunityState } from './community-state.ts';
import type { Segment } from './effectiveness.ts';
import type { PartSummary } from './part-summary.ts';

/** A running community, or what `verify` has built anew. */
export interface PartSource {
  readonly id: CommunityId;
  readonly state: CommunityState;
}

/** All of them; the order is that of arrival, and features must not depend on it. */
export async function placeParts(source: PartSource, space: SpaceId, place: PlaceId): Promise<PartView[]> {
  const views: PartView[] = [];
  for (const summary of partsOf(source, space, place)) {
    const view = await partView(source, summary);
    if (view) views.push(view);
  }
  return views;
}

/** What there is to load, without loading it. */
export function partsOf(source: PartSource, space: SpaceId, place: PlaceId): PartSummary[] {
  return source.state.contents.summaries(place).filter((summary) => summary.space === space);
}

/** Undefined when nothing of it counts. Live while the document stays in memory: ask again after a change. */
export async function partView(source: PartSource, summary: PartSummary): Promise<PartView | undefined> {
  const { contents, effectiveness, feeds } = source.state;
  const part = await contents.part(summary);
  const segments = effectiveness.segments(source.state.log.authority(), feeds.numbered(summary.feed));
  const writers = segments.filter((segment) => segment.writer && segment.from <= part.through);
  const last = writers.at(-1)?.writer;
  if (!last) return undefined;
  const isWhole = segments.every(
    (segment) => segment.writer?.role === last.role || segment.from > part.through,
  );
  const content = isWhole ? part : await effectiveContent(source, summary, segments);
  const { device } = part.id;
  return {
    device,
    person: last.person,
    role: last.role,
    tag: partTag(source.id, summary.place, device),
    part: summary.part,
    registers: content.registers,
    log: content.log,
  };
}

/** Replays the document and keeps what counts: where an entry does not, the value before it returns. */
async function effectiveContent(
  source: PartSource,
  summary: PartSummary,
  segments: readonly Segment[],
): Promise<Pick<Part, 'registers' | 'log'>> {
  const { contents, feeds } = source.state;
  const { device } = feeds.numbered(summary.feed);
  const part = new Part({ community: source.id, place: summary.place, device, part: summary.part });
  const registers = new Map<string, Register>();
  const log: LogItem[] = [];
  for await (const { entry, payload } of contents.replay(summary)) {
    const { seq, depth } = entry;
    const change = part.accept(payload.body, { depth, seq, time: payload.time });
    if (!change.ok || !segments.some((segment) => segment.writer && seq >= segment.from && seq <= segment.to))
      continue;
    for (const key of change.value.set) registers.set(key, part.registers.get(key)!);
    for (const item of part.log.slice(part.log.length - change.value.pushed)) log.push(item);
  }
  return { registers, log };
}
