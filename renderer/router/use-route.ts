import { useMemo, useSyncExternalStore } from 'react';
import { hrefOf, readRoute, type Route } from './route.ts';

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => {
    window.removeEventListener('hashchange', listener);
  };
}

export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  return useMemo(() => readRoute(hash), [hash]);
}

export function goTo(route: Route): void {
  location.hash = hrefOf(route);
}

/** Goes there without a step in the history: the way back leads to where the person came from. */
export function replaceWith(route: Route): void {
  location.replace(hrefOf(route));
}
