/**
 * A kith:// link that came from outside of the form that reads it: an address that somebody opened, or one that was pasted
 * where another belongs. Nothing is done with it but to fill in the right form: the person sees what it leads to, and
 * decides [THREAT-33].
 */
import { useEffect, useSyncExternalStore } from 'react';
import { readThingLink } from '../../core/api/thing-link.ts';
import type { Route } from '../router/route.ts';
import { goTo } from '../router/use-route.ts';

/**
 * join     an invitation
 * device   the own further device
 * return   an invitation that brings a member back who has lost all devices; it looks like one to join by
 * vouch    the request of one who has lost the recovery words, too
 * thing    what stands on the label of a thing; no form reads it, the thing itself is shown
 */
export type LinkKind = 'join' | 'device' | 'return' | 'vouch' | 'thing';

interface Opened {
  /** Changes with each that is opened. */
  readonly number: number;
  readonly kind: LinkKind;
  /** Empty: none, or another form has had it. */
  readonly link: string;
}

let opened: Opened = { number: 0, kind: 'join', link: '' };
const listeners = new Set<() => void>();

/** What a text is by the way it begins; undefined for what is no link of Kith. */
export function linkKindOf(text: string): Exclude<LinkKind, 'return'> | undefined {
  const kind = /kith:\/\/(join|device|vouch|thing)\//i.exec(text)?.[1]?.toLowerCase();
  return kind === 'join' || kind === 'device' || kind === 'vouch' || kind === 'thing' ? kind : undefined;
}

/** Shows the form that reads such a link, with this one in it. */
export function openLink(kind: LinkKind, link: string): void {
  if (kind === 'thing') {
    const thing = readThingLink(link.trim());
    goTo(thing === undefined ? { screen: 'root' } : { screen: 'thing', thing });
    return;
  }
  opened = { number: opened.number + 1, kind, link };
  for (const listener of [...listeners]) listener();
  const route: Route = kind === 'join' ? { screen: 'start', step: 'join' } : { screen: 'back', way: kind };
  goTo(route);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Whoever shows it takes it: a form that is opened later begins empty. */
export function useOpenedLink(kind: LinkKind): Pick<Opened, 'number' | 'link'> {
  const current = useSyncExternalStore(subscribe, () => opened);
  useEffect(
    () => () => {
      if (opened.number === current.number && opened.kind === kind) opened = { ...opened, link: '' };
    },
    [current, kind],
  );
  return { number: current.number, link: current.kind === kind ? current.link : '' };
}
