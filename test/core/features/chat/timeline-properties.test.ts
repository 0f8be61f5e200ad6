import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ObjectId } from '../../../../core/base/ids.ts';
import type { Json } from '../../../../core/base/json.ts';
import type { PartView } from '../../../../core/documents/part-view.ts';
import { compareStamps } from '../../../../core/documents/stamp.ts';
import { canonicalTimeline } from '../../../../core/features/chat/canonical.ts';
import { say } from '../../../../core/features/chat/chat-edits.ts';
import { OrderedList } from '../../../../core/features/chat/ordered-list.ts';
import { Timeline } from '../../../../core/features/chat/timeline.ts';
import { seededRandom, type SeededRandom } from '../../../world/random.ts';
import { anyEvent, chance, regrouped, RUNS, shuffled, timeless } from '../arbitraries.ts';
import { objectId, PlaceWorld } from '../place-world.ts';

/** Messages, edits, deletions, reactions and veils, some of them of others' messages, some with an id that was used before. */
function history(seed: SeededRandom, steps: number): PlaceWorld {
  const world = new PlaceWorld('channel');
  const devices = [
    world.device('ann'),
    world.device('phone', 'ann'),
    world.device('ben'),
    world.device('cy', 'cy', 'steward'),
    world.device('dee', 'dee', 'steward'),
  ];
  const ids: ObjectId[] = [objectId('unknown')];
  for (let i = 0; i < steps; i++) {
    const device = seed.pick(devices);
    if (seed.happens(0.3)) device.hear(seed.pick(devices));
    const id = seed.happens(0.1) ? seed.pick(ids) : objectId(`message ${i}`);
    const event = seed.pick<Json>([
      { t: 'message', id: id.slice(16), text: `text ${i}` },
      { t: 'message', id: id.slice(16), text: `answer ${i}`, re: seed.pick(ids) },
      { t: 'edit', id: seed.pick(ids), text: `edited ${i}` },
      { t: 'delete', id: seed.pick(ids) },
      { t: 'react', id: seed.pick(ids), with: seed.pick(['👍', '❤️']), on: seed.happens(0.7) },
      { t: 'hide', id: seed.pick(ids), on: seed.happens(0.6) },
    ]);
    device.edit({ push: [event] }, device.entries.length >> 3);
    ids.push((device.tag + id.slice(16)) as ObjectId);
  }
  return world;
}

/** The same parts as they grow: each step shows some of them with some more of their items. */
function* growth(parts: readonly PartView[], seed: SeededRandom): Generator<PartView[]> {
  const shown = parts.map(() => 0);
  while (parts.some((part, i) => shown[i]! < part.log.length)) {
    const step = shuffled([...parts.keys()], seed).slice(0, 1 + seed.below(parts.length));
    yield step.map((i) => {
      shown[i] = Math.min(parts[i]!.log.length, shown[i]! + seed.below(9));
      return { ...parts[i]!, log: parts[i]!.log.slice(0, shown[i]) };
    });
  }
}

function idsOf(messages: readonly { id: ObjectId }[]): ObjectId[] {
  return messages.map(({ id }) => id);
}

describe('timeline', () => {
  test('[CHAT-7] [PLACE-1] grown bit by bit it equals the one made at once, for any order', () => {
    fc.assert(
      fc.property(chance, (seed) => {
        const world = history(seed, 60);
        const whole = new Timeline(world.parts());
        expect(canonicalTimeline(new Timeline(regrouped(world.parts(), seed, 'guest')))).toBe(
          canonicalTimeline(whole),
        );
        const grown = new Timeline();
        const told = new Map<ObjectId, string>();
        for (const parts of growth(world.parts(), seed)) {
          const change = grown.update(parts);
          expect(change.rebuilt).toBe(false);
          for (const id of [...change.added, ...change.changed]) told.set(id, JSON.stringify(grown.get(id)));
        }
        expect(canonicalTimeline(grown)).toBe(canonicalTimeline(whole));
        // Whoever followed the changes knows everything.
        const all = whole.last(whole.size);
        expect(new Map(all.map((message) => [message.id, JSON.stringify(message)]))).toEqual(told);
        for (const { stamp } of all.slice(0, 10)) {
          for (const author of [undefined, all[0]!.author]) {
            const unread = all.filter(
              (message) =>
                !message.deleted &&
                message.hiddenBy === undefined &&
                message.author !== author &&
                compareStamps(message.stamp, stamp) > 0,
            );
            const mark = grown.readUpTo(stamp);
            expect(grown.countUnread(mark, author)).toBe(unread.length);
            expect(grown.firstUnread(mark, author)?.id).toBe(unread[0]?.id);
          }
        }
      }),
      { numRuns: 60 * RUNS },
    );
  });

  test('[CHAT-9] [CHAT-10] reactions and veils are what a list of all of them, sorted and read once, says', () => {
    fc.assert(
      fc.property(chance, (seed) => {
        const world = history(seed, 90);
        const said = world
          .parts()
          .flatMap(({ person, role, log }) =>
            log.map(({ value, stamp }) => ({ ...(value as Record<string, Json>), stamp, person, role })),
          )
          .sort((a, b) => compareStamps(a.stamp, b.stamp)) as unknown as {
          t: string;
          id: ObjectId;
          with: string;
          on: boolean;
          person: string;
          role: string;
        }[];
        const timeline = new Timeline(regrouped(world.parts(), seed, 'guest'));
        for (const message of timeline.last(timeline.size)) {
          const about = said.filter(({ id }) => id === message.id);
          const standing = new Set<string>();
          for (const { person, with: sign, on } of about.filter(({ t }) => t === 'react')) {
            if (on) standing.add(`${sign} ${person}`);
            else standing.delete(`${sign} ${person}`);
          }
          const shown = (message.reactions ?? []).flatMap(({ sign, people }) =>
            people.map((person) => `${sign} ${person}`),
          );
          expect(shown.sort()).toEqual(message.deleted ? [] : [...standing].sort());
          const last = about.findLast(({ t, role }) => t === 'hide' && role === 'steward');
          expect(message.hiddenBy).toBe(last?.on && !message.deleted ? last.person : undefined);
        }
      }),
      { numRuns: 40 * RUNS },
    );
  });

  test('[CHAT-7] a part that shrinks, or goes, leaves nothing behind', () => {
    fc.assert(
      fc.property(chance, (seed) => {
        const parts = history(seed, 60).parts();
        const timeline = new Timeline(parts);
        const cut = parts.map((part) => ({
          ...part,
          log: part.log.slice(0, seed.below(part.log.length + 1)),
        }));
        timeline.update(cut);
        expect(canonicalTimeline(timeline)).toBe(canonicalTimeline(new Timeline(cut)));
        const rest = cut.filter(() => seed.happens(0.5));
        timeline.replace(rest);
        expect(canonicalTimeline(timeline)).toBe(canonicalTimeline(new Timeline(rest)));
        timeline.replace(parts);
        expect(canonicalTimeline(timeline)).toBe(canonicalTimeline(new Timeline(parts)));
      }),
      { numRuns: 40 * RUNS },
    );
  });

  test('[THREAT-19] claimed times have no effect', () => {
    fc.assert(
      fc.property(chance, fc.maxSafeInteger(), (seed, time) => {
        const parts = history(seed, 40).parts();
        const skewed = parts.map((part, i) => ({
          ...part,
          log: part.log.map((item) => ({ ...item, stamp: { ...item.stamp, time: time * (i % 2) } })),
        }));
        const [a, b] = [parts, skewed].map((view) => timeless(canonicalTimeline(new Timeline(view))));
        expect(a).toBe(b);
      }),
      { numRuns: 20 * RUNS },
    );
  });

  test('[PLACE-2] [CHAT-3] [CHAT-4] hostile parts never throw and change nothing of others', () => {
    const world = new PlaceWorld('channel');
    const [ann, eve] = [world.device('ann'), world.device('eve')];
    const id = ann.write(say(ann.author(), new Timeline(), { text: 'Hello' }));
    const before = new Timeline(world.parts()).get(id);
    const event = anyEvent(['message', 'edit', 'delete', 'hide'], {
      id: [id, id.slice(16), objectId('x').slice(16), 'constructor'],
      text: ['Other', '', ' ', 'x'.repeat(8_001)],
      re: [id, objectId('none'), null],
      on: [true, 'yes', 1],
    });
    fc.assert(
      fc.property(fc.array(event, { minLength: 1 }), chance, (push, seed) => {
        eve.entries.length = 0;
        eve.forge(seed.below(3), { push });
        const timeline = new Timeline(regrouped(world.parts(), seed, 'guest'));
        expect(timeline.get(id)).toEqual(before);
        expect(canonicalTimeline(timeline)).toBe(canonicalTimeline(new Timeline(world.parts())));
      }),
      { numRuns: 150 * RUNS },
    );
  });

  test('[CHAT-7] one more message among 100,000 costs a logarithm', () => {
    let compared = 0;
    const list = new OrderedList<number>((a, b) => {
      compared += 1;
      return a - b;
    });
    list.insertAll(Array.from({ length: 100_000 }, (_, i) => 2 * i));
    compared = 0;
    list.insert(200_001);
    expect(compared).toBeLessThanOrEqual(2);
    compared = 0;
    list.insert(77_777);
    expect(compared).toBeLessThan(30);
    expect(list.size).toBe(100_002);
    expect(list.slice(38_888, 38_891)).toEqual([77_776, 77_777, 77_778]);
    expect(list.countUpTo(77_777)).toBe(38_890);
  });

  test('[CHAT-7] the list is a sorted array', () => {
    const act = fc.record({ way: fc.constantFrom('insert', 'insertAll', 'delete'), value: fc.nat(5_000) });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), fc.nat(3_000), (acts, from) => {
        const list = new OrderedList<number>((a, b) => a - b);
        let model: number[] = [];
        for (const { way, value } of acts) {
          if (way === 'delete') {
            list.delete(value);
            model = model.filter((other) => other !== value);
            continue;
          }
          const fresh = Array.from({ length: way === 'insert' ? 1 : 400 }, (_, i) => value + i * 7);
          const news = fresh.filter((item) => !model.includes(item));
          if (way === 'insert') news.forEach((item) => list.insert(item));
          else list.insertAll(news);
          model = [...model, ...news].sort((a, b) => a - b);
        }
        expect(list.slice(0, list.size)).toEqual(model);
        expect(list.slice(from, from + 700)).toEqual(model.slice(from, from + 700));
        expect(list.countUpTo(from)).toBe(model.filter((item) => item <= from).length);
      }),
      { numRuns: 60 * RUNS },
    );
  });

  test('[CHAT-2] the order is total, and the same list read by pages', () => {
    const timeline = new Timeline(history(seededRandom(3), 120).parts());
    const all = idsOf(timeline.last(timeline.size));
    const pages: ObjectId[][] = [];
    for (let page = timeline.last(7); page.length > 0; page = timeline.before(page[0]!.id, 7)) {
      pages.unshift(idsOf(page));
    }
    expect(pages.flat()).toEqual(all);
  });
});
