/** The field in a message of one's own that is changed: Enter saves, Escape leaves it as it was. */
import { useState } from 'react';
import type { MessageView } from '../../../core/api/chat-methods.ts';
import { Button } from '../../components/button.tsx';
import { TextArea } from '../../components/field.tsx';
import { useApi } from '../../peer/use-peer.ts';
import { sentenceOf } from '../../text/sentence.ts';
import { t } from '../../text/text.ts';
import styles from './message-edit.module.css';

export function MessageEdit({ message, onClose }: { message: MessageView; onClose: () => void }) {
  const api = useApi();
  const [text, setText] = useState(message.text);
  const [error, setError] = useState<unknown>();

  async function save(): Promise<void> {
    if (text.trim() === '') return;
    try {
      if (text !== message.text) await api.messageEdit({ message: message.id, text });
      onClose();
    } catch (refusal) {
      setError(refusal);
    }
  }

  return (
    <form
      className={styles['edit']}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextArea
        label={t('chat.editLabel')}
        hideLabel
        hint={t('chat.editHint')}
        error={error === undefined ? undefined : sentenceOf(error)}
        value={text}
        onValue={(next) => {
          setError(undefined);
          setText(next);
        }}
        rows={2}
        autoFocus
        onFocus={(event) => {
          const field = event.currentTarget;
          field.setSelectionRange(field.value.length, field.value.length);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onClose();
          if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
            event.preventDefault();
            void save();
          }
        }}
      />
      <div className={styles['actions']}>
        <Button type="submit" look="primary" size="small" disabled={text.trim() === ''}>
          {t('action.save')}
        </Button>
        <Button look="quiet" size="small" onClick={onClose}>
          {t('action.cancel')}
        </Button>
      </div>
    </form>
  );
}
