/** One channel: its messages, newest at the bottom, and the field to write in. */
import { Ellipsis, MessagesSquare, Pencil } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import type { MessagesView, MessageView } from '../../../core/api/chat-methods.ts';
import { useDrop } from '../../attachments/pick-files.tsx';
import { IconButton } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Menu } from '../../components/menu.tsx';
import { showProblem } from '../../components/notices.tsx';
import { Failure, Page } from '../../components/page.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { TitleDialog } from '../../components/title-dialog.tsx';
import { useDraft } from '../../peer/use-draft.ts';
import { useApi, usePeerQuery } from '../../peer/use-peer.ts';
import { useCommands } from '../../shell/commands.ts';
import { privateNote, useSpaceOfChannel } from '../spaces/private-note.tsx';
import { useStanding } from '../../shell/use-standing.ts';
import { t } from '../../text/text.ts';
import styles from './channel-page.module.css';
import { ChannelContext, type ChannelPeople } from './channel-people.ts';
import { Composer } from './composer.tsx';
import { MessageList, type ListHandle } from './message-list.tsx';
import { Typing, useTypingSay } from './typing.tsx';
import { useAttaching } from './use-attaching.ts';
import { useSending, type Unsent } from './use-sending.ts';

/** Messages that are asked for at first, and each time when more are wanted. */
const STEP = 100;
/** No more are asked for at once than the peer gives. */
const MOST = 10_000;
/** Shown above a message that was gone to. */
const ABOVE = 20;

interface ChannelPageProps {
  community: string;
  channel: string;
  /** The message to go to. */
  message: string | null;
}

export function ChannelPage({ community, channel, message }: ChannelPageProps) {
  const api = useApi();
  const [last, setLast] = useState(STEP);
  const { value, error } = usePeerQuery('messages', { channel, last });
  // While older messages are fetched, those that are there stay.
  const [shown, setShown] = useState<MessagesView>();
  if (value && value !== shown) setShown(value);

  if (error !== undefined || !shown) {
    return (
      <Page title={shown?.title ?? t('nav.chat')}>
        {error === undefined ? <Skeleton rows={6} /> : <Failure error={error} />}
      </Page>
    );
  }
  return (
    <LoadedChannel
      community={community}
      id={channel}
      view={shown}
      target={message}
      isLoading={!value}
      onOlder={() => {
        if (value?.more && last < MOST) setLast(Math.min(last + STEP, MOST));
      }}
      onReach={async (wanted) => {
        try {
          const { channel: where, newer } = await api.messagePlace({ message: wanted });
          if (where !== channel || newer >= MOST) return false;
          setLast((now) => Math.min(MOST, Math.max(now, newer + ABOVE)));
          return true;
        } catch (refusal) {
          showProblem(refusal);
          return true;
        }
      }}
    />
  );
}

interface LoadedChannelProps {
  community: string;
  id: string;
  view: MessagesView;
  target: string | null;
  isLoading: boolean;
  onOlder: () => void;
  /** Loads as far back as that message. False: it cannot be reached. */
  onReach: (message: string) => Promise<boolean>;
}

function LoadedChannel({
  community,
  id,
  view: arrived,
  target,
  isLoading,
  onOlder,
  onReach,
}: LoadedChannelProps) {
  const api = useApi();
  const { messages, unsent, send, again, drop: dropUnsent } = useSending(id, arrived.messages);
  const view = useMemo(() => ({ ...arrived, messages }), [arrived, messages]);
  const [replyTo, setReplyTo] = useState<MessageView | null>(null);
  const [isRenaming, setRenaming] = useState(false);
  const [editing, setEditing] = useState<string | null>(null);
  const list = useRef<ListHandle>(null);
  const composer = useRef<HTMLTextAreaElement>(null);
  const people = usePeople(community);
  const standing = useStanding(community);
  const space = useSpaceOfChannel(community, id);
  // A conversation of two has the other's name.
  const mayRename = view.mayWrite && !space?.direct;
  const { draft, keep } = useDraft(id);
  const sayTyping = useTypingSay(community, id);
  const attaching = useAttaching(community);
  const drop = useDrop(view.mayWrite ? attaching.add : null);
  const { firstUnread } = view;

  useCommands(
    useMemo(
      () => [
        ...(mayRename ? [{ id: 'chat.rename', title: t('chat.rename'), run: () => setRenaming(true) }] : []),
        ...(firstUnread === null
          ? []
          : [
              {
                id: 'chat.first-unread',
                title: t('chat.toFirstUnread'),
                run: () => list.current?.goTo(firstUnread),
              },
            ]),
        { id: 'chat.newest', title: t('chat.toNewest'), run: () => list.current?.goToNewest() },
      ],
      [mayRename, firstUnread],
    ),
  );

  /** What could not be saved goes back before what is in the field by now. */
  function takeBack(message: Unsent): void {
    dropUnsent(message);
    attaching.giveBack(message.files);
    keep({ text: [message.text, draft?.text].filter(Boolean).join('\n'), about: message.replyTo?.id ?? '' });
    if (message.replyTo) setReplyTo(message.replyTo);
    composer.current?.focus();
  }

  function editLast(): void {
    const own = view.messages.findLast((each) => each.own && !each.deleted);
    if (!own) return;
    setEditing(own.id);
    list.current?.goTo(own.id);
  }

  return (
    <ChannelContext value={people}>
      <Page
        fill
        title={view.title}
        about={privateNote(community, space)}
        actions={
          mayRename && (
            <Menu
              trigger={<IconButton label={t('chat.menu', { title: view.title })} icon={<Ellipsis />} />}
              sections={[
                {
                  actions: [
                    {
                      label: t('chat.rename'),
                      icon: <Pencil aria-hidden />,
                      onSelect: () => setRenaming(true),
                    },
                  ],
                },
              ]}
            />
          )
        }
      >
        <div className={styles['channel']} {...drop.handlers}>
          {drop.isOver && <p className={styles['drop']}>{t('attachment.drop')}</p>}
          {view.messages.length + unsent.length === 0 ? (
            <div className={styles['empty']}>
              <EmptyState icon={<MessagesSquare />} title={t('chat.empty')} about={t('chat.emptyAbout')} />
            </div>
          ) : (
            <MessageList
              ref={list}
              channel={id}
              view={view}
              unsent={unsent}
              target={target}
              isLoading={isLoading}
              editing={editing}
              onEdit={(message) => {
                setEditing(message);
                if (message === null) composer.current?.focus();
              }}
              onReply={(message) => {
                setReplyTo(message);
                composer.current?.focus();
              }}
              onAgain={(message) => void again(message)}
              onDrop={takeBack}
              onOlder={onOlder}
              onReach={onReach}
            />
          )}
          <Typing community={community} channel={id} />
          {view.mayWrite ? (
            <Composer
              key={id}
              ref={composer}
              title={view.title}
              draft={draft}
              onDraft={(next) => {
                sayTyping(next.text);
                keep(next);
              }}
              messages={view.messages}
              replyTo={replyTo}
              onReplyTo={setReplyTo}
              onEditLast={editLast}
              files={attaching.files}
              onFiles={attaching.add}
              onRemoveFile={attaching.remove}
              onSend={(text) => {
                void send(text, replyTo, attaching.take());
                setReplyTo(null);
                list.current?.goToNewest();
              }}
            />
          ) : (
            <p className={styles['readOnly']}>
              {t(standing === 'in' ? 'chat.readOnly' : 'chat.readOnlyGone')}
            </p>
          )}
        </div>
        <TitleDialog
          open={isRenaming}
          onClose={() => setRenaming(false)}
          title={t('chat.rename')}
          label={t('channels.name')}
          initial={view.title}
          action={t('action.save')}
          onSubmit={(title) => api.channelEdit({ channel: id, title })}
        />
      </Page>
    </ChannelContext>
  );
}

/** Who can be named, and who is looking. */
function usePeople(community: string): ChannelPeople {
  const members = usePeerQuery('members', { community }).value?.members;
  return useMemo(() => {
    const here = (members ?? []).filter((member) => member.state === 'in' && member.name !== '');
    return {
      community,
      people: here.map(({ id, name, self, safety }) => ({ id, name, self, safety })),
      me: members?.find((member) => member.self)?.id,
    };
  }, [community, members]);
}
