/** What became of the community, as sentences, newest first; what has no effect says why. */
import { useState } from 'react';
import type { HistoryEvent } from '../../../core/api/trust-methods.ts';
import { Button, LinkButton } from '../../components/button.tsx';
import list from '../../components/list.module.css';
import { Failure, Page } from '../../components/page.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { usePeerQuery } from '../../peer/use-peer.ts';
import { sentenceFor } from '../../text/sentence.ts';
import { t } from '../../text/text.ts';
import { dateAndTime, exactTime } from '../../text/when.ts';

const STEP = 50;
/** The most that the peer gives at once. */
const MOST = 10_000;

export function HistoryScreen({ community, title }: { community: string; title: string }) {
  const [last, setLast] = useState(STEP);
  const { value, error } = usePeerQuery('history', { community, last });
  return (
    <Page
      title={t('history.title', { title })}
      about={t('history.about')}
      actions={
        <LinkButton look="quiet" to={{ screen: 'people', community, open: null }}>
          {t('member.back')}
        </LinkButton>
      }
      narrow
    >
      {error !== undefined && <Failure error={error} />}
      {!value && error === undefined && <Skeleton rows={4} tall />}
      {value && (
        <ul className={list['list']}>
          {value.events.map((event) => (
            <Event key={event.id} event={event} />
          ))}
        </ul>
      )}
      {value?.more && last < MOST && (
        <div>
          <Button onClick={() => setLast(Math.min(MOST, last + STEP))}>{t('history.more')}</Button>
        </div>
      )}
    </Page>
  );
}

function Event({ event: { code, details, time, because } }: { event: HistoryEvent }) {
  return (
    <li className={list['row']}>
      <div className={list['main']}>
        <div className={list['name']}>{sentenceFor(code, details)}</div>
        <div className={list['more']}>
          <time dateTime={isoOf(time)} title={exactTime(time)}>
            {dateAndTime(time)}
          </time>
          {because !== null && <div>{t('history.void', { why: sentenceFor(because) ?? because })}</div>}
        </div>
      </div>
    </li>
  );
}

/** Undefined where another's clock claims a time that no calendar has. */
function isoOf(ms: number): string | undefined {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
