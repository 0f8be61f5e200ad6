/** The list of places as one text that is equal on all devices with the same entries. [PLACE-9] */
import { canonicalJson } from '../../base/canonical-json.ts';
import { authorshipJson } from '../../documents/place-events.ts';
import type { Directory } from './directory.ts';

export function canonicalDirectory(directory: Directory): string {
  return canonicalJson({
    places: directory.places.map((place) => ({
      ...place,
      created: authorshipJson(place.created),
      changed: authorshipJson(place.changed),
    })),
  });
}
