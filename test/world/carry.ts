/**
 * Brings entries from one device to another as bytes, as roughly as a network would: pieces of any size, out of order,
 * twice, or not at all. Says nothing that is untrue; lies are in liar.ts.
 */
import type { Community } from '../../core/community/community.ts';
import type { BranchTip } from '../../core/community/replica.ts';
import { decodeRuns, encodeRuns, type Run } from '../../core/feed/run.ts';
import type { SeededRandom } from './random.ts';

/** Runs of what `to` lacks and `from` has, in pieces drawn from the seed. */
export async function missingRuns(from: Community, to: Community, random: SeededRandom): Promise<Run[]> {
  const runs: Run[] = await otherHistories(from, to);
  for (const tip of from.branches()) {
    if (to.holds(tip.id)) continue;
    const start = random.happens(0.7) ? startOf(to, tip) : random.below(tip.seq + 1);
    const { kind, device, seq, id } = tip;
    const run = await from.read(kind, device, start, seq, random.pick([500, 5_000, 1e6]), id);
    if (run) runs.push(run);
  }
  for (const tip of from.frontier()) {
    const held = to.tip(tip.kind, tip.device)?.seq ?? -1;
    if (held >= tip.seq) continue;
    // Sometimes from before what is held: as a duplicate.
    const start = Math.max(0, held + 1 - (random.happens(0.2) ? random.below(4) : 0));
    for (let at = start; at <= tip.seq;) {
      const end = random.happens(0.3) ? at + random.below(5) : tip.seq;
      const run = await from.read(
        tip.kind,
        tip.device,
        at,
        Math.min(end, tip.seq),
        random.pick([500, 5_000, 1e6]),
      );
      if (!run) break;
      runs.push(run);
      at = run.from + run.records.length;
    }
  }
  return runs;
}

export async function carry(
  from: Community,
  to: Community,
  random: SeededRandom,
  losses = 0.15,
): Promise<string> {
  await to.receiveProofs(from.proofs());
  if (random.happens(0.8)) await to.receiveErasures(overTheWire(from.erasures()));
  const runs = (await missingRuns(from, to, random)).filter(() => !random.happens(losses));
  for (const run of [...runs]) if (random.happens(0.15)) runs.push(run);
  if (random.happens(0.5)) shuffle(runs, random);
  let stored = 0;
  while (runs.length > 0) {
    const report = await to.receive(overTheWire(runs.splice(0, 1 + random.below(6))));
    if (report.refused.length > 0)
      throw new Error(`an honest range was refused: ${JSON.stringify(report.refused)}`);
    stored += report.stored;
  }
  return `stored ${stored}`;
}

/** Everything, in order, until nothing is new. */
export async function carryAll(from: Community, to: Community): Promise<number> {
  let stored = 0;
  for (;;) {
    await to.receiveProofs(from.proofs());
    await to.receiveErasures(overTheWire(from.erasures()));
    const runs: Run[] = await otherHistories(from, to);
    for (const tip of from.branches()) {
      const { kind, device, seq, id } = tip;
      const run = to.holds(id) ? undefined : await from.read(kind, device, 0, seq, 1 << 20, id);
      if (run) runs.push(run);
    }
    for (const tip of from.frontier()) {
      const held = to.tip(tip.kind, tip.device)?.seq ?? -1;
      const run =
        held < tip.seq ? await from.read(tip.kind, tip.device, held + 1, tip.seq, 1 << 18) : undefined;
      if (run) runs.push(run);
    }
    const report = await to.receive(overTheWire(runs));
    if (report.refused.length > 0)
      throw new Error(`an honest range was refused: ${JSON.stringify(report.refused)}`);
    if (report.stored === 0) return stored;
    stored += report.stored;
  }
}

/** Of feeds that have parted, from the start: the gate finds where. */
async function otherHistories(from: Community, to: Community): Promise<Run[]> {
  const proven = new Set(to.proofs().map(({ kind, device }) => kind + device));
  const runs: Run[] = [];
  for (const { kind, device, seq, id } of from.frontier()) {
    const tip = to.tip(kind, device);
    const isSame = !tip || to.holds(id) || from.holds(tip.id);
    const run =
      isSame || proven.has(kind + device) ? undefined : await from.read(kind, device, 0, seq, 1 << 20);
    if (run) runs.push(run);
  }
  return runs;
}

function startOf(to: Community, { kind, device, from }: BranchTip): number {
  return Math.min(from, (to.tip(kind, device)?.seq ?? -1) + 1);
}

function overTheWire(runs: readonly Run[]): Run[] {
  const read = decodeRuns(encodeRuns(runs));
  if (!read.ok) throw new Error(read.code);
  return read.value;
}

export function shuffle<T>(values: T[], random: SeededRandom): void {
  for (let i = values.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [values[i], values[j]] = [values[j]!, values[i]!];
  }
}
