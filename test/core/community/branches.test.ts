import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { removeBody, roleBody } from '../../../core/authority/action-bodies.ts';
import type { Cut } from '../../../core/authority/actions.ts';
import { canonicalJson } from '../../../core/base/canonical-json.ts';
import { concat, toHex } from '../../../core/base/bytes.ts';
import { WHOLE_COMMUNITY } from '../../../core/base/ids.ts';
import { exportBundle } from '../../../core/bundle/export-bundle.ts';
import { importBundle, previewBundle } from '../../../core/bundle/import-bundle.ts';
import { placeParts } from '../../../core/community/place-parts.ts';
import { compareStamps } from '../../../core/documents/stamp.ts';
import type { FeedKind } from '../../../core/feed/entry.ts';
import type { Run } from '../../../core/feed/run.ts';
import {
  copyOf,
  founder,
  home,
  joiner,
  pull,
  restart,
  seededRandom,
  write,
  type Neighbour,
} from './neighbours.ts';

/** All that a device shows of the community, in an order that does not depend on how it came. */
async function shown(who: Neighbour) {
  const parts = await placeParts(who.community, WHOLE_COMMUNITY, home(who));
  const items = parts.flatMap(({ log }) => log.map(({ value, stamp }) => ({ value, stamp })));
  const values = parts.flatMap(({ registers }) => registers.get('title') ?? []);
  const authority = who.community.authority();
  const { heads, faults } = await who.community.verify();
  return {
    log: items.sort((a, b) => compareStamps(a.stamp, b.stamp)).map(({ value }) => value),
    title: values.sort((a, b) => compareStamps(a.stamp, b.stamp)).at(-1)?.value,
    members: canonicalJson(
      [...authority.members.values()]
        .map(({ id, name, role, state }) => [id, name, role, state])
        .sort((a, b) => (a[0]! < b[0]! ? -1 : 1)),
    ),
    heads,
    faults,
  };
}

/** Every entry that anybody of them holds, one by one, as they were written. */
async function everything(all: readonly Neighbour[]): Promise<Run[]> {
  const runs = new Map<string, Run>();
  for (const { community } of all) {
    const ends = [...community.frontier().map((tip) => ({ ...tip, from: 0 })), ...community.branches()];
    for (const { kind, device, id, seq } of ends) {
      for (let at = 0; at <= seq; at++) {
        const run = await community.read(kind, device, at, at, 1 << 20, id);
        const key = run && `${kind}${device}${String(run.prev)}${toHex(run.records[0]!.header)}`;
        // Whoever got it in bulk has no signature of most.
        if (key && (run.records[0]!.signature || !runs.has(key))) runs.set(key, run);
      }
    }
  }
  return [...runs.values()];
}

async function deliver(to: Neighbour, runs: readonly Run[]): Promise<void> {
  // What waits in vain is offered anew, as neighbours do.
  for (let left = 6; left > 0; left--) for (const run of runs) await to.community.receive([run]);
}

function cutAt(of: readonly Neighbour[], kinds: readonly FeedKind[] = ['authority', 'content']): Cut[] {
  return of.map(({ community }) => {
    const tip = (kind: FeedKind): Cut['content'] => {
      const end = kinds.includes(kind) ? community.tip(kind, community.device) : undefined;
      return end ? { seq: end.seq, id: end.id } : null;
    };
    return { device: community.device, authority: tip('authority'), content: tip('content') };
  });
}

interface Street {
  /** Ana founded; Ben is a steward, too; Cem is a member. */
  ana: Neighbour;
  ben: Neighbour;
  cem: Neighbour;
  /** One device, three times over. */
  copies: readonly [Neighbour, Neighbour, Neighbour];
  /** Was let in, and has not heard of anything since. */
  dora: Neighbour;
}

async function street(): Promise<Street> {
  const ana = await founder();
  const [ben, cem, mal] = [await joiner('ben', ana), await joiner('cem', ana), await joiner('mal', ana)];
  await ana.community.act(roleBody(ben.community.person!, 'steward'));
  await write(mal, { push: ['before'] });
  await pull(mal, ana);
  const dora = await joiner('dora', ana);
  for (const one of [ben, cem, mal]) await pull(ana, one);
  const copies = [mal, await copyOf(mal, 'mal-2'), await copyOf(mal, 'mal-3')] as const;
  for (const [at, honest] of [ana, ben, cem].entries()) {
    const copy = copies[at]!;
    await write(copy, { set: [['title', `of copy ${String(at)}`]], push: [`copy ${String(at)}`] });
    await copy.community.act({ kind: 17, body: [`mal ${String(at)}`] });
    await pull(copy, honest);
    await write(honest, { push: [`after copy ${String(at)}`] });
    await write(copy, { push: [`copy ${String(at)} again`] });
  }
  return { ana, ben, cem, copies, dora };
}

const ALL = [0, 1, 2].flatMap((at) => [`copy ${String(at)}`, `after copy ${String(at)}`]);

describe('the branches of a forked device', () => {
  let made: Street;
  let runs: Run[];

  beforeAll(async () => {
    made = await street();
    const { ana, ben, cem, copies } = made;
    runs = await everything([ana, ben, cem, ...copies]);
  });

  it('[GATE-21] [THREAT-1] all count, and so does what honest people wrote upon one of them; in every order, after a restart and for a newcomer', async () => {
    const first = await copyOf(made.dora, 'first');
    await deliver(first, runs);
    const expected = await shown(first);
    expect(expected.faults).toEqual([]);
    expect([...(expected.log as string[])].sort()).toEqual(
      [...ALL, 'before', 'copy 0 again', 'copy 1 again', 'copy 2 again'].sort(),
    );
    let turn = 0;
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(runs, { minLength: runs.length }), async (order) => {
        const one = await copyOf(made.dora, `order ${String(turn++)}`);
        await deliver(one, order);
        expect(await shown(one)).toEqual(expected);
        await restart(one);
        expect(await shown(one)).toEqual(expected);
        const newcomer = await copyOf(made.dora, `newcomer ${String(turn)}`);
        await pull(one, newcomer);
        expect(await shown(newcomer)).toEqual(expected);
      }),
      { numRuns: Number(process.env['KITH_TIER'] === 'all' ? 40 : 6) },
    );
  });

  it('[AUTH-61] [THREAT-2] a cut names the tip of each branch that it keeps; of two stewards’ cuts the senior’s governs, everywhere', async () => {
    const { ana, ben, copies, dora } = made;
    const [mal] = copies;
    const cutting = await copyOf(ana, 'cutting');
    const other = await copyOf(ben, 'other');
    // Ana keeps what she knows of the first two copies, Ben all of the third alone.
    const kept = [ana, ben].map(({ community }) => {
      const end = community.tip('content', mal.community.device)!;
      return { device: mal.community.device, authority: null, content: { seq: end.seq, id: end.id } };
    });
    await cutting.community.act(removeBody(mal.community.person!, kept, ''));
    await other.community.act(removeBody(mal.community.person!, cutAt([copies[2]]), ''));
    const cuts = await everything([cutting, other]);
    const order = [...cuts, ...runs];
    const one = await copyOf(dora, 'one');
    await deliver(one, order);
    const expected = await shown(one);
    expect([...(expected.log as string[])].sort()).toEqual(
      [...ALL.filter((text) => text !== 'copy 2'), 'before'].sort(),
    );
    expect(expected.title).toBe('of copy 1');
    let turn = 0;
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(order, { minLength: order.length }), async (permuted) => {
        const another = await copyOf(dora, `cut ${String(turn++)}`);
        await deliver(another, permuted);
        expect(await shown(another)).toEqual(expected);
        await restart(another);
        expect(await shown(another)).toEqual(expected);
      }),
      { numRuns: Number(process.env['KITH_TIER'] === 'all' ? 40 : 6) },
    );
  });

  it('[BUNDLE-5] [BUNDLE-7] a file carries all branches, says what is new in them, and is nothing new the second time', async () => {
    const one = await copyOf(made.dora, 'exporting');
    await deliver(one, runs);
    const expected = await shown(one);
    const pieces: Uint8Array[] = [];
    await exportBundle(one.community, (piece) => void pieces.push(piece), seededRandom('salt'));
    const file = [concat(...pieces)];
    // Ana holds one of the branches, a newcomer none.
    for (const from of [made.ana, made.dora]) {
      const other = await copyOf(from, 'importing');
      const preview = await previewBundle(file, [other.community]);
      const imported = await importBundle(file, [other.community]);
      expect(imported).toMatchObject({ ok: true, value: { held: 0 } });
      expect(preview).toMatchObject({ ok: true, value: { new: imported.ok && imported.value.new } });
      expect(await shown(other)).toEqual(expected);
      expect(await previewBundle(file, [other.community])).toMatchObject({ ok: true, value: { new: 0 } });
    }
  });

  it('[GATE-21] what nobody has signed begins no branch', async () => {
    const one = await copyOf(made.ana, 'unsigned');
    await one.community.receiveProofs((await forked(made)).proofs());
    const { device } = made.copies[1].community;
    const run = await made.copies[1].community.read('content', device, 1, 1, 1 << 20);
    const bare = { ...run!, records: run!.records.map((record) => ({ ...record, signature: null })) };
    const before = one.community.branches().length;
    expect((await one.community.receive([bare])).stored).toBe(0);
    expect(one.community.branches()).toHaveLength(before);
    expect((await one.community.receive([run!])).stored).toBe(1);
    expect(one.community.branches()).toHaveLength(before + 1);
  });
});

async function forked({ ana, copies }: Street) {
  const seen = await copyOf(ana, 'seen');
  for (const copy of copies) {
    const run = await copy.community.read('content', copy.community.device, 0, 9, 1 << 20);
    await seen.community.receive([run!]);
  }
  return seen.community;
}
