/** Who did what to a card and when, as far as anybody knows. */
import type { CardEventView } from '../../../core/api/board-methods.ts';
import { t, type TextName } from '../../text/text.ts';
import { civilDay, dateAndTime } from '../../text/when.ts';
import styles from './card-history.module.css';

const sentences = {
  made: 'history.card.made',
  title: 'history.card.title',
  body: 'history.card.body',
  moved: 'history.card.moved',
  archived: 'history.card.archived',
  restored: 'history.card.restored',
  binned: 'history.card.binned',
  unbinned: 'history.card.unbinned',
  due: 'history.card.due',
  'due-none': 'history.card.dueNone',
  done: 'history.card.done',
  undone: 'history.card.undone',
  'label-on': 'history.card.labelOn',
  'label-off': 'history.card.labelOff',
  'member-on': 'history.card.memberOn',
  'member-off': 'history.card.memberOff',
  checklist: 'history.card.checklist',
  checked: 'history.card.checked',
  unchecked: 'history.card.unchecked',
  file: 'history.card.file',
} as const satisfies Record<CardEventView['step'], TextName>;

export function CardHistory({ events }: { events: readonly CardEventView[] }) {
  return (
    <details className={styles['history']}>
      <summary>{t('history.card.heading')}</summary>
      <ol className={styles['list']}>
        {events.map((event, index) => (
          <li key={`${event.time} ${event.step} ${index}`}>
            <span dir="auto">
              {t(sentences[event.step], {
                by: event.byName,
                value: event.step === 'due' ? civilDay(event.value) : event.value,
              })}
            </span>{' '}
            <time>{dateAndTime(event.time)}</time>
          </li>
        ))}
      </ol>
    </details>
  );
}
