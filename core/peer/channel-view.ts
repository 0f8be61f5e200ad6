/**
 * One channel as far as it is needed: loads its newest documents first, and older ones when somebody looks back.
 * Owns which documents are loaded; the order of messages is Timeline's.
 */
import type { ObjectId, PersonId, PlaceId, SpaceId } from '../base/ids.ts';
import type { Community } from '../community/community.ts';
import { partsOf, partViews } from '../community/place-parts.ts';
import type { PartSummary } from '../community/part-summary.ts';
import { partTag, tagOf } from '../documents/object-id.ts';
import type { PartView } from '../documents/part-view.ts';
import type { Stamp } from '../documents/stamp.ts';
import { joinMarks, type ReadMark } from '../features/chat/read-mark.ts';
import { Timeline } from '../features/chat/timeline.ts';
import { timelineAhead } from './ahead-of-history.ts';

/** Behind everything in an entry. */
const LAST_INDEX = 0xffff_ffff;

export class ChannelView {
  readonly #community: Community;
  readonly #spaceOf: () => Promise<SpaceId>;
  /** Undefined until something is loaded. */
  #space: SpaceId | undefined;
  readonly #place: PlaceId;
  readonly #loaded = new Set<PartSummary>();
  readonly #changed = new Set<PartSummary>();
  #timeline = new Timeline();
  #isStale = false;

  constructor(community: Community, spaceOf: () => Promise<SpaceId>, place: PlaceId) {
    this.#community = community;
    this.#spaceOf = spaceOf;
    this.#place = place;
  }

  /** A document has grown; read when somebody asks. */
  grew(feed: number, part: number): void {
    const summary = this.#summaries().find((one) => one.feed === feed && one.part === part);
    if (summary) this.#changed.add(summary);
  }

  /** Who may write may have changed, or a document was rebuilt: everything loaded is read again. */
  reset(): void {
    this.#isStale = true;
  }

  /** A timeline that holds at least the newest `count` messages, if there are so many. */
  async newest(count: number): Promise<Timeline> {
    const timeline = await this.#current();
    for (;;) {
      const oldest = timeline.last(count);
      const missing = this.#unloaded();
      const next = missing[0];
      if (!next) return timeline;
      if (oldest.length >= count && next.lastDepth < oldest[0]!.stamp.depth) return timeline;
      await this.#load(next);
    }
  }

  /** A timeline that holds everything from a position on. */
  async since(stamp: Stamp): Promise<Timeline> {
    const timeline = await this.#current();
    for (const summary of this.#unloaded()) if (summary.lastDepth >= stamp.depth) await this.#load(summary);
    return timeline;
  }

  /** A timeline that holds everything of others that stands behind a read mark. */
  async beyond(mark: ReadMark, me: PersonId): Promise<Timeline> {
    const timeline = await this.#current();
    const authority = this.#community.authority();
    for (const summary of this.#unloaded()) {
      const { device } = this.#community.state.feeds.numbered(summary.feed);
      if (summary.lastSeq > (mark.get(device)?.seq ?? -1) && authority.personOf(device) !== me)
        await this.#load(summary);
    }
    return timeline;
  }

  /** The mark of somebody who has read everything up to a position. */
  async readUpTo(stamp: Stamp): Promise<ReadMark> {
    let mark = (await this.since(stamp)).readUpTo(stamp);
    for (const { feed, lastDepth, lastSeq } of this.#unloaded()) {
      const { device } = this.#community.state.feeds.numbered(feed);
      const end = { depth: lastDepth, device, seq: lastSeq, index: LAST_INDEX, time: 0 };
      mark = joinMarks(mark, new Map([[device, end]]));
    }
    return mark;
  }

  /** A timeline that holds that message, if it exists. */
  async around(id: ObjectId): Promise<Timeline> {
    const timeline = await this.#current();
    for (const summary of this.#unloaded()) {
      if (timeline.get(id)) break;
      const { device } = this.#community.state.feeds.numbered(summary.feed);
      if (partTag(this.#community.id, this.#place, device) === tagOf(id)) await this.#load(summary);
    }
    return timeline;
  }

  async all(): Promise<Timeline> {
    const timeline = await this.#current();
    for (const summary of this.#unloaded()) await this.#load(summary);
    return timeline;
  }

  /** What stands beyond what is held, while history arrives; undefined when nothing does. */
  async ahead(): Promise<Timeline | undefined> {
    await this.#current();
    const { provisionalSince, device, state } = this.#community;
    if (this.#space === undefined || provisionalSince === undefined) return undefined;
    const shown = this.#community.provisionalParts(this.#space, this.#place);
    const late: PartView[] = [];
    for (const summary of this.#summaries()) {
      const isOwn = state.feeds.numbered(summary.feed).device === device;
      if (isOwn && summary.lastSeq > provisionalSince)
        late.push(...(await partViews(this.#community, summary)));
    }
    return timelineAhead(shown, late, provisionalSince);
  }

  /** Log items that no loaded document holds: an upper bound of the messages there. */
  get unloadedItems(): number {
    return this.#unloaded().reduce((sum, summary) => sum + summary.logged, 0);
  }

  async #current(): Promise<Timeline> {
    this.#space ??= await this.#spaceOf();
    // A new document belongs to what is newest: load it as soon as it is there.
    if (this.#isStale) {
      this.#isStale = false;
      this.#changed.clear();
      const views = [];
      for (const summary of this.#loaded) {
        views.push(...(await partViews(this.#community, summary)));
      }
      this.#timeline.replace(views);
    }
    for (const summary of [...this.#changed]) {
      this.#changed.delete(summary);
      await this.#load(summary);
    }
    return this.#timeline;
  }

  async #load(summary: PartSummary): Promise<void> {
    this.#loaded.add(summary);
    this.#timeline.update(await partViews(this.#community, summary));
  }

  /** Newest first. */
  #unloaded(): PartSummary[] {
    return this.#summaries()
      .filter((summary) => !this.#loaded.has(summary))
      .sort((a, b) => b.lastDepth - a.lastDepth);
  }

  #summaries(): readonly PartSummary[] {
    return this.#space === undefined ? [] : partsOf(this.#community, this.#space, this.#place);
  }
}
