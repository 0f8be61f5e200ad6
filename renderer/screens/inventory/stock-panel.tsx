/** How much of something is there, and saying what came in, was taken or went bad, or what was counted. */
import { useState } from 'react';
import type { ItemPageView, StockView } from '../../../core/api/inventory-methods.ts';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { useApi } from '../../peer/use-peer.ts';
import { sentenceOf } from '../../text/sentence.ts';
import { t } from '../../text/text.ts';
import { civilDay, dateAndTime, today } from '../../text/when.ts';
import styles from './stock-panel.module.css';

const reasons = ['out', 'in', 'waste', 'count'] as const;
type Reason = (typeof reasons)[number];

/** Movements that are shown without asking. */
const RECENT = 8;

function amountWords(amount: number, unit: string): string {
  return unit === '' ? t('stock.plain', { number: amount }) : t('stock.amount', { number: amount, unit });
}

export function StockPanel({ page, stock }: { page: ItemPageView; stock: StockView }) {
  const { stockEvents } = page;
  const recent = stockEvents.slice(-RECENT).reverse();
  return (
    <>
      <p className={styles['level']}>
        <strong>{amountWords(stock.level, stock.unit)}</strong>
        {stock.level < 0 ? (
          <Badge tone="warn">{t('stock.below')}</Badge>
        ) : (
          stock.isLow && <Badge tone="warn">{t('stock.isLow')}</Badge>
        )}
      </p>
      {stock.expires !== null && (
        <p className={styles['more']}>
          {t(stock.expires < today() ? 'stock.expired' : 'stock.expires', { day: civilDay(stock.expires) })}
        </p>
      )}
      {page.mayWrite && !page.item.archived && <StockForm item={page.item.id} unit={stock.unit} />}
      {recent.length > 0 && (
        <ol className={styles['events']} aria-label={t('stock.events')}>
          {recent.map(({ why, amount, note, expires, name, time }, index) => (
            <li key={index}>
              {t(`stock.did.${why}`, { name, amount: amountWords(amount, stock.unit) })}
              {expires !== '' && ` ${t('stock.goodUntil', { day: civilDay(expires) })}`}
              {note !== '' && ` ${t('loan.said', { note })}`} <time>{dateAndTime(time)}</time>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

function StockForm({ item, unit }: { item: string; unit: string }) {
  const api = useApi();
  const [why, setWhy] = useState<Reason>('out');
  const [amount, setAmount] = useState('');
  const [expires, setExpires] = useState('');
  const [error, setError] = useState<unknown>();

  async function save(): Promise<void> {
    const wish = { item, amount: Number(amount) };
    try {
      if (why === 'count') await api.stockCount(wish);
      else await api.stockMove({ ...wish, why, ...(why === 'in' && expires !== '' && { expires }) });
      setAmount('');
      setExpires('');
    } catch (refusal) {
      setError(refusal);
    }
  }

  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        if (amount !== '') void save();
      }}
    >
      <Segmented
        label={t('stock.what')}
        value={why}
        onValue={setWhy}
        options={reasons.map((value) => ({ value, label: t(`stock.reason.${value}`) }))}
      />
      <TextField
        type="number"
        min={0}
        step="any"
        label={unit === '' ? t('stock.howMuch') : t('stock.howMuchOf', { unit })}
        value={amount}
        onValue={(next) => {
          setAmount(next);
          setError(undefined);
        }}
        error={error === undefined ? undefined : sentenceOf(error)}
      />
      {why === 'in' && (
        <TextField
          type="date"
          max="9999-12-31"
          label={t('stock.goodUntilLabel')}
          value={expires}
          onValue={setExpires}
        />
      )}
      <Button type="submit" look="primary" disabled={amount === ''}>
        {t('stock.save')}
      </Button>
    </form>
  );
}
