/** Labels of a board: a name and a colour, worn by any number of its cards. [BOARD-8] */
import { authorshipOf, type PlaceEvent } from '../../documents/place-events.ts';
import { isTitle } from '../../documents/place-text.ts';
import type { ObjectId } from '../../base/ids.ts';
import { isColor, type Color } from './colors.ts';
import { latest, type Fields, type Thing } from './thing.ts';

export interface Label extends Thing {
  readonly color: Color;
  /** No card shows it any more. */
  readonly removed: boolean;
}

export function bornLabel(id: ObjectId, event: PlaceEvent, fields: Fields): Label | undefined {
  const { title, color } = event.value;
  if (!isTitle(title) || !isColor(color)) return undefined;
  const [named, colored, removed] = [
    fields.get(id, 'title'),
    fields.get(id, 'color'),
    fields.get(id, 'removed'),
  ];
  return {
    id,
    title: named?.value ?? title,
    // A label is never without one.
    color: colored && colored.value !== '' ? colored.value : color,
    removed: removed?.value ?? false,
    created: authorshipOf(event),
    changed: authorshipOf(latest(event, [named, colored, removed])),
  };
}
