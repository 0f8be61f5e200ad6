/**
 * The gate: the one way by which an entry becomes part of a community. Judges what is admissible - format, chain,
 * proof, named device, parents held - and nothing else; needs no content key. One synchronous pass, so that nothing
 * can come between a judgement and what it rested on.
 *
 * Guarantees: [GATE-1] to [GATE-4] in core/SPEC.md. A verdict is about the entry, never about who sent it; what an
 * entry may do is for authority, what it says is for documents.
 */
import type { DeviceId, EntryId } from '../base/ids.ts';
import { SIGNATURE_INTERVAL, isErasable, type ChainedEntry } from '../feed/entry.ts';
import { nextDepth } from '../feed/order.ts';
import type { Run } from '../feed/run.ts';
import { withoutPayload } from '../feed/without-payload.ts';
import { bytesOfEntryId } from '../base/id-bytes.ts';
import { encodeCbor } from '../base/cbor.ts';
import type { Batch } from './batch.ts';
import type { Effectiveness } from './effectiveness.ts';
import type { EntryIndex, EntryPlace } from './entry-index.ts';
import { encodeEntryRow } from './entry-row.ts';
import { isEmpty, type FeedState, type FeedTable } from './feed-table.ts';
import { findBranch } from './find-branch.ts';
import type { Layout } from './layout.ts';
import type { Receipts, ReferredEntry } from './receipts.ts';
import type { RefusedEntry } from './replica.ts';
import type { Staging } from './staging.ts';

export interface Admitted {
  readonly feed: FeedState;
  readonly entry: ChainedEntry;
  readonly depth: number;
}

export interface GateParts {
  readonly layout: Layout;
  readonly feeds: FeedTable;
  readonly index: EntryIndex;
  readonly staging: Staging;
  readonly receipts: Receipts;
  readonly effectiveness: Effectiveness;
  /** Is the device certified by an authority entry that is held? */
  readonly names: (device: DeviceId) => boolean;
  /** May this, the first entry of an authority feed, found the community? Asked while nothing is held. */
  readonly isGenesis: (run: Run) => boolean;
  /** Does this, the first entry of an authority feed, certify its own device? [GATE-19] */
  readonly isIntroduction: (run: Run) => boolean;
  /** An authority entry was admitted: what it says decides which devices are named. */
  readonly onAuthority: (admitted: Admitted) => void;
  /** Has the author of that feed erased this entry? */
  readonly isErased: (feed: FeedState, seq: number) => boolean;
  /** Is the proof held that the feed has forked? */
  readonly isForked: (feed: FeedState) => boolean;
}

export interface GateReport {
  readonly admitted: Admitted[];
  readonly refused: RefusedEntry[];
  /** Runs that hold nothing new; they may disagree with what is held. */
  readonly known: Run[];
  duplicate: number;
}

type Judgement =
  | {
      readonly verdict: 'admissible';
      readonly depth: number;
      readonly heads: readonly FeedState[];
      readonly referred: ReferredEntry[];
    }
  /** `parent`: what it waits for; undefined when it waits for something else. */
  | { readonly verdict: 'waits'; readonly parent: EntryId | undefined }
  | { readonly verdict: 'refused'; readonly code: string };

export class Gate {
  readonly #parts: GateParts;

  constructor(parts: GateParts) {
    this.#parts = parts;
  }

  /** Takes ranges in and admits whatever is ready. Rows go to `batch`. */
  receive(runs: readonly Run[], batch: Batch): GateReport {
    const report: GateReport = { admitted: [], refused: [], known: [], duplicate: 0 };
    // Authority first: it names the devices that the other runs are from. Runs of unnamed devices wait their turn.
    let waiting = [...runs].sort((a, b) => Number(a.kind === 'content') - Number(b.kind === 'content'));
    for (;;) {
      const later: Run[] = [];
      for (const run of waiting) {
        if (this.#mayOffer(run)) this.#offer(run, report);
        else later.push(run);
      }
      const before = report.admitted.length;
      this.#release(report, batch);
      if (later.length === 0 || report.admitted.length === before) break;
      waiting = later;
    }
    this.#parts.staging.compact();
    return report;
  }

  /** This device's own entry, made a moment ago: stored by the same rule as anybody's. */
  admitOwn(feed: FeedState, entry: ChainedEntry, batch: Batch): Admitted | undefined {
    const judged = this.#judge(feed, entry);
    if (judged.verdict !== 'admissible') return undefined;
    return this.#store(feed, entry, judged, batch);
  }

  #mayOffer(run: Run): boolean {
    if (this.#parts.names(run.device)) return true;
    return this.#parts.feeds.isEmpty ? this.#parts.isGenesis(run) : this.#parts.isIntroduction(run);
  }

  #offer(run: Run, report: GateReport): void {
    const feed = this.#parts.feeds.findOrAdd(run.kind, run.device);
    if (this.#parts.isForked(feed)) {
      const target = findBranch(this.#parts, run);
      if (target) this.#offerTo(target.feed, target.run, report);
      report.duplicate += target ? target.duplicate : run.records.length;
      return;
    }
    this.#offerTo(feed, run, report);
  }

  #offerTo(feed: FeedState, run: Run, report: GateReport): void {
    const offered = this.#parts.staging.offer(feed, run, (seq) => this.#parts.isErased(feed, seq));
    switch (offered.outcome) {
      case 'staged':
        report.duplicate += offered.duplicate;
        if (offered.code !== undefined) this.#refuse(run, offered.code, report);
        return;
      case 'known':
        report.duplicate += run.records.length;
        report.known.push(run);
        return;
      case 'gap':
      case 'full':
        return;
      case 'refused':
        this.#refuse(run, offered.code, report);
        return;
    }
  }

  #refuse({ kind, device, from }: Run, code: string, report: GateReport): void {
    report.refused.push({ kind, device, seq: from, code });
  }

  /** Admits what is ready. A feed that waits for an entry that is here as well goes on as soon as that is stored. */
  #release(report: GateReport, batch: Batch): void {
    const { staging } = this.#parts;
    const waiting = new Map<EntryId, FeedState[]>();
    const ready = staging.ready().reverse();
    for (let feed = ready.pop(); feed; feed = ready.pop()) {
      for (let entry = staging.peek(feed); entry; entry = staging.peek(feed)) {
        const judged = this.#judge(feed, entry);
        if (judged.verdict === 'waits') {
          const { parent } = judged;
          const others = parent && waiting.get(parent);
          if (others) others.push(feed);
          else if (parent !== undefined) waiting.set(parent, [feed]);
          break;
        }
        if (judged.verdict === 'refused') {
          staging.discard(feed);
          const { kind, device } = feed;
          report.refused.push({ kind, device, seq: entry.header.seq, code: judged.code });
          break;
        }
        staging.take(feed);
        report.admitted.push(this.#store(feed, entry, judged, batch));
        const woken = waiting.get(entry.id);
        if (!woken) continue;
        waiting.delete(entry.id);
        ready.push(...woken);
      }
    }
  }

  #judge(feed: FeedState, entry: ChainedEntry): Judgement {
    const { header, record } = entry;
    if (record.payload === null && !this.#parts.isErased(feed, header.seq))
      return { verdict: 'waits', parent: undefined };
    let { depth } = feed;
    const heads: FeedState[] = [];
    const referred: ReferredEntry[] = [];
    for (const id of header.heads) {
      const found = this.#find(id);
      if (!found) return { verdict: 'waits', parent: id };
      const head = this.#parts.feeds.numbered(found.feed);
      // Of its own feed it says what comes before by `prev` alone, and nothing of other branches.
      if (head.kind !== feed.kind || head.device === feed.device)
        return { verdict: 'refused', code: 'HEADS_WRONG' };
      if (found.depth > depth) depth = found.depth;
      const isTip = head.id === id;
      if (isTip) heads.push(head);
      // Seqs tell the entries of one branch apart, no more.
      if (!head.parent) referred.push({ device: head.device, seq: found.seq, isTip });
    }
    for (const id of header.authorityHeads) {
      const found = this.#find(id);
      if (!found) return { verdict: 'waits', parent: id };
      if (this.#parts.feeds.numbered(found.feed).kind !== 'authority') {
        return { verdict: 'refused', code: 'HEADS_WRONG' };
      }
    }
    // Everybody's first entry of content says by which authority it writes; later ones only what is new.
    if (feed.kind === 'content' && header.seq === 0 && header.authorityHeads.length === 0) {
      return { verdict: 'refused', code: 'HEADS_WRONG' };
    }
    return { verdict: 'admissible', depth: nextDepth([depth]), heads, referred };
  }

  /** An entry that is stored. Most that are not wait here, and need no look at the disk. */
  #find(id: EntryId): EntryPlace | undefined {
    return this.#parts.staging.holds(id) ? undefined : this.#parts.index.find(id);
  }

  #store(
    feed: FeedState,
    entry: ChainedEntry,
    judged: Extract<Judgement, { verdict: 'admissible' }>,
    batch: Batch,
  ): Admitted {
    const { layout, index, receipts } = this.#parts;
    const { depth } = judged;
    const { seq, authorityHeads } = entry.header;
    const isErased = isErasable(entry.header) && this.#parts.isErased(feed, seq);
    const record = isErased ? withoutPayload(entry.record, entry.record.signature !== null) : entry.record;
    // What parts from another feed's last entry covers that one as its successor would.
    if (feed.parent && isEmpty(feed) && feed.parent.seq === seq - 1) {
      feed.parent.isCovered = true;
      batch.touch(feed.parent);
    }
    feed.seq = seq;
    feed.id = entry.id;
    feed.depth = depth;
    feed.isCovered = false;
    batch.touch(feed);
    for (const head of judged.heads) {
      head.isCovered = true;
      batch.touch(head);
    }
    batch.put(layout.entry(feed.number, seq), encodeEntryRow(depth, record));
    batch.add(index.add(entry.id, { feed: feed.number, seq, depth }));
    if (seq % SIGNATURE_INTERVAL === SIGNATURE_INTERVAL - 1) {
      batch.put(layout.checkpoint(feed.number, seq), bytesOfEntryId(entry.id));
    }
    if (authorityHeads.length > 0) {
      const row = authorityHeads.map((id: EntryId) => bytesOfEntryId(id));
      batch.put(layout.authorityHeads(feed.number, seq), encodeCbor(row));
      this.#parts.effectiveness.add(feed, seq, authorityHeads);
    }
    if (this.#parts.isForked(feed)) this.#parts.effectiveness.forget();
    if (feed.kind === 'content' && !feed.parent) receipts.admitted(feed.device, seq, judged.referred);
    const admitted = { feed, entry: isErased ? { ...entry, record } : entry, depth };
    if (feed.kind === 'authority') this.#parts.onAuthority(admitted);
    return admitted;
  }
}
