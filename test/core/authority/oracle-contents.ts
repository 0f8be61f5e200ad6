/** What the rules of authority say of content, as plainly as oracle.ts says the rest. [AUTH-60], [AUTH-61] */
import type { Cut } from '../../../core/authority/actions.ts';
import type { AuthorityEntry, Writer } from '../../../core/authority/authority.ts';
import type { DeviceId, EntryId, PersonId } from '../../../core/base/ids.ts';
import type { Judgement } from './oracle.ts';

/** Who writes with that device, seen from these authority heads. */
export function writerBy(
  judgement: Judgement,
  device: DeviceId,
  heads: readonly EntryId[],
): Writer | undefined {
  const past = judgement.through(heads);
  const person = past && judgement.owner(device, past);
  const standing = person === undefined ? undefined : judgement.standing(person, past!);
  if (person === undefined || !standing) return undefined;
  const drops = [
    ...judgement.ownDrops(device),
    ...judgement.stewardDrops(device, judgement.stewardship(person, past!)),
  ];
  return drops.some((drop) => past!.has(drop)) ? undefined : { person, role: standing.role };
}

/** Where its content ends, seen from there; null: it does not. */
export function cutsBy(
  judgement: Judgement,
  device: DeviceId,
  heads: readonly EntryId[],
): readonly Cut[] | null {
  const past = judgement.through(heads);
  if (!past) return null;
  const persons = judgement.personsOf(device);
  const power = Math.min(Infinity, ...persons.map((person) => judgement.stewardship(person, past)));
  const ends = [
    ...persons.flatMap((person) => endsOf(judgement, person, past)),
    ...judgement.ownDrops(device),
    ...judgement.stewardDropsAlong(device, past, power),
  ].map(({ action }) => action.cuts.filter((cut) => cut.device === device));
  const least = Math.min(...ends.map(reach));
  return ends.find((cuts) => reach(cuts) === least) ?? null;
}

/** The removal that governs, and the leaves, but for those after which somebody who knew of them let the person in. */
function endsOf(judgement: Judgement, person: PersonId, past: ReadonlySet<AuthorityEntry>) {
  const isOpen = (end: AuthorityEntry) => !judgement.isLifted(person, end, past);
  const power = judgement.stewardship(person, past);
  const removals = judgement
    .all('remove', (action) => action.person === person)
    .filter((end) => judgement.power(end, power) < power && judgement.holds(end) && isOpen(end));
  const most = Math.min(...removals.map((end) => judgement.power(end)));
  const governing = removals.filter((end) => judgement.power(end) === most).slice(-1);
  const leaves = judgement
    .all('leave')
    .filter((end) => judgement.author(end) === person && judgement.holds(end) && isOpen(end));
  return [...governing, ...leaves];
}

/** Seq of the last content entry that the cuts leave; -1: none. */
function reach(cuts: readonly Cut[]): number {
  return Math.max(-1, ...cuts.map((cut) => cut.content?.seq ?? -1));
}
