/**
 * The proof that a device has forked: two branches of one feed that part at one seq, each up to an entry that the
 * device has signed. Payloads are left out, so that it is small and says nothing else. [FEED-19] [THREAT-1]
 */
import type { CommunityId, DeviceId, EntryId } from '../base/ids.ts';
import { accepted, refused, type Verdict } from '../base/result.ts';
import { chain } from './chain.ts';
import type { ChainedEntry, EntryRecord, FeedKind } from './entry.ts';
import { feedContext } from './feed-context.ts';
import { provenCount } from './proven.ts';
import { decodeRuns, encodeRuns, runLength, type Run, type RunCode } from './run.ts';
import { withoutPayload } from './without-payload.ts';

export interface ForkBranch {
  /** Id of entry `seq - 1` of this branch; null when seq is 0. */
  readonly prev: EntryId | null;
  /** Without payloads; the first has the proof's seq, the last is signed. Mostly one. */
  readonly records: readonly EntryRecord[];
}

export interface ForkProof {
  readonly kind: FeedKind;
  readonly device: DeviceId;
  /** The seq that two entries share. */
  readonly seq: number;
  readonly a: ForkBranch;
  readonly b: ForkBranch;
}

/** Bytes. Two branches that need their next signature to be proven fit easily with ordinary headers. */
export const MAX_FORK_PROOF = 256 * 1024;

export type ForkProofCode = RunCode | 'PROOF_TOO_LARGE' | 'PROOF_MALFORMED' | 'PROOF_FALSE';

/**
 * From two branches that the caller holds, each starting at the same seq and ending on a signed entry. Undefined when
 * that would be larger than a proof may be.
 */
export function makeForkProof(
  kind: FeedKind,
  device: DeviceId,
  a: readonly ChainedEntry[],
  b: readonly ChainedEntry[],
): ForkProof | undefined {
  const [first, second] = a[0]!.id < b[0]!.id ? [a, b] : [b, a];
  const proof = { kind, device, seq: first[0]!.header.seq, a: branchOf(first), b: branchOf(second) };
  const length = 1 + runLength(runOf(proof, proof.a)) + runLength(runOf(proof, proof.b));
  return length <= MAX_FORK_PROOF ? proof : undefined;
}

export function encodeForkProof(proof: ForkProof): Uint8Array {
  return encodeRuns([runOf(proof, proof.a), runOf(proof, proof.b)]);
}

export function decodeForkProof(bytes: Uint8Array): Verdict<ForkProof, ForkProofCode> {
  if (bytes.length > MAX_FORK_PROOF) return refused('PROOF_TOO_LARGE');
  const read = decodeRuns(bytes);
  if (!read.ok) return read;
  const [a, b, more] = read.value;
  if (!a || !b || more) return refused('PROOF_MALFORMED');
  if (a.kind !== b.kind || a.device !== b.device || a.from !== b.from) return refused('PROOF_MALFORMED');
  for (const run of [a, b]) {
    const last = run.records.length - 1;
    for (let i = 0; i <= last; i++) {
      const { payload, signature } = run.records[i]!;
      if (payload !== null || (signature !== null) !== (i === last)) return refused('PROOF_MALFORMED');
    }
  }
  const branch = ({ prev, records }: Run): ForkBranch => ({ prev, records });
  return accepted({ kind: a.kind, device: a.device, seq: a.from, a: branch(a), b: branch(b) });
}

/** Did that device really sign both branches in that community? Gives the two ids at the proof's seq, ascending. */
export function verifyForkProof(
  community: CommunityId,
  proof: ForkProof,
): Verdict<{ readonly a: EntryId; readonly b: EntryId }, 'PROOF_FALSE'> {
  const context = feedContext(community, proof.kind, proof.device);
  const ids: EntryId[] = [];
  for (const { prev, records } of [proof.a, proof.b]) {
    const chained = chain(context, { from: proof.seq, prev, isProof: true }, records);
    if (!chained.ok || chained.value.length === 0) return refused('PROOF_FALSE');
    if (provenCount(context, chained.value) !== chained.value.length) return refused('PROOF_FALSE');
    ids.push(chained.value[0]!.id);
  }
  const [a, b] = ids as [EntryId, EntryId];
  // One order of the two, so that there is one proof of one pair.
  return a < b ? accepted({ a, b }) : refused('PROOF_FALSE');
}

function branchOf(entries: readonly ChainedEntry[]): ForkBranch {
  const last = entries.length - 1;
  const records = entries.map(({ record }, i) => withoutPayload(record, i === last));
  return { prev: entries[0]!.prev, records };
}

function runOf(proof: ForkProof, branch: ForkBranch): Run {
  return { kind: proof.kind, device: proof.device, from: proof.seq, ...branch };
}
