/**
 * The recovery words: what they are for, then the words, then a check that they stand on paper. Guarantees: they are on the
 * screen only while the person looks at them, and nothing keeps them.
 */
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions } from '../../components/dialog.tsx';
import { TextArea } from '../../components/field.tsx';
import { notify, showProblem } from '../../components/notices.tsx';
import { useApi } from '../../peer/use-peer.ts';
import { sentenceOf } from '../../text/sentence.ts';
import { t } from '../../text/text.ts';
import styles from './settings.module.css';

type Step = { at: 'why' } | { at: 'words'; words: readonly string[] } | { at: 'check'; count: number };

export function RecoveryDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const [step, setStep] = useState<Step>({ at: 'why' });
  const close = (): void => {
    setStep({ at: 'why' });
    onClose();
  };
  return (
    <Dialog open={open} onClose={close} title={t('recovery.title')} about={t(`recovery.${step.at}`)} wide>
      {step.at === 'why' && (
        <Why
          onWords={(words) => {
            setStep({ at: 'words', words });
          }}
          onLater={close}
        />
      )}
      {step.at === 'words' && (
        <>
          <ol className={styles['words']} aria-label={t('recovery.title')} lang="en" dir="ltr" translate="no">
            {step.words.map((word, index) => (
              <li key={index} className={styles['word']}>
                {word}
              </li>
            ))}
          </ol>
          <DialogActions>
            <Button look="quiet" onClick={close}>
              {t('recovery.later')}
            </Button>
            <Button
              look="primary"
              autoFocus
              onClick={() => setStep({ at: 'check', count: step.words.length })}
            >
              {t('recovery.written')}
            </Button>
          </DialogActions>
        </>
      )}
      {step.at === 'check' && (
        <Check count={step.count} onBack={() => setStep({ at: 'why' })} onDone={close} />
      )}
    </Dialog>
  );
}

function Why({ onWords, onLater }: { onWords: (words: readonly string[]) => void; onLater: () => void }) {
  const api = useApi();
  return (
    <>
      <ul className={styles['points']}>
        <li>{t('recovery.point1')}</li>
        <li>{t('recovery.point2')}</li>
        <li>{t('recovery.point3')}</li>
      </ul>
      <DialogActions>
        <Button look="quiet" onClick={onLater}>
          {t('recovery.later')}
        </Button>
        <Button
          look="primary"
          onClick={() => {
            api.recoveryWords().then(({ words }) => {
              onWords(words);
            }, showProblem);
          }}
        >
          {t('recovery.show')}
        </Button>
      </DialogActions>
    </>
  );
}

function Check({ count, onBack, onDone }: { count: number; onBack: () => void; onDone: () => void }) {
  const api = useApi();
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<unknown>();
  const words = typed.split(/[\s,;.\d]+/).filter(Boolean).length;

  async function check(): Promise<void> {
    try {
      await api.recoveryConfirm({ words: typed });
      notify({ text: t('recovery.done') });
      onDone();
    } catch (refusal) {
      setError(refusal);
    }
  }

  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void check();
      }}
    >
      <TextArea
        label={t('recovery.type')}
        hint={t('recovery.typed', { words, count })}
        value={typed}
        onValue={(next) => {
          setTyped(next);
          setError(undefined);
        }}
        error={error === undefined ? undefined : sentenceOf(error)}
        rows={4}
        autoFocus
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        dir="ltr"
      />
      <DialogActions>
        <Button look="quiet" onClick={onBack}>
          {t('action.back')}
        </Button>
        <Button type="submit" look="primary" disabled={words === 0}>
          {t('recovery.doCheck')}
        </Button>
      </DialogActions>
    </form>
  );
}
