/** Loans as rows: who, what, when, in which state, and what I may do now. */
import type { LoanState, LoanStep, LoanView } from '../../../core/api/inventory-methods.ts';
import type { KithApi } from '../../../core/api/methods.ts';
import { Badge, type BadgeTone } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { Holding } from '../../components/holding.tsx';
import list from '../../components/list.module.css';
import { attempt } from '../../components/notices.tsx';
import { useApi } from '../../peer/use-peer.ts';
import { loanStateName, loanStepName } from '../../text/names.ts';
import { sentenceFor } from '../../text/sentence.ts';
import { t } from '../../text/text.ts';
import { civilDay } from '../../text/when.ts';

const tones: Record<LoanState, BadgeTone> = {
  requested: 'warn',
  approved: 'good',
  declined: 'plain',
  cancelled: 'plain',
  lost: 'plain',
  'handed-over': 'warn',
  returned: 'plain',
};

const calls: Record<LoanStep, (api: KithApi, loan: string) => Promise<unknown>> = {
  approve: (api, loan) => api.loanApprove({ loan }),
  decline: (api, loan) => api.loanDecline({ loan }),
  cancel: (api, loan) => api.loanCancel({ loan }),
  'hand-over': (api, loan) => api.loanHandOver({ loan }),
  return: (api, loan) => api.loanReturn({ loan }),
};

export function LoanList({ loans, empty }: { loans: readonly LoanView[]; empty: string }) {
  if (loans.length === 0) return <p className={list['more']}>{empty}</p>;
  return (
    <ul className={list['list']}>
      {loans.map((loan) => (
        <LoanRow key={loan.id} loan={loan} />
      ))}
    </ul>
  );
}

function LoanRow({ loan }: { loan: LoanView }) {
  const api = useApi();
  return (
    <li className={list['row']}>
      <div className={list['main']}>
        <div className={list['name']}>{titleOf(loan)}</div>
        <div className={list['more']}>
          {daysOf(loan)} {half(loan)} <Holding holders={loan.holders} short />
        </div>
        {loan.because !== null && (
          <div className={list['more']}>{sentenceFor(loan.because, { item: loan.itemTitle })}</div>
        )}
      </div>
      <div className={list['end']}>
        <Badge tone={tones[loan.state]}>{loanStateName(loan.state)}</Badge>
        {loan.mine.map((step) => (
          <Button
            key={step}
            size="small"
            look={step === 'decline' || step === 'cancel' ? 'quiet' : 'primary'}
            onClick={() => void attempt(() => calls[step](api, loan.id))}
          >
            {loanStepName(step, loan.side === 'custodian')}
          </Button>
        ))}
      </div>
    </li>
  );
}

/** From where the person stands: what they borrow from whom, or what they lend to whom. */
function titleOf(loan: LoanView): string {
  return loan.side === 'borrower'
    ? t('loan.titleMine', { name: loan.custodianName, item: loan.itemTitle })
    : t('loan.title', { name: loan.borrowerName, item: loan.itemTitle });
}

function daysOf(loan: LoanView): string {
  const from = loan.from === null ? null : civilDay(loan.from);
  const to = loan.to === null ? null : civilDay(loan.to);
  if (from !== null && to !== null) return t('loan.fromTo', { from, to });
  if (from !== null) return t('loan.from', { from });
  return to === null ? t('loan.open') : t('loan.to', { to });
}

/** One side has confirmed a step, the other has not yet. */
function half(loan: LoanView): string {
  const step =
    loan.state === 'approved' ? loan.handOver : loan.state === 'handed-over' ? loan.return : undefined;
  if (!step || step.borrower === step.custodian) return '';
  const name = step.borrower ? loan.custodianName : loan.borrowerName;
  return loan.state === 'approved' ? t('loan.halfOut', { name }) : t('loan.halfBack', { name });
}
