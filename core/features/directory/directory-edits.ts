/** Edits of the list of places. Codes: ROLE_FORBIDS, PLACE_UNKNOWN, TITLE_*. [DIR-1] [DIR-2] */
import type { ObjectId } from '../../base/ids.ts';
import { built, forbidden, notBuilt, type Author, type Built } from '../../documents/author.ts';
import { localOf } from '../../documents/object-id.ts';
import { fieldKey } from '../../documents/place-fields.ts';
import { checkTitle } from '../../documents/place-text.ts';
import type { Directory, PlaceType } from './directory.ts';

export function addPlace(author: Author, wish: { readonly type: PlaceType; readonly title: string }): Built {
  const title = checkTitle(wish.title);
  if (!title.ok) return title;
  const id = author.newId();
  const birth = { t: 'place', id: localOf(id), type: wish.type, title: title.value };
  return forbidden(author, 'write') ?? built(id, { push: [birth] });
}

export function renamePlace(author: Author, directory: Directory, id: ObjectId, wish: string): Built {
  const title = checkTitle(wish);
  if (!title.ok) return title;
  return setField(author, directory, id, 'title', title.value);
}

/** Also brings it back, with `archived` false. */
export function archivePlace(author: Author, directory: Directory, id: ObjectId, archived = true): Built {
  return setField(author, directory, id, 'archived', archived);
}

function setField(
  author: Author,
  directory: Directory,
  id: ObjectId,
  name: 'title' | 'archived',
  value: string | boolean,
): Built {
  if (!directory.placeById.has(id)) return notBuilt('PLACE_UNKNOWN');
  return forbidden(author, 'write') ?? built(id, { set: [[fieldKey(id, name), value]] });
}
