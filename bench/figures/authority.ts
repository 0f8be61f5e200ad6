/**
 * How long the fold of authority takes, without signatures: of everything, and of one entry more. What a removal costs
 * whoever receives it is one entry more.
 */
import { LiveFold } from '../../core/authority/live-fold.ts';
import { authorityHistory, type AuthorityHistory } from '../data/authority-history.ts';
import type { Figure } from '../figure.ts';
import { count, type Measuring } from './measuring.ts';

export async function measureAuthority(measuring: Measuring): Promise<Figure[]> {
  await Promise.resolve();
  const size = 10_000;
  const turns = measuring.isQuick ? 3 : 7;
  measuring.say(`folding ${count(size)} entries of authority`);
  const history = authorityHistory(size);
  const whole: number[] = [];
  const more = new Map([...history.more.keys()].map((name) => [name, [] as number[]]));
  // The first turn warms up.
  for (let turn = 0; turn <= turns; turn++) {
    for (const [name, entry] of history.more) {
      const { fold, ms } = folded(history);
      if (turn > 0) whole.push(ms);
      fold.add(entry);
      const took = timed(() => fold.authority());
      if (turn > 0) more.get(name)!.push(took);
    }
  }
  return [
    {
      name: `fold of ${count(size)} authority entries, 500 members, 800 devices`,
      unit: 'ms',
      values: whole,
      aim: 'under 300 ms',
    },
    ...[...more].map(([name, values]) => ({
      name: `  one more: ${name}`,
      unit: 'ms',
      values,
      aim: /^a (removal|steward)$/.test(name) ? 'under 50 ms' : 'under 1 ms',
    })),
  ];
}

function folded({ community, entries }: AuthorityHistory): { fold: LiveFold; ms: number } {
  const fold = new LiveFold(community);
  for (const entry of entries) fold.add(entry);
  return { fold, ms: timed(() => fold.authority()) };
}

function timed(work: () => unknown): number {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}
