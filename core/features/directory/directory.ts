/**
 * The list of a space's places: boards, inventories, channels. Owns their birth, title and archiving; what is inside
 * them stands in places of their own. [DIR-1] [DIR-2] [DIR-3] [DIR-4]
 */
import type { ObjectId, PlaceId } from '../../base/ids.ts';
import { authorshipOf, bornBy, eventsOf, later, type Authorship } from '../../documents/place-events.ts';
import { isBoolean, PlaceFields } from '../../documents/place-fields.ts';
import { isTitle } from '../../documents/place-text.ts';
import type { PartView } from '../../documents/part-view.ts';

export const PLACE_TYPES = ['board', 'inventory', 'channel'] as const;
export type PlaceType = (typeof PLACE_TYPES)[number];

export interface Place {
  readonly id: PlaceId;
  readonly type: PlaceType;
  readonly title: string;
  readonly archived: boolean;
  readonly created: Authorship;
  /** The latest change of its birth, title and archiving. */
  readonly changed: Authorship;
}

export interface Directory {
  /** In the order of their births; archived ones too. */
  readonly places: readonly Place[];
  readonly placeById: ReadonlyMap<ObjectId, Place>;
}

export function foldDirectory(parts: Iterable<PartView>): Directory {
  const all = [...parts];
  const fields = new PlaceFields(all, 'write', { title: isTitle, archived: isBoolean });
  const placeById = new Map<ObjectId, Place>();
  for (const event of eventsOf(all, 'write')) {
    if (event.type !== 'place') continue;
    const id = bornBy(event);
    const { type, title } = event.value;
    if (!id || placeById.has(id) || !isPlaceType(type) || !isTitle(title)) continue;
    const named = fields.get(id, 'title');
    const archived = fields.get(id, 'archived');
    placeById.set(id, {
      id,
      type,
      title: named?.value ?? title,
      archived: archived?.value ?? false,
      created: authorshipOf(event),
      changed: authorshipOf(later(later(event, named), archived)),
    });
  }
  return { places: [...placeById.values()], placeById };
}

function isPlaceType(value: unknown): value is PlaceType {
  return PLACE_TYPES.some((type) => type === value);
}
