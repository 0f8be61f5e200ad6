/** The authority entries of a community as sentences: a code and its details for each. Pure. */
import type { HistoryEvent } from '../api/trust-methods.ts';
import type { Authority, AuthorityEntry } from '../authority/authority.ts';
import type { PersonId } from '../base/ids.ts';
import { compareOrder } from '../feed/order.ts';
import { DIRECT_TITLE } from './direct-space.ts';

type Told = Pick<HistoryEvent, 'code' | 'details'>;

/** In the total order, newest first; what is of no interest to people (merges) is left out. */
export function historyOf(authority: Authority, entries: readonly AuthorityEntry[]): HistoryEvent[] {
  const events: HistoryEvent[] = [];
  const name = (person: PersonId): string => authority.members.get(person)?.name ?? '';
  for (const entry of [...entries].sort(compareOrder).reverse()) {
    const by = authority.personOf(entry.device) ?? null;
    const byName = by === null ? '' : name(by);
    const deviceLabel = authority.devices.get(entry.device)?.label ?? '';
    const told = tell(authority, entry, name);
    if (!told) continue;
    const verdict = authority.verdicts.get(entry.id);
    events.push({
      id: entry.id,
      time: entry.time,
      by,
      byName,
      device: entry.device,
      deviceLabel,
      code: told.code,
      details: { by: byName, ...told.details },
      because: verdict?.effective === false ? (verdict.code ?? 'INTERNAL') : null,
    });
  }
  return events;
}

/** Of a member: what they became, and what others did about them and their devices. */
export function isAbout({ by, code, details }: HistoryEvent, member: string): boolean {
  if (details['member'] !== undefined) return details['member'] === member;
  return by === member && OF_ONESELF.has(code);
}

const OF_ONESELF = new Set(['HISTORY_FOUNDED', 'HISTORY_LEFT', 'HISTORY_NAMED']);

/** The same for one entry, as a proposal is shown. */
export function tell(
  authority: Authority,
  { action, device }: AuthorityEntry,
  name: (person: PersonId) => string,
): Told | undefined {
  switch (action.type) {
    case 'genesis':
      return { code: 'HISTORY_FOUNDED', details: { title: action.title } };
    case 'admit':
      return {
        code: 'HISTORY_ADMITTED',
        details: { name: action.certificate.name, role: action.role, member: action.certificate.person },
      };
    case 'invite':
      return { code: 'HISTORY_INVITED', details: { role: action.role, uses: action.uses ?? '' } };
    case 'revoke-invite':
      return { code: 'HISTORY_INVITE_REVOKED', details: {} };
    case 'role':
      return {
        code: 'HISTORY_ROLE',
        details: { name: name(action.person), role: action.role, member: action.person },
      };
    case 'remove':
      return {
        code: 'HISTORY_REMOVED',
        details: { name: name(action.person), note: action.note, member: action.person },
      };
    case 'leave':
      return { code: 'HISTORY_LEFT', details: {} };
    case 'add-device':
      return {
        // Who certifies itself by its first entry is an earlier device of the person that goes on as a new one.
        code: action.certificate.device === device ? 'HISTORY_DEVICE_RENEWED' : 'HISTORY_DEVICE_ADDED',
        details: {
          name: name(action.certificate.person),
          device: action.certificate.label,
          member: action.certificate.person,
        },
      };
    case 'drop-device': {
      const dropped = authority.devices.get(action.device);
      const person = dropped?.person;
      return {
        code: 'HISTORY_DEVICE_DROPPED',
        details: {
          name: person === undefined ? '' : name(person),
          device: dropped?.label ?? '',
          ...(person !== undefined && { member: person }),
        },
      };
    }
    case 'reroot':
      return { code: 'HISTORY_REROOTED', details: { name: name(action.person), member: action.person } };
    case 'rotate':
      return { code: 'HISTORY_ROTATED', details: {} };
    case 'seal':
      return { code: 'HISTORY_SEALED', details: { count: action.seals.length } };
    case 'space':
      if (action.title !== DIRECT_TITLE) return { code: 'HISTORY_SPACE', details: { title: action.title } };
      return { code: 'HISTORY_DIRECT', details: { name: action.members.map(name).join(', ') } };
    case 'space-members':
      return {
        code: 'HISTORY_SPACE_MEMBERS',
        details: {
          title: authority.spaces.get(action.space)?.title ?? '',
          added: action.added.map(name).join(', '),
          removed: action.removed.map(name).join(', '),
        },
      };
    case 'policy':
      return { code: 'HISTORY_POLICY', details: { name: action.name, value: String(action.value) } };
    case 'approve':
      return { code: 'HISTORY_APPROVED', details: {} };
    case 'profile':
      return { code: 'HISTORY_NAMED', details: { name: action.name } };
    case 'title':
      return { code: 'HISTORY_TITLED', details: { title: action.title } };
    case 'unknown':
      return { code: 'HISTORY_NEWER', details: {} };
    case 'void':
      return { code: 'HISTORY_UNREADABLE', details: {} };
    case 'merge':
    case 'invite-note':
      return undefined;
    default:
      return action satisfies never;
  }
}
