/** A button that becomes a field: Enter adds and waits for the next, Escape or leaving it empty ends. */
import { Plus } from 'lucide-react';
import { useState, type KeyboardEvent } from 'react';
import { t } from '../text/text.ts';
import { Button } from './button.tsx';
import { TextField } from './field.tsx';
import { attempt } from './notices.tsx';
import styles from './quick-add.module.css';

interface QuickAddProps {
  /** Names the button and the field: "Add a card". */
  label: string;
  placeholder: string;
  onAdd: (title: string) => Promise<unknown>;
}

export function QuickAdd({ label, placeholder, onAdd }: QuickAddProps) {
  const [isOpen, setOpen] = useState(false);
  const [title, setTitle] = useState('');

  async function add(): Promise<void> {
    const typed = title;
    if (typed.trim() === '') {
      setOpen(false);
      return;
    }
    setTitle('');
    // What was typed is not lost when it is refused.
    if (!(await attempt(() => onAdd(typed)))) setTitle(typed);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    setTitle('');
    setOpen(false);
  }

  if (!isOpen) {
    return (
      <Button
        look="quiet"
        size="small"
        icon={<Plus aria-hidden />}
        className={styles['open']}
        onClick={() => setOpen(true)}
      >
        {label}
      </Button>
    );
  }
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <TextField
        label={label}
        hideLabel
        placeholder={placeholder}
        value={title}
        onValue={setTitle}
        onKeyDown={onKeyDown}
        onBlur={(event) => {
          if (title.trim() === '' && !event.currentTarget.form?.contains(event.relatedTarget)) setOpen(false);
        }}
        autoFocus
        autoComplete="off"
      />
      <div className={styles['actions']}>
        <Button type="submit" look="primary" size="small">
          {t('action.add')}
        </Button>
        <Button
          look="quiet"
          size="small"
          onClick={() => {
            setTitle('');
            setOpen(false);
          }}
        >
          {t('action.cancel')}
        </Button>
      </div>
    </form>
  );
}
