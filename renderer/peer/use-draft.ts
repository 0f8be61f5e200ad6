/**
 * What was typed and not sent or saved, for one thing. Owns when it is kept: at once for this window, so that a reload
 * loses nothing, and a moment later in the peer, sealed, so that a restart loses nothing. What was typed here goes before
 * what the peer remembers.
 */
import { useEffect, useState } from 'react';
import type { DraftView } from '../../core/api/chat-methods.ts';
import type { KithApi } from '../../core/api/methods.ts';
import { useApi, usePeerQuery } from './use-peer.ts';

const PREFIX = 'kith.draft.';
/** Milliseconds of quiet after which a draft goes to the peer. */
const QUIET = 400;
export const noDraft: DraftView = { text: '', about: '' };

const waiting = new Map<string, ReturnType<typeof setTimeout>>();

/** `draft` is undefined until the peer has answered. */
export function useDraft(object: string): {
  draft: DraftView | undefined;
  keep: (draft: DraftView) => void;
} {
  const api = useApi();
  const [here, setHere] = useState(() => readHere(object));
  const remembered = usePeerQuery('draft', here ? null : { object }).value;
  useEffect(
    () => () => {
      // What waits is not waited for when the screen goes.
      if (waiting.has(object)) send(api, object);
    },
    [api, object],
  );
  return {
    draft: here ?? remembered,
    keep: (draft) => {
      setHere(draft);
      sessionStorage.setItem(PREFIX + object, JSON.stringify(draft));
      clearTimeout(waiting.get(object));
      waiting.set(
        object,
        setTimeout(() => send(api, object), QUIET),
      );
    },
  };
}

function send(api: KithApi, object: string): void {
  clearTimeout(waiting.get(object));
  waiting.delete(object);
  const { text, about } = readHere(object) ?? noDraft;
  // When it cannot be kept there, it is still kept here.
  api.draftKeep({ object, text, about }).catch(() => {});
}

function readHere(object: string): DraftView | undefined {
  const kept = sessionStorage.getItem(PREFIX + object);
  if (kept === null) return undefined;
  try {
    const { text, about } = JSON.parse(kept) as Partial<DraftView>;
    return { text: String(text ?? ''), about: String(about ?? '') };
  } catch {
    return undefined;
  }
}
