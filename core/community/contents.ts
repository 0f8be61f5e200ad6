/**
 * The documents of a community: opens content entries in the order of their feeds, lets each document accept or
 * refuse its updates, and loads documents when somebody asks.
 *
 * Guarantees: an entry is opened after all earlier ones of its feed that could be for the same document [GATE-5]; what
 * is read back from the disk equals what was accepted live [GATE-8]. Not here: who may write (effectiveness.ts).
 */
import type { KeyRing } from '../authority/key-ring.ts';
import type { Random } from '../base/clock.ts';
import type { CommunityId, PlaceId } from '../base/ids.ts';
import { KithError } from '../base/kith-error.ts';
import type { PartId } from '../documents/client-id.ts';
import { Part } from '../documents/part.ts';
import { erasedSeqs, type SeqRange } from '../documents/retire.ts';
import { isErasable, type Payload } from '../feed/entry.ts';
import { KIND } from '../feed/kinds.ts';
import { withoutPayload } from '../feed/without-payload.ts';
import type { Store } from '../store/store.ts';
import type { Batch } from './batch.ts';
import { BranchDocuments } from './branch-documents.ts';
import { DocumentRows } from './document-rows.ts';
import { EntryReader } from './entry-reader.ts';
import { decodeEntryRow, encodeEntryRow, type EntryRow, type OpenedEntry } from './entry-row.ts';
import { ownerOf, type FeedState, type FeedTable } from './feed-table.ts';
import { addressOf, judgeEntry, retirementOf, type Target } from './judge-entry.ts';
import { KeptParts } from './kept-parts.ts';
import type { Layout, PartAddress } from './layout.ts';
import { newSummary, partKey, type PartSummary } from './part-summary.ts';
import { Summaries } from './summaries.ts';

export interface ContentChange {
  readonly address: PartAddress;
  readonly seq: number;
  /** Registers that the entry set. */
  readonly set: readonly string[];
  /** Items that the entry added at the end of the document's log. */
  readonly pushed: number;
  /** The document was rebuilt: what was read from it before no longer holds. */
  readonly isRebuilt: boolean;
}

export interface ContentsOptions {
  readonly community: CommunityId;
  readonly store: Store;
  readonly layout: Layout;
  readonly feeds: FeedTable;
  readonly keys: KeyRing;
  /** Seals snapshots on this disk; 32 bytes. */
  readonly localKey: Uint8Array;
  readonly random: Random;
  /** Keeps a retire as a signed run, if it is signed; false otherwise. */
  readonly keepRetire: (
    feed: FeedState,
    entry: EntryRow,
    ranges: readonly SeqRange[],
    batch: Batch,
  ) => boolean;
}

interface Recent {
  readonly summary: PartSummary;
  readonly part: Part;
}

/** Entries by the number of the feed under which they lie, and their seq. */
const NONE: ReadonlySet<string> = new Set();

export class Contents {
  readonly #o: ContentsOptions;
  readonly #summaries: Summaries;
  readonly #rows: DocumentRows;
  readonly #entries: EntryReader;
  readonly #branches: BranchDocuments;
  readonly #parts: KeptParts;
  /** By feed: the document that it last wrote to in the batch at hand. Most entries are for the same one. */
  readonly #recent = new Map<number, Recent>();

  constructor(options: ContentsOptions) {
    const { store, layout, localKey, random } = options;
    this.#o = options;
    this.#summaries = new Summaries(layout);
    this.#rows = new DocumentRows(store, layout);
    this.#entries = new EntryReader({ ...options, rows: this.#rows });
    this.#branches = new BranchDocuments({
      feeds: options.feeds,
      summaries: this.#summaries,
      entries: this.#entries,
      rebuild: (summary, batch) => this.#rebuild(summary, NONE, batch),
    });
    this.#parts = new KeptParts({
      store,
      layout,
      localKey,
      random,
      summaries: this.#summaries,
      partId: (address) => this.#partId(address),
      replay: (address, from) => this.replay(address, from),
    });
  }

  load(): Promise<void> {
    return this.#summaries.load(this.#o.store);
  }

  summaries(place: PlaceId): readonly PartSummary[] {
    return this.#summaries.of(place);
  }

  places(): IterableIterator<PlaceId> {
    return this.#summaries.places();
  }

  /**
   * Opens an admitted entry. Adds rows to `batch` (the entry's own row is the caller's) and what it changed to `changes`,
   * raises `feed.opened` unless the feed waits for a key. A promise only where something has to be read: most entries
   * of a bulk are done at once.
   */
  open(feed: FeedState, entry: EntryRow, batch: Batch, changes: ContentChange[]): Promise<void> | undefined {
    if (feed.opened !== entry.seq - 1) return undefined;
    // A branch's documents begin with what it has in common with the feed that it parts from.
    if (feed.parent && feed.parent.opened < feed.base - 1) return undefined;
    const opened = this.#entries.open(feed, entry);
    if (opened.state === 'waiting') return undefined;
    if (opened.state === 'open' && opened.payload.kind === KIND.retire)
      return this.#retire(feed, entry, opened.payload, batch, changes);
    feed.opened = entry.seq;
    batch.touch(feed);
    if (opened.state === 'closed') return undefined;
    const { payload } = opened;
    const { document } = payload;
    if (!document || payload.kind === KIND.merge) return undefined;
    if (payload.kind !== KIND.update) {
      const address = addressOf(feed, payload, document);
      if (!this.#branches.isToTakeOver(feed, address)) return this.#holdForUpdate(address, entry, batch);
      return this.#branches.takeOver(feed, address, batch).then(() => {
        this.#holdForUpdate(address, entry, batch);
      });
    }
    const recent = this.#recentOf(feed, payload, document);
    if (!recent) {
      return this.#find(feed, payload, document, batch).then((found) => {
        this.#update(found, entry, payload, batch, changes);
      });
    }
    this.#update(recent, entry, payload, batch, changes);
    return undefined;
  }

  /** Goes on with a feed that waited for a key, or that a crash has left behind. */
  async resume(feed: FeedState, batch: Batch): Promise<ContentChange[]> {
    const changes: ContentChange[] = [];
    while (feed.opened < feed.seq) {
      const entry = this.#entries.stored(feed, feed.opened + 1);
      const before = feed.opened;
      await this.open(feed, entry, batch, changes);
      if (feed.opened === before) break;
    }
    return changes;
  }

  /**
   * Keys of a private space have come, by their tags: what was written there before and was passed over is judged now.
   * May be done again. [GATE-16]
   */
  async reveal(feed: FeedState, tags: ReadonlySet<string>, batch: Batch): Promise<ContentChange[]> {
    const touched = new Set<PartSummary>();
    const retirements: { entry: EntryRow; payload: Payload }[] = [];
    const { store, layout } = this.#o;
    for await (const rows of store.read(layout.entries(feed.number, feed.base, feed.opened))) {
      for (const row of rows) {
        const entry = decodeEntryRow(row.value, feed.kind);
        if (!entry) throw new KithError('STORE_CORRUPT', 'an entry row does not read');
        if (!tags.has(entry.header.key)) continue;
        const opened = this.#entries.open(feed, entry);
        const document = opened.state === 'open' ? opened.payload.document : null;
        if (opened.state !== 'open' || !document) continue;
        if (opened.payload.kind === KIND.retire) retirements.push({ entry, payload: opened.payload });
        if (opened.payload.kind === KIND.retire || opened.payload.kind === KIND.merge) continue;
        const address = addressOf(feed, opened.payload, document);
        const summary = this.#summaries.findOrAdd(address);
        this.#rows.add(summary, entry.seq, batch);
        touched.add(summary);
        for (const branch of this.#branches.with(address, entry.seq)) touched.add(branch);
      }
    }
    // The documents are read back from the disk.
    await batch.flush();
    const changes: ContentChange[] = [];
    for (const summary of touched) {
      await this.#rebuild(summary, NONE, batch);
      changes.push({ address: summary, seq: feed.seq, set: [], pushed: 0, isRebuilt: true });
    }
    const { opened } = feed;
    for (const { entry, payload } of retirements) await this.#retire(feed, entry, payload, batch, changes);
    feed.opened = opened;
    batch.touch(feed);
    await batch.flush();
    return changes;
  }

  /** The document, from memory or from the disk. It is live: later updates show in it. */
  part(address: PartAddress): Promise<Part> {
    return this.#parts.get(address);
  }

  stored(feed: FeedState, seq: number): EntryRow {
    return this.#entries.stored(feed, seq);
  }

  /** The updates of a document one by one, refused ones too, as `EntryReader.updates`. */
  replay(address: PartAddress, from = 0): AsyncGenerator<OpenedEntry> {
    return this.#entries.updates(address, from);
  }

  /** After a batch is written. */
  trim(): void {
    this.#recent.clear();
    this.#rows.forget();
    this.#parts.trim();
  }

  /** Rows that make the next start fast; lost without harm. */
  writeSnapshots(batch: Batch): void {
    this.#parts.writeSnapshots(batch);
  }

  #update(
    { summary, part }: Recent,
    entry: EntryRow,
    payload: Payload,
    batch: Batch,
    changes: ContentChange[],
  ): void {
    if (summary.isRetired) return;
    // Refused or not, it is of this document: when an entry before it is erased, it is judged anew.
    this.#rows.add(summary, entry.seq, batch);
    const verdict = judgeEntry(summary, part, entry, payload);
    this.#summaries.write(summary, batch);
    if (!verdict) return;
    this.#parts.grew(summary, part, batch);
    const { set, pushed } = verdict;
    changes.push({ address: summary, seq: entry.seq, set, pushed, isRebuilt: false });
  }

  #recentOf(feed: FeedState, { space }: Payload, { place, part }: Target): Recent | undefined {
    const recent = this.#recent.get(feed.number);
    const isSame =
      recent?.summary.part === part && recent.summary.place === place && recent.summary.space === space;
    return isSame ? recent : undefined;
  }

  async #find(feed: FeedState, payload: Payload, document: Target, batch: Batch): Promise<Recent> {
    const address = addressOf(feed, payload, document);
    const known = this.#summaries.find(address) ?? (await this.#branches.takeOver(feed, address, batch));
    const recent = known
      ? { summary: known, part: await this.#parts.get(known) }
      : { summary: this.#summaries.findOrAdd(address), part: this.#parts.begin(address, batch) };
    this.#recent.set(feed.number, recent);
    return recent;
  }

  /** The author erases entries of its own. [GATE-10] */
  async #retire(
    feed: FeedState,
    entry: EntryRow,
    payload: Payload,
    batch: Batch,
    changes: ContentChange[],
  ): Promise<void> {
    // It reads documents back from the disk, so what this batch holds must be there. Until its own effects are written,
    // the retire counts as not opened: a crash in between loses nothing.
    await batch.flush();
    feed.opened = entry.seq;
    batch.touch(feed);
    const retirement = retirementOf(entry, payload);
    if (!retirement) return;
    const closing = addressOf(feed, payload, { place: payload.document!.place, part: retirement.part });
    if (this.#branches.isToTakeOver(feed, closing)) await this.#branches.takeOver(feed, closing, batch);
    this.#close(closing, batch);
    // Only a signed retire can be shown to others; until one comes, the payloads stay, unread.
    const canShow = this.#o.keepRetire(feed, entry, retirement.ranges, batch);
    for (const change of await this.erase(feed, retirement.ranges, canShow, batch)) changes.push(change);
  }

  /**
   * Entries that their author has erased: everybody drops their payloads (`forGood`), and every document that they
   * belong to is judged anew without them, so that who holds the payloads and who never did agree. What `batch` holds of
   * that feed must be written before. [GATE-10] [THREAT-45]
   */
  async erase(
    feed: FeedState,
    ranges: readonly SeqRange[],
    forGood: boolean,
    batch: Batch,
  ): Promise<readonly ContentChange[]> {
    // Of a forked feed in every branch: which of them a retire is of may not be known when it is shown.
    const erased = this.#o.feeds.family(feed).flatMap((branch) => {
      const isIts = (seq: number): boolean =>
        seq >= branch.base && isErasable(this.#entries.stored(branch, seq).header);
      return erasedSeqs(ranges, branch.seq, isIts).map((seq) => ({ branch, seq }));
    });
    const touched = new Map<string, PartAddress>();
    const without = new Set<string>();
    for (const { branch, seq } of erased) {
      const old = this.#entries.stored(branch, seq);
      const { number } = branch;
      without.add(`${String(number)}/${String(seq)}`);
      if (old.record.payload === null) continue;
      const opened = this.#entries.open(branch, old);
      if (opened.state === 'open' && opened.payload.document) {
        const address = addressOf(branch, opened.payload, opened.payload.document);
        for (const one of [address, ...this.#branches.with(address, seq)]) touched.set(partKey(one), one);
        const summary = this.#summaries.find(address);
        if (summary) this.#rows.remove(summary, seq, batch);
      }
      if (!forGood) continue;
      const key = this.#o.layout.entry(number, seq);
      batch.put(key, encodeEntryRow(old.depth, withoutPayload(old.record, old.record.signature !== null)));
    }
    const changes: ContentChange[] = [];
    for (const address of touched.values()) {
      const summary = this.#summaries.find(address);
      if (!summary) continue;
      await this.#rebuild(summary, without, batch);
      changes.push({ address, seq: feed.seq, set: [], pushed: 0, isRebuilt: true });
    }
    return changes;
  }

  #close(address: PartAddress, batch: Batch): void {
    const summary = this.#summaries.findOrAdd(address);
    summary.isRetired = true;
    this.#summaries.write(summary, batch);
  }

  /** Judges every entry of the document anew, without the erased ones. [DOC-19] */
  async #rebuild(summary: PartSummary, without: ReadonlySet<string>, batch: Batch): Promise<void> {
    const part = new Part(this.#partId(summary));
    Object.assign(summary, { ...newSummary(summary), isRetired: summary.isRetired });
    for await (const { entry, payload } of this.#entries.of(summary)) {
      const { number } = ownerOf(this.#o.feeds.numbered(summary.feed), entry.seq);
      if (!without.has(`${String(number)}/${String(entry.seq)}`)) judgeEntry(summary, part, entry, payload);
    }
    this.#parts.replace(summary, part, batch);
    this.#recent.delete(summary.feed);
    this.#summaries.write(summary, batch);
  }

  /** An entry of a kind that this version does not know: what comes after it in the document waits. */
  #holdForUpdate(address: PartAddress, entry: EntryRow, batch: Batch): undefined {
    const summary = this.#summaries.findOrAdd(address);
    this.#rows.add(summary, entry.seq, batch);
    summary.needsUpdate = true;
    this.#summaries.write(summary, batch);
  }

  #partId(address: PartAddress): PartId {
    const { device } = this.#o.feeds.numbered(address.feed);
    return { community: this.#o.community, place: address.place, device, part: address.part };
  }
}
