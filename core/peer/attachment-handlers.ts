/** Files, as the API has them. */
import type { attachmentMethods } from '../api/attachment-methods.ts';
import { decodeFileRef, type FileRef } from '../attachments/file-ref.ts';
import { fromBase64, toBase64 } from '../base/base64.ts';
import type { CommunityId } from '../base/ids.ts';
import { KithError } from '../base/kith-error.ts';
import type { HandlersOf } from './handlers.ts';
import type { PeerFiles } from './peer-files.ts';
import type { PeerScope } from './peer-scope.ts';
import type { Uploads } from './uploads.ts';

export interface AttachmentContext extends PeerScope {
  readonly files: PeerFiles;
  readonly uploads: Uploads;
}

export function attachmentHandlers(context: AttachmentContext): HandlersOf<typeof attachmentMethods> {
  const { uploads, files } = context;
  const hosted = (community: string) => context.community(community as CommunityId);
  return {
    attachmentBegin: async ({ community, name, size }) => ({
      upload: await Promise.resolve(uploads.begin(hosted(community), { name, size })),
    }),
    attachmentPart: async ({ upload, offset, data }) => {
      const bytes = fromBase64(data);
      if (!bytes) throw new KithError('INPUT_INVALID');
      return { received: await uploads.part(upload, offset, bytes) };
    },
    attachmentTake: async ({ community, file }) => {
      const name = file.split(/[/\\]/).at(-1) ?? file;
      const host = hosted(community);
      const upload = await uploads.take(host, name, files.read(file));
      const { file: ref, measures, name: clean } = uploads.attachment(host, upload);
      return { upload, name: clean, size: ref.size, isPicture: measures !== null };
    },
    attachmentRead: async ({ community, attachment, offset = 0, waitMs = 0 }) => {
      const ref = refOf(attachment);
      const bytes = await hosted(community).attachments.read(ref, offset, waitMs);
      return { data: toBase64(bytes), size: ref.size };
    },
    attachmentSave: async ({ community, attachment, file, waitMs = 0 }) => {
      const ref = refOf(attachment);
      const { attachments } = hosted(community);
      await files.write(file, async (piece) => {
        for (let at = 0; at < ref.size;) {
          const bytes = await attachments.read(ref, at, waitMs);
          await piece(bytes);
          at += bytes.length;
        }
      });
      return { size: ref.size };
    },
  };
}

function refOf(attachment: string): FileRef {
  const ref = decodeFileRef(attachment);
  if (!ref) throw new KithError('ATTACHMENT_UNKNOWN');
  return ref;
}
