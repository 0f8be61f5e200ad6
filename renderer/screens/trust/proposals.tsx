/** What waits for enough members to approve it. */
import { useState } from 'react';
import type { ProposalView } from '../../../core/api/trust-methods.ts';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { Confirm } from '../../components/dialog.tsx';
import list from '../../components/list.module.css';
import { attempt, showDone } from '../../components/notices.tsx';
import { Section } from '../../components/page.tsx';
import { useApi, usePeerQuery } from '../../peer/use-peer.ts';
import { proposalSentence } from '../../text/history-sentence.ts';
import { t } from '../../text/text.ts';
import { dateAndTime } from '../../text/when.ts';

export function Proposals({ community }: { community: string }) {
  const proposals = usePeerQuery('proposals', { community }).value?.proposals ?? [];
  if (proposals.length === 0) return null;
  return (
    <Section title={t('proposals.title')}>
      <ul className={list['list']}>
        {proposals.map((proposal) => (
          <Proposal key={proposal.id} proposal={proposal} />
        ))}
      </ul>
    </Section>
  );
}

function Proposal({ proposal }: { proposal: ProposalView }) {
  const api = useApi();
  const [isAsking, setAsking] = useState(false);
  const { id, code, details, byName, time, approvals, needed, open } = proposal;
  const name = String(details['name'] ?? '');
  // Whoever approves this says that it is really them.
  const isVouching = code === 'HISTORY_REROOTED';

  function approve(): void {
    void attempt(async () => {
      const { state } = await api.proposalApprove({ proposal: id });
      showDone(t(state === 'done' ? 'proposals.done' : 'proposals.wait'));
    });
  }

  return (
    <li className={list['row']}>
      <div className={list['main']}>
        <div className={list['name']}>{proposalSentence({ code, details })}</div>
        <div className={list['more']}>
          {t('proposals.by', { name: byName, when: dateAndTime(time) })}{' '}
          {approvals.length > 0 &&
            t('proposals.who', { names: approvals.map((approval) => approval.name).join(', ') })}
        </div>
      </div>
      <Badge>{t('proposals.count', { count: approvals.length, needed })}</Badge>
      {open && (
        <Button
          size="small"
          look="primary"
          onClick={() => {
            if (isVouching) setAsking(true);
            else approve();
          }}
        >
          {t(isVouching ? 'proposals.vouch' : 'proposals.approve')}
        </Button>
      )}
      <Confirm
        open={isAsking}
        onClose={() => setAsking(false)}
        title={t('vouch.sure', { name })}
        about={t('vouch.warn', { name })}
        action={t('vouch.go', { name })}
        onConfirm={approve}
      />
    </li>
  );
}
