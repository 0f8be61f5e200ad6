/** A request to borrow a thing. It asks; the person who looks after the thing decides. */
import { useState } from 'react';
import type { ItemView } from '../../../core/api/inventory-methods.ts';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { showDone } from '../../components/notices.tsx';
import { useApi } from '../../peer/use-peer.ts';
import { sentenceOf } from '../../text/sentence.ts';
import { t } from '../../text/text.ts';
import { today } from '../../text/when.ts';
import styles from './item-dialog.module.css';

export function BorrowForm({ item }: { item: ItemView }) {
  const api = useApi();
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [error, setError] = useState<unknown>();

  async function request(): Promise<void> {
    try {
      await api.loanRequest({ item: item.id, ...(from !== '' && { from }), ...(to !== '' && { to }) });
      setFrom('');
      setTo('');
      setError(undefined);
      showDone(t('borrow.asked', { name: item.custodianName }));
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
      <h3>{t('borrow.title')}</h3>
      <div className={styles['dates']}>
        <TextField
          type="date"
          label={t('borrow.from')}
          min={today()}
          value={from}
          onValue={setFrom}
          error={error === undefined ? undefined : sentenceOf(error)}
        />
        <TextField type="date" label={t('borrow.to')} min={from || today()} value={to} onValue={setTo} />
        <Button type="submit" look="primary">
          {t('borrow.go')}
        </Button>
      </div>
      <p className={styles['hint']}>{t('borrow.about', { name: item.custodianName })}</p>
    </form>
  );
}
