/**
 * Photos of things, in an order that anybody who may write can change. Owns which photos a list has, those of remarks
 * too; the pictures themselves are files (core/attachments). A fold of its own: the rest of the list does not depend on it.
 * [PHOTO-1] [PHOTO-2]
 */
import type { ObjectId } from '../../base/ids.ts';
import { readAttachment, type Attachment } from '../../attachments/attachment.ts';
import { authorshipOf, bornBy, eventsOf, isObjectId, type Authorship } from '../../documents/place-events.ts';
import { isBoolean, PlaceFields } from '../../documents/place-fields.ts';
import type { PartView } from '../../documents/part-view.ts';
import { compareRanked, isRank } from '../../documents/rank.ts';
import { may } from '../../authority/roles.ts';
import { readRemark } from './remarks.ts';

export interface Photo {
  readonly id: ObjectId;
  readonly item: ObjectId;
  readonly picture: Attachment;
  readonly rank: string;
  readonly removed: boolean;
  readonly created: Authorship;
}

export interface Photos {
  /** Those that are not removed, the cover first. */
  readonly ofItem: ReadonlyMap<ObjectId, readonly Photo[]>;
  /** Removed ones too. */
  readonly byId: ReadonlyMap<ObjectId, Photo>;
  /** Of all remarks. */
  readonly ofRemarks: readonly Attachment[];
}

export function foldPhotos(parts: Iterable<PartView>): Photos {
  const all = [...parts];
  const fields = new PlaceFields(all, 'write', { rank: isRank, removed: isBoolean });
  const byId = new Map<ObjectId, Photo>();
  const ofItem = new Map<ObjectId, Photo[]>();
  const ofRemarks: Attachment[] = [];
  for (const event of eventsOf(all, 'comment')) {
    if (event.type === 'remark') ofRemarks.push(...(readRemark(event)?.pictures ?? []));
    if (event.type !== 'photo' || !may(event.part.role, 'write')) continue;
    const id = bornBy(event);
    const { item, picture: value, rank } = event.value;
    const picture = readAttachment(value);
    if (!id || byId.has(id) || !isObjectId(item) || !picture?.measures || !isRank(rank)) continue;
    const photo: Photo = {
      id,
      item,
      picture,
      rank: fields.get(id, 'rank')?.value ?? rank,
      removed: fields.get(id, 'removed')?.value ?? false,
      created: authorshipOf(event),
    };
    byId.set(id, photo);
    if (photo.removed) continue;
    const others = ofItem.get(item);
    if (others) others.push(photo);
    else ofItem.set(item, [photo]);
  }
  for (const photos of ofItem.values()) photos.sort(compareRanked);
  return { ofItem, byId, ofRemarks };
}
