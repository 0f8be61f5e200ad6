/** The authority entries of a community as sentences: a code and its details for each. Pure. */
import type { HistoryEvent } from '../api/trust-methods.ts';
import type { Authority, AuthorityEntry } from '../authority/authority.ts';
import type { PersonId } from '../base/ids.ts';
import { compareOrder } from '../feed/order.ts';

type Told = Pick<HistoryEvent, 'code' | 'details'>;

/** In the total order, newest first; what is of no interest to people (merges) is left out. */
export function historyOf(authority: Authority, entries: readonly AuthorityEntry[]): HistoryEvent[] {
  const events: HistoryEvent[] = [];
  const name = (person: PersonId): string => authority.members.get(person)?.name ?? '';
  for (const entry of [...entries].sort(compareOrder).reverse()) {
    const by = authority.personOf(entry.device) ?? null;
    const byName = by === null ? '' : name(by);
    const told = tell(authority, entry, name);
    if (!told) continue;
    const verdict = authority.verdicts.get(entry.id);
    events.push({
      id: entry.id,
      time: entry.time,
      by,
      byName,
      code: told.code,
      details: { by: byName, ...told.details },
      because: verdict?.effective === false ? (verdict.code ?? 'INTERNAL') : null,
    });
  }
  return events;
}

/** The same for one entry, as a proposal is shown. */
export function tell(
  authority: Authority,
  { action }: AuthorityEntry,
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
      return { code: 'HISTORY_REMOVED', details: { name: name(action.person), note: action.note } };
    case 'leave':
      return { code: 'HISTORY_LEFT', details: {} };
    case 'add-device':
      return {
        code: 'HISTORY_DEVICE_ADDED',
        details: { name: name(action.certificate.person), device: action.certificate.label },
      };
    case 'drop-device': {
      const device = authority.devices.get(action.device);
      const person = device?.person;
      return {
        code: 'HISTORY_DEVICE_DROPPED',
        details: { name: person === undefined ? '' : name(person), device: device?.label ?? '' },
      };
    }
    case 'reroot':
      return { code: 'HISTORY_REROOTED', details: { name: name(action.person) } };
    case 'rotate':
      return { code: 'HISTORY_ROTATED', details: {} };
    case 'seal':
      return { code: 'HISTORY_SEALED', details: { count: action.seals.length } };
    case 'space':
      return { code: 'HISTORY_SPACE', details: { title: action.title } };
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
