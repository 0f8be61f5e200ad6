/** Who types in a channel: shown above the field to write in, and told of the person here while they write. */
import { useEffect, useMemo } from 'react';
import type { KithApi } from '../../../core/api/methods.ts';
import { useApi, usePeerQuery } from '../../peer/use-peer.ts';
import { t } from '../../text/text.ts';
import styles from './typing.module.css';

/** Milliseconds after which the peer is told again; it forgets after about twice that. */
const REPEAT = 3_000;

interface TypingProps {
  community: string;
  channel: string;
}

/** Has its place also when nobody types, so that nothing jumps. */
export function Typing({ community, channel }: TypingProps) {
  const people = usePeerQuery('typing', { community, channel }).value?.people ?? [];
  return <p className={styles['typing']}>{people.length > 0 && sentence(people.map(({ name }) => name))}</p>;
}

function sentence([name = '', other, ...more]: readonly string[]): string {
  if (other === undefined) return t('chat.typing', { name });
  return more.length > 0 ? t('chat.typingMany') : t('chat.typingTwo', { name, other });
}

/** To be called with what is in the field, each time that it changes. */
export function useTypingSay(community: string, channel: string): (text: string) => void {
  const api = useApi();
  const teller = useMemo(() => new Teller(api, community, channel), [api, community, channel]);
  useEffect(() => () => teller.tell(''), [teller]);
  return (text) => teller.tell(text);
}

class Teller {
  readonly #api: KithApi;
  readonly #community: string;
  readonly #channel: string;
  #toldAt: number | null = null;

  constructor(api: KithApi, community: string, channel: string) {
    this.#api = api;
    this.#community = community;
    this.#channel = channel;
  }

  tell(text: string): void {
    const isTyping = text.trim() !== '';
    const now = performance.now();
    const isNews = isTyping ? this.#toldAt === null || now - this.#toldAt >= REPEAT : this.#toldAt !== null;
    if (!isNews) return;
    this.#toldAt = isTyping ? now : null;
    // It is of no consequence when it is not told.
    this.#api.typingSay({ community: this.#community, channel: this.#channel, isTyping }).catch(() => {});
  }
}
