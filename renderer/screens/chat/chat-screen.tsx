/** The channels of a community: all of them, or one. */
import { CheckCheck, Lock, MessagesSquare, Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { ChannelSummary } from '../../../core/api/chat-methods.ts';
import { Unread } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { attempt } from '../../components/notices.tsx';
import { Failure, Page } from '../../components/page.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { TitleDialog } from '../../components/title-dialog.tsx';
import { useApi, usePeerQuery } from '../../peer/use-peer.ts';
import { hrefOf } from '../../router/route.ts';
import { goTo } from '../../router/use-route.ts';
import { useCommands, type Command } from '../../shell/commands.ts';
import { t } from '../../text/text.ts';
import { ChannelPage } from './channel-page.tsx';
import styles from './chat-screen.module.css';

interface ChatScreenProps {
  community: string;
  channel: string | null;
  /** The message that is looked at. */
  message: string | null;
}

export function ChatScreen({ community, channel, message }: ChatScreenProps) {
  const channels = usePeerQuery('channels', { community });
  useUnreadCommands(community, channel, channels.value?.channels);
  if (channel === null)
    return <Channels community={community} channels={channels.value?.channels} error={channels.error} />;
  return <ChannelPage key={channel} community={community} channel={channel} message={message} />;
}

interface ChannelsProps {
  community: string;
  channels: readonly ChannelSummary[] | undefined;
  error: unknown;
}

function Channels({ community, channels, error }: ChannelsProps) {
  const api = useApi();
  const [isAdding, setAdding] = useState(false);
  const add = (
    <Button look="primary" icon={<Plus aria-hidden />} onClick={() => setAdding(true)}>
      {t('channels.add')}
    </Button>
  );
  const isEmpty = channels?.length === 0;
  const unread = channels?.filter((channel) => channel.unread > 0) ?? [];
  return (
    <Page
      title={t('nav.chat')}
      actions={
        !isEmpty && (
          <>
            {unread.length > 0 && (
              <Button
                look="quiet"
                icon={<CheckCheck aria-hidden />}
                onClick={() =>
                  void attempt(() => Promise.all(unread.map(({ id }) => api.markRead({ channel: id }))))
                }
              >
                {t('channels.readAll')}
              </Button>
            )}
            {add}
          </>
        )
      }
    >
      {error !== undefined && <Failure error={error} />}
      {!channels && error === undefined && <Skeleton rows={3} tall />}
      {isEmpty && (
        <EmptyState drawing="chat" title={t('channels.empty')} about={t('channels.emptyAbout')}>
          {add}
        </EmptyState>
      )}
      {channels && channels.length > 0 && (
        <ul className={styles['channels']}>
          {channels.map(({ id, title, space, unread: count }) => (
            <li key={id}>
              <a href={hrefOf({ screen: 'chat', community, place: id })} className={styles['channel']}>
                {space === null ? <MessagesSquare aria-hidden /> : <Lock aria-hidden />}
                <span className={styles['title']}>
                  {title}
                  {space !== null && <span className="visually-hidden"> {t('space.private')}</span>}
                </span>
                <Unread count={count} label={t('chat.unread', { count })} />
              </a>
            </li>
          ))}
        </ul>
      )}
      <TitleDialog
        open={isAdding}
        onClose={() => setAdding(false)}
        title={t('channels.add')}
        label={t('channels.name')}
        placeholder={t('channels.placeholder')}
        action={t('channels.make')}
        onSubmit={async (title) => {
          const { channel } = await api.channelAdd({ community, title });
          goTo({ screen: 'chat', community, place: channel });
        }}
      />
    </Page>
  );
}

function useUnreadCommands(
  community: string,
  here: string | null,
  channels: readonly ChannelSummary[] | undefined,
): void {
  const api = useApi();
  const commands = useMemo((): Command[] => {
    const unread = (channels ?? []).filter((channel) => channel.unread > 0);
    const next = unread.find(({ id }) => id !== here);
    return [
      ...(next
        ? [
            {
              id: 'chat.next-unread',
              title: t('channels.nextUnread'),
              keys: 'shift+n',
              run: () => goTo({ screen: 'chat', community, place: next.id }),
            },
          ]
        : []),
      ...(unread.length > 0
        ? [
            {
              id: 'chat.read-all',
              title: t('channels.readAll'),
              run: () => {
                void attempt(() => Promise.all(unread.map(({ id }) => api.markRead({ channel: id }))));
              },
            },
          ]
        : []),
    ];
  }, [api, community, here, channels]);
  useCommands(commands);
}
