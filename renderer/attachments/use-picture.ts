/** A picture by its id, for as long as it is near what is looked at. */
import { useCallback, useEffect, useRef, useState, useSyncExternalStore, type RefObject } from 'react';
import type { KithApi } from '../../core/api/methods.ts';
import { useApi } from '../peer/use-peer.ts';
import { PictureStore, type PictureState } from './picture-store.ts';

const stores = new WeakMap<KithApi, PictureStore>();

function storeOf(api: KithApi): PictureStore {
  let store = stores.get(api);
  if (!store) stores.set(api, (store = new PictureStore(api)));
  return store;
}

export function usePicture(community: string, id: string, isNear: boolean): PictureState {
  const store = storeOf(useApi());
  const subscribe = useCallback(
    (listener: () => void) => (isNear ? store.follow(community, id, listener) : () => undefined),
    [store, community, id, isNear],
  );
  return useSyncExternalStore(subscribe, () => store.get(id));
}

/** True from when the element comes near the view. */
export function useNear(): [RefObject<HTMLSpanElement | null>, boolean] {
  const element = useRef<HTMLSpanElement>(null);
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    if (!element.current || isNear) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setNear(true);
      },
      { rootMargin: '400px' },
    );
    observer.observe(element.current);
    return () => {
      observer.disconnect();
    };
  }, [isNear]);
  return [element, isNear];
}
