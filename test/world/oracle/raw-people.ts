/** Who may write what, from the plain definitions of authority (test/core/authority/oracle.ts). [AUTH-60] .. [AUTH-62] */
import type { AuthorityEntry } from '../../../core/authority/authority.ts';
import type { DeviceId, EntryId, PersonId } from '../../../core/base/ids.ts';
import type { Community } from '../../../core/community/community.ts';
import { oracle as judgeAuthority } from '../../core/authority/oracle.ts';
import { authorityEntries, type RawEntry } from './raw-entries.ts';

export interface RawWriter {
  readonly person: PersonId;
  readonly role: string;
}

export interface RawPeople {
  readonly title: string;
  /** [person, name, role, state], by person. */
  readonly members: readonly (readonly [string, string, string, string])[];
  readonly devices: readonly (readonly [string, string])[];
  readonly invites: readonly (readonly [string, string, boolean])[];
  /**
   * For a content entry of that device at that seq, whose feed has named these authority heads so far. `leadsTo`: is that
   * entry this one, or does this one come before it? Undefined: nobody holds it.
   */
  writerAt(
    device: DeviceId,
    seq: number,
    heads: readonly EntryId[],
    leadsTo: (tip: EntryId) => boolean | undefined,
  ): RawWriter | undefined;
}

/**
 * Worlds have one steward, one device a person and no quorum, so standing is a plain fold over what is effective; the
 * rest is the oracle's.
 */
export function rawPeople(replica: Community, entries: readonly RawEntry[]): RawPeople {
  const authority = authorityEntries(replica, entries);
  const answer = judgeAuthority(replica.id, authority);
  const effective = new Set(answer.effective);
  const counting = authority
    .filter(({ id }) => effective.has(id))
    .sort((a, b) => a.depth - b.depth || (a.device < b.device ? -1 : 1));
  const ownerOf = new Map<DeviceId, PersonId>();
  const names = new Map<PersonId, string>();
  let title = '';
  // Whose a device is, every admission says, void or not; so is somebody whose admission is void and who is given a role.
  for (const { action } of authority) {
    if (action.type !== 'genesis' && action.type !== 'admit') continue;
    const { device, person, name } = action.certificate;
    if (!ownerOf.has(device)) ownerOf.set(device, person);
    if (!names.has(person)) names.set(person, name);
  }
  // A further device is its person's from the entry that says so.
  const boundBy = new Map<DeviceId, EntryId>();
  for (const { id, action } of counting) {
    if (action.type !== 'add-device') continue;
    const { device, person } = action.certificate;
    if (ownerOf.has(device)) continue;
    ownerOf.set(device, person);
    boundBy.set(device, id);
  }
  for (const { device, action } of counting) {
    if (action.type === 'genesis' || action.type === 'title') title = action.title;
    if (action.type === 'profile') names.set(ownerOf.get(device)!, action.name);
  }
  const pasts = pastsOf(authority);
  return {
    title,
    members: answer.members.map(
      ([person, role, state]) => [person, names.get(person)!, role, state] as const,
    ),
    devices: answer.devices,
    invites: answer.invites,
    writerAt: (device, seq, heads, leadsTo) => {
      const past = new Set(heads.flatMap((head) => [...(pasts.get(head) ?? []), head]));
      const person = ownerOf.get(device);
      if (person === undefined) return undefined;
      const binding = boundBy.get(device);
      if (binding !== undefined && !past.has(binding)) return undefined;
      const roleBy = ({ action }: AuthorityEntry): string | undefined => {
        if (action.type === 'genesis') return action.certificate.person === person ? 'steward' : undefined;
        if (action.type === 'admit') return action.certificate.person === person ? action.role : undefined;
        return action.type === 'role' && action.person === person ? action.role : undefined;
      };
      const ends = counting.filter(
        ({ device: by, action }) =>
          (action.type === 'remove' && action.person === person) ||
          (action.type === 'leave' && ownerOf.get(by) === person),
      );
      const given = counting.filter((entry) => past.has(entry.id) && roleBy(entry) !== undefined);
      const standing = given.filter(({ id }) =>
        ends.every((end) => !past.has(end.id) || pasts.get(id)!.has(end.id)),
      );
      const bearer = standing.filter(({ action }) => action.type === 'role').at(-1) ?? standing.at(-1);
      if (!bearer) return undefined;
      for (const end of ends) {
        // Who was let in again by somebody who knew of the end is not bound by it.
        if (given.some(({ id }) => pasts.get(id)!.has(end.id))) continue;
        const { cuts } = end.action as Extract<AuthorityEntry['action'], { type: 'leave' }>;
        const isWithin = cuts.some(({ device: of, content }) => {
          if (of !== device || !content) return false;
          return leadsTo(content.id) ?? seq <= content.seq;
        });
        if (!isWithin) return undefined;
      }
      return { person, role: roleBy(bearer)! };
    },
  };
}

function pastsOf(entries: readonly { id: EntryId; depth: number; refs: readonly EntryId[] }[]) {
  const pasts = new Map<EntryId, Set<EntryId>>();
  for (const { id, refs } of [...entries].sort((a, b) => a.depth - b.depth)) {
    pasts.set(id, new Set(refs.flatMap((ref) => [...pasts.get(ref)!, ref])));
  }
  return pasts;
}
