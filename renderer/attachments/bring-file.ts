/** Hands a file to the peer, in parts, and gives the name under which it is there until something names it. [ATT-9] */
import { PART, toBase64 } from '../../core/api/attachment-methods.ts';
import type { KithApi } from '../../core/api/methods.ts';
import { shrinkPicture } from './shrink-picture.ts';

/** `upload`, and `preview` of a picture: as the methods take them that add photos and files. */
export interface Brought {
  readonly upload: string;
  readonly preview?: string;
}

/** Throws KithError ATTACHMENT_EMPTY, ATTACHMENT_TOO_LARGE, DISK_FULL. */
export async function bringFile(api: KithApi, community: string, name: string, file: Blob): Promise<Brought> {
  const { upload } = await api.attachmentBegin({ community, name, size: file.size });
  for (let offset = 0; offset < file.size; offset += PART) {
    const bytes = new Uint8Array(await file.slice(offset, offset + PART).arrayBuffer());
    await api.attachmentPart({ upload, offset, data: toBase64(bytes) });
  }
  return { upload };
}

/** Made small first. Throws KithError PICTURE_UNREADABLE, DISK_FULL. */
export async function bringPicture(api: KithApi, community: string, file: File): Promise<Brought> {
  const { picture, preview } = await shrinkPicture(file);
  const name = `${file.name.replace(/\.[^.]*$/, '') || 'photo'}.jpg`;
  const { upload } = await bringFile(api, community, name, picture);
  const { upload: small } = await bringFile(api, community, `small ${name}`, preview);
  return { upload, preview: small };
}
