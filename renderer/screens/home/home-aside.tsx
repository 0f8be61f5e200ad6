/** Beside what is new: who is here, what is with me and what of mine is with others, how things stand. */
import { ArrowRight } from 'lucide-react';
import { useState } from 'react';
import type { MemberView } from '../../../core/api/community-methods.ts';
import type { OutputOf } from '../../../core/api/methods.ts';
import { Avatar } from '../../components/avatar.tsx';
import { hrefOf } from '../../router/route.ts';
import { t } from '../../text/text.ts';
import { civilDay, today } from '../../text/when.ts';
import styles from './home-screen.module.css';

type Loan = OutputOf<'loans'>['loans'][number];

export function HereNow({ community, members }: { community: string; members: readonly MemberView[] }) {
  const inside = members.filter((member) => member.state === 'in');
  const here = inside.filter((member) => member.here).sort((a, b) => Number(b.self) - Number(a.self));
  return (
    <section className={styles['card']} aria-labelledby="home-here">
      <h2 id="home-here" className={styles['cardTitle']}>
        {t('home.hereTitle')}
      </h2>
      <ul className={styles['people']}>
        {here.map((member) => (
          <li key={member.id}>
            <a className={styles['person']} href={hrefOf({ screen: 'people', community, open: member.id })}>
              <Avatar id={member.id} name={member.name} here small />
              <span>{member.self ? t('home.you', { name: member.name }) : member.name}</span>
            </a>
          </li>
        ))}
      </ul>
      {here.every((member) => member.self) && (
        <p className={styles['quiet']}>{inside.length < 2 ? t('home.hereAlone') : t('home.hereNobody')}</p>
      )}
      <a className={styles['onward']} href={hrefOf({ screen: 'connections', community })}>
        {t('home.connections')}
        <ArrowRight className="mirrored" aria-hidden />
      </a>
    </section>
  );
}

export function Due({ community, loans }: { community: string; loans: readonly Loan[] }) {
  const [now] = useState(today);
  const mine = loans.filter(
    ({ side, state }) => side === 'borrower' && ['requested', 'approved', 'handed-over'].includes(state),
  );
  const lent = loans.filter(({ side, state }) => side === 'custodian' && state === 'handed-over');
  return (
    <>
      <LoanCard community={community} title={t('home.dueTitle')} loans={mine} now={now} />
      <LoanCard community={community} title={t('home.withOthers')} loans={lent} now={now} />
    </>
  );
}

interface LoanCardProps {
  community: string;
  title: string;
  loans: readonly Loan[];
  now: string;
}

function LoanCard({ community, title, loans, now }: LoanCardProps) {
  if (loans.length === 0) return null;
  const byDay = [...loans].sort((a, b) => (a.to ?? '9999').localeCompare(b.to ?? '9999'));
  return (
    <section className={styles['card']} aria-label={title}>
      <h2 className={styles['cardTitle']}>{title}</h2>
      <ul className={styles['dues']}>
        {byDay.map((loan) => (
          <li key={loan.id}>
            <a
              className={styles['due']}
              href={hrefOf({ screen: 'things', community, place: loan.inventory, object: loan.item })}
            >
              <span className={styles['dueThing']}>{loan.itemTitle}</span>
              <span className={styles['dueWhen']} data-late={isLate(loan, now) || undefined}>
                {dueWords(loan, now)}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function isLate({ state, to }: Loan, now: string): boolean {
  return state === 'handed-over' && to !== null && to < now;
}

function dueWords(loan: Loan, now: string): string {
  const isMine = loan.side === 'borrower';
  const name = isMine ? loan.custodianName : loan.borrowerName;
  const { from, to } = loan;
  if (loan.state === 'requested') return t('home.asked', { name });
  if (loan.state === 'approved')
    return from === null || from <= now
      ? t('home.pickUp', { name })
      : t('home.pickUpFrom', { name, when: civilDay(from) });
  if (to === null) return t(isMine ? 'home.dueOpen' : 'home.lentOpen', { name });
  const values = { name, when: civilDay(to) };
  if (to < now) return t(isMine ? 'home.overdue' : 'home.lentOverdue', values);
  return t(isMine ? 'home.due' : 'home.lent', values);
}
