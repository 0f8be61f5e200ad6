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
import { foldPhotos, type Photos } from '../features/inventory/photos.ts';
import { ChannelView } from './channel-view.ts';
import { otherIn } from './direct-space.ts';

/** A place, and the space that it is in. */
export interface SpacePlace extends Place {
  readonly space: SpaceId;
}

export interface Directories extends Directory {
  readonly places: readonly SpacePlace[];
  readonly placeById: ReadonlyMap<ObjectId, SpacePlace>;
}

export class PlaceViews {
  readonly #community: Community;
  readonly #folded = new Map<PlaceId, unknown>();
  readonly #photos = new Map<PlaceId, unknown>();
  readonly #channels = new Map<PlaceId, ChannelView>();
  /** Of directories and of the places that they list; a place never moves to another space. */
  readonly #spaceOf = new Map<PlaceId, SpaceId>();

  constructor(community: Community) {
    this.#community = community;
  }

  /** The directory of a space is a place of its own. */
  homeOf(space: SpaceId): PlaceId {
    const home = directoryPlace(this.#community.id, space);
    this.#spaceOf.set(home, space);
    return home;
  }

  /** The space in which a place is. */
  async spaceOf(place: PlaceId): Promise<SpaceId> {
    const known = this.#spaceOf.get(place);
    if (known !== undefined) return known;
    await this.directory();
    return this.#spaceOf.get(place) ?? WHOLE_COMMUNITY;
  }

  follow(change: CommunityChange): void {
    if (change.authority) {
      this.#folded.clear();
      this.#photos.clear();
      for (const channel of this.#channels.values()) channel.reset();
    }
    for (const { address, isRebuilt } of change.contents) {
      this.#folded.delete(address.place);
      this.#photos.delete(address.place);
      const channel = this.#channels.get(address.place);
      if (isRebuilt) channel?.reset();
      else channel?.grew(address.feed, address.part);
    }
  }

  /** Everything that this device can read, the whole community's first. */
  async directory(): Promise<Directories> {
    const placeById = new Map<ObjectId, SpacePlace>();
    for (const space of this.#readable()) {
      const { places } = await this.#fold(this.homeOf(space), foldDirectory);
      for (const place of places) {
        if (placeById.has(place.id)) continue;
        placeById.set(place.id, { ...place, title: this.#direct(space) ?? place.title, space });
        this.#spaceOf.set(place.id, space);
      }
    }
    return { places: [...placeById.values()], placeById };
  }

  /** What the writers of a place have written, as it counts now. Ask again after a change. */
  async parts(place: PlaceId): Promise<PartView[]> {
    return placeParts(this.#community, await this.spaceOf(place), place);
  }

  board(place: PlaceId): Promise<Board> {
    return this.#fold(place, foldBoard);
  }

  inventory(place: PlaceId): Promise<Inventory> {
    return this.#fold(place, foldInventory);
  }

  /** Of the things of an inventory. */
  photos(place: PlaceId): Promise<Photos> {
    return this.#fold(place, foldPhotos, this.#photos);
  }

  channel(place: PlaceId): ChannelView {
    let channel = this.#channels.get(place);
    if (!channel) {
      channel = new ChannelView(this.#community, () => this.spaceOf(place), place);
      this.#channels.set(place, channel);
    }
    return channel;
  }

  async places(type: PlaceType): Promise<SpacePlace[]> {
    const { places } = await this.directory();
    return places.filter((place) => place.type === type && !place.archived);
  }

  /** Throws KithError `code` when there is no such place of that type. */
  async place(id: ObjectId, type: PlaceType, code: string): Promise<SpacePlace> {
    const place = (await this.directory()).placeById.get(id);
    if (place?.type !== type) throw new KithError(code);
    return place;
  }

  /** The other's name, of a conversation of two. */
  #direct(id: SpaceId): string | undefined {
    const { person } = this.#community;
    const { spaces, members } = this.#community.authority();
    const space = spaces.get(id);
    const other = space && person !== undefined ? otherIn(space, person) : undefined;
    return other === undefined ? undefined : members.get(other)?.name;
  }

  /** Also what the person is not in any more: what they have stays readable to them. */
  #readable(): SpaceId[] {
    const { keys } = this.#community;
    const spaces = [...this.#community.authority().spaces.keys()].filter((id) => keys.held(id).length > 0);
    return [WHOLE_COMMUNITY, ...spaces];
  }

  async #fold<T>(
    place: PlaceId,
    fold: (parts: Iterable<PartView>) => T,
    folds: Map<PlaceId, unknown> = this.#folded,
  ): Promise<T> {
    const kept = folds.get(place) as T | undefined;
    if (kept !== undefined) return kept;
    // What comes in while the parts load makes this fold stale: keep it only if nothing did.
    folds.set(place, undefined);
    const folded = fold(await this.parts(place));
    if (folds.has(place)) folds.set(place, folded);
    return folded;
  }
}
