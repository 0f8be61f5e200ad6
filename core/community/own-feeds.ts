/**
 * What this device writes: which heads an entry refers to and which key seals it. Nothing is stored here; the drafts
 * go through the gate like everybody's entries. [GATE-6]
 */
import type { Random } from '../base/clock.ts';
import type { DeviceId, EntryId, KeyId } from '../base/ids.ts';
import { KithError } from '../base/kith-error.ts';
import type { Chain } from '../authority/actions.ts';
import type { KeyRing } from '../authority/key-ring.ts';
import type { SigningKey } from '../crypto/sign.ts';
import { FLAG_ERASABLE, type ChainedEntry, type FeedKind, type Payload } from '../feed/entry.ts';
import { KIND } from '../feed/kinds.ts';
import { makeEntry } from '../feed/make-entry.ts';
import type { Effectiveness } from './effectiveness.ts';
import { isEmpty, type FeedState, type FeedTable } from './feed-table.ts';
import type { OwnFloor } from './own-floor.ts';

/** Of both kinds together: an 8 KiB header holds 235. */
const MAX_HEADS = 220;

export interface OwnFeedsParts {
  readonly device: DeviceId;
  readonly key: SigningKey;
  readonly feeds: FeedTable;
  readonly keys: KeyRing;
  /** Brings the key ring up to date with the authority entries held. */
  readonly fold: () => void;
  readonly effectiveness: Effectiveness;
  readonly random: Random;
  /** Nothing is written before the own feeds reach there. */
  readonly floor: OwnFloor;
}

export interface OwnDraft {
  readonly kind: FeedKind;
  readonly isErasable: boolean;
  readonly payload: Payload;
  /** A held key of the chain, instead of the newest. */
  readonly under?: KeyId;
}

export interface OwnEntry {
  readonly feed: FeedState;
  readonly entry: ChainedEntry;
}

export class OwnFeeds {
  readonly #p: OwnFeedsParts;
  /** Authority heads that our content feed has named; filled when first asked. */
  #named: Set<EntryId> | undefined;

  constructor(parts: OwnFeedsParts) {
    this.#p = parts;
  }

  feed(kind: FeedKind): FeedState {
    return this.#p.feeds.findOrAdd(kind, this.#p.device);
  }

  /** More heads than one entry holds: a merge entry has to come first. */
  mergeDraft(kind: FeedKind, time: number): OwnDraft | undefined {
    const own = this.feed(kind);
    const heads = this.#tips(kind, own).length + (kind === 'content' ? this.#newAuthority().length : 0);
    if (heads <= MAX_HEADS) return undefined;
    const payload: Payload = {
      time,
      kind: KIND.merge,
      space: '' as Payload['space'],
      document: null,
      body: null,
    };
    return { kind, isErasable: false, payload };
  }

  /** Seals and signs. Throws KithError KEY_ABSENT, HEADER_TOO_LARGE, PAYLOAD_TOO_LARGE, RESCUE_UNFINISHED. */
  make(draft: OwnDraft): OwnEntry {
    const own = this.feed(draft.kind);
    if (own.seq < this.#p.floor[draft.kind]) throw new KithError('RESCUE_UNFINISHED');
    const chain: Chain = draft.kind === 'authority' ? 'authority' : draft.payload.space;
    // The fold decides which key of a chain is the current one.
    this.#p.fold();
    const key = draft.under === undefined ? this.#p.keys.current(chain) : this.#p.keys.get(draft.under);
    if (!key) throw new KithError('KEY_ABSENT');
    const authorityHeads = draft.kind === 'content' ? this.#newAuthority().slice(0, MAX_HEADS) : [];
    const heads = this.#tips(draft.kind, own).slice(0, MAX_HEADS - authorityHeads.length);
    const entry = makeEntry(
      own.context,
      {
        seq: own.seq + 1,
        prev: own.id,
        heads: heads.map((tip) => tip.id!),
        authorityHeads,
        flags: draft.isErasable ? FLAG_ERASABLE : 0,
        keyId: key.id,
        key: key.key,
        payload: draft.payload,
      },
      this.#p.key,
      this.#p.random,
    );
    for (const head of authorityHeads) this.#named!.add(head);
    return { feed: own, entry };
  }

  #tips(kind: FeedKind, own: FeedState): FeedState[] {
    return this.#p.feeds
      .all()
      .filter(
        (feed) => feed.kind === kind && feed.device !== own.device && !isEmpty(feed) && !feed.isCovered,
      );
  }

  #newAuthority(): EntryId[] {
    this.#named ??= this.#p.effectiveness.namedBy(this.feed('content'));
    const heads: EntryId[] = [];
    for (const feed of this.#p.feeds.all()) {
      if (feed.kind !== 'authority' || feed.isCovered || feed.id === null || isEmpty(feed)) continue;
      if (!this.#named.has(feed.id)) heads.push(feed.id);
    }
    return heads;
  }
}
