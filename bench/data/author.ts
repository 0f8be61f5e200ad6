/**
 * One of the ten authors: writes entries as a device does, but keeps no store of its own, so that a hundred thousand
 * of them are made in seconds.
 */
import type { SeededRandom } from '../../test/world/random.ts';
import type { SpaceId, PlaceId, EntryId, CommunityId } from '../../core/base/ids.ts';
import { WHOLE_COMMUNITY } from '../../core/base/ids.ts';
import type { HandedKey } from '../../core/authority/key-ring.ts';
import { newObjectId, localOf, partTag } from '../../core/documents/object-id.ts';
import { OwnPart } from '../../core/documents/own-part.ts';
import { Part } from '../../core/documents/part.ts';
import { partFor } from '../../core/features/chat/segments.ts';
import { FLAG_ERASABLE, type ChainedEntry } from '../../core/feed/entry.ts';
import { feedContext, type FeedContext } from '../../core/feed/feed-context.ts';
import { keyIdOf } from '../../core/feed/key-id.ts';
import { KIND } from '../../core/feed/kinds.ts';
import { makeEntry } from '../../core/feed/make-entry.ts';
import { deviceIdOf, type DeviceKeys } from '../../core/identity/keys.ts';

export interface AuthorPlace {
  readonly community: CommunityId;
  readonly channel: PlaceId;
  /** Of the content of the whole community. */
  readonly key: HandedKey;
  /** The last entry of authority: it admits all authors. */
  readonly authority: EntryId;
}

export interface WrittenEntry {
  readonly entry: ChainedEntry;
  /** Of the bare Yjs update inside. */
  readonly updateBytes: number;
}

export class BenchAuthor {
  readonly context: FeedContext;
  readonly #keys: DeviceKeys;
  readonly #place: AuthorPlace;
  readonly #random: SeededRandom;
  readonly #tag: string;
  readonly #session: Uint8Array;
  readonly #space: SpaceId = WHOLE_COMMUNITY;
  #own: OwnPart;
  #last: ChainedEntry | undefined;

  constructor(keys: DeviceKeys, place: AuthorPlace, random: SeededRandom) {
    const device = deviceIdOf(keys);
    this.context = feedContext(place.community, 'content', device);
    this.#keys = keys;
    this.#place = place;
    this.#random = random;
    this.#tag = partTag(place.community, place.channel, device);
    this.#session = random.bytes(8);
    this.#own = this.#part(0);
  }

  /** Of its last entry. */
  get tip(): EntryId | undefined {
    return this.#last?.id;
  }

  say(text: string, time: number, heads: readonly EntryId[]): WrittenEntry {
    const { part } = this.#own;
    const number = partFor([{ part: part.id.part, items: part.log.length }]);
    if (number !== part.id.part) this.#own = this.#part(number);
    const id = localOf(newObjectId(this.#tag, this.#random));
    const body = this.#own.write({ set: [], push: [{ t: 'message', id, text }] }, this.#session);
    const seq = (this.#last?.header.seq ?? -1) + 1;
    this.#own.part.accept(body, { depth: seq, seq, time });
    const { channel, key, authority } = this.#place;
    const document = { place: channel, part: number };
    const entry = makeEntry(
      this.context,
      {
        seq,
        prev: this.#last?.id ?? null,
        heads,
        authorityHeads: seq === 0 ? [authority] : [],
        flags: FLAG_ERASABLE,
        keyId: keyIdOf(key.key),
        key: key.key,
        payload: { time, kind: KIND.update, space: this.#space, document, body },
      },
      this.#keys.device,
      this.#random,
    );
    this.#last = entry;
    const [, update] = body as [unknown, Uint8Array];
    return { entry, updateBytes: update.length };
  }

  #part(part: number): OwnPart {
    const { community, device } = this.context;
    return new OwnPart(new Part({ community, place: this.#place.channel, device, part }));
  }
}
