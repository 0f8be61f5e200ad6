/**
 * Takes a `.kith` file in, or says what would come of that. Nothing changes before the whole file has been opened,
 * decoded and checked; then its entries go through the gate like any others. The file is never written to. [BUNDLE-6]
 * [BUNDLE-7] [BUNDLE-8]
 */
import { accepted, refused, type Verdict } from '../base/result.ts';
import type { Replica } from '../community/replica.ts';
import type { Run } from '../feed/run.ts';
import type { BundleCode, BundleSource, BundleSummary } from './bundle.ts';
import { checkEntries, foresee, isAnother, newInBranches, type BundledFeed } from './bundle-entries.ts';
import { readBundle, type ReadBundle } from './read-bundle.ts';

/** Entries that are handed to the gate at once. */
const BATCH = 2_048;

interface Checked {
  readonly bundle: ReadBundle;
  readonly feeds: readonly BundledFeed[];
}

/** Changes nothing. `replicas`: the communities of this profile. Throws what `source` throws. */
export async function previewBundle(
  source: BundleSource,
  replicas: readonly Replica[],
): Promise<Verdict<BundleSummary, BundleCode>> {
  const checked = await check(source, replicas);
  if (!checked.ok) return checked;
  const { bundle, feeds } = checked.value;
  const { fresh, held } = foresee(bundle, feeds);
  const parted = newInBranches(bundle, feeds);
  const entries = countOf(bundle.runs) + countOf(bundle.branches);
  return accepted({ community: bundle.replica.id, entries, new: fresh + parted, held });
}

export async function importBundle(
  source: BundleSource,
  replicas: readonly Replica[],
): Promise<Verdict<BundleSummary, BundleCode>> {
  const checked = await check(source, replicas);
  if (!checked.ok) return checked;
  const { bundle, feeds } = checked.value;
  const { replica, proofs, erasures } = bundle;
  const { fresh, held } = foresee(bundle, feeds);
  const parted = newInBranches(bundle, feeds);
  if (fresh > 0 && held === fresh && parted === 0) return refused('BUNDLE_BASE_MISSING');
  await replica.receiveProofs(proofs);
  // Another history of a feed than ours: the gate is shown where they part, and keeps the proof.
  for (const { kind, device } of feeds.filter((feed) => isAnother(replica, feed)))
    await replica.receive(bundle.runs.filter((run) => run.kind === kind && run.device === device));
  const runs = [...bundle.runs, ...bundle.branches];
  let stored = await receiveAll(
    replica,
    runs.filter(({ kind }) => kind === 'authority'),
    Infinity,
  );
  // They are read with keys that authority brings.
  await replica.receiveErasures(erasures);
  stored += await receiveAll(
    replica,
    runs.filter(({ kind }) => kind === 'content'),
    BATCH,
  );
  const all = fresh + parted;
  return accepted({
    community: replica.id,
    entries: countOf(runs),
    new: all,
    held: Math.max(0, all - stored),
  });
}

async function check(
  source: BundleSource,
  replicas: readonly Replica[],
): Promise<Verdict<Checked, BundleCode>> {
  const bundle = await readBundle(source, replicas);
  if (!bundle.ok) return bundle;
  const feeds = checkEntries(bundle.value);
  return feeds.ok ? accepted({ bundle: bundle.value, feeds: feeds.value }) : feeds;
}

/** Again as long as that helps: what has waited in vain for room or for its author's name is offered anew. */
async function receiveAll(replica: Replica, runs: readonly Run[], batchSize: number): Promise<number> {
  let stored = 0;
  for (let before = -1; before < stored;) {
    before = stored;
    let batch: Run[] = [];
    let entries = 0;
    const forked = new Set(replica.proofs().map(({ kind, device }) => kind + device));
    for (const run of runs) {
      // What is held is not offered again: it would only be compared. Of a forked feed the seq does not say what is held.
      const isHeld = run.from + run.records.length - 1 <= (replica.tip(run.kind, run.device)?.seq ?? -1);
      if (isHeld && !forked.has(run.kind + run.device)) continue;
      batch.push(run);
      entries += run.records.length;
      if (entries < batchSize) continue;
      stored += (await replica.receive(batch)).stored;
      batch = [];
      entries = 0;
    }
    if (batch.length > 0) stored += (await replica.receive(batch)).stored;
  }
  return stored;
}

function countOf(runs: readonly Run[]): number {
  return runs.reduce((sum, { records }) => sum + records.length, 0);
}
