import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold, foldToView } from '../../../core/authority/fold.ts';
import { advance, LiveFold } from '../../../core/authority/live-fold.ts';
import type { Authority, AuthorityEntry } from '../../../core/authority/authority.ts';
import { profileBody } from '../../../core/authority/action-bodies.ts';
import { compareOrder } from '../../../core/feed/order.ts';
import { history, play } from './histories.ts';
import { community, founded, personOf, picture, union } from './world.ts';

const RUNS = { quick: 60, all: 500, soak: 20_000 }[process.env['KITH_TIER'] ?? 'quick'] ?? 60;

/** What an authority says of content, seen from every entry and from nothing at all. */
function aboutContent(authority: Authority, entries: readonly AuthorityEntry[]): string {
  const heads = [[], ...entries.map(({ id }) => [id])];
  const said = [...authority.devices.keys()]
    .sort()
    .flatMap((device) =>
      heads.map((of) => [authority.writerAt(device, of) ?? null, authority.cutsAt(device, of)]),
    );
  return JSON.stringify(said);
}

function expectSame(live: Authority, held: readonly AuthorityEntry[]): void {
  const whole = fold(community, held);
  expect(picture(live)).toBe(picture(whole));
  expect(aboutContent(live, held)).toBe(aboutContent(whole, held));
}

describe('a fold that goes on', () => {
  test('[AUTH-1] [THREAT-5] says after each entry what the fold of everything says, in the order', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const entries = play(steps).sort(compareOrder);
        const live = new LiveFold(community);
        const held: AuthorityEntry[] = [];
        for (const entry of entries) {
          live.add(entry);
          held.push(entry);
          expectSame(live.authority(), held);
        }
      }),
      { numRuns: RUNS },
    );
  });

  test('[AUTH-1] [THREAT-5] says the same when revocations and what they meet come late, in any order and grouping', () => {
    fc.assert(
      fc.property(
        history.chain((steps) => {
          const entries = play(steps).sort(compareOrder);
          // Late by a few places, or by all: what follows waits for it as an orphan does.
          const delays = fc.array(fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.nat(12)), {
            minLength: entries.length,
            maxLength: entries.length,
          });
          return fc.tuple(fc.constant(entries), delays, fc.integer({ min: 1, max: 5 }));
        }),
        ([entries, delays, group]) => {
          const arriving = entries
            .map((entry, i) => ({ entry, at: i + delays[i]! }))
            .sort((a, b) => a.at - b.at)
            .map(({ entry }) => entry);
          const live = new LiveFold(community);
          const held: AuthorityEntry[] = [];
          for (const [i, entry] of arriving.entries()) {
            live.add(entry);
            held.push(entry);
            if (i % group === 0 || i === arriving.length - 1) expectSame(live.authority(), held);
          }
        },
      ),
      { numRuns: RUNS },
    );
  });

  test('[AUTH-1] settles by itself what a community does every day, and folds anew for what can turn verdicts over', () => {
    const { alice, bob } = founded(['bob', 'carol']);
    const view = (): ReturnType<typeof foldToView> => foldToView(community, union(alice, bob));
    const alone = (entry: AuthorityEntry, before: ReturnType<typeof foldToView>): boolean =>
      advance(before, entry) !== undefined;

    let before = view();
    expect(alone(bob.write(profileBody('Bobby')), before)).toBe(true);
    before = view();
    expect(alone(bob.invite('another'), before)).toBe(true);
    before = view();
    expect(alone(bob.admit('dave', 'another'), before)).toBe(true);
    before = view();
    expect(alone(bob.addDevice('bob', 'bob 2'), before)).toBe(true);
    before = view();
    alice.pull(bob);
    expect(alone(alice.setRole('bob', 'steward'), before)).toBe(true);
    before = view();
    // Alice has seen everything that Dave has written.
    expect(alone(alice.remove('dave'), before)).toBe(true);
    before = view();
    expect(alone(alice.dropDevice(bob.device), before)).toBe(false);

    // Bob writes without having heard of his removal.
    bob.write(profileBody('Robert'));
    const removal = alice.remove('bob');
    before = view();
    expect(before.members.get(personOf('bob'))?.state).toBe('removed');
    const late = bob.write(profileBody('Rob'));
    expect(foldToView(community, [...union(alice, bob)]).verdicts.get(late.id)?.effective).toBe(false);
    const without = foldToView(
      community,
      union(alice, bob).filter((entry) => entry !== removal),
    );
    expect(alone(removal, without)).toBe(false);
  });
});
