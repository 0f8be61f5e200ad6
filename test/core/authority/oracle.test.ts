import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold } from '../../../core/authority/fold.ts';
import type { AuthorityEntry } from '../../../core/authority/authority.ts';
import { history, play } from './histories.ts';
import { cutsBy, writerBy } from './oracle-contents.ts';
import { judge, oracle, type Answer } from './oracle.ts';
import { community, picture } from './world.ts';

const RUNS = { quick: 200, all: 3_000, soak: 20_000 }[process.env['KITH_TIER'] ?? 'quick'] ?? 200;

function answerOfFold(entries: readonly AuthorityEntry[]): Answer {
  const { members, devices, invites, spaces, verdicts } = fold(community, entries);
  const order = [...entries].sort(
    (a, b) =>
      a.depth - b.depth || (a.device === b.device ? (a.id < b.id ? -1 : 1) : a.device < b.device ? -1 : 1),
  );
  const sorted = <T extends readonly [string, ...unknown[]]>(rows: T[]) =>
    rows.sort((a, b) => (a[0] < b[0] ? -1 : 1));
  return {
    effective: order.filter((entry) => verdicts.get(entry.id)!.effective).map((entry) => entry.id),
    members: sorted([...members.values()].map(({ id, role, state }) => [id, role, state] as const)),
    devices: sorted([...devices.values()].map(({ id, state }) => [id, state] as const)),
    invites: sorted([...invites.values()].map(({ id, state, overused }) => [id, state, overused] as const)),
    spaces: sorted([...spaces.values()].map(({ id, members: inside }) => [id, [...inside]] as const)),
  };
}

describe('random concurrent histories', () => {
  test('[AUTH-30] [THREAT-5] [THREAT-6] fold as the plain definitions say', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const entries = play(steps);
        expect(answerOfFold(entries)).toEqual(oracle(community, entries));
      }),
      { numRuns: RUNS },
    );
  });

  test('[AUTH-60] [AUTH-61] [THREAT-2] say of content what the plain definitions say, from wherever it looks', () => {
    fc.assert(
      fc.property(history, fc.nat(), (steps, pick) => {
        const entries = play(steps);
        const authority = fold(community, entries);
        const judgement = judge(community, entries);
        const late = entries.slice(-4).map(({ id }) => [id]);
        const some = entries.filter((_, at) => at % 5 === pick % 5).map(({ id }) => id);
        for (const device of new Set(entries.map((entry) => entry.device))) {
          for (const heads of [[], ...late, some]) {
            expect(authority.writerAt(device, heads)).toEqual(writerBy(judgement, device, heads));
            expect(authority.cutsAt(device, heads)).toEqual(cutsBy(judgement, device, heads));
          }
        }
      }),
      { numRuns: RUNS },
    );
  });

  test('[AUTH-1] [THREAT-2] fold the same in every order, and twice, and with repeats', () => {
    fc.assert(
      fc.property(
        history.chain((steps) => {
          const entries = play(steps);
          return fc.tuple(fc.constant(entries), fc.shuffledSubarray(entries, { minLength: entries.length }));
        }),
        ([entries, shuffled]) => {
          const said = picture(fold(community, entries));
          expect(picture(fold(community, shuffled))).toBe(said);
          expect(picture(fold(community, [...shuffled, ...entries]))).toBe(said);
        },
      ),
      { numRuns: RUNS },
    );
  });

  test('[AUTH-1] fold without a throw whatever part of them is held', () => {
    fc.assert(
      fc.property(
        history.chain((steps) => fc.shuffledSubarray(play(steps))),
        (held) => {
          expect(fold(community, held).verdicts.size).toBe(held.length);
        },
      ),
      { numRuns: RUNS },
    );
  });
});
