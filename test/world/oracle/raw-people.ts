/** Who may write what, from the plain definitions of authority (test/core/authority/oracle.ts). [AUTH-60] .. [AUTH-62] */
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
  /** For a content entry of that device at that seq, whose feed has named these authority heads so far. */
  writerAt(device: DeviceId, seq: number, heads: readonly EntryId[]): RawWriter | undefined;
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
  for (const { device, action } of counting) {
    if (action.type === 'genesis' || action.type === 'admit') {
      ownerOf.set(action.certificate.device, action.certificate.person);
      names.set(action.certificate.person, action.certificate.name);
    }
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
    writerAt: (device, seq, heads) => {
      const past = new Set(heads.flatMap((head) => [...(pasts.get(head) ?? []), head]));
      const person = ownerOf.get(device);
      let role: string | undefined;
      let end = Infinity;
      for (const { id, device: by, action } of counting) {
        const isKnown = past.has(id);
        if (action.type === 'genesis' && action.certificate.person === person && isKnown) role = 'steward';
        // Being let in again lifts an end that the readmission knew.
        if (action.type === 'admit' && action.certificate.person === person && isKnown)
          [role, end] = [action.role, Infinity];
        if (action.type === 'role' && action.person === person && isKnown && role !== undefined)
          role = action.role;
        const isEnd =
          (action.type === 'remove' && action.person === person) ||
          (action.type === 'leave' && ownerOf.get(by) === person);
        if (!isEnd) continue;
        if (isKnown) role = undefined;
        // A cut ends the feed whether its writer knew of it or not.
        const cuts = action.cuts.filter((cut) => cut.device === device).map((cut) => cut.content?.seq ?? -1);
        end = Math.min(end, Math.max(-1, ...cuts));
      }
      return person === undefined || role === undefined || seq > end ? undefined : { person, role };
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
