/**
 * From an id alone to the community and the place that it belongs to. The first half of an object's id names the
 * writer's part that it was born in, so an index of parts is enough, however many objects there are.
 */
import type { ObjectId, PlaceId } from '../base/ids.ts';
import { KithError } from '../base/kith-error.ts';
import { partTag, tagOf } from '../documents/object-id.ts';
import type { HostedCommunity } from './hosted-community.ts';

export interface Found {
  readonly host: HostedCommunity;
  readonly place: PlaceId;
}

export class ObjectFinder {
  readonly #hosts: () => Iterable<HostedCommunity>;
  readonly #byTag = new Map<string, Found>();
  readonly #indexed = new Map<HostedCommunity, Map<PlaceId, number>>();

  constructor(hosts: () => Iterable<HostedCommunity>) {
    this.#hosts = hosts;
  }

  /** The place in which the object was born. Throws KithError `code`. */
  find(id: ObjectId, code: string): Found {
    const found = this.#byTag.get(tagOf(id)) ?? this.#index().get(tagOf(id));
    if (!found) throw new KithError(code);
    return found;
  }

  #index(): ReadonlyMap<string, Found> {
    for (const host of this.#hosts()) {
      let indexed = this.#indexed.get(host);
      if (!indexed) this.#indexed.set(host, (indexed = new Map<PlaceId, number>()));
      const { contents, feeds } = host.community.state;
      for (const place of contents.places()) {
        const parts = contents.summaries(place);
        for (const part of parts.slice(indexed.get(place) ?? 0)) {
          const { device } = feeds.numbered(part.feed);
          this.#byTag.set(partTag(host.community.id, place, device), { host, place });
        }
        indexed.set(place, parts.length);
      }
    }
    return this.#byTag;
  }
}
