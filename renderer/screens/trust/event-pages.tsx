/** The history in pages, newest first: the newest page follows what happens, the earlier ones are fetched when asked for. */
import { useState } from 'react';
import type { HistoryEvent } from '../../../core/api/trust-methods.ts';
import { Button } from '../../components/button.tsx';
import list from '../../components/list.module.css';
import { attempt } from '../../components/notices.tsx';
import { Failure } from '../../components/page.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useApi, usePeerQuery } from '../../peer/use-peer.ts';
import { t } from '../../text/text.ts';
import { eventGroups } from './event-groups.ts';
import { EventRow, LocksRow } from './event-row.tsx';

interface EventPagesProps {
  community: string;
  /** Only what is about that one. */
  member?: string;
  /** How many at first; later pages are longer. */
  first: number;
}

const STEP = 50;

export function EventPages({ community, member, first }: EventPagesProps) {
  const api = useApi();
  const about = { community, ...(member !== undefined && { member }) };
  const { value, error } = usePeerQuery('history', { ...about, last: first });
  const [earlier, setEarlier] = useState<{ events: readonly HistoryEvent[]; more: boolean }>();
  if (error !== undefined) return <Failure error={error} />;
  if (!value) return <Skeleton rows={4} />;

  const known = new Set(value.events.map(({ id }) => id));
  const events = [...value.events, ...(earlier?.events ?? []).filter(({ id }) => !known.has(id))];
  const more = earlier ? earlier.more : value.more;

  function show(): void {
    const before = events.at(-1)?.id;
    if (before === undefined) return;
    void attempt(async () => {
      const page = await api.history({ ...about, before, last: STEP });
      // From here on, what the newest page loses at its end stays in sight.
      setEarlier({ events: [...events, ...page.events], more: page.more });
    });
  }

  return (
    <>
      <ul className={list['list']}>
        {eventGroups(events).map((group) =>
          group.kind === 'event' ? (
            <EventRow key={group.event.id} event={group.event} />
          ) : (
            // By its oldest: newer ones join it.
            <LocksRow key={group.events.at(-1)?.id} events={group.events} />
          ),
        )}
      </ul>
      {more && (
        <div>
          <Button onClick={show}>{t('history.more')}</Button>
        </div>
      )}
    </>
  );
}
