/** One message: who said it, when, what it answers, where it is by now, and what can still be done with it. */
import { Copy, Ellipsis, Eye, EyeOff, Pencil, Reply, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { MessageView } from '../../../core/api/chat-methods.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Compared } from '../../components/compared.tsx';
import { IconButton } from '../../components/button.tsx';
import { Holding } from '../../components/holding.tsx';
import { Menu } from '../../components/menu.tsx';
import { attempt, notify } from '../../components/notices.tsx';
import { t } from '../../text/text.ts';
import { exactTime, isDoubtful, timeOfDay } from '../../text/when.ts';
import { useChannelPeople } from './channel-people.ts';
import { namedPieces } from './mentions.ts';
import { MessageEdit } from './message-edit.tsx';
import { MessageFiles } from './message-files.tsx';
import { MessageReactions } from './message-reactions.tsx';
import { MessageText } from './message-text.tsx';
import styles from './message.module.css';
import { ReactionPicker } from './reaction-picker.tsx';

interface MessageProps {
  message: MessageView;
  /** By the same person as the one above, shortly after: name and picture are not repeated. */
  continues: boolean;
  mayWrite: boolean;
  mayHide: boolean;
  /** The one message that the Tab key reaches. */
  isActive: boolean;
  /** It was gone to. */
  isMarked: boolean;
  isEditing: boolean;
  /** A sign for it is being chosen. */
  isReacting: boolean;
  watch: (element: HTMLElement) => () => void;
  onActive: () => void;
  onEdit: (open: boolean) => void;
  onDelete: () => void;
  onReply: () => void;
  onReacting: (open: boolean) => void;
  onReact: (sign: string, on: boolean) => void;
  onHide: (hidden: boolean) => void;
  onJump: (message: string) => void;
}

export function Message(props: MessageProps) {
  const { message, continues, isActive, isMarked, isEditing, watch, onEdit, onJump } = props;
  const element = useRef<HTMLElement>(null);
  // Most messages are only read: what can be done with one is made when somebody comes near it.
  const [isNear, setNear] = useState(false);
  const [isUnveiled, setUnveiled] = useState(false);
  const isVeiled = message.hiddenBy !== undefined && !message.deleted && !isUnveiled;
  const { people, me } = useChannelPeople();
  const safety = people.find(({ id }) => id === message.author)?.safety ?? 'unconfirmed';
  const namesMe = namedPieces(message.text, people).some(
    ({ person }) => person !== undefined && person === me,
  );
  useEffect(() => (element.current ? watch(element.current) : undefined), [watch]);
  const look = [
    styles['message'],
    continues && styles['continues'],
    message.provisional && styles['provisional'],
    namesMe && styles['namesMe'],
    isMarked && styles['marked'],
  ];
  return (
    <article
      ref={element}
      className={look.filter(Boolean).join(' ')}
      data-message={message.id}
      tabIndex={isActive ? 0 : -1}
      onFocus={() => {
        setNear(true);
        props.onActive();
      }}
      onPointerEnter={() => setNear(true)}
    >
      <div className={styles['side']}>
        {continues ? (
          <Time message={message} className={styles['sideTime']} />
        ) : (
          <Avatar id={message.author} name={message.name} />
        )}
      </div>
      <div className={styles['main']}>
        <header className={continues ? 'visually-hidden' : styles['head']}>
          <span className={styles['name']}>
            {message.name}
            {!continues && <Compared safety={safety} />}
          </span>
          {!continues && <Time message={message} className={styles['time']} />}
        </header>
        {message.hiddenBy !== undefined && !message.deleted && (
          <p className={styles['deleted']}>
            {t('chat.hiddenBy', { name: message.hiddenBy })}{' '}
            <button
              type="button"
              className={styles['unveil']}
              tabIndex={isActive ? 0 : -1}
              onClick={() => setUnveiled(!isUnveiled)}
            >
              {isUnveiled ? t('chat.veil') : t('chat.unveil')}
            </button>
          </p>
        )}
        {message.replyTo !== null && !isVeiled && <Quote message={message} onJump={onJump} />}
        {isVeiled ? null : isEditing ? (
          <MessageEdit message={message} onClose={() => onEdit(false)} />
        ) : message.deleted ? (
          <p className={styles['deleted']}>{t('chat.deleted')}</p>
        ) : (
          (message.text !== '' || message.edited) && (
            <MessageText text={message.text} edited={message.edited} />
          )
        )}
        {!isVeiled && <MessageFiles message={message} tabIndex={isActive ? 0 : -1} />}
        {!isVeiled && (
          <MessageReactions
            message={message}
            mayReact={props.mayWrite && !message.provisional}
            tabIndex={isActive ? 0 : -1}
            onReact={props.onReact}
          />
        )}
      </div>
      {message.own && !message.deleted && (
        <span className={styles['holding']}>
          <Holding holders={message.holders} short={message.holders > 0} />
        </span>
      )}
      {(isNear || isActive) && !isEditing && !message.deleted && !message.provisional && <Acts {...props} />}
    </article>
  );
}

function Acts(props: MessageProps) {
  const { message, mayWrite, mayHide, isActive, onEdit, onDelete, onReply, onHide } = props;
  const tabIndex = isActive ? 0 : -1;
  const isOwn = message.own && mayWrite;
  return (
    <div className={styles['acts']}>
      {mayWrite && (
        <ReactionPicker
          open={props.isReacting}
          onOpen={props.onReacting}
          onPick={(sign) => props.onReact(sign, true)}
          tabIndex={tabIndex}
        />
      )}
      {mayWrite && (
        <IconButton
          label={t('chat.replyTo', { name: message.name })}
          icon={<Reply className="mirrored" />}
          tabIndex={tabIndex}
          onClick={onReply}
        />
      )}
      <Menu
        trigger={<IconButton label={t('chat.more')} icon={<Ellipsis />} tabIndex={tabIndex} />}
        sections={[
          {
            actions: [
              {
                label: t('chat.copy'),
                icon: <Copy aria-hidden />,
                onSelect: () =>
                  void attempt(async () => {
                    await navigator.clipboard.writeText(message.text);
                    notify({ text: t('chat.copied') });
                  }),
              },
              ...(isOwn
                ? [{ label: t('chat.edit'), icon: <Pencil aria-hidden />, onSelect: () => onEdit(true) }]
                : []),
            ],
          },
          {
            actions: [
              ...(mayHide
                ? [
                    message.hiddenBy === undefined
                      ? { label: t('chat.hide'), icon: <EyeOff aria-hidden />, onSelect: () => onHide(true) }
                      : { label: t('chat.unhide'), icon: <Eye aria-hidden />, onSelect: () => onHide(false) },
                  ]
                : []),
              ...(isOwn
                ? [
                    {
                      label: t('chat.delete'),
                      icon: <Trash2 aria-hidden />,
                      danger: true,
                      onSelect: onDelete,
                    },
                  ]
                : []),
            ],
          },
        ]}
      />
    </div>
  );
}

/** What it answers, and the way there. */
function Quote({ message, onJump }: { message: MessageView; onJump: (message: string) => void }) {
  const { replyTo, replyText, replyName } = message;
  if (replyTo === null) return null;
  if (replyText === null) return <p className={styles['quote']}>{t('chat.replyGone')}</p>;
  const name = replyName ?? '';
  const text =
    replyText === '' ? t('chat.replyDeleted', { name }) : t('chat.replyQuote', { name, text: replyText });
  return (
    <button
      type="button"
      className={styles['quote']}
      tabIndex={-1}
      aria-label={t('chat.jump', { name, text: replyText })}
      onClick={() => onJump(replyTo)}
    >
      {text}
    </button>
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
