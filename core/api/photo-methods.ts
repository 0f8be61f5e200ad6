/** Photos of things. */
import * as v from 'valibot';
import { uploadId, type AttachmentView } from './attachment-methods.ts';
import { objectId } from './fields.ts';
import { command, query } from './method.ts';

export interface PhotoView {
  id: string;
  picture: AttachmentView;
  /** Who added it. */
  authorName: string;
}

export interface ItemPhotosView {
  /** The thing. */
  id: string;
  /** The cover first. */
  photos: PhotoView[];
}

export const photoMethods = {
  /** Of all things of a list that have any. */
  photos: query<{ community: string; items: ItemPhotosView[] }>()(v.strictObject({ inventory: objectId })),
  itemPhotos: query<{ community: string; photos: PhotoView[] }>()(v.strictObject({ item: objectId })),
  /** `preview`: another upload, a small picture of it. */
  photoAdd: command<{ photo: string }>()(
    v.strictObject({ item: objectId, upload: uploadId, preview: v.optional(uploadId) }),
  ),
  photoRemove: command<{ photo: string }>()(v.strictObject({ photo: objectId })),
  /** For as long as somebody has the picture. */
  photoRestore: command<{ photo: string }>()(v.strictObject({ photo: objectId })),
  /** Behind the photo `after`; null: first, as the cover; nothing: last. */
  photoMove: command<{ photo: string }>()(
    v.strictObject({ photo: objectId, after: v.optional(v.nullable(objectId)) }),
  ),
};
