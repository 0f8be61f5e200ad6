/** Loans as rows: what, with whom, when, how it stands, and the next step of the person as one button. */
import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import type { LoanHistoryView, LoanStep, LoanView } from '../../../core/api/loan-methods.ts';
import type { KithApi } from '../../../core/api/methods.ts';
import { Badge } from '../../components/badge.tsx';
import { Button, IconButton } from '../../components/button.tsx';
import { Confirm } from '../../components/dialog.tsx';
import { Holding } from '../../components/holding.tsx';
import list from '../../components/list.module.css';
import { Menu } from '../../components/menu.tsx';
import { attempt } from '../../components/notices.tsx';
import { useApi } from '../../peer/use-peer.ts';
import { hrefOf } from '../../router/route.ts';
import { loanStepName } from '../../text/names.ts';
import { t } from '../../text/text.ts';
import { civilDay, dateAndTime, today } from '../../text/when.ts';
import styles from './loan-list.module.css';
import { daysOf, loanWords } from './loan-words.ts';
import { LongerDialog } from './longer-dialog.tsx';
import { ReturnDialog } from './return-dialog.tsx';

/** Steps that are asked about first, because they cannot be taken back or need a day. */
const asked = ['decline', 'cancel', 'missing', 'ask', 'extend'] as const;
type Asked = (typeof asked)[number];

const calls: Record<Exclude<LoanStep, 'ask' | 'extend'>, (api: KithApi, loan: string) => Promise<unknown>> = {
  approve: (api, loan) => api.loanApprove({ loan }),
  decline: (api, loan) => api.loanDecline({ loan }),
  cancel: (api, loan) => api.loanCancel({ loan }),
  'hand-over': (api, loan) => api.loanHandOver({ loan }),
  return: (api, loan) => api.loanReturn({ loan }),
  refuse: (api, loan) => api.loanRefuse({ loan }),
  missing: (api, loan) => api.loanMissing({ loan }),
};

const questions = {
  decline: { title: 'loan.declineTitle', about: 'loan.declineAbout', action: 'loan.step.decline' },
  cancel: { title: 'loan.cancelTitle', about: 'loan.cancelAbout', action: 'loan.step.cancel' },
  missing: { title: 'loan.missingTitle', about: 'loan.missingAbout', action: 'loan.step.missing' },
} as const;

function isAsked(step: LoanStep): step is Asked {
  return asked.some((each) => each === step);
}

interface LoanListProps {
  loans: readonly (LoanView | LoanHistoryView)[];
  /** Stands where there are none. */
  empty: string;
  community: string;
  /** Each leads to its thing; without: the thing is what is looked at. */
  isLinked?: boolean;
}

export function LoanList({ loans, empty, community, isLinked = false }: LoanListProps) {
  const [returning, setReturning] = useState<LoanView | null>(null);
  const [asking, setAsking] = useState<{ loan: LoanView; step: Asked } | null>(null);
  const api = useApi();
  if (loans.length === 0) return empty === '' ? null : <p className={list['more']}>{empty}</p>;
  const isLonger = asking?.step === 'ask' || asking?.step === 'extend';
  return (
    <>
      <ul className={list['list']}>
        {loans.map((loan) => (
          <LoanRow
            key={loan.id}
            loan={loan}
            community={isLinked ? community : undefined}
            onReturn={() => setReturning(loan)}
            onStep={(step) => {
              if (isAsked(step)) setAsking({ loan, step });
              else void attempt(() => calls[step](api, loan.id));
            }}
          />
        ))}
      </ul>
      {asking && isLonger && (
        <LongerDialog
          loan={asking.loan}
          step={asking.step === 'ask' ? 'ask' : 'extend'}
          onClose={() => setAsking(null)}
        />
      )}
      {returning && (
        <ReturnDialog community={community} loan={returning} onClose={() => setReturning(null)} />
      )}
      <Asking asking={isLonger ? null : asking} onClose={() => setAsking(null)} />
    </>
  );
}

/** For what cannot be taken back. */
function Asking({
  asking,
  onClose,
}: {
  asking: { loan: LoanView; step: Asked } | null;
  onClose: () => void;
}) {
  const api = useApi();
  const step = asking?.step === 'ask' || asking?.step === 'extend' ? undefined : asking?.step;
  const { title, about, action } = questions[step ?? 'decline'];
  const isLender = asking?.loan.side === 'custodian';
  const name = (isLender ? asking?.loan.borrowerName : asking?.loan.custodianName) ?? '';
  return (
    <Confirm
      open={step !== undefined}
      onClose={onClose}
      title={t(title, { name, item: asking?.loan.itemTitle ?? '' })}
      about={t(about, { name })}
      action={t(action)}
      onConfirm={() => {
        if (asking && step) void attempt(() => calls[step](api, asking.loan.id));
      }}
    />
  );
}

interface LoanRowProps {
  loan: LoanView | LoanHistoryView;
  community: string | undefined;
  onStep: (step: LoanStep) => void;
  /** To say in what state it comes back. */
  onReturn: () => void;
}

function LoanRow({ loan, community, onStep, onReturn }: LoanRowProps) {
  const words = loanWords(loan, today());
  const nameOf = (step: LoanStep): string => loanStepName(step, loan.side === 'custodian');
  const mayReturn = loan.mine.includes('return');
  const place = community === undefined ? undefined : { community, place: loan.inventory, object: loan.item };
  return (
    <li className={list['row']}>
      <div className={list['main']}>
        <div className={styles['head']}>
          {place ? (
            <a className={styles['title']} href={hrefOf({ screen: 'things', ...place })}>
              {words.title}
            </a>
          ) : (
            <span className={styles['title']}>{words.title}</span>
          )}
          <Badge tone={words.badge.tone}>{words.badge.text}</Badge>
        </div>
        <div className={styles['days']}>
          {words.days} <Holding holders={loan.holders} short />
        </div>
        <p className={list['more']}>{words.sentence}</p>
        {loan.waiting !== null && loan.waiting > 0 && (
          <p className={list['more']}>{t('loan.waiting', { count: loan.waiting })}</p>
        )}
        {loan.nextFree && (
          <p className={list['more']}>{t('loan.nextFree', { days: daysOf(loan.nextFree) })}</p>
        )}
        {loan.note !== '' && <p className={list['more']}>{t('loan.said', { note: loan.note })}</p>}
        {loan.provisional && (
          <p className={list['more']}>{t('loan.provisional', { name: loan.custodianName })}</p>
        )}
        {'history' in loan && <History loan={loan} />}
      </div>
      <div className={list['end']}>
        {words.next && (
          <Button size="small" look={words.isDue ? 'primary' : 'plain'} onClick={() => onStep(words.next!)}>
            {nameOf(words.next)}
          </Button>
        )}
        {words.others.length === 1 && words.next === undefined && !mayReturn ? (
          <Button size="small" look="quiet" onClick={() => onStep(words.others[0]!)}>
            {nameOf(words.others[0]!)}
          </Button>
        ) : (
          (words.others.length > 0 || mayReturn) && (
            <Menu
              trigger={<IconButton label={t('loan.more', { item: loan.itemTitle })} icon={<Ellipsis />} />}
              sections={[
                {
                  actions: [
                    ...(mayReturn ? [{ label: t('loanBack.menu'), onSelect: onReturn }] : []),
                    ...words.others.map((step) => ({
                      label: nameOf(step),
                      onSelect: () => onStep(step),
                    })),
                  ],
                },
              ]}
            />
          )
        )}
      </div>
    </li>
  );
}

function History({ loan }: { loan: LoanHistoryView }) {
  return (
    <details className={styles['history']}>
      <summary>{t('loan.history')}</summary>
      <ol>
        {loan.history.map(({ what, name, to, note, time }, index) => (
          <li key={index}>
            {t(`loan.fact.${what}`, { name, to: to === null ? '' : civilDay(to) })}
            {note !== '' && ` ${t('loan.said', { note })}`} <time>{dateAndTime(time)}</time>
          </li>
        ))}
      </ol>
    </details>
  );
}
