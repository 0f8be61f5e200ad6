/**
 * The field under a column: Enter adds a card and waits for the next, Escape or leaving it empty ends. Several lines that
 * are pasted become several cards, if that is what the person wants.
 */
import { Plus } from 'lucide-react';
import { useState, type ClipboardEvent, type KeyboardEvent } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions } from '../../components/dialog.tsx';
import { TextArea } from '../../components/field.tsx';
import { attempt, notify } from '../../components/notices.tsx';
import { t } from '../../text/text.ts';
import styles from './quick-cards.module.css';

interface QuickCardsProps {
  isOpen: boolean;
  onOpen: (open: boolean) => void;
  onAdd: (title: string) => Promise<unknown>;
}

/** A pasted book is no list of cards. */
const MOST_LINES = 200;

export function QuickCards({ isOpen, onOpen, onAdd }: QuickCardsProps) {
  const [title, setTitle] = useState('');
  const [pasted, setPasted] = useState<readonly string[]>([]);

  async function add(): Promise<void> {
    const typed = title;
    if (typed.trim() === '') {
      onOpen(false);
      return;
    }
    setTitle('');
    // What was typed is not lost when it is refused.
    if (!(await attempt(() => onAdd(typed)))) setTitle(typed);
  }

  async function addAll(lines: readonly string[]): Promise<void> {
    setPasted([]);
    let count = 0;
    const isDone = await attempt(async () => {
      for (const line of lines) {
        await onAdd(line);
        count += 1;
      }
    });
    // What could not be added is in the field again, to be tried once more.
    if (!isDone) setTitle(lines.slice(count).join(' '));
    else notify({ text: t('card.manyDone', { count }) });
  }

  function onPaste(event: ClipboardEvent): void {
    const lines = event.clipboardData
      .getData('text/plain')
      .split(/\r\n?|\n/)
      .map(tidyLine)
      .filter((line) => line !== '');
    if (lines.length < 2) return;
    event.preventDefault();
    setPasted(lines.slice(0, MOST_LINES));
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      event.stopPropagation();
      setTitle('');
      onOpen(false);
    }
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void add();
  }

  if (!isOpen) {
    return (
      <Button
        look="quiet"
        size="small"
        icon={<Plus aria-hidden />}
        className={styles['open']}
        onClick={() => onOpen(true)}
      >
        {t('card.add')}
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
      <TextArea
        label={t('card.add')}
        hideLabel
        placeholder={t('card.placeholder')}
        value={title}
        onValue={(next) => setTitle(next.replace(/\n/g, ' '))}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        onBlur={(event) => {
          if (
            title.trim() === '' &&
            pasted.length === 0 &&
            !event.currentTarget.form?.contains(event.relatedTarget)
          )
            onOpen(false);
        }}
        rows={2}
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
            onOpen(false);
          }}
        >
          {t('action.done')}
        </Button>
      </div>
      <Dialog
        open={pasted.length > 0}
        onClose={() => setPasted([])}
        title={t('card.manyTitle', { count: pasted.length })}
        about={t('card.manyAbout')}
      >
        <ul className={styles['lines']} tabIndex={0} aria-label={t('archive.cards')}>
          {pasted.map((line, index) => (
            <li key={index}>{line}</li>
          ))}
        </ul>
        <DialogActions>
          <Button
            look="quiet"
            onClick={() => {
              setTitle(`${title} ${pasted.join(' ')}`.trim());
              setPasted([]);
            }}
          >
            {t('card.manyOne')}
          </Button>
          <Button look="primary" onClick={() => void addAll(pasted)}>
            {t('card.manyGo', { count: pasted.length })}
          </Button>
        </DialogActions>
      </Dialog>
    </form>
  );
}

/** Without the mark that a list has before each line. */
function tidyLine(line: string): string {
  return line.replace(/^\s*(?:[-*•]\s+(?:\[[ xX]\]\s+)?|\d+[.)]\s+)/, '').trim();
}
