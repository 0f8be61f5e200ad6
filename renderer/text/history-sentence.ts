/** What an event of a community's history says, in the words of the screens: roles and rules by their names. */
import type { HistoryEvent } from '../../core/api/trust-methods.ts';
import { roleName } from './names.ts';
import { sentenceFor } from './sentence.ts';
import { t, type TextName } from './text.ts';

type Told = Pick<HistoryEvent, 'code' | 'details'>;

export function historySentence({ code, details }: Told): string {
  const by = String(details['by'] ?? '');
  const role = typeof details['role'] === 'string' ? roleName(details['role']) : '';
  switch (code) {
    case 'HISTORY_POLICY': {
      const rule = ruleOf(String(details['name']), String(details['value']));
      if (rule)
        return t('history.rule', { by, rule: t(rule.name), value: t(rule.value, { percent: rule.percent }) });
      break;
    }
    case 'HISTORY_INVITED':
      return inviteSentence(by, role, details['uses']);
    case 'HISTORY_SEALED':
      return t('history.sealed', { by, count: Number(details['count']) });
    case 'HISTORY_SPACE_MEMBERS':
      return spaceSentence(by, details);
    case 'HISTORY_DEVICE_DROPPED':
      if (details['name'] === by) return t('history.ownDropped', { by, device: deviceOf(details) });
      return t('history.dropped', { by, name: String(details['name']), device: deviceOf(details) });
    default:
  }
  const plain = sentenceFor(code, role === '' ? details : { ...details, role });
  return plain ?? sentenceFor('HISTORY_NEWER', { by }) ?? code;
}

/** Without a number: for as many as come. */
function inviteSentence(by: string, role: string, uses: string | number | undefined): string {
  if (typeof uses !== 'number') return t('history.invitedAny', { by, role });
  return uses === 1 ? t('history.invited', { by, role }) : t('history.invitedSome', { by, role, uses });
}

/** The same as something that is not done yet. */
export function proposalSentence(told: Told): string {
  const name = String(told.details['name'] ?? '');
  const note = String(told.details['note'] ?? '');
  switch (told.code) {
    case 'HISTORY_ROLE':
      return t('proposal.role', { name, role: roleName(String(told.details['role'])) });
    case 'HISTORY_REMOVED':
      return note === '' ? t('proposal.remove', { name }) : t('proposal.removeFor', { name, note });
    case 'HISTORY_DEVICE_DROPPED':
      return t('proposal.drop', { name, device: deviceOf(told.details) });
    case 'HISTORY_REROOTED':
      return t('proposal.return', { name });
    default:
      return historySentence(told);
  }
}

function deviceOf(details: Told['details']): string {
  const label = String(details['device'] ?? '');
  return label === '' ? t('member.firstDevice') : label;
}

function spaceSentence(by: string, details: Told['details']): string {
  const [title, added, removed] = ['title', 'added', 'removed'].map((name) => String(details[name] ?? ''));
  if (removed === '') return t('history.spaceAdded', { by, title: title!, added: added! });
  if (added === '') return t('history.spaceRemoved', { by, title: title!, removed: removed! });
  return t('history.spaceChanged', { by, title: title!, added: added!, removed: removed! });
}

/** As the page of the rules has them; undefined for a rule of a newer Kith. */
function ruleOf(
  name: string,
  value: string,
): { name: TextName; value: TextName; percent: string } | undefined {
  const percent = value;
  if (name === 'history' && (value === 'all' || value === 'since-join'))
    return { name: 'rules.history', value: `rules.history.${value}`, percent };
  if (name === 'invites' && (value === 'any' || value === 'stewards'))
    return { name: 'rules.invites', value: `rules.invites.${value}`, percent };
  if (name !== 'quorum') return undefined;
  const isKnown = value === '50' || value === '66' || value === '75';
  return { name: 'rules.quorum', value: isKnown ? `rules.quorum.${value}` : 'rules.quorum.other', percent };
}
