/**
 * The documents of a place as features see them: one view per writer and document, without what does not count.
 */
import { partTag } from '../documents/object-id.ts';
import { Part } from '../documents/part.ts';
import type { LogItem, PartContent, PartView, Register } from '../documents/part-view.ts';
import type { Writer } from '../authority/authority.ts';

import type { CommunityId, DeviceId, PlaceId, SpaceId } from '../base/ids.ts';
import type { CommunityState } from './community-state.ts';
import type { Segment } from './effectiveness.ts';
import { mergeBranches, since } from './merge-branches.ts';
import type { PartSummary } from './part-summary.ts';

/** A running community, or what `verify` has built anew. */
export interface PartSource {
  readonly id: CommunityId;
  readonly state: CommunityState;
  /** Is what that device wrote beyond a cut to be seen here? Absent: of none. [GATE-22] */
  keepsUncut?(device: DeviceId): boolean;
}

/** All of them; the order is that of arrival, and features must not depend on it. */
export async function placeParts(source: PartSource, space: SpaceId, place: PlaceId): Promise<PartView[]> {
  const views: PartView[] = [];
  for (const summary of partsOf(source, space, place)) {
    if (branchesOf(source, summary)[0] !== summary) continue;
    for (const view of await partViews(source, summary)) views.push(view);
  }
  return views;
}

/** What there is to load, without loading it. */
export function partsOf(source: PartSource, space: SpaceId, place: PlaceId): PartSummary[] {
  return source.state.contents.summaries(place).filter((summary) => summary.space === space);
}

/**
 * One view for each role that the writer had while writing: what a member wrote stays a member's after a demotion. Empty
 * when nothing counts. Live while the document stays in memory: ask again after a change. Of a forked feed what all of its
 * branches hold of the document is one view, whichever of them is asked for. [GATE-21]
 */
export async function partViews(source: PartSource, summary: PartSummary): Promise<PartView[]> {
  const branches = branchesOf(source, summary);
  if (branches.length === 1) return branchViews(source, summary);
  const views: PartView[] = [];
  for (const branch of branches) {
    const { base } = source.state.feeds.numbered(branch.feed);
    // What is in common is shown by the one that it lies under.
    for (const view of await branchViews(source, branch)) views.push(base === 0 ? view : since(view, base));
  }
  return mergeBranches(views);
}

/** The same document in all branches of its writer's feed, the one that was here first before the others. */
function branchesOf({ state }: PartSource, summary: PartSummary): PartSummary[] {
  const family = state.feeds.family(state.feeds.numbered(summary.feed));
  if (family.length === 1) return [summary];
  const numbers = new Set(family.map(({ number }) => number));
  return state.contents
    .summaries(summary.place)
    .filter(({ feed, part, space }) => numbers.has(feed) && part === summary.part && space === summary.space)
    .sort((a, b) => a.feed - b.feed);
}

async function branchViews(source: PartSource, summary: PartSummary): Promise<PartView[]> {
  const { contents, effectiveness, feeds } = source.state;
  const part = await contents.part(summary);
  const feed = feeds.numbered(summary.feed);
  const isUncut = source.keepsUncut?.(feed.device) ?? false;
  const segments = effectiveness.segments(source.state.log.authority(), feed, isUncut);
  const reached = segments.filter((segment) => segment.from <= part.through);
  const last = reached.at(-1)?.writer;
  const isWhole = reached.every(
    ({ writer }) => writer?.role === last?.role && writer?.person === last?.person,
  );
  if (isWhole) return last ? [viewOf(source, summary, last, part)] : [];
  const byWriter = await effectiveContents(source, summary, segments);
  return [...byWriter.values()].map(({ writer, content }) => viewOf(source, summary, writer, content));
}

function viewOf(source: PartSource, summary: PartSummary, writer: Writer, content: PartContent): PartView {
  const { device } = source.state.feeds.numbered(summary.feed);
  return {
    device,
    person: writer.person,
    role: writer.role,
    tag: partTag(source.id, summary.place, device),
    part: summary.part,
    registers: content.registers,
    log: content.log,
  };
}

interface WrittenAs {
  readonly writer: Writer;
  readonly content: { readonly registers: Map<string, Register>; readonly log: LogItem[] };
}

/** Replays the document and keeps what counts, by role: where an entry does not count, the value before it stays. */
async function effectiveContents(
  source: PartSource,
  summary: PartSummary,
  segments: readonly Segment[],
): Promise<ReadonlyMap<string, WrittenAs>> {
  const { contents, feeds } = source.state;
  const { device } = feeds.numbered(summary.feed);
  const part = new Part({ community: source.id, place: summary.place, device, part: summary.part });
  const byWriter = new Map<string, WrittenAs>();
  for await (const { entry, payload } of contents.replay(summary)) {
    const { seq, depth } = entry;
    const change = part.accept(payload.body, { depth, seq, time: payload.time });
    const writer = segments.find(({ from, to }) => seq >= from && seq <= to)?.writer;
    if (!change.ok || !writer) continue;
    const key = `${writer.person}:${writer.role}`;
    const written = byWriter.get(key) ?? {
      writer,
      content: { registers: new Map<string, Register>(), log: [] },
    };
    byWriter.set(key, written);
    for (const set of change.value.set) written.content.registers.set(set, part.registers.get(set)!);
    const added = part.log.slice(part.log.length - change.value.pushed);
    for (const item of added) written.content.log.push(item);
  }
  return byWriter;
}
