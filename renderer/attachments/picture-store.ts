/**
 * Pictures that the page shows, as addresses of its own. Owns what is asked of the peer at once, what is kept in memory, and
 * that nothing is decoded but a picture of a kind and size that Kith shows, by its own first bytes. [ATT-7] [THREAT-35]
 */
import { fromBase64 } from '../../core/api/attachment-methods.ts';
import { codeOf, KithError } from '../../core/api/codes.ts';
import type { KithApi } from '../../core/api/methods.ts';
import { pictureIn } from '../../core/api/picture.ts';

export type PictureState =
  | { readonly state: 'coming' }
  | { readonly state: 'here'; readonly url: string }
  /** Nobody who has it is connected: asked for again from time to time. */
  | { readonly state: 'away' }
  | { readonly state: 'unreadable' };

/** Pictures that are fetched at once. */
const AT_ONCE = 4;
/** Pictures that stay in memory while nobody looks at them. */
const KEPT = 200;
/** Bytes of a picture that is shown. */
const MAX_PICTURE = 16 * 1024 * 1024;
/** Milliseconds until somebody is asked again. */
const AGAIN = 8_000;

const COMING: PictureState = { state: 'coming' };

interface Entry {
  value: PictureState;
  isUnderWay: boolean;
  again: ReturnType<typeof setTimeout> | undefined;
  readonly listeners: Set<() => void>;
}

export class PictureStore {
  readonly #api: KithApi;
  /** Least recently looked at first. */
  readonly #entries = new Map<string, Entry>();
  readonly #waiting: (() => void)[] = [];
  #underWay = 0;

  constructor(api: KithApi) {
    this.#api = api;
  }

  get(id: string): PictureState {
    return this.#entries.get(id)?.value ?? COMING;
  }

  follow(community: string, id: string, listener: () => void): () => void {
    const entry = this.#entry(id);
    entry.listeners.add(listener);
    void this.#load(community, id, entry);
    return () => {
      entry.listeners.delete(listener);
      if (entry.listeners.size === 0) clearTimeout(entry.again);
    };
  }

  async #load(community: string, id: string, entry: Entry): Promise<void> {
    if (entry.isUnderWay || entry.value.state === 'here' || entry.value.state === 'unreadable') return;
    entry.isUnderWay = true;
    await this.#turn();
    try {
      const bytes = await wholeFile(this.#api, community, id, MAX_PICTURE);
      const picture = pictureIn(bytes);
      this.#set(
        entry,
        picture
          ? { state: 'here', url: URL.createObjectURL(new Blob([bytes], { type: picture.type })) }
          : { state: 'unreadable' },
      );
    } catch (error) {
      const isFalse = ['ATTACHMENT_FALSE', 'ATTACHMENT_TOO_LARGE', 'ATTACHMENT_UNKNOWN'].includes(
        codeOf(error),
      );
      this.#set(entry, { state: isFalse ? 'unreadable' : 'away' });
      if (!isFalse && entry.listeners.size > 0)
        entry.again = setTimeout(() => void this.#load(community, id, entry), AGAIN);
    } finally {
      entry.isUnderWay = false;
      this.#underWay -= 1;
      this.#waiting.shift()?.();
    }
  }

  async #turn(): Promise<void> {
    if (this.#underWay >= AT_ONCE) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#underWay += 1;
  }

  #set(entry: Entry, value: PictureState): void {
    entry.value = value;
    for (const listener of [...entry.listeners]) listener();
  }

  #entry(id: string): Entry {
    const known = this.#entries.get(id);
    const entry = known ?? {
      value: COMING,
      isUnderWay: false,
      again: undefined,
      listeners: new Set<() => void>(),
    };
    this.#entries.delete(id);
    this.#entries.set(id, entry);
    if (this.#entries.size > KEPT) this.#forgetOne();
    return entry;
  }

  #forgetOne(): void {
    for (const [id, { listeners, value, isUnderWay }] of this.#entries) {
      if (listeners.size > 0 || isUnderWay) continue;
      if (value.state === 'here') URL.revokeObjectURL(value.url);
      this.#entries.delete(id);
      return;
    }
  }
}

/** Throws KithError ATTACHMENT_AWAY, ATTACHMENT_FALSE, ATTACHMENT_TOO_LARGE. */
export async function wholeFile(
  api: KithApi,
  community: string,
  id: string,
  most: number,
  waitMs = 0,
): Promise<Uint8Array<ArrayBuffer>> {
  let whole = new Uint8Array(0);
  for (let offset = 0; ;) {
    const { data, size } = await api.attachmentRead({ community, attachment: id, offset, waitMs });
    if (size > most) throw new KithError('ATTACHMENT_TOO_LARGE');
    if (offset === 0) whole = new Uint8Array(size);
    const bytes = fromBase64(data);
    if (!bytes || bytes.length === 0 || offset + bytes.length > size) throw new KithError('ATTACHMENT_FALSE');
    whole.set(bytes, offset);
    offset += bytes.length;
    if (offset >= size) return whole;
  }
}
