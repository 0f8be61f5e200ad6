/**
 * Edits of photos. Codes: ROLE_FORBIDS, ITEM_UNKNOWN, PHOTO_UNKNOWN, PICTURE_UNREADABLE, ATTACHMENTS_TOO_MANY {most}.
 * [PHOTO-1] [PHOTO-3]
 */
import type { ObjectId } from '../../base/ids.ts';
import { attachmentJson, type Attachment } from '../../attachments/attachment.ts';
import { built, forbidden, notBuilt, type Author, type Built } from '../../documents/author.ts';
import { localOf } from '../../documents/object-id.ts';
import { fieldKey } from '../../documents/place-fields.ts';
import { positionAfter, rekeyedSets } from '../../documents/position.ts';
import { roomAt } from '../../documents/rank.ts';
import type { Inventory } from './inventory.ts';
import type { Photo, Photos } from './photos.ts';

/** Photos of one thing. */
const MOST_PHOTOS = 24;

/** Behind those that are there. */
export function addPhoto(
  author: Author,
  inventory: Pick<Inventory, 'itemById'>,
  photos: Photos,
  item: ObjectId,
  picture: Attachment,
): Built {
  if (!inventory.itemById.has(item)) return notBuilt('ITEM_UNKNOWN');
  if (!picture.measures) return notBuilt('PICTURE_UNREADABLE');
  const there = photosOf(photos, item);
  if (there.length >= MOST_PHOTOS) return notBuilt('ATTACHMENTS_TOO_MANY', { most: MOST_PHOTOS });
  const room = roomAt(there, there.length);
  const id = author.newId();
  const birth = { t: 'photo', id: localOf(id), item, picture: attachmentJson(picture), rank: room.rank };
  return forbidden(author, 'write') ?? built(id, { set: rekeyedSets(room), push: [birth] });
}

/** Also brings it back, with `removed` false. */
export function removePhoto(author: Author, photos: Photos, id: ObjectId, removed = true): Built {
  if (!photos.byId.has(id)) return notBuilt('PHOTO_UNKNOWN');
  return forbidden(author, 'write') ?? built(id, { set: [[fieldKey(id, 'removed'), removed]] });
}

/** `after`: null for the first place, undefined for the last. The first is the cover. */
export function movePhoto(author: Author, photos: Photos, id: ObjectId, after?: ObjectId | null): Built {
  const photo = photos.byId.get(id);
  if (!photo || photo.removed) return notBuilt('PHOTO_UNKNOWN');
  const others = photosOf(photos, photo.item).filter((other) => other.id !== id);
  const at = positionAfter(others, after);
  if (at === undefined) return notBuilt('PHOTO_UNKNOWN');
  const room = roomAt(others, at);
  return (
    forbidden(author, 'write') ??
    built(id, { set: [[fieldKey(id, 'rank'), room.rank], ...rekeyedSets(room)] })
  );
}

function photosOf(photos: Photos, item: ObjectId): readonly Photo[] {
  return photos.ofItem.get(item) ?? [];
}
