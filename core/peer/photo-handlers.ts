/** Photos of things, as the API has them. */
import type { photoMethods, PhotoView } from '../api/photo-methods.ts';
import type { Attachment } from '../attachments/attachment.ts';
import type { ObjectId } from '../base/ids.ts';
import type { Author, Built } from '../documents/author.ts';
import { addPhoto, movePhoto, removePhoto } from '../features/inventory/photo-edits.ts';
import type { Photo, Photos } from '../features/inventory/photos.ts';
import { attachmentView } from './attachment-view.ts';
import type { HandlersOf } from './handlers.ts';
import type { HostedCommunity } from './hosted-community.ts';
import type { PeerScope } from './peer-scope.ts';
import type { Uploads } from './uploads.ts';

export interface PhotoContext extends PeerScope {
  readonly uploads: Uploads;
}

export function photoHandlers({ find, uploads }: PhotoContext): HandlersOf<typeof photoMethods> {
  const change = async (
    photo: string,
    edit: (author: Author, photos: Photos, id: ObjectId) => Built,
  ): Promise<{ photo: string }> => {
    const id = photo as ObjectId;
    const { host, place } = find(id, 'PHOTO_UNKNOWN');
    await host.edit(place, 'erasable', async (author) => edit(author, await host.views.photos(place), id));
    return { photo };
  };
  return {
    photos: async ({ inventory }) => {
      const { host } = find(inventory as ObjectId, 'INVENTORY_UNKNOWN');
      const { id } = await host.views.place(inventory as ObjectId, 'inventory', 'INVENTORY_UNKNOWN');
      const { ofItem } = await host.views.photos(id);
      return {
        community: host.id,
        items: [...ofItem].map(([item, photos]) => ({ id: item, photos: photosView(host, photos) })),
      };
    },
    itemPhotos: async ({ item }) => {
      const { host, place } = find(item as ObjectId, 'ITEM_UNKNOWN');
      const { ofItem } = await host.views.photos(place);
      return { community: host.id, photos: photosView(host, ofItem.get(item as ObjectId) ?? []) };
    },
    photoAdd: async ({ item, upload, preview }) => {
      const { host, place } = find(item as ObjectId, 'ITEM_UNKNOWN');
      const picture = uploads.attachment(host, upload, preview);
      const photo = await host.edit(place, 'erasable', async (author) =>
        addPhoto(
          author,
          await host.views.inventory(place),
          await host.views.photos(place),
          item as ObjectId,
          picture,
        ),
      );
      uploads.done(upload, preview);
      return { photo };
    },
    photoRemove: ({ photo }) => change(photo, (author, photos, id) => removePhoto(author, photos, id)),
    photoRestore: ({ photo }) =>
      change(photo, (author, photos, id) => removePhoto(author, photos, id, false)),
    photoMove: ({ photo, after }) =>
      change(photo, (author, photos, id) =>
        movePhoto(author, photos, id, after as ObjectId | null | undefined),
      ),
  };
}

/** What a remark is to show. Throws KithError ATTACHMENT_UNKNOWN. */
export function broughtPictures(
  uploads: Uploads,
  host: HostedCommunity,
  photos: readonly { readonly upload: string; readonly preview?: string | undefined }[],
): Attachment[] {
  return photos.map(({ upload, preview }) => uploads.attachment(host, upload, preview));
}

function photosView(host: HostedCommunity, photos: readonly Photo[]): PhotoView[] {
  return photos.map(({ id, picture, created }) => ({
    id,
    picture: attachmentView(picture),
    authorName: host.nameOf(created.person),
  }));
}
