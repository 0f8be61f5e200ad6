/**
 * The messages of a channel, of which only those in view are drawn; the newest at the bottom, where the list stays while
 * nobody scrolls. Owns where one looks: it opens at the first new message, goes to a message that is asked for, also far
 * back, and never jumps when older ones come.
 */
import { ArrowDown, ArrowUp } from 'lucide-react';
import {
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type Ref,
} from 'react';
import { Virtuoso, type VirtuosoHandle } from 'react-virtuoso';
import type { MessagesView, MessageView } from '../../../core/api/chat-methods.ts';
import { Button } from '../../components/button.tsx';
import { Confirm } from '../../components/dialog.tsx';
import { attempt, notify } from '../../components/notices.tsx';
import { useApi } from '../../peer/use-peer.ts';
import { t } from '../../text/text.ts';
import { dayName } from '../../text/when.ts';
import styles from './message-list.module.css';
import { Message } from './message.tsx';
import { noNumbering, renumbered, rowsOf, type Row } from './rows.ts';
import { UnsentMessage } from './unsent-message.tsx';
import { useSeen } from './use-seen.ts';
import type { Unsent } from './use-sending.ts';

export interface ListHandle {
  goTo: (message: string) => void;
  goToNewest: () => void;
}

interface MessageListProps {
  ref: Ref<ListHandle>;
  channel: string;
  view: MessagesView;
  unsent: readonly Unsent[];
  /** The message that the address names. */
  target: string | null;
  isLoading: boolean;
  editing: string | null;
  onEdit: (message: string | null) => void;
  onReply: (message: MessageView) => void;
  onAgain: (unsent: Unsent) => void;
  onDrop: (unsent: Unsent) => void;
  onOlder: () => void;
  onReach: (message: string) => Promise<boolean>;
}

/** Milliseconds for which a message that was gone to is marked. */
const MARKED = 3_000;
/** Pixels from the bottom that still count as being there. */
const NEAR_BOTTOM = 40;
/** Pixels above and below the view that are drawn, too. */
const SPARE = { top: 400, bottom: 200 };
/** Pixels that a short message has; a guess, until they are measured. */
const USUAL_HEIGHT = 40;

export function MessageList(props: MessageListProps) {
  const { view, unsent, target, editing, onEdit, onReply } = props;
  const api = useApi();
  const { messages } = view;
  const [now] = useState(() => Date.now());
  const [isAtBottom, setAtBottom] = useState(true);
  const [deleting, setDeleting] = useState<string | null>(null);
  const [reacting, setReacting] = useState<string | null>(null);
  const [active, setActive] = useState<string>();
  const frame = useRef<HTMLDivElement>(null);
  const line = useUnreadLine(view, isAtBottom);
  const rows = useMemo(() => rowsOf(messages, line, unsent), [messages, line, unsent]);
  const first = useNumbering(messages);
  const below = useBelow(messages, isAtBottom);
  const { watch } = useSeen(props.channel, view);
  const { list, marked, goTo, goToNewest, follow } = useGoing(props, rows);
  const [start] = useState(() => startOf(rows, target ?? line));
  const hasLineAbove = line !== null && !messages.some(({ id }) => id === line);
  const reachable = active ?? messages.at(-1)?.id;
  const newest = messages.at(-1);

  function onKeyDown(event: KeyboardEvent): void {
    const element = event.target instanceof HTMLElement ? event.target : undefined;
    const at = messages.findIndex(({ id }) => id === element?.dataset['message']);
    const message = messages[at];
    if (!message || event.ctrlKey || event.metaKey || event.altKey) return;
    const isOwn = message.own && !message.deleted && view.mayWrite;
    if (event.key === 'ArrowUp') focusOn(messages[at - 1]);
    else if (event.key === 'ArrowDown') focusOn(messages[at + 1]);
    else if (event.key === 'r' && !message.deleted && view.mayWrite) onReply(message);
    else if (event.key === '+' && !message.deleted && !message.provisional && view.mayWrite)
      setReacting(message.id);
    else if (event.key === 'e' && isOwn) onEdit(message.id);
    else if (event.key === 'Delete' && isOwn) setDeleting(message.id);
    else return;
    event.preventDefault();
  }

  async function hide(message: string, hidden: boolean): Promise<void> {
    await api.messageHide({ message, hidden });
    if (!hidden) return;
    notify({ text: t('chat.hidden'), undo: () => api.messageHide({ message, hidden: false }) });
  }

  function focusOn(message: MessageView | undefined): void {
    if (!message) return;
    frame.current?.querySelector<HTMLElement>(`[data-message="${message.id}"]`)?.focus();
  }

  return (
    <div
      ref={frame}
      className={styles['frame']}
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        // Whoever comes back begins at the newest.
        if (!event.currentTarget.contains(event.relatedTarget)) setActive(undefined);
      }}
    >
      <Virtuoso<Row, Ends>
        ref={list}
        className={styles['list']}
        role="log"
        // One message takes the focus, so that the list around it need not be a stop as well.
        tabIndex={-1}
        // What comes is read out below; what is only scrolled to is not.
        aria-live="off"
        aria-label={t('chat.messages', { title: view.title })}
        aria-describedby="message-keys"
        data={rows}
        firstItemIndex={first}
        initialTopMostItemIndex={start}
        computeItemKey={(_, row) => row.key}
        alignToBottom
        increaseViewportBy={SPARE}
        defaultItemHeight={USUAL_HEIGHT}
        atBottomThreshold={NEAR_BOTTOM}
        atBottomStateChange={setAtBottom}
        followOutput={follow}
        startReached={props.onOlder}
        context={{ view, isLoading: props.isLoading }}
        components={ends}
        itemContent={(_, row) =>
          row.kind === 'unsent' ? (
            <UnsentMessage unsent={row.unsent} onAgain={props.onAgain} onDrop={props.onDrop} />
          ) : (
            <>
              {row.isNewDay && <p className={styles['day']}>{dayName(row.message.time, now)}</p>}
              {row.isFirstUnread && (
                <p className={styles['unread']} aria-label={t('chat.newFrom')}>
                  {t('chat.new')}
                </p>
              )}
              <Message
                message={row.message}
                continues={row.continues}
                mayWrite={view.mayWrite}
                mayHide={view.mayHide}
                isActive={row.message.id === reachable}
                isMarked={row.message.id === marked}
                isEditing={row.message.id === editing}
                isReacting={row.message.id === reacting}
                watch={watch}
                onActive={() => setActive(row.message.id)}
                onEdit={(open) => onEdit(open ? row.message.id : null)}
                onDelete={() => setDeleting(row.message.id)}
                onReply={() => onReply(row.message)}
                onReacting={(open) => setReacting(open ? row.message.id : null)}
                onReact={(sign, on) =>
                  void attempt(() => api.messageReact({ message: row.message.id, sign, on }))
                }
                onHide={(hidden) => void attempt(() => hide(row.message.id, hidden))}
                onJump={goTo}
              />
            </>
          )
        }
      />
      {hasLineAbove && (
        <Button
          size="small"
          className={styles['toUnread']}
          icon={<ArrowUp aria-hidden />}
          onClick={() => goTo(line)}
        >
          {t('chat.toFirstUnread')}
        </Button>
      )}
      {!isAtBottom && (
        <Button
          size="small"
          className={styles['toNewest']}
          icon={<ArrowDown aria-hidden />}
          onClick={goToNewest}
        >
          {below === 0 ? t('chat.toNewest') : t('chat.toNewestUnread', { count: below })}
        </Button>
      )}
      <p id="message-keys" hidden>
        {t('chat.keys')}
      </p>
      <p role="status" className="visually-hidden">
        {newest && !newest.own && !newest.deleted && t('chat.said', { name: newest.name, text: newest.text })}
      </p>
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
    </div>
  );
}

interface Ends {
  view: MessagesView;
  isLoading: boolean;
}

/** Above the first message: what is still to come, or that nothing is. */
function Top({ context }: { context?: Ends }) {
  if (!context) return null;
  const { view } = context;
  if (view.catchingUp)
    return (
      <p role="status" className={styles['top']}>
        {t('chat.catchingUp')}
      </p>
    );
  return (
    <p className={styles['top']}>
      {view.more ? t('chat.olderComing') : t('chat.beginning', { title: view.title })}
    </p>
  );
}

function Bottom() {
  return <div className={styles['bottom']} />;
}

const ends = { Header: Top, Footer: Bottom };

/** The row that is shown first, and how. */
function startOf(rows: readonly Row[], id: string | null): { index: number; align: 'center' | 'end' } {
  const index = rows.findIndex((row) => row.key === id);
  return index < 0 ? { index: rows.length - 1, align: 'end' } : { index, align: 'center' };
}

/**
 * Above which message the line stands: where it was when the person came, while what is below it counts as read. When
 * something comes while they look elsewhere, it stands above that.
 */
function useUnreadLine(view: MessagesView, isAtBottom: boolean): string | null {
  const [line, setLine] = useState({ at: view.firstUnread, last: view.firstUnread });
  if (view.firstUnread !== line.last) {
    const isAway = document.visibilityState !== 'visible' || !isAtBottom;
    const isMissed = view.firstUnread !== null && isAway;
    setLine({ at: isMissed ? view.firstUnread : line.at, last: view.firstUnread });
  }
  return line.at;
}

function useNumbering(messages: readonly MessageView[]): number {
  const ids = useMemo(() => messages.map(({ id }) => id), [messages]);
  const [numbering, setNumbering] = useState(() => renumbered(noNumbering, ids));
  if (numbering.ids === ids) return numbering.first;
  const next = renumbered(numbering, ids);
  setNumbering(next);
  return next.first;
}

/** Messages of others that came while one looks further up. */
function useBelow(messages: readonly MessageView[], isAtBottom: boolean): number {
  const newest = messages.at(-1)?.id;
  const [last, setLast] = useState(newest);
  if (isAtBottom && last !== newest) setLast(newest);
  if (isAtBottom) return 0;
  const at = messages.findIndex(({ id }) => id === last);
  return at < 0 ? 0 : messages.slice(at + 1).filter((message) => !message.own).length;
}

function useGoing({ ref, target, onReach }: MessageListProps, rows: readonly Row[]) {
  const list = useRef<VirtuosoHandle>(null);
  const [marked, setMarked] = useState<string | null>(target);
  /** Gone to as soon as it is loaded. */
  const wanted = useRef<string | null>(null);
  /** On the way to a message: what is loaded for it must not draw the list back to the newest. */
  const isLeaving = useRef(false);
  const isFollowing = useRef(false);
  const reached = useRef<string | null>(null);
  const fading = useRef<ReturnType<typeof setTimeout>>(undefined);

  const show = (index: number, id: string): void => {
    wanted.current = null;
    requestAnimationFrame(() => {
      setMarked(id);
      clearTimeout(fading.current);
      fading.current = setTimeout(() => {
        isLeaving.current = false;
        setMarked(null);
      }, MARKED);
      list.current?.scrollToIndex({ index, align: 'center' });
    });
  };
  const goTo = (id: string): void => {
    isLeaving.current = true;
    const index = rows.findIndex((row) => row.key === id);
    if (index >= 0) {
      show(index, id);
      return;
    }
    wanted.current = id;
    void onReach(id).then((isReached) => {
      if (isReached) return;
      isLeaving.current = false;
      notify({ text: t('chat.tooFar') });
    });
  };
  const goToNewest = (): void => {
    isLeaving.current = false;
    isFollowing.current = true;
    list.current?.scrollToIndex({ index: 'LAST', align: 'end' });
  };
  useImperativeHandle(ref, () => ({ goTo, goToNewest }));

  useEffect(() => {
    const id = wanted.current;
    const index = id === null ? -1 : rows.findIndex((row) => row.key === id);
    if (id !== null && index >= 0) show(index, id);
  });
  useEffect(() => {
    if (target === null || reached.current === target) return;
    reached.current = target;
    goTo(target);
  });
  return {
    list,
    marked,
    goTo,
    goToNewest,
    follow: (isAtBottom: boolean): 'auto' | false => {
      const isWanted = isFollowing.current;
      isFollowing.current = false;
      return isWanted || (isAtBottom && !isLeaving.current) ? 'auto' : false;
    },
  };
}
