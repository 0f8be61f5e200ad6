/** What waits for enough members to approve it. */
import type { ProposalView } from '../../../core/api/trust-methods.ts';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import list from '../../components/list.module.css';
import { attempt, showDone } from '../../components/notices.tsx';
import { Section } from '../../components/page.tsx';
import { useApi, usePeerQuery } from '../../peer/use-peer.ts';
import { historySentence } from '../../text/history-sentence.ts';
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
  const { id, code, details, byName, time, approvals, needed, open } = proposal;

  function approve(): void {
    void attempt(async () => {
      const { state } = await api.proposalApprove({ proposal: id });
      showDone(t(state === 'done' ? 'proposals.done' : 'proposals.wait'));
    });
  }

  return (
    <li className={list['row']}>
      <div className={list['main']}>
        <div className={list['name']}>{historySentence({ code, details })}</div>
        <div className={list['more']}>
          {t('proposals.by', { name: byName, when: dateAndTime(time) })}{' '}
          {approvals.length > 0 &&
            t('proposals.who', { names: approvals.map(({ name }) => name).join(', ') })}
        </div>
      </div>
      <Badge>{t('proposals.count', { count: approvals.length, needed })}</Badge>
      {open && (
        <Button size="small" look="primary" onClick={approve}>
          {t('proposals.approve')}
        </Button>
      )}
    </li>
  );
}
