import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalDirectory } from '../../../../core/features/directory/canonical.ts';
import { foldDirectory } from '../../../../core/features/directory/directory.ts';
import { addPlace, archivePlace, renamePlace } from '../../../../core/features/directory/directory-edits.ts';
import { anyEvent, anyJson, chance, regrouped, RUNS } from '../arbitraries.ts';
import { objectId, PlaceWorld } from '../place-world.ts';

function street() {
  const world = new PlaceWorld('directory');
  const [ann, ben] = [world.device('ann'), world.device('ben')];
  return { world, ann, ben, seen: () => foldDirectory(world.parts()) };
}

describe('directory', () => {
  test('[DIR-1] a place has a type and a title, and who made it', () => {
    const { ann, seen } = street();
    const id = ann.write(addPlace(ann.author(), { type: 'board', title: ' Repair café ' }));
    expect(seen().places).toMatchObject([
      {
        id,
        type: 'board',
        title: 'Repair café',
        archived: false,
        created: { person: ann.person, device: ann.id },
      },
    ]);
  });

  test('[DIR-2] anybody renames and archives; the latest counts', () => {
    const { world, ann, ben, seen } = street();
    const id = ann.write(addPlace(ann.author(), { type: 'channel', title: 'News' }));
    world.meet();
    ben.write(renamePlace(ben.author(), foldDirectory(ben.parts()), id, 'Neuigkeiten'));
    world.meet();
    ann.write(archivePlace(ann.author(), foldDirectory(ann.parts()), id));
    expect(seen().placeById.get(id)).toMatchObject({
      title: 'Neuigkeiten',
      archived: true,
      created: { person: ann.person },
      changed: { person: ann.person },
    });
    ben.write(archivePlace(ben.author(), seen(), id, false));
    ann.hear(ben);
    expect(seen().placeById.get(id)!.archived).toBe(false);
  });

  test('[DIR-3] of two births with one id the first counts', () => {
    const { ann, seen } = street();
    const local = objectId('one').slice(16);
    ann.say({ t: 'place', id: local, type: 'board', title: 'First' });
    ann.say({ t: 'place', id: local, type: 'channel', title: 'Second' });
    expect(seen().places.map(({ title }) => title)).toEqual(['First']);
  });

  test('[DIR-4] [PLACE-5] what is wrong is refused with a code', () => {
    const { world, ann, seen } = street();
    const code = (title: string) => {
      const built = addPlace(ann.author(), { type: 'board', title });
      return built.ok ? '' : built.code;
    };
    expect([code(''), code(' \n'), code('x'.repeat(201)), code('a\u202eb')]).toEqual([
      'TITLE_EMPTY',
      'TITLE_EMPTY',
      'TITLE_TOO_LONG',
      'TITLE_UNREADABLE',
    ]);
    expect(renamePlace(ann.author(), seen(), objectId('none'), 'New')).toEqual({
      ok: false,
      code: 'PLACE_UNKNOWN',
    });
    const guest = world.device('guest', 'gus', 'guest');
    expect(addPlace(guest.author(), { type: 'board', title: 'Mine' })).toEqual({
      ok: false,
      code: 'ROLE_FORBIDS',
    });
  });

  test('[PLACE-1] [PLACE-2] [PLACE-6] hostile parts change nothing of others, whatever the order and grouping', () => {
    const event = anyEvent(['place', 'board', '__proto__'], {
      id: [objectId('x').slice(16), objectId('y').slice(16), objectId('y')],
      type: ['board', 'channel', 'poll'],
      title: ['Title', ''],
    });
    fc.assert(
      fc.property(
        fc.array(event),
        anyJson,
        fc.constantFrom('guest', 'member', 'mirror', 'toString'),
        chance,
        (events, value, role, seed) => {
          const { world, ann, ben, seen } = street();
          const id = ann.write(addPlace(ann.author(), { type: 'inventory', title: 'Tools' }));
          world.meet();
          ben.role = role;
          ben.edit({
            push: [{ t: 'place', id: id.slice(16), type: 'board', title: 'Stolen' }, ...events],
            set: [
              [`${id}/title`, typeof value === 'string' ? null : value],
              [`${id}/archived/x`, true],
              [`${id}`, true],
            ],
          });
          expect(seen().placeById.get(id)).toMatchObject({
            type: 'inventory',
            title: 'Tools',
            archived: false,
          });
          if (role !== 'member') expect(seen().places).toHaveLength(1);
          expect(canonicalDirectory(foldDirectory(regrouped(world.parts(), seed)))).toBe(
            canonicalDirectory(seen()),
          );
        },
      ),
      { numRuns: 100 * RUNS },
    );
  });
});
