/**
 * Opens authority entries as they are admitted: their actions go to the log, the keys that they hand to this device go
 * to the key ring. An entry under a key that has not come yet waits, and those after it in its feed with it; but what
 * they hand over is taken at once, as it may be that very key [AUTH-50].
 */
import { decodeAction } from '../authority/decode-action.ts';
import type { Action } from '../authority/actions.ts';
import type { KeyRing } from '../authority/key-ring.ts';
import type { CommunityId } from '../base/ids.ts';
import type { ChainedEntry } from '../feed/entry.ts';
import { openPayload } from '../feed/payload.ts';
import type { AuthorityLog } from './authority-log.ts';
import type { FeedState } from './feed-table.ts';
import type { Admitted } from './gate.ts';

export class AuthorityFeeds {
  readonly #community: CommunityId;
  readonly #log: AuthorityLog;
  readonly #keys: KeyRing;
  /** By feed number, in the order of the feed. */
  readonly #waiting = new Map<number, Admitted[]>();
  /** Waiting entries whose keys have been taken. */
  readonly #searched = new Set<ChainedEntry>();

  constructor(community: CommunityId, log: AuthorityLog, keys: KeyRing) {
    this.#community = community;
    this.#log = log;
    this.#keys = keys;
  }

  /** Returns true when a key came with it. */
  open(admitted: Admitted): boolean {
    const queue = this.#waiting.get(admitted.feed.number) ?? [];
    queue.push(admitted);
    this.#waiting.set(admitted.feed.number, queue);
    return this.#drain();
  }

  /** A key came another way. */
  retry(): boolean {
    return this.#drain();
  }

  get isWaiting(): boolean {
    return this.#waiting.size > 0;
  }

  #drain(): boolean {
    let learned = false;
    for (let progress = true; progress;) {
      progress = false;
      for (const [number, queue] of this.#waiting) {
        while (queue.length > 0) {
          const read = this.#read(queue[0]!.feed, queue[0]!.entry);
          if (!read) break;
          const { feed, entry, depth } = queue.shift()!;
          this.#searched.delete(entry);
          feed.opened = entry.header.seq;
          this.#log.add(entry, feed.device, depth, read.time, read.action);
          if (this.#keys.learnFrom(read.action)) {
            learned = true;
            progress = true;
          }
        }
        if (queue.length === 0) this.#waiting.delete(number);
        else if (this.#search(queue)) {
          learned = true;
          progress = true;
        }
      }
    }
    return learned;
  }

  /** True when one that waits behind another hands over a key. */
  #search(queue: readonly Admitted[]): boolean {
    let learned = false;
    for (const { feed, entry } of queue) {
      if (this.#searched.has(entry)) continue;
      const read = this.#read(feed, entry);
      if (!read) continue;
      this.#searched.add(entry);
      if (this.#keys.learnFrom(read.action)) learned = true;
    }
    return learned;
  }

  /** Undefined while the key is absent. */
  #read(feed: FeedState, entry: ChainedEntry): { time: number; action: Action } | undefined {
    const held = this.#keys.find(entry.header.key);
    if (!held) return undefined;
    const payload = openPayload(feed.context, entry, held.key);
    if (!payload.ok) return { time: 0, action: { type: 'void', code: payload.code } };
    if (held.chain !== 'authority') return { time: 0, action: { type: 'void', code: 'KEY_FOREIGN' } };
    const { time, kind, body } = payload.value;
    return { time, action: decodeAction(kind, body, this.#community) };
  }
}
