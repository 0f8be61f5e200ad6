/**
 * What comes from elsewhere: ranges of entries, proofs of forks, and entries that their authors have erased. Never
 * throws for what a neighbour did wrong; callers see to it that one thing is judged at a time (live-state.ts).
 */
import { chain } from '../feed/chain.ts';
import { encodeForkProof, verifyForkProof, type ForkProof } from '../feed/fork-proof.ts';
import { isSigned } from '../feed/proven.ts';
import type { Run } from '../feed/run.ts';
import type { Batch } from './batch.ts';
import type { ContentChange } from './contents.ts';
import { isByCopy, noteCopied } from './copied.ts';
import { findFork } from './find-fork.ts';
import type { LiveState } from './live-state.ts';
import { openAdmitted } from './open-admitted.ts';
import type { ReceiveReport } from './replica.ts';

/** `isOwnDisk`: they are no news of a copy of this device. */
export async function receiveRuns(
  live: LiveState,
  runs: readonly Run[],
  isOwnDisk = false,
): Promise<ReceiveReport> {
  const { state } = live;
  const batch = live.batch(false);
  const gate = state.gate.receive(runs, batch);
  if (gate.admitted.length > 0) {
    if (!isOwnDisk && gate.admitted.some((admitted) => isByCopy(live, admitted))) noteCopied(live, batch);
    const changes = await openAdmitted(live, gate.admitted, batch);
    await live.flush(batch);
    live.announce(gate.admitted, changes, false);
  }
  const forks = findForks(live, gate.known, batch);
  if (forks > 0) {
    await live.flush(batch);
    live.onChange.emit({ contents: [], authority: true, receipts: false });
  }
  return {
    stored: gate.admitted.length,
    duplicate: gate.duplicate,
    pending: state.staging.size,
    refused: gate.refused,
    forks,
  };
}

export async function receiveProofs(live: LiveState, proofs: readonly ForkProof[]): Promise<void> {
  const batch = live.batch(false);
  let isNew = false;
  for (const proof of proofs) {
    if (!live.state.log.names(proof.device) || !verifyForkProof(live.options.id, proof).ok) continue;
    isNew = keepProof(live, proof, batch) || isNew;
  }
  await live.flush(batch);
  if (isNew) live.onChange.emit({ contents: [], authority: true, receipts: false });
}

/** Each run is one retire entry. [GATE-10] */
export async function receiveErasures(live: LiveState, runs: readonly Run[]): Promise<void> {
  const { state } = live;
  const batch = live.batch(false);
  const changes: ContentChange[] = [];
  let isNews = false;
  for (const run of runs) {
    if (run.kind !== 'content' || run.records.length !== 1 || !state.log.names(run.device)) continue;
    const feed = state.feeds.findOrAdd('content', run.device);
    const chained = chain(feed.context, { from: run.from, prev: run.prev }, run.records);
    const entry = chained.ok ? chained.value[0] : undefined;
    if (!entry || !isSigned(feed.context, entry)) continue;
    const ranges = state.readRetire(entry, feed);
    if (!ranges) continue;
    if (!state.erasures.add(feed, entry.id, run, ranges, batch)) continue;
    batch.touch(feed);
    isNews = true;
    // From now on, whether the retire itself has come or its author holds it back.
    for (const change of await state.contents.erase(feed, ranges, true, batch)) changes.push(change);
    // The next one may concern the same documents, which are read back from the disk.
    await batch.flush();
    // An entry without its payload keeps nothing after it waiting.
    for (const branch of state.feeds.family(feed))
      for (const change of await state.contents.resume(branch, batch)) changes.push(change);
  }
  await live.flush(batch);
  if (changes.length > 0) live.onChange.emit({ contents: changes, authority: false, receipts: false });
  if (isNews) live.onStored.emit({ tips: [], own: false, runs: [] });
  // Entries may wait without their payloads.
  await receiveRuns(live, []);
}

function findForks(live: LiveState, known: readonly Run[], batch: Batch): number {
  let forks = 0;
  for (const run of known) {
    const proof = findFork(live.options.store, live.layout, live.state, run);
    if (proof && keepProof(live, proof, batch)) forks += 1;
  }
  return forks;
}

/** True when it is news. */
function keepProof({ state, layout, options }: LiveState, proof: ForkProof, batch: Batch): boolean {
  const feed = state.feeds.findOrAdd(proof.kind, proof.device);
  if (state.proofs.has(feed.number)) return false;
  state.proofs.set(feed.number, proof);
  batch.touch(feed);
  // A proof against this device is what stops it.
  if (proof.device === state.device) batch.sync();
  batch.put(layout.forkProof(feed.number), encodeForkProof(proof));
  options.log.warn('feed forked', { device: proof.device.slice(0, 8), seq: proof.seq });
  return true;
}
