import { describe, expect, it } from 'vitest';
import { removeBody } from '../../../core/authority/action-bodies.ts';
import { WHOLE_COMMUNITY } from '../../../core/base/ids.ts';
import type { Community } from '../../../core/community/community.ts';
import { MAX_TAIL, MAX_TAIL_ENTRIES, type Tail } from '../../../core/community/tails.ts';
import type { EntryRecord } from '../../../core/feed/entry.ts';
import { stateHash } from '../../../core/peer/state-hash.ts';
import { seededRandom } from '../../world/random.ts';
import { exchange, founder, frontierText, home, joiner, pull, write, type Neighbour } from './neighbours.ts';

const refusedAs = (code: string) => ({ ok: false, code });

function textsIn(neighbour: Neighbour): unknown[] {
  const place = home(neighbour);
  return neighbour.community
    .provisionalParts(WHOLE_COMMUNITY, place)
    .flatMap(({ log }) => log.map(({ value }) => (value as { n: number }).n))
    .sort((a, b) => a - b);
}

async function writeMany(who: Neighbour, from: number, to: number): Promise<void> {
  for (let n = from; n < to; n++) await write(who, { push: [{ t: 'x', n }] });
}

/** Ana has written 200 entries that ben lacks. */
async function apart() {
  const ana = await founder();
  const ben = await joiner('ben', ana);
  await writeMany(ana, 0, 200);
  return { ana, ben, tails: await ana.community.tails() };
}

function spoilt(tail: Tail, change: (record: EntryRecord, at: number) => EntryRecord): Tail {
  return { ...tail, run: { ...tail.run, records: tail.run.records.map(change) } };
}

async function stateOf(community: Community): Promise<string> {
  return stateHash(community, community.state);
}

describe('the newest entries before their past', () => {
  it('[GATE-17] are shown, and count nowhere', async () => {
    const { ana, ben, tails } = await apart();
    const before = [frontierText(ben.community.frontier()), await stateOf(ben.community)];
    expect(ben.community.receiveTails(tails).ok).toBe(true);
    expect(textsIn(ben)).toEqual(Array.from({ length: MAX_TAIL }, (_, i) => 200 - MAX_TAIL + i));
    expect([frontierText(ben.community.frontier()), await stateOf(ben.community)]).toEqual(before);
    expect(ben.community.holders(ana.community.device, 199)).toBe(0);
    const own = await write(ben, { push: [{ t: 'x', n: 1_000 }] });
    const entry = ben.community.state.contents.stored(
      ben.community.state.feeds.find('content', ben.community.device)!,
      own.seq,
    );
    expect(entry.header.heads).toEqual([]);
    expect((await ben.community.verify()).faults).toEqual([]);
  });

  it('[GATE-17] go as the entries themselves come, and leave the same state as without them', async () => {
    const { ana, ben, tails } = await apart();
    ben.community.receiveTails(tails);
    const { device } = ana.community;
    const first = (await ana.community.read('content', device, 0, 149, 1 << 20))!;
    await ben.community.receive([first]);
    expect(textsIn(ben)).toEqual(Array.from({ length: 50 }, (_, i) => 150 + i));
    await pull(ana, ben);
    expect(textsIn(ben)).toEqual([]);
    await exchange(ana, ben);
    expect(await stateOf(ben.community)).toBe(await stateOf(ana.community));
  });

  it('[GATE-17] [SYNC-22] are the newest by the order of whoever gives them, and bounded', async () => {
    const { ana, ben } = await apart();
    await exchange(ana, ben);
    await writeMany(ben, 300, 310);
    await exchange(ana, ben);
    const tails = await ana.community.tails();
    expect(tails.map(({ run }) => run.device)[0]).toBe(ben.community.device);
    for (const { run, depths } of tails) {
      expect(run.records.length).toBeLessThanOrEqual(MAX_TAIL);
      expect(depths).toHaveLength(run.records.length);
      expect(run.records.filter(({ signature }) => signature !== null)).toHaveLength(1);
    }
    for (let i = 0; i < 20; i++) await write(ana, { push: [{ t: 'x', n: i, long: 'x'.repeat(50_000) }] });
    const large = await ana.community.tails();
    const bytes = large.flatMap(({ run }) => run.records).reduce((sum, { size }) => sum + size, 0);
    expect(bytes).toBeLessThanOrEqual(512 * 1024);
    expect(bytes).toBeGreaterThan(400 * 1024);
  });

  it('[GATE-17] [THREAT-8] [THREAT-9] are refused whole when one does not chain, is not signed, or is of elsewhere', async () => {
    const { ana, ben, tails } = await apart();
    const [tail] = tails as [Tail];
    const eve = await founder('eve');
    await writeMany(eve, 0, 3);
    const [foreign] = (await eve.community.tails()) as [Tail];
    const bytes = (record: EntryRecord): EntryRecord => ({
      ...record,
      payload: record.payload!.with(20, record.payload![20]! ^ 1),
    });
    const flip = (record: EntryRecord): EntryRecord =>
      record.signature
        ? { ...record, signature: record.signature.with(3, record.signature[3]! ^ 1) }
        : record;
    const cases: readonly (readonly [string, Tail])[] = [
      ['TAIL_UNPROVEN', spoilt(tail, (record, at) => (at === 5 ? bytes(record) : record))],
      ['TAIL_UNPROVEN', spoilt(tail, flip)],
      ['TAIL_UNPROVEN', spoilt(tail, (record) => ({ ...record, signature: null }))],
      [
        'TAIL_UNPROVEN',
        { ...tail, run: { ...tail.run, prev: foreign.run.prev ?? ('ab'.repeat(32) as never) } },
      ],
      ['TAIL_BROKEN', { run: { ...tail.run, from: tail.run.from - 1 }, depths: tail.depths }],
      ['TAIL_BROKEN', spoilt(tail, (record, at) => (at === 7 ? tail.run.records[6]! : record))],
      ['TAIL_UNKNOWN', foreign],
      ['TAIL_UNPROVEN', { ...foreign, run: { ...foreign.run, device: ana.community.device } }],
      ['TAIL_MALFORMED', { ...tail, depths: tail.depths.map(() => 500) }],
      ['TAIL_MALFORMED', { ...tail, depths: tail.depths.map((_, i) => i + 1) }],
      ['TAIL_MALFORMED', { ...tail, depths: tail.depths.slice(1) }],
      ['TAIL_MALFORMED', { ...tail, run: { ...tail.run, kind: 'authority' } }],
    ];
    for (const [code, other] of cases) {
      expect(ben.community.receiveTails([other])).toEqual(refusedAs(code));
      expect(textsIn(ben)).toEqual([]);
    }
    expect(ben.community.receiveTails([tail, tail])).toEqual(refusedAs('TAIL_MALFORMED'));
    const many = Array.from({ length: 17 }, () => tail);
    expect(many.length * MAX_TAIL).toBeGreaterThan(MAX_TAIL_ENTRIES);
    expect(ben.community.receiveTails(many)).toEqual(refusedAs('TAILS_TOO_MANY'));
    expect(ben.community.receiveTails([tail]).ok).toBe(true);
  });

  it('[GATE-17] of somebody who is removed are not shown, from the moment that it is known', async () => {
    const ana = await founder();
    const ben = await joiner('ben', ana);
    const cleo = await joiner('cleo', ana);
    await exchange(ana, ben);
    await exchange(ben, cleo);
    await writeMany(ben, 0, 5);
    cleo.community.receiveTails(await ben.community.tails());
    expect(textsIn(cleo)).toHaveLength(5);
    await ana.community.act(removeBody(ben.community.person!, [], ''));
    await pull(ana, cleo);
    expect(textsIn(cleo)).toEqual([]);
    expect(cleo.community.receiveTails(await ben.community.tails()).ok).toBe(true);
    expect(textsIn(cleo)).toEqual([]);
  });

  it('[GATE-17] change nothing of what anybody writes, holds or says, whatever comes when', async () => {
    const live = async (seed: number, withTails: boolean): Promise<string[]> => {
      const random = seededRandom(seed);
      const ana = await founder();
      const ben = await joiner('ben', ana);
      const cleo = await joiner('cleo', ana);
      const all = [ana, ben, cleo];
      await exchange(ana, ben);
      for (let step = 0; step < 60; step++) {
        const [who, other] = [random.pick(all), random.pick(all)];
        const at = random.fraction();
        if (at < 0.6) await write(who, { push: [{ t: 'x', n: step }], set: [['key', step]] });
        else if (at < 0.8) await pull(other, who, 400);
        else if (withTails) who.community.receiveTails(await other.community.tails());
      }
      for (let round = 0; round < 3; round++) {
        await exchange(ana, ben);
        await exchange(ben, cleo);
      }
      const said: string[] = [];
      for (const one of all) {
        expect(textsIn(one)).toEqual([]);
        const { faults, entries } = await one.community.verify();
        expect(faults).toEqual([]);
        said.push(`${entries}`, ...frontierText(one.community.frontier()), await stateOf(one.community));
      }
      return said;
    };
    for (let seed = 1; seed <= 8; seed++) expect(await live(seed, true)).toEqual(await live(seed, false));
  });
});
