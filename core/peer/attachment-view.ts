/** A file as the API has it. */
import type { AttachmentView } from '../api/attachment-methods.ts';
import { cleanFileName, fileNameWarning } from '../api/file-name.ts';
import type { Attachment } from '../attachments/attachment.ts';
import { encodeFileRef } from '../attachments/file-ref.ts';

const PICTURES = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif']);

export function attachmentView({ file, name, type, measures, preview }: Attachment): AttachmentView {
  return {
    id: encodeFileRef(file),
    name: cleanFileName(name),
    size: file.size,
    type,
    picture: PICTURES.has(type) ? measures : null,
    preview: preview && encodeFileRef(preview),
    warning: fileNameWarning(name),
  };
}
