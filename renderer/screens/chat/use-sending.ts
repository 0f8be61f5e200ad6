/**
 * Messages between Enter and the peer's answer: shown at once, and kept with the reason when they could not be saved.
 * Owns them while the channel is open; nothing that was typed is lost.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { MessageView } from '../../../core/api/chat-methods.ts';
import { useApi } from '../../peer/use-peer.ts';
import { sentOnce } from './sent-once.ts';
import type { Unsent } from './unsent.ts';
import type { Attaching } from './use-attaching.ts';

export type { Unsent } from './unsent.ts';

let count = 0;

/** `arrived`: the messages that are there. What is answered leaves those out that its own rows stand for. */
export function useSending(
  channel: string,
  arrived: MessageView[],
): {
  messages: MessageView[];
  unsent: readonly Unsent[];
  send: (text: string, replyTo: MessageView | null, files: readonly Attaching[]) => Promise<void>;
  again: (message: Unsent) => Promise<void>;
  drop: (message: Unsent) => void;
} {
  const api = useApi();
  const [unsent, setUnsent] = useState<readonly Unsent[]>([]);
  const current = useRef(arrived);
  useEffect(() => {
    current.current = arrived;
  });

  const drop = useCallback((message: Unsent): void => {
    setUnsent((all) => all.filter(({ key }) => key !== message.key));
  }, []);

  const post = useCallback(
    async (message: Unsent): Promise<void> => {
      const change = (more: Partial<Unsent>): void =>
        setUnsent((all) => all.map((each) => (each.key === message.key ? { ...each, ...more } : each)));
      try {
        const reply = message.replyTo ? { reply: message.replyTo.id } : {};
        const files = message.files.flatMap(({ brought }) => brought ?? []);
        const carried = files.length > 0 ? { files } : {};
        const { message: id } = await api.say({ channel, text: message.text, ...reply, ...carried });
        change({ id });
      } catch (error) {
        change({ error });
      }
    },
    [api, channel],
  );

  const send = useCallback(
    async (text: string, replyTo: MessageView | null, files: readonly Attaching[]): Promise<void> => {
      const after = current.current.at(-1)?.id ?? null;
      const message: Unsent = { key: `unsent ${(count += 1)}`, text, replyTo, files, after };
      setUnsent((all) => [...sentOnce(current.current, all).unsent, message]);
      await post(message);
    },
    [post],
  );

  const again = useCallback(
    async ({ error: _, ...refused }: Unsent): Promise<void> => {
      const message: Unsent = { ...refused, after: current.current.at(-1)?.id ?? null };
      setUnsent((all) => all.map((each) => (each.key === message.key ? message : each)));
      await post(message);
    },
    [post],
  );

  const shown = useMemo(() => sentOnce(arrived, unsent), [arrived, unsent]);
  return { ...shown, send, again, drop };
}
