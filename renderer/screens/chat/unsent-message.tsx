/** What was sent and is not saved yet, or could not be: with the reason, and both ways on. */
import { Button } from '../../components/button.tsx';
import { sentenceOf } from '../../text/sentence.ts';
import { t } from '../../text/text.ts';
import message from './message.module.css';
import { MessageText } from './message-text.tsx';
import styles from './unsent-message.module.css';
import type { Unsent } from './use-sending.ts';

interface UnsentMessageProps {
  unsent: Unsent;
  onAgain: (unsent: Unsent) => void;
  onDrop: (unsent: Unsent) => void;
}

export function UnsentMessage({ unsent, onAgain, onDrop }: UnsentMessageProps) {
  const isRefused = unsent.error !== undefined;
  return (
    <article className={message['message']}>
      <div className={message['side']} />
      <div className={`${message['main']} ${isRefused ? '' : styles['saving']}`}>
        {unsent.replyTo && (
          <p className={message['quote']}>
            {t('chat.replyQuote', { name: unsent.replyTo.name, text: unsent.replyTo.text })}
          </p>
        )}
        {unsent.text !== '' && <MessageText text={unsent.text} edited={false} />}
        {unsent.files.map(({ key, name }) => (
          <p key={key} className={styles['file']} dir="auto">
            {name}
          </p>
        ))}
        {isRefused ? (
          <div className={styles['refused']}>
            <p role="alert">{t('chat.unsent', { sentence: sentenceOf(unsent.error) })}</p>
            <Button size="small" onClick={() => onAgain(unsent)}>
              {t('chat.again')}
            </Button>
            <Button size="small" look="quiet" onClick={() => onDrop(unsent)}>
              {t('chat.takeBack')}
            </Button>
          </div>
        ) : (
          <p className="visually-hidden">{t('chat.sending')}</p>
        )}
      </div>
    </article>
  );
}
