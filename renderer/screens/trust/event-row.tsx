/** One event of the history: the sentence, when its writer's clock said it was, and on demand what proves it. */
import { useState } from 'react';
import type { HistoryEvent } from '../../../core/api/trust-methods.ts';
import { Button } from '../../components/button.tsx';
import list from '../../components/list.module.css';
import { historySentence } from '../../text/history-sentence.ts';
import { sentenceFor } from '../../text/sentence.ts';
import { t } from '../../text/text.ts';
import { dateAndTime, exactTime } from '../../text/when.ts';
import { deviceName } from './device-list.tsx';
import styles from './trust.module.css';

/** Several in a row about locks: one row, which opens. */
export function LocksRow({ events }: { events: readonly HistoryEvent[] }) {
  const [isOpen, setOpen] = useState(false);
  const [newest] = events;
  if (!newest) return null;
  if (isOpen) return events.map((event) => <EventRow key={event.id} event={event} />);
  const sentence = t('history.locks', { by: newest.byName });
  return (
    <li className={list['row']}>
      <div className={list['main']}>
        <div className={list['name']}>{sentence}</div>
        <div className={list['more']}>
          <time dateTime={isoOf(newest.time)} title={exactTime(newest.time)}>
            {dateAndTime(newest.time)}
          </time>
        </div>
      </div>
      <Button
        look="quiet"
        size="small"
        aria-expanded={false}
        aria-label={t('history.eachOf', { count: events.length, event: sentence })}
        onClick={() => setOpen(true)}
      >
        {t('history.each', { count: events.length })}
      </Button>
    </li>
  );
}

export function EventRow({ event }: { event: HistoryEvent }) {
  const [isOpen, setOpen] = useState(false);
  const { id, time, because, byName, deviceLabel } = event;
  return (
    <li className={list['row']} data-void={because !== null}>
      <div className={list['main']}>
        <div className={list['name']}>{historySentence(event)}</div>
        <div className={list['more']}>
          <time dateTime={isoOf(time)} title={exactTime(time)}>
            {dateAndTime(time)}
          </time>
          {because !== null && (
            <div className={styles['void']}>
              {t('history.void', { why: sentenceFor(because) ?? because })}
            </div>
          )}
          {isOpen && (
            <div>
              {t('history.proof', { name: byName, device: deviceName({ label: deviceLabel }) })}{' '}
              <code className={styles['mark']}>{id.slice(0, 16)}</code>
            </div>
          )}
        </div>
      </div>
      <Button
        look="quiet"
        size="small"
        aria-expanded={isOpen}
        aria-label={t('history.proofOf', { event: historySentence(event) })}
        onClick={() => setOpen(!isOpen)}
      >
        {t('history.proofShow')}
      </Button>
    </li>
  );
}

/** Undefined where another's clock claims a time that no calendar has. */
function isoOf(ms: number): string | undefined {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
