/** Hands a file to the person: where they say in the window, among the downloads in a browser. Nothing opens it. [ATT-7] */
import type { AttachmentView } from '../../core/api/attachment-methods.ts';
import type { KithApi } from '../../core/api/methods.ts';
import { desktop } from '../peer/desktop.ts';
import { downloadBytes } from '../components/download.ts';
import { wholeFile } from './picture-store.ts';

/** Milliseconds in which somebody who has it is waited for. */
const WAIT = 5_000;

/** False: the person changed their mind. Throws KithError ATTACHMENT_AWAY, ATTACHMENT_FALSE, FILE_UNWRITABLE. */
export async function saveFile(api: KithApi, community: string, file: AttachmentView): Promise<boolean> {
  if (desktop) {
    const place = await desktop.saveFile('any', file.name);
    if (!place) return false;
    await api.attachmentSave({ community, attachment: file.id, file: place.file, waitMs: WAIT });
    return true;
  }
  downloadBytes(file.name, await wholeFile(api, community, file.id, file.size, WAIT));
  return true;
}
