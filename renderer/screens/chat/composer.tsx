/** The field to write in: Enter sends, Shift and Enter begin a new line; a draft is kept. */
import { Reply, SendHorizontal, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { MessageView } from '../../../core/api/chat-methods.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { TextArea } from '../../components/field.tsx';
import { attempt } from '../../components/notices.tsx';
import { useApi } from '../../peer/use-peer.ts';
import { t } from '../../text/text.ts';
import styles from './composer.module.css';
import { keepDraft, readDraft } from './drafts.ts';

interface ComposerProps {
  channel: string;
  title: string;
  replyTo: MessageView | null;
  onReplied: () => void;
}

export function Composer({ channel, title, replyTo, onReplied }: ComposerProps) {
  const api = useApi();
  const form = useRef<HTMLFormElement>(null);
  const [text, setText] = useState(() => readDraft(channel));

  useEffect(() => {
    if (replyTo) form.current?.querySelector('textarea')?.focus();
  }, [replyTo]);

  function type(next: string): void {
    setText(next);
    keepDraft(channel, next);
  }

  async function send(): Promise<void> {
    const typed = text;
    if (typed.trim() === '') return;
    // The field is free for the next one at once; what could not be saved comes back.
    type('');
    const reply = replyTo ? { reply: replyTo.id } : {};
    if (await attempt(() => api.say({ channel, text: typed, ...reply }))) onReplied();
    else type(typed);
  }

  return (
    <form
      ref={form}
      className={styles['composer']}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {replyTo && (
        <p className={styles['reply']}>
          <Reply aria-hidden />
          <span className={styles['replyText']}>
            {t('chat.replyQuote', { name: replyTo.name, text: replyTo.text })}
          </span>
          <IconButton label={t('chat.noReply')} icon={<X />} onClick={onReplied} />
        </p>
      )}
      <div className={styles['line']}>
        <div className={styles['field']}>
          <TextArea
            label={t('chat.write', { title })}
            hideLabel
            placeholder={t('chat.write', { title })}
            value={text}
            onValue={type}
            rows={1}
            onKeyDown={(event) => {
              if (event.key === 'Escape' && replyTo) onReplied();
              if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
                event.preventDefault();
                void send();
              }
            }}
          />
        </div>
        <Button
          type="submit"
          look="primary"
          icon={<SendHorizontal aria-hidden />}
          disabled={text.trim() === ''}
        >
          {t('chat.send')}
        </Button>
      </div>
    </form>
  );
}
