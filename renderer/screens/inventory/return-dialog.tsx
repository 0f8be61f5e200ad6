/** A thing is back: confirmed at once, or with in what state it came back. */
import { useState } from 'react';
import type { LoanView } from '../../../core/api/loan-methods.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions } from '../../components/dialog.tsx';
import { useApi } from '../../peer/use-peer.ts';
import { loanStepName } from '../../text/names.ts';
import { sentenceOf } from '../../text/sentence.ts';
import { t } from '../../text/text.ts';
import styles from './remarks.module.css';
import { noState, sentState, StateFields } from './state-fields.tsx';

interface ReturnDialogProps {
  community: string;
  loan: LoanView;
  onClose: () => void;
  /** It was confirmed. */
  onDone?: () => void;
}

export function ReturnDialog({ community, loan, onClose, onDone }: ReturnDialogProps) {
  const api = useApi();
  const [wish, setWish] = useState(noState);
  const [error, setError] = useState<unknown>();
  const [isSending, setSending] = useState(false);

  async function send(): Promise<void> {
    setSending(true);
    try {
      await api.loanReturn({ loan: loan.id, ...(await sentState(api, community, wish)) });
      onDone?.();
      onClose();
    } catch (refusal) {
      setError(refusal);
      setSending(false);
    }
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={t('loanBack.title', { item: loan.itemTitle })}
      about={t(loan.side === 'custodian' ? 'loanBack.about' : 'loanBack.aboutBorrower')}
    >
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isSending) void send();
        }}
      >
        <StateFields
          label={t('loanBack.state')}
          wish={wish}
          onWish={(next) => {
            setWish(next);
            setError(undefined);
          }}
          error={error === undefined ? undefined : sentenceOf(error)}
        />
        <DialogActions>
          <Button look="quiet" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" look="primary" disabled={isSending}>
            {loanStepName('return', loan.side === 'custodian')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
