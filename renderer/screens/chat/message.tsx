/** One message: who said it, when, what it answers, where it is by now, and what its writer can still do to it. */
import { Ellipsis, Pencil, Reply, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { MessageView } from '../../../core/api/chat-methods.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Button, IconButton } from '../../components/button.tsx';
import { TextArea } from '../../components/field.tsx';
import { Holding } from '../../components/holding.tsx';
import { Menu } from '../../components/menu.tsx';
import { attempt } from '../../components/notices.tsx';
import { useApi } from '../../peer/use-peer.ts';
import { t } from '../../text/text.ts';
import { exactTime, isDoubtful, timeOfDay } from '../../text/when.ts';
import styles from './message.module.css';

interface MessageProps {
  message: MessageView;
  /** By the same person as the one above, shortly after: name and picture are not repeated. */
  continues: boolean;
  isEditing: boolean;
  onEdit: (open: boolean) => void;
  onDelete: () => void;
  onReply: () => void;
}

export function Message({ message, continues, isEditing, onEdit, onDelete, onReply }: MessageProps) {
  return (
    <article className={`${styles['message']} ${continues ? styles['continues'] : ''}`}>
      <div className={styles['side']}>
        {continues ? (
          <Time message={message} className={styles['sideTime']} />
        ) : (
          <Avatar id={message.author} name={message.name} />
        )}
      </div>
      <div className={styles['main']}>
        <header className={continues ? 'visually-hidden' : styles['head']}>
          <span className={styles['name']}>{message.name}</span>
          {!continues && <Time message={message} className={styles['time']} />}
        </header>
        {message.replyTo !== null && (
          <p className={styles['quote']}>
            {message.replyText === null
              ? t('chat.replyGone')
              : t('chat.replyQuote', { name: message.replyName ?? '', text: message.replyText })}
          </p>
        )}
        {isEditing ? (
          <EditForm message={message} onClose={() => onEdit(false)} />
        ) : message.deleted ? (
          <p className={styles['deleted']}>{t('chat.deleted')}</p>
        ) : (
          <p className={styles['text']} dir="auto">
            {message.text}
          </p>
        )}
        {(message.edited || message.own) && !message.deleted && (
          <p className={styles['marks']}>
            {message.edited && <span>{t('chat.edited')}</span>}
            {message.own && <Holding holders={message.holders} />}
          </p>
        )}
      </div>
      {!message.deleted && !isEditing && (
        <div className={styles['acts']}>
          <IconButton label={t('chat.replyTo', { name: message.name })} icon={<Reply />} onClick={onReply} />
          {message.own && (
            <Menu
              trigger={<IconButton label={t('chat.more')} icon={<Ellipsis />} />}
              sections={[
                {
                  actions: [
                    { label: t('chat.edit'), icon: <Pencil aria-hidden />, onSelect: () => onEdit(true) },
                    {
                      label: t('chat.delete'),
                      icon: <Trash2 aria-hidden />,
                      danger: true,
                      onSelect: onDelete,
                    },
                  ],
                },
              ]}
            />
          )}
        </div>
      )}
    </article>
  );
}

function Time({ message, className }: { message: MessageView; className: string | undefined }) {
  const [now] = useState(() => Date.now());
  const isOff = isDoubtful(message.time, now);
  return (
    <time
      className={className}
      title={isOff ? t('chat.doubtful', { time: exactTime(message.time) }) : exactTime(message.time)}
    >
      {isOff ? t('chat.doubtfulMark', { time: timeOfDay(message.time) }) : timeOfDay(message.time)}
    </time>
  );
}

function EditForm({ message, onClose }: { message: MessageView; onClose: () => void }) {
  const api = useApi();
  const [text, setText] = useState(message.text);

  async function save(): Promise<void> {
    if (text === message.text || (await attempt(() => api.messageEdit({ message: message.id, text }))))
      onClose();
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
        value={text}
        onValue={setText}
        rows={2}
        autoFocus
        onKeyDown={(event) => {
          if (event.key === 'Escape') onClose();
          if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
            event.preventDefault();
            void save();
          }
        }}
      />
      <div className={styles['editActions']}>
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
