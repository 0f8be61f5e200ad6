/**
 * What a person has seen counts as read: a message that was in view, in a window that was in front. Owns when that is
 * told to the peer, and never tells less than before. What comes late and sorts above what was in view is not passed over:
 * nothing is told until it has been in view.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { MessagesView } from '../../../core/api/chat-methods.ts';
import { useApi } from '../../peer/use-peer.ts';

/** Milliseconds that are waited for further ones, while somebody scrolls. */
const PAUSE = 120;

/** `watch` is for the `ref` of each message's element, which has its id in `data-message`. */
export function useSeen(
  channel: string,
  view: MessagesView,
): { watch: (element: HTMLElement) => () => void } {
  const api = useApi();
  const latest = useRef(view);
  const observer = useRef<IntersectionObserver>(undefined);
  const seen = useRef<string>(undefined);
  /** The uppermost that was in view. */
  const top = useRef<string>(undefined);
  const [unreadAtFirst] = useState(view.firstUnread);
  const told = useRef<string>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const tell = useCallback((): void => {
    const upTo = seen.current;
    const { messages, firstUnread } = latest.current;
    if (document.visibilityState !== 'visible' || upTo === undefined || upTo === told.current) return;
    const place = messages.findIndex(({ id }) => id === upTo);
    const unread = firstUnread === null ? -1 : messages.findIndex(({ id }) => id === firstUnread);
    const isNewest = place === messages.length - 1;
    // A first visit has no mark: it is set when the newest is in view.
    if (firstUnread === null ? !isNewest || told.current !== undefined : unread > place) return;
    const isLate = firstUnread !== null && firstUnread !== unreadAtFirst;
    if (isLate && unread < messages.findIndex(({ id }) => id === top.current)) return;
    told.current = upTo;
    // It is tried again with the next message; nothing is lost when it fails.
    api.markRead({ channel, upTo }).catch(() => {
      told.current = undefined;
    });
  }, [api, channel, unreadAtFirst]);

  useEffect(() => {
    latest.current = view;
    tell();
  }, [view, tell]);

  useEffect(() => {
    document.addEventListener('visibilitychange', tell);
    window.addEventListener('focus', tell);
    return () => {
      document.removeEventListener('visibilitychange', tell);
      window.removeEventListener('focus', tell);
      clearTimeout(timer.current);
      observer.current?.disconnect();
      observer.current = undefined;
    };
  }, [tell]);

  const watch = useCallback(
    (element: HTMLElement) => {
      observer.current ??= new IntersectionObserver((entries) => {
        const { messages } = latest.current;
        const places = entries
          .filter((entry) => entry.isIntersecting && entry.target instanceof HTMLElement)
          .map((entry) => (entry.target as HTMLElement).dataset['message'])
          .map((id) => messages.findIndex((each) => each.id === id));
        const before = messages.findIndex(({ id }) => id === seen.current);
        const last = Math.max(before, ...places);
        const above = messages.findIndex(({ id }) => id === top.current);
        const highest = Math.min(...[above, ...places].filter((place) => place >= 0));
        if (Number.isFinite(highest)) top.current = messages[highest]?.id;
        // One that is shown early has no place yet up to which one can have read.
        if (last < 0 || messages[last]?.provisional) return;
        seen.current = messages[last]?.id;
        clearTimeout(timer.current);
        timer.current = setTimeout(tell, PAUSE);
      });
      const watching = observer.current;
      watching.observe(element);
      return () => watching.unobserve(element);
    },
    [tell],
  );
  return { watch };
}
