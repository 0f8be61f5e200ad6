/** One channel: its messages, newest at the bottom, and the field to write in. */
import { MessagesSquare } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { MessagesView, MessageView } from '../../../core/api/chat-methods.ts';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Failure, Page } from '../../components/page.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useApi, usePeerQuery } from '../../peer/use-peer.ts';
import { t } from '../../text/text.ts';
import styles from './channel-page.module.css';
import { Composer } from './composer.tsx';
import { MessageList } from './message-list.tsx';

const STEP = 50;

export function ChannelPage({ channel }: { channel: string }) {
  const [last, setLast] = useState(STEP);
  const { value, error } = usePeerQuery('messages', { channel, last });
  // While older messages are fetched, those that are there stay.
  const [shown, setShown] = useState<MessagesView>();
  if (value && value !== shown) setShown(value);

  if (error !== undefined) {
    return (
      <Page title={t('nav.chat')}>
        <Failure error={error} />
      </Page>
    );
  }
  if (!shown) {
    return (
      <Page title={t('nav.chat')}>
        <Skeleton rows={6} />
      </Page>
    );
  }
  return <LoadedChannel id={channel} view={shown} onOlder={() => setLast(last + STEP)} />;
}

function LoadedChannel({ id, view, onOlder }: { id: string; view: MessagesView; onOlder: () => void }) {
  const [replyTo, setReplyTo] = useState<MessageView | null>(null);
  // The line stays where it was when the person came, while what is below it counts as read.
  const [firstUnread] = useState(view.firstUnread);
  useMarkRead(id, view);
  return (
    <Page fill title={view.title}>
      <div className={styles['channel']}>
        {/* Reversed, so that the newest stays in view by itself when something comes. */}
        <div
          className={styles['scroll']}
          tabIndex={0}
          role="region"
          aria-label={t('chat.messages', { title: view.title })}
        >
          <div className={styles['inner']}>
            {view.more && (
              <div className={styles['older']}>
                <Button look="quiet" size="small" onClick={onOlder}>
                  {t('chat.older')}
                </Button>
              </div>
            )}
            {view.messages.length === 0 ? (
              <EmptyState icon={<MessagesSquare />} title={t('chat.empty')} about={t('chat.emptyAbout')} />
            ) : (
              <MessageList messages={view.messages} firstUnread={firstUnread} onReply={setReplyTo} />
            )}
          </div>
        </div>
        <Composer
          key={id}
          channel={id}
          title={view.title}
          replyTo={replyTo}
          onReplied={() => setReplyTo(null)}
        />
      </div>
    </Page>
  );
}

/** What a person can see counts as read: the page in front, the channel open. */
function useMarkRead(channel: string, view: MessagesView): void {
  const api = useApi();
  const newest = view.messages.at(-1)?.id;
  const hasUnread = view.firstUnread !== null;
  useEffect(() => {
    if (!hasUnread) return undefined;
    const mark = (): void => {
      if (document.visibilityState !== 'visible') return;
      // It is tried again with the next message; nothing is lost when it fails.
      api.markRead({ channel }).catch(() => {});
    };
    mark();
    document.addEventListener('visibilitychange', mark);
    return () => {
      document.removeEventListener('visibilitychange', mark);
    };
  }, [api, channel, newest, hasUnread]);
}
