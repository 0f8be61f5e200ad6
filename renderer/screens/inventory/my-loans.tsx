/** The loans of the person at this device, by what they are to them: what waits, what they borrow, what they lend. */
import type { LoanView } from '../../../core/api/loan-methods.ts';
import list from '../../components/list.module.css';
import { Section } from '../../components/page.tsx';
import { t } from '../../text/text.ts';
import { today } from '../../text/when.ts';
import { LoanList } from './loan-list.tsx';
import { isOver, waitsForMe } from './loan-words.ts';
import styles from './my-loans.module.css';

interface MyLoansProps {
  community: string;
  loans: readonly LoanView[];
  /** Says that there are none; otherwise nothing stands there. */
  isAlone: boolean;
}

export function myLoans(loans: readonly LoanView[]): LoanView[] {
  return loans.filter((loan) => loan.side !== null);
}

export function MyLoans({ community, loans, isAlone }: MyLoansProps) {
  const own = [...myLoans(loans)].sort((a, b) => b.changed - a.changed);
  const open = own.filter((loan) => !isOver(loan));
  const past = own.filter(isOver);
  const now = today();
  const waiting = open.filter((loan) => waitsForMe(loan, now));
  const rest = open.filter((loan) => !waiting.includes(loan));
  const parts = [
    { title: t('loans.waiting'), loans: waiting },
    { title: t('loans.borrowing'), loans: rest.filter((loan) => loan.side === 'borrower') },
    { title: t('loans.lending'), loans: rest.filter((loan) => loan.side === 'custodian') },
  ];
  if (own.length === 0) return isAlone ? <p className={list['more']}>{t('loans.none')}</p> : null;
  return (
    <>
      {parts
        .filter((part) => part.loans.length > 0)
        .map((part) => (
          <Section key={part.title} title={part.title}>
            <LoanList loans={part.loans} empty="" community={community} isLinked />
          </Section>
        ))}
      {past.length > 0 && (
        <details className={styles['past']}>
          <summary>{t('loans.past', { count: past.length })}</summary>
          <LoanList loans={past} empty="" community={community} isLinked />
        </details>
      )}
    </>
  );
}
