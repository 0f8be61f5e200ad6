/** The rules of a list as sentences; those that limit nothing are left out. */
import type { RulesView } from '../../../core/api/inventory-methods.ts';
import { t } from '../../text/text.ts';
import { weekdayName } from '../../text/when.ts';

export function ruleWords(rules: RulesView): string[] {
  const { guests, selfService, longest, atOnce, ahead, quiet, hours, words } = rules;
  const open = hours.flatMap((time, day) =>
    time === '' ? [] : [t('rules.says.day', { day: weekdayName(day), time })],
  );
  return [
    ...(selfService ? [t('rules.says.selfService')] : []),
    ...(guests ? [] : [t('rules.says.noGuests')]),
    ...(longest > 0 ? [t('rules.says.longest', { count: longest })] : []),
    ...(atOnce > 0 ? [t('rules.says.atOnce', { count: atOnce })] : []),
    ...(ahead > 0 ? [t('rules.says.ahead', { count: ahead })] : []),
    ...(quiet > 0 ? [t('rules.says.quiet', { count: quiet })] : []),
    ...(hours.length > 0 ? [t('rules.says.hours', { days: open.join('; ') || t('rules.closed') })] : []),
    ...(words === '' ? [] : [words]),
  ];
}
