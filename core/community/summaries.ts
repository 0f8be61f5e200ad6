/**
 * Which documents there are, and what is known of each without loading it. Owns the summary rows. A document's summary
 * is one object for as long as the community is open.
 */
import type { PlaceId } from '../base/ids.ts';
import type { Store } from '../store/store.ts';
import type { Batch } from './batch.ts';
import type { Layout, PartAddress } from './layout.ts';
import { decodeSummary, encodeSummary, newSummary, type PartSummary } from './part-summary.ts';

export class Summaries {
  readonly #layout: Layout;
  readonly #byPlace = new Map<PlaceId, PartSummary[]>();
  readonly #byFeed = new Map<number, Map<string, PartSummary>>();

  constructor(layout: Layout) {
    this.#layout = layout;
  }

  /** Throws KithError STORE_CORRUPT. */
  async load(store: Store): Promise<void> {
    for await (const rows of store.read(this.#layout.all('q'))) {
      for (const row of rows) this.#add(decodeSummary(this.#layout.readPart(row.key), row.value));
    }
  }

  of(place: PlaceId): readonly PartSummary[] {
    return this.#byPlace.get(place) ?? [];
  }

  places(): IterableIterator<PlaceId> {
    return this.#byPlace.keys();
  }

  all(): PartSummary[] {
    return [...this.#byPlace.values()].flat();
  }

  find(address: PartAddress): PartSummary | undefined {
    return this.#byFeed.get(address.feed)?.get(nameOf(address));
  }

  findOrAdd(address: PartAddress): PartSummary {
    return this.find(address) ?? this.#add(newSummary(address));
  }

  /** The document that its writer filled before going on in this one. */
  before(address: PartAddress): PartSummary | undefined {
    return this.find({ ...address, part: address.part - 1 });
  }

  /** Its writer has gone on in another document of the place. */
  isFollowed(address: PartAddress): boolean {
    return this.find({ ...address, part: address.part + 1 }) !== undefined;
  }

  /** Once for all changes of the batch. */
  write(summary: PartSummary, batch: Batch): void {
    batch.atEnd(summary, () => ({
      type: 'put',
      key: this.#layout.summary(summary),
      value: encodeSummary(summary),
    }));
  }

  #add(summary: PartSummary): PartSummary {
    const list = this.#byPlace.get(summary.place);
    if (list) list.push(summary);
    else this.#byPlace.set(summary.place, [summary]);
    let ofFeed = this.#byFeed.get(summary.feed);
    if (!ofFeed) this.#byFeed.set(summary.feed, (ofFeed = new Map<string, PartSummary>()));
    ofFeed.set(nameOf(summary), summary);
    return summary;
  }
}

function nameOf({ place, part, space }: PartAddress): string {
  return `${place}${String(part)}/${space}`;
}
