/**
 * The places of a community as people see them: folded when somebody asks, kept until something in them changes.
 */
import { WHOLE_COMMUNITY, type ObjectId, type PlaceId, type SpaceId } from '../base/ids.ts';
import { KithError } from '../base/kith-error.ts';
import type { Community, CommunityChange } from '../community/community.ts';
import { placeParts } from '../community/place-parts.ts';
import { directoryPlace } from '../documents/object-id.ts';
import type { PartView } from '../documents/part-view.ts';
import { foldBoard, type Board } from '../features/board/board.ts';
import {
  foldDirectory,
  type Directory,
  type Place,
  type PlaceType,
} from '../features/directory/directory.ts';
import { foldInventory, type Inventory } from '../features/inventory/inventory.ts';
import { ChannelView } from './channel-view.ts';

export class PlaceViews {
  readonly #community: Community;
  /** The space's directory. */
  readonly #home: PlaceId;
  readonly #space: SpaceId = WHOLE_COMMUNITY;
  readonly #folded = new Map<PlaceId, unknown>();
  readonly #channels = new Map<PlaceId, ChannelView>();

  constructor(community: Community) {
    this.#community = community;
    this.#home = directoryPlace(community.id, this.#space);
  }

  get home(): PlaceId {
    return this.#home;
  }

  get space(): SpaceId {
    return this.#space;
  }

  follow(change: CommunityChange): void {
    if (change.authority) {
      this.#folded.clear();
      for (const channel of this.#channels.values()) channel.reset();
    }
    for (const { address, isRebuilt } of change.contents) {
      this.#folded.delete(address.place);
      const channel = this.#channels.get(address.place);
      if (isRebuilt) channel?.reset();
      else channel?.grew(address.feed, address.part);
    }
  }

  directory(): Promise<Directory> {
    return this.#fold(this.#home, foldDirectory);
  }

  board(place: PlaceId): Promise<Board> {
    return this.#fold(place, foldBoard);
  }

  inventory(place: PlaceId): Promise<Inventory> {
    return this.#fold(place, foldInventory);
  }

  channel(place: PlaceId): ChannelView {
    let channel = this.#channels.get(place);
    if (!channel) {
      channel = new ChannelView(this.#community, this.#space, place);
      this.#channels.set(place, channel);
    }
    return channel;
  }

  async places(type: PlaceType): Promise<Place[]> {
    const { places } = await this.directory();
    return places.filter((place) => place.type === type && !place.archived);
  }

  /** Throws KithError `code` when there is no such place of that type. */
  async place(id: ObjectId, type: PlaceType, code: string): Promise<Place> {
    const place = (await this.directory()).placeById.get(id);
    if (place?.type !== type) throw new KithError(code);
    return place;
  }

  async #fold<T>(place: PlaceId, fold: (parts: Iterable<PartView>) => T): Promise<T> {
    const kept = this.#folded.get(place) as T | undefined;
    if (kept !== undefined) return kept;
    // What comes in while the parts load makes this fold stale: keep it only if nothing did.
    this.#folded.set(place, undefined);
    const folded = fold(await placeParts(this.#community, this.#space, place));
    if (this.#folded.has(place)) this.#folded.set(place, folded);
    return folded;
  }
}
