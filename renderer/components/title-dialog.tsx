/** Asks for one title: a new board, inventory, channel; another name for a column. */
import { useState } from 'react';
import { sentenceOf } from '../text/sentence.ts';
import { t } from '../text/text.ts';
import { Button } from './button.tsx';
import { Dialog, DialogActions } from './dialog.tsx';
import { TextField } from './field.tsx';

interface TitleDialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  about?: string;
  label: string;
  placeholder?: string;
  initial?: string;
  action: string;
  onSubmit: (title: string) => Promise<unknown>;
}

export function TitleDialog({ open, onClose, title, about, ...form }: TitleDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} title={title} about={about}>
      <TitleForm {...form} onClose={onClose} />
    </Dialog>
  );
}

function TitleForm({
  label,
  placeholder,
  initial = '',
  action,
  onSubmit,
  onClose,
}: Omit<TitleDialogProps, 'open' | 'title' | 'about'>) {
  const [value, setValue] = useState(initial);
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);

  async function submit(): Promise<void> {
    setBusy(true);
    try {
      await onSubmit(value);
      onClose();
    } catch (refusal) {
      setError(refusal);
      setBusy(false);
    }
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) void submit();
      }}
      style={{ display: 'contents' }}
    >
      <TextField
        label={label}
        placeholder={placeholder}
        value={value}
        onValue={(next) => {
          setValue(next);
          setError(undefined);
        }}
        error={error === undefined ? undefined : sentenceOf(error)}
        autoFocus
        autoComplete="off"
      />
      <DialogActions>
        <Button look="quiet" onClick={onClose}>
          {t('action.cancel')}
        </Button>
        <Button type="submit" look="primary" disabled={isBusy}>
          {action}
        </Button>
      </DialogActions>
    </form>
  );
}
