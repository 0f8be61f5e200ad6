/** What is new in a place counts as seen while somebody looks at it, in a window that is in front. */
import { useEffect } from 'react';
import { useApi, usePeerQuery } from '../peer/use-peer.ts';
import type { Route } from '../router/route.ts';

export function SeenPlaces({ community, route }: { community: string; route: Route }) {
  const api = useApi();
  const news = usePeerQuery('news', { community }).value;
  const only = lookedAt(route);
  const at = news?.at;
  const isNew = only !== null && news?.items.some(({ place }) => (place ?? 'people') === only) === true;

  useEffect(() => {
    function tell(): void {
      if (!isNew || only === null || at === undefined || document.visibilityState !== 'visible') return;
      // It is told again with the next thing that is new; nothing is lost when it fails.
      api.newsSeen({ community, at, only }).catch(() => {});
    }
    tell();
    document.addEventListener('visibilitychange', tell);
    return () => {
      document.removeEventListener('visibilitychange', tell);
    };
  }, [api, community, at, only, isNew]);
  return null;
}

function lookedAt(route: Route): string | null {
  if (route.screen === 'people' || route.screen === 'history') return 'people';
  return 'place' in route ? route.place : null;
}
