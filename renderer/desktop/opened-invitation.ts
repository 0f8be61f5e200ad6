/**
 * An invitation that was opened outside of Kith (a kith:// address) and waits for the form that reads it. Nothing is done
 * with it but to fill it in: the person sees who invites to what, and decides [THREAT-33].
 */
import { useEffect, useSyncExternalStore } from 'react';

interface Opened {
  /** Changes with each that is opened. */
  readonly number: number;
  /** Empty: none, or another form has had it. */
  readonly link: string;
}

let opened: Opened = { number: 0, link: '' };
const listeners = new Set<() => void>();

export function openInvitation(link: string): void {
  opened = { number: opened.number + 1, link };
  for (const listener of [...listeners]) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Whoever shows it takes it: a form that is opened later begins empty. */
export function useOpenedInvitation(): Opened {
  const current = useSyncExternalStore(subscribe, () => opened);
  useEffect(
    () => () => {
      if (opened.number === current.number) opened = { ...opened, link: '' };
    },
    [current],
  );
  return current;
}
