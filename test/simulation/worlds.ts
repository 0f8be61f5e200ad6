/** Runs worlds for tests. A failure prints the one line that shows it again; a seed that has failed is pinned. */
import { expect } from 'vitest';
import { runDirectWorld, runForkingWorld, runRuledWorld } from '../world/direct-world.ts';
import { runLiveWorld, runRuledLiveWorld } from '../world/live-world.ts';
import type { WorldResult } from '../world/trace.ts';
import { WorldFailure } from '../world/trace.ts';
import pinned from './seeds.json' with { type: 'json' };

export type WorldKind = keyof typeof pinned;

const RUN: Readonly<Record<WorldKind, (seed: number) => Promise<WorldResult>>> = {
  direct: runDirectWorld,
  forking: runForkingWorld,
  live: runLiveWorld,
  ruled: runRuledWorld,
  'ruled-live': runRuledLiveWorld,
};

export function pinnedSeeds(kind: WorldKind): readonly number[] {
  return pinned[kind];
}

/** Lines of the trace that a failure shows. */
const SHOWN = 30;

export async function runWorld(kind: WorldKind, seed: number): Promise<WorldResult> {
  try {
    return await RUN[kind](seed);
  } catch (error) {
    const lines = error instanceof WorldFailure ? error.trace.lines.slice(-SHOWN) : [];
    const replay = `KITH_WORLD=${kind} KITH_SEED=${seed} npm run vitest -- test/simulation/replay.test.ts`;
    console.error([...lines, `world ${kind} ${seed} broke a promise; again with:`, replay].join('\n'));
    throw error;
  }
}

interface Share {
  readonly first: number;
  readonly count: number;
  /** Which of the `shares`, so that several files divide the work. */
  readonly share: number;
  readonly shares: number;
}

export async function runWorlds(kind: WorldKind, { first, count, share, shares }: Share): Promise<void> {
  let entries = 0;
  for (let seed = first + share; seed < first + count; seed += shares)
    entries += (await runWorld(kind, seed)).entries;
  // Worlds in which nothing happens prove nothing.
  expect(entries).toBeGreaterThan((20 * count) / shares);
}
