/**
 * Documents in the branches of a forked feed: which of them hold an entry in common, and how a branch goes on with a
 * document that was begun before it parted. [GATE-21]
 */
import type { Batch } from './batch.ts';
import type { EntryReader } from './entry-reader.ts';
import { ownerOf, type FeedState, type FeedTable } from './feed-table.ts';
import { retirementOf } from './judge-entry.ts';
import type { PartAddress } from './layout.ts';
import type { PartSummary } from './part-summary.ts';
import type { Summaries } from './summaries.ts';

interface BranchDocumentsParts {
  readonly feeds: FeedTable;
  readonly summaries: Summaries;
  readonly entries: EntryReader;
  /** Judges every entry of the document anew, from the disk. */
  readonly rebuild: (summary: PartSummary, batch: Batch) => Promise<void>;
}

export class BranchDocuments {
  readonly #p: BranchDocumentsParts;

  constructor(parts: BranchDocumentsParts) {
    this.#p = parts;
  }

  isToTakeOver(feed: FeedState, address: PartAddress): boolean {
    return feed.parent !== null && !this.#p.summaries.find(address);
  }

  /** Undefined where there was none before. */
  async takeOver(feed: FeedState, address: PartAddress, batch: Batch): Promise<PartSummary | undefined> {
    const { parent } = feed;
    if (!parent) return undefined;
    const { summaries } = this.#p;
    const before =
      summaries.find({ ...address, feed: parent.number }) ??
      (await this.takeOver(parent, { ...address, feed: parent.number }, batch));
    if (!before) return undefined;
    const summary = summaries.findOrAdd(address);
    summary.isRetired = before.isRetired && this.#wasRetired(feed, address);
    // What is in common is read back from the disk.
    await batch.flush();
    await this.#p.rebuild(summary, batch);
    return summary;
  }

  /** The same document in the branches that have that entry of `address`'s feed in common with it. */
  with(address: PartAddress, seq: number): PartSummary[] {
    const { feeds, summaries } = this.#p;
    const feed = feeds.numbered(address.feed);
    const family = feeds.family(feed);
    if (family.length === 1) return [];
    const owner = ownerOf(feed, seq);
    return family.flatMap((other) => {
      const isShared = other !== feed && ownerOf(other, seq) === owner;
      const summary = isShared ? summaries.find({ ...address, feed: other.number }) : undefined;
      return summary ? [summary] : [];
    });
  }

  /** Did its author retire the document before the branch parted? */
  #wasRetired(feed: FeedState, { place, part, space }: PartAddress): boolean {
    const { entries } = this.#p;
    for (let seq = feed.base - 1; seq >= 0; seq--) {
      const entry = entries.stored(feed, seq);
      const opened = entries.open(feed, entry);
      if (opened.state !== 'open' || opened.payload.space !== space) continue;
      const retirement = opened.payload.document?.place === place && retirementOf(entry, opened.payload);
      if (retirement && retirement.part === part) return true;
    }
    return false;
  }
}
