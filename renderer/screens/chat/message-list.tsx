/** Messages in order, with the days between them and the line above what is new. */
import { useState } from 'react';
import type { MessageView } from '../../../core/api/chat-methods.ts';
import { Confirm } from '../../components/dialog.tsx';
import { attempt } from '../../components/notices.tsx';
import { useApi } from '../../peer/use-peer.ts';
import { t } from '../../text/text.ts';
import { dayName, startOfDay } from '../../text/when.ts';
import styles from './message-list.module.css';
import { Message } from './message.tsx';

/** Milliseconds within which messages of one person stand together. */
const TOGETHER = 300_000;

interface MessageListProps {
  messages: readonly MessageView[];
  firstUnread: string | null;
  onReply: (message: MessageView) => void;
}

export function MessageList({ messages, firstUnread, onReply }: MessageListProps) {
  const api = useApi();
  const [now] = useState(() => Date.now());
  const [editing, setEditing] = useState<string | null>(null);
  const [deleting, setDeleting] = useState<string | null>(null);
  return (
    <>
      <div role="log">
        <ol className={styles['messages']}>
          {messages.map((message, index) => {
            const before = messages[index - 1];
            const isNewDay = !before || startOfDay(before.time) !== startOfDay(message.time);
            const isFirstUnread = message.id === firstUnread;
            return (
              <li key={message.id}>
                {isNewDay && <p className={styles['day']}>{dayName(message.time, now)}</p>}
                {isFirstUnread && <p className={styles['unread']}>{t('chat.new')}</p>}
                <Message
                  message={message}
                  continues={!isNewDay && !isFirstUnread && standsWith(before, message)}
                  isEditing={editing === message.id}
                  onEdit={(open) => setEditing(open ? message.id : null)}
                  onDelete={() => setDeleting(message.id)}
                  onReply={() => onReply(message)}
                />
              </li>
            );
          })}
        </ol>
      </div>
      <Confirm
        open={deleting !== null}
        onClose={() => setDeleting(null)}
        title={t('chat.deleteTitle')}
        about={t('chat.deleteAbout')}
        action={t('chat.delete')}
        onConfirm={() => {
          if (deleting !== null) void attempt(() => api.messageDelete({ message: deleting }));
        }}
      />
    </>
  );
}

function standsWith(before: MessageView | undefined, message: MessageView): boolean {
  return (
    before?.author === message.author &&
    !before.deleted &&
    message.replyTo === null &&
    Math.abs(message.time - before.time) < TOGETHER
  );
}
