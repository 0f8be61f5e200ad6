/**
 * The text of a card: read, and changed in place. What is typed is a draft on this device until it is saved; a text that
 * somebody else changed meanwhile is not written over unseen.
 */
import { Pencil } from 'lucide-react';
import { useId, useState } from 'react';
import type { CardView } from '../../../core/api/board-methods.ts';
import type { DraftView } from '../../../core/api/chat-methods.ts';
import { Button } from '../../components/button.tsx';
import { TextArea } from '../../components/field.tsx';
import { LinkedText } from '../../components/linked-text.tsx';
import { noDraft, useDraft } from '../../peer/use-draft.ts';
import { useApi } from '../../peer/use-peer.ts';
import { sentenceOf } from '../../text/sentence.ts';
import { t } from '../../text/text.ts';
import styles from './card-text.module.css';

export function CardText({ card, mayWrite }: { card: CardView; mayWrite: boolean }) {
  const heading = useId();
  const { draft, keep } = useDraft(card.id);
  const [isOpen, setOpen] = useState(false);
  const begun = draft && draft.text !== '' ? draft : undefined;
  return (
    <section className={styles['text']} aria-labelledby={heading}>
      <div className={styles['head']}>
        <h3 id={heading}>{t('card.text')}</h3>
        {mayWrite && !begun && !isOpen && card.body !== '' && (
          <Button look="quiet" size="small" icon={<Pencil aria-hidden />} onClick={() => setOpen(true)}>
            {t('card.textEdit')}
          </Button>
        )}
      </div>
      {mayWrite && (begun ?? isOpen) ? (
        <TextForm
          card={card}
          draft={begun ?? { text: card.body, about: card.body }}
          onDraft={(next) => {
            setOpen(true);
            keep(next);
          }}
          onDone={() => {
            setOpen(false);
            keep(noDraft);
          }}
        />
      ) : card.body !== '' ? (
        <p className={styles['body']} dir="auto">
          <LinkedText text={card.body} />
        </p>
      ) : (
        mayWrite && (
          <button type="button" className={styles['blank']} onClick={() => setOpen(true)}>
            {t('card.textAdd')}
          </button>
        )
      )}
    </section>
  );
}

interface TextFormProps {
  card: CardView;
  draft: DraftView;
  onDraft: (draft: DraftView) => void;
  /** It is saved or given up. */
  onDone: () => void;
}

function TextForm({ card, draft, onDraft, onDone }: TextFormProps) {
  const api = useApi();
  const [error, setError] = useState<unknown>();
  // A draft without a word in it is none, but a text may be emptied.
  const [text, setText] = useState(draft.text);
  const [about] = useState(draft.about);
  const isBehind = about !== card.body;
  const isChanged = text !== card.body;

  async function save(): Promise<void> {
    try {
      if (isChanged) await api.cardEdit({ card: card.id, body: text });
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
        void save();
      }}
    >
      <TextArea
        label={t('card.text')}
        hideLabel
        placeholder={t('card.textHint')}
        value={text}
        onValue={(next) => {
          setError(undefined);
          setText(next);
          onDraft({ text: next, about });
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          void save();
        }}
        error={error === undefined ? undefined : sentenceOf(error)}
        hint={isBehind ? t('card.textBehind') : isChanged ? t('card.textDraft') : undefined}
        rows={6}
        autoFocus
        dir="auto"
      />
      <div className={styles['actions']}>
        <Button type="submit" look="primary" size="small">
          {t('action.save')}
        </Button>
        {isBehind && (
          <Button size="small" onClick={onDone}>
            {t('card.textTheirs')}
          </Button>
        )}
        <Button look="quiet" size="small" onClick={onDone}>
          {t('action.cancel')}
        </Button>
      </div>
    </form>
  );
}
