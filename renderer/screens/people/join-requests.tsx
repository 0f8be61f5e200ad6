/** Who waits for a steward's yes: a steward lets them in, or turns them away. Shown to nobody else. */
import { useState } from 'react';
import type { JoinRequestView } from '../../../core/api/community-methods.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Button } from '../../components/button.tsx';
import list from '../../components/list.module.css';
import { attempt, showDone } from '../../components/notices.tsx';
import { Section } from '../../components/page.tsx';
import { useApi, usePeerQuery } from '../../peer/use-peer.ts';
import { roleName } from '../../text/names.ts';
import { t } from '../../text/text.ts';
import { dateAndTime } from '../../text/when.ts';

export function JoinRequests({ community }: { community: string }) {
  const requests = usePeerQuery('joinRequests', { community }).value?.requests ?? [];
  if (requests.length === 0) return null;
  return (
    <Section title={t('requests.title')}>
      <ul className={list['list']}>
        {requests.map((request) => (
          <Request key={request.id} request={request} />
        ))}
      </ul>
    </Section>
  );
}

function Request({ request: { id, name, role, byName, since } }: { request: JoinRequestView }) {
  const api = useApi();
  const [isBusy, setBusy] = useState(false);

  async function answer(admit: boolean): Promise<void> {
    setBusy(true);
    const isDone = await attempt(() => api.joinAnswer({ request: id, admit }));
    if (isDone) showDone(t(admit ? 'requests.in' : 'requests.out', { name }));
    setBusy(false);
  }

  return (
    <li className={list['row']}>
      <Avatar id={id} name={name} />
      <div className={list['main']}>
        <div className={list['name']}>{name}</div>
        <div className={list['more']}>
          {t('requests.about', { role: roleName(role), by: byName, when: dateAndTime(since) })}
        </div>
      </div>
      <div className={list['end']}>
        <Button
          look="quiet"
          size="small"
          disabled={isBusy}
          aria-label={t('requests.refuseNamed', { name })}
          onClick={() => void answer(false)}
        >
          {t('requests.refuse')}
        </Button>
        <Button
          look="primary"
          size="small"
          disabled={isBusy}
          aria-label={t('requests.admitNamed', { name })}
          onClick={() => void answer(true)}
        >
          {t('requests.admit')}
        </Button>
      </div>
    </li>
  );
}
