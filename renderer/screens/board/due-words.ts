/** How near the day of a card is, in words: the colour beside them says nothing more. */
import type { BadgeTone } from '../../components/badge.tsx';
import { t } from '../../text/text.ts';
import { civilDay } from '../../text/when.ts';

export interface DueWords {
  readonly text: string;
  readonly tone: BadgeTone;
}

/** `today`: YYYY-MM-DD. */
export function dueWords(due: string, done: boolean, today: string): DueWords {
  const when = civilDay(due);
  if (done) return { text: t('due.done', { when }), tone: 'good' };
  if (due < today) return { text: t('due.over', { when }), tone: 'warn' };
  if (due === today) return { text: t('due.today'), tone: 'strong' };
  return { text: t('due.on', { when }), tone: 'plain' };
}
