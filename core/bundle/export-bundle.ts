/**
 * Writes what this device holds of a community into a `.kith` file: authority first, then content, feed by feed in turn,
 * so that whoever reads it can take it in as it comes. [BUNDLE-1] [BUNDLE-5]
 */
import type { Random } from '../base/clock.ts';
import { sealAead } from '../crypto/seal.ts';
import type { FeedTip, Replica } from '../community/replica.ts';
import { SIGNATURE_INTERVAL, type FeedKind } from '../feed/entry.ts';
import { runLength, type Run } from '../feed/run.ts';
import {
  bundleKey,
  chunkNonce,
  encodeHead,
  MAX_CHUNK,
  SALT_LENGTH,
  type BundleSink,
  type ExportedBundle,
} from './bundle.ts';
import { encodeSection, MAX_BASE_TIPS, type BaseTip, type Section } from './section.ts';

/** Bytes of the runs of one chunk; one more run may be begun below this. */
const CHUNK_TARGET = 128 * 1024;
const READ_BYTES = 96 * 1024;

/**
 * `base`: what whoever gets the file is known to hold, and what is therefore left out; nothing is by default. Entries
 * that come while it is written may be in it or not. Throws what `sink` throws, STORE_CORRUPT.
 */
export async function exportBundle(
  replica: Replica,
  sink: BundleSink,
  random: Random,
  base: readonly BaseTip[] = [],
): Promise<ExportedBundle> {
  const salt = random.bytes(SALT_LENGTH);
  const newest = replica.authorityKeys()[0]!.key;
  const head = encodeHead(newest, salt);
  const writer = new ChunkWriter(sink, head, bundleKey(newest, salt));
  const known = base.slice(0, MAX_BASE_TIPS);
  await writer.begin();
  await writer.add({ type: 'base', community: replica.id, tips: known });
  for (const proof of replica.proofs()) await writer.add({ type: 'proof', proof });
  let entries = await writeFeeds(replica, 'authority', known, writer);
  entries += await writeBranches(replica, 'authority', writer);
  for (const run of replica.erasures()) await writer.add({ type: 'erasures', runs: [run] });
  entries += await writeFeeds(replica, 'content', known, writer);
  entries += await writeBranches(replica, 'content', writer);
  await writer.end();
  return { entries, bytes: writer.bytes };
}

async function writeFeeds(
  replica: Replica,
  kind: FeedKind,
  base: readonly BaseTip[],
  writer: ChunkWriter,
): Promise<number> {
  const feeds = replica
    .frontier()
    .filter((tip) => tip.kind === kind)
    .map((tip) => ({ tip, next: 1 + seqIn(base, tip) }));
  let entries = 0;
  let runs: Run[] = [];
  let bytes = 0;
  for (let left = feeds; left.length > 0; left = left.filter(({ tip, next }) => next <= tip.seq)) {
    for (const feed of left) {
      const { tip, next } = feed;
      if (next > tip.seq) continue;
      const to = Math.min(tip.seq, next - (next % SIGNATURE_INTERVAL) + SIGNATURE_INTERVAL - 1);
      const run = await replica.read(kind, tip.device, next, to, READ_BYTES);
      // Held a moment ago, and gone: nothing of that feed can be promised.
      if (!run) {
        feed.next = tip.seq + 1;
        continue;
      }
      feed.next = next + run.records.length;
      entries += run.records.length;
      runs.push(run);
      bytes += runLength(run);
      if (bytes < CHUNK_TARGET) continue;
      await writer.add({ type: 'entries', runs });
      runs = [];
      bytes = 0;
    }
  }
  if (runs.length > 0) await writer.add({ type: 'entries', runs });
  return entries;
}

/** From where they part, all that is not among the feeds. */
async function writeBranches(replica: Replica, kind: FeedKind, writer: ChunkWriter): Promise<number> {
  const ends = new Set(replica.frontier().map(({ id }) => id));
  let entries = 0;
  for (const tip of replica.branches()) {
    if (tip.kind !== kind || ends.has(tip.id)) continue;
    for (let next = tip.from; next <= tip.seq;) {
      const run = await replica.read(kind, tip.device, next, tip.seq, READ_BYTES, tip.id);
      if (!run) break;
      await writer.add({ type: 'branches', runs: [run] });
      next += run.records.length;
      entries += run.records.length;
    }
  }
  return entries;
}

function seqIn(base: readonly BaseTip[], tip: FeedTip): number {
  return base.find(({ kind, device }) => kind === tip.kind && device === tip.device)?.seq ?? -1;
}

/** One chunk is kept back, because the last one is sealed as the last. */
class ChunkWriter {
  readonly #sink: BundleSink;
  readonly #head: Uint8Array;
  readonly #key: Uint8Array;
  #waiting: Uint8Array | undefined;
  #index = 0;
  bytes = 0;

  constructor(sink: BundleSink, head: Uint8Array, key: Uint8Array) {
    this.#sink = sink;
    this.#head = head;
    this.#key = key;
  }

  async begin(): Promise<void> {
    await this.#write(this.#head);
  }

  async add(section: Section): Promise<void> {
    if (this.#waiting) await this.#seal(this.#waiting, false);
    this.#waiting = encodeSection(section);
    if (this.#waiting.length > MAX_CHUNK) throw new Error('a section of a bundle is larger than a chunk');
  }

  async end(): Promise<void> {
    await this.#seal(this.#waiting!, true);
  }

  async #seal(plain: Uint8Array, isLast: boolean): Promise<void> {
    const sealed = sealAead(this.#key, chunkNonce(this.#index, isLast), this.#head, plain);
    this.#index += 1;
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, sealed.length);
    await this.#write(length);
    await this.#write(sealed);
  }

  async #write(bytes: Uint8Array): Promise<void> {
    this.bytes += bytes.length;
    await this.#sink(bytes);
  }
}
