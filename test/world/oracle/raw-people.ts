/** Who may write what, from the plain definitions of authority (test/core/authority/oracle.ts). [AUTH-60] .. [AUTH-62] */
import type { Cut } from '../../../core/authority/actions.ts';
import type { Writer } from '../../../core/authority/authority.ts';
import type { DeviceId, EntryId, PersonId } from '../../../core/base/ids.ts';
import type { Community } from '../../../core/community/community.ts';
import { cutsBy, writerBy } from '../../core/authority/oracle-contents.ts';
import { judge } from '../../core/authority/oracle.ts';
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

export function rawPeople(replica: Community, entries: readonly RawEntry[]): RawPeople {
  const authority = authorityEntries(replica, entries);
  const judgement = judge(replica.id, authority);
  const answer = judgement.answer();
  const effective = new Set(answer.effective);
  const counting = authority
    .filter(({ id }) => effective.has(id))
    .sort((a, b) => a.depth - b.depth || (a.device < b.device ? -1 : 1));
  const names = new Map<PersonId, string>();
  let title = '';
  // What somebody is called, every admission says, void or not: such a one may be given a role.
  for (const { action } of authority) {
    if (action.type !== 'genesis' && action.type !== 'admit') continue;
    const { person, name } = action.certificate;
    if (!names.has(person)) names.set(person, name);
  }
  for (const entry of counting) {
    const { action } = entry;
    if (action.type === 'genesis' || action.type === 'title') title = action.title;
    if (action.type === 'profile') names.set(judgement.author(entry)!, action.name);
  }
  const ends = new Map<string, readonly [Writer | undefined, readonly Cut[] | null]>();
  /** Authority heads are named rarely, so most entries of a device ask the same. */
  const seenFrom = (device: DeviceId, heads: readonly EntryId[]) => {
    const question = [device, ...heads].join(' ');
    const known = ends.get(question);
    if (known) return known;
    const answered = [writerBy(judgement, device, heads), cutsBy(judgement, device, heads)] as const;
    ends.set(question, answered);
    return answered;
  };
  return {
    title,
    members: answer.members.map(
      ([person, role, state]) => [person, names.get(person)!, role, state] as const,
    ),
    devices: answer.devices,
    invites: answer.invites,
    writerAt: (device, seq, heads, leadsTo) => {
      const [writer, cuts] = seenFrom(device, heads);
      const isWithin = (cut: Cut): boolean =>
        cut.content !== null && (leadsTo(cut.content.id) ?? seq <= cut.content.seq);
      return writer && (cuts === null || cuts.some(isWithin)) ? writer : undefined;
    },
  };
}
