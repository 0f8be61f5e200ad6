/** A request to borrow a thing: its days are typed or chosen in the calendar. It asks; who looks after it decides. */
import { useState } from 'react';
import type { ItemPageView } from '../../../core/api/inventory-methods.ts';
import type { LoanView } from '../../../core/api/loan-methods.ts';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { notify } from '../../components/notices.tsx';
import { useApi } from '../../peer/use-peer.ts';
import { sentenceOf } from '../../text/sentence.ts';
import { t } from '../../text/text.ts';
import { civilDay, today } from '../../text/when.ts';
import { Availability } from './availability.tsx';
import styles from './borrow-form.module.css';
import { clashOf, commonDays, dayCount, isDay, type DayRange } from './days.ts';
import { daysOf, isOver } from './loan-words.ts';
import { ruleWords } from './rule-words.ts';

export function BorrowForm({ page }: { page: ItemPageView }) {
  const api = useApi();
  const { item, taken } = page;
  const [days, setDays] = useState({ from: '', to: '' });
  const [note, setNote] = useState('');
  const [error, setError] = useState<unknown>();
  const now = today();
  const own = ownDays(page.loans);
  const rules = ruleWords(page.rules);
  const wanted = wantedOf(days, now);
  const warning = wanted && warningOf(page, wanted, own);

  function choose(from: string, to: string): void {
    setDays({ from, to });
    setError(undefined);
  }

  async function request(): Promise<void> {
    const { from, to } = days;
    try {
      const { loan } = await api.loanRequest({
        item: item.id,
        ...(from !== '' && { from }),
        ...(to !== '' && { to }),
        note,
      });
      choose('', '');
      setNote('');
      notify({ text: t('borrow.asked', { name: item.custodianName }), undo: () => api.loanCancel({ loan }) });
    } catch (refusal) {
      setError(refusal);
    }
  }

  return (
    <form
      className={styles['borrow']}
      onSubmit={(event) => {
        event.preventDefault();
        void request();
      }}
    >
      <Availability
        taken={taken}
        own={own}
        quantity={item.quantity}
        today={now}
        chosen={{ from: isDay(days.from) ? days.from : '', to: isDay(days.to) ? days.to : '' }}
        onChoose={choose}
      />
      <div className={styles['dates']}>
        <TextField
          type="date"
          label={t('borrow.from')}
          min={now}
          max="9999-12-31"
          value={days.from}
          onValue={(from) => choose(from, days.to !== '' && days.to < from ? '' : days.to)}
          error={error === undefined ? undefined : sentenceOf(error)}
        />
        <TextField
          type="date"
          label={t('borrow.to')}
          min={days.from || now}
          max="9999-12-31"
          value={days.to}
          onValue={(to) => choose(days.from, to)}
        />
      </div>
      <p role="status" className={styles['warning']}>
        {warning}
      </p>
      <TextField
        label={t('borrow.note', { name: item.custodianName })}
        value={note}
        onValue={setNote}
        autoComplete="off"
      />
      <div className={styles['actions']}>
        <Button type="submit" look="primary">
          {t('borrow.go')}
        </Button>
        {days.from !== '' && (
          <Button look="quiet" onClick={() => choose('', '')}>
            {t('borrow.clear')}
          </Button>
        )}
        {isDay(days.from) && isDay(days.to) && days.from <= days.to && (
          <span className={styles['count']}>{t('borrow.days', { count: dayCount(days.from, days.to) })}</span>
        )}
      </div>
      {rules.length > 0 && (
        <ul className={styles['rules']} aria-label={t('rules.title')}>
          {rules.map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ul>
      )}
      {item.deposit !== '' && (
        <p className={styles['hint']}>{t('borrow.deposit', { deposit: item.deposit })}</p>
      )}
      <p className={styles['hint']}>{t('borrow.about', { name: item.custodianName })}</p>
    </form>
  );
}

/** What the person has asked for or has, as far as it is not over. */
export function ownDays(loans: readonly LoanView[]): DayRange[] {
  return loans
    .filter((loan) => loan.side === 'borrower' && !isOver(loan))
    .map(({ from, to }) => ({ from, to }));
}

/** Without a first day nothing is said yet, as nobody may be interested. */
function wantedOf({ from, to }: { from: string; to: string }, now: string): DayRange | undefined {
  if (!isDay(from)) return isDay(to) ? { from: now, to } : undefined;
  return { from, to: isDay(to) ? to : null };
}

function warningOf(
  { item, taken }: ItemPageView,
  wanted: DayRange,
  own: readonly DayRange[],
): string | undefined {
  const asked = own.map((range) => commonDays(wanted, range)).find((range) => range !== undefined);
  if (asked) return t('borrow.own', { days: daysOf(asked) });
  const clash = clashOf(wanted, taken);
  if (!clash) return undefined;
  if (clash.to === null) return t('borrow.clashOpen', { from: civilDay(clash.from ?? wanted.from ?? '') });
  return t('borrow.clash', { days: daysOf(clash), name: item.custodianName });
}
