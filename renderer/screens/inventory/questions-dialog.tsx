/** What a list asks about each of its things beyond the usual: add a question, stop asking one. */
import { useState } from 'react';
import type { FieldKind, QuestionView } from '../../../core/api/inventory-methods.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions } from '../../components/dialog.tsx';
import { SelectField, TextField } from '../../components/field.tsx';
import list from '../../components/list.module.css';
import { attempt } from '../../components/notices.tsx';
import { useApi } from '../../peer/use-peer.ts';
import { sentenceOf } from '../../text/sentence.ts';
import { t } from '../../text/text.ts';
import styles from './item-form.module.css';

const kinds = ['text', 'number', 'date', 'choice', 'yes-no'] as const;

interface QuestionsDialogProps {
  inventory: string;
  questions: readonly QuestionView[];
  open: boolean;
  onClose: () => void;
}

export function QuestionsDialog({ open, onClose, questions, inventory }: QuestionsDialogProps) {
  const api = useApi();
  return (
    <Dialog open={open} onClose={onClose} title={t('questions.title')} about={t('questions.about')}>
      <div className={styles['form']}>
        {questions.length > 0 && (
          <ul className={list['list']}>
            {questions.map(({ id, title, kind, choices, archived }) => (
              <li key={id} className={list['row']}>
                <div className={list['main']}>
                  <div className={list['name']}>{title}</div>
                  <div className={list['more']}>
                    {kind === 'choice' ? choices.join(', ') : t(`questions.kind.${kind}`)}
                    {archived && ` · ${t('questions.isArchived')}`}
                  </div>
                </div>
                <div className={list['end']}>
                  <Button
                    size="small"
                    look="quiet"
                    onClick={() =>
                      void attempt(() => api.questionEdit({ question: id, archived: !archived }))
                    }
                  >
                    {t(archived ? 'questions.askAgain' : 'questions.stop')}
                  </Button>
                </div>
              </li>
            ))}
          </ul>
        )}
        <NewQuestion key={questions.length} inventory={inventory} onClose={onClose} />
      </div>
    </Dialog>
  );
}

function NewQuestion({ inventory, onClose }: { inventory: string; onClose: () => void }) {
  const api = useApi();
  const [title, setTitle] = useState('');
  const [kind, setKind] = useState<FieldKind>('text');
  const [choices, setChoices] = useState('');
  const [error, setError] = useState<unknown>();

  async function add(): Promise<void> {
    const offered = choices
      .split(',')
      .map((choice) => choice.trim())
      .filter((choice) => choice !== '');
    try {
      await api.questionAdd({ inventory, title, kind, ...(kind === 'choice' && { choices: offered }) });
    } catch (refusal) {
      setError(refusal);
    }
  }

  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <div className={styles['pair']}>
        <TextField
          label={t('questions.new')}
          placeholder={t('questions.placeholder')}
          value={title}
          onValue={(next) => {
            setTitle(next);
            setError(undefined);
          }}
          error={error === undefined ? undefined : sentenceOf(error)}
          autoComplete="off"
        />
        <SelectField
          label={t('questions.kind')}
          value={kind}
          onValue={(next) => setKind(next as FieldKind)}
          options={kinds.map((value) => ({ value, label: t(`questions.kind.${value}`) }))}
        />
      </div>
      {kind === 'choice' && (
        <TextField
          label={t('questions.choices')}
          hint={t('questions.choicesHint')}
          value={choices}
          onValue={setChoices}
        />
      )}
      <DialogActions>
        <Button look="quiet" onClick={onClose}>
          {t('action.close')}
        </Button>
        <Button type="submit" look="primary" disabled={title.trim() === ''}>
          {t('questions.add')}
        </Button>
      </DialogActions>
    </form>
  );
}
