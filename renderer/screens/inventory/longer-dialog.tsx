/** Until when a loan is to go on: asked by who has it, given by who looks after the thing. */
import { useState } from 'react';
import type { LoanView } from '../../../core/api/loan-methods.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions } from '../../components/dialog.tsx';
import { TextField } from '../../components/field.tsx';
import { useApi } from '../../peer/use-peer.ts';
import { sentenceOf } from '../../text/sentence.ts';
import { t } from '../../text/text.ts';
import { civilDay } from '../../text/when.ts';
import { isDay, nextDay } from './days.ts';

interface LongerDialogProps {
  loan: LoanView;
  step: 'ask' | 'extend';
  onClose: () => void;
}

export function LongerDialog({ loan, step, onClose }: LongerDialogProps) {
  const api = useApi();
  const first = nextDay(loan.to ?? '');
  const [to, setTo] = useState(loan.asked ?? first);
  const [note, setNote] = useState('');
  const [error, setError] = useState<unknown>();
  const name = step === 'ask' ? loan.custodianName : loan.borrowerName;

  async function send(): Promise<void> {
    const wish = { loan: loan.id, to, note };
    try {
      await (step === 'ask' ? api.loanAsk(wish) : api.loanExtend(wish));
      onClose();
    } catch (refusal) {
      setError(refusal);
    }
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={t(step === 'ask' ? 'longer.askTitle' : 'longer.giveTitle', { item: loan.itemTitle })}
      about={t(step === 'ask' ? 'longer.askAbout' : 'longer.giveAbout', {
        name,
        to: civilDay(loan.to ?? first),
      })}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isDay(to)) void send();
        }}
      >
        <TextField
          type="date"
          label={t('longer.until')}
          min={first}
          max="9999-12-31"
          value={to}
          onValue={(day) => {
            setTo(day);
            setError(undefined);
          }}
          error={error === undefined ? undefined : sentenceOf(error)}
        />
        <TextField label={t('longer.note', { name })} value={note} onValue={setNote} />
        <DialogActions>
          <Button look="quiet" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" look="primary">
            {t(step === 'ask' ? 'longer.ask' : 'longer.give')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
