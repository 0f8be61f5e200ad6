/** Files: bringing them in, having them, saving them. What names them are photos and messages. */
import * as v from 'valibot';
import { fileName, longId, text, waitMs } from './fields.ts';
import { command } from './method.ts';

/** How bytes stand in these texts. */
export { fromBase64, toBase64 } from '../base/base64.ts';

export interface AttachmentView {
  /** By which the file is asked for; good for as long as somebody has it. */
  id: string;
  /** Cleaned: no path, and nothing that cannot be seen. */
  name: string;
  /** Bytes. */
  size: number;
  /** What its author says that it is. */
  type: string;
  /** In pixels, where it is said to be a picture that can be shown. */
  picture: { width: number; height: number } | null;
  /** A small picture of it, as an id. */
  preview: string | null;
  /** What to say before it is saved: a program, or one that is called like a paper. */
  warning: 'program' | 'disguised' | null;
}

/** Bytes of one part, in either direction. */
export const PART = 65_536;

/** A file that was brought in and is not named by anything yet. */
export const uploadId = v.pipe(v.string(), v.regex(/^[a-z2-7]{32}$/, 'ATTACHMENT_UNKNOWN'));
const attachmentId = v.pipe(v.string(), v.regex(/^[a-z2-7]{109}$/, 'ATTACHMENT_UNKNOWN'));
const bytes = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** At most PART bytes. */
const base64 = v.pipe(v.string(), v.minLength(1), v.maxLength(87_384), v.regex(/^[A-Za-z0-9+/]*={0,2}$/));

export const attachmentMethods = {
  /** `size`: bytes of the whole file, which comes in parts. Unused, it is forgotten. */
  attachmentBegin: command<{ upload: string }>()(
    v.strictObject({ community: longId, name: text, size: bytes }),
  ),
  /** One after the other. `received`: bytes so far. */
  attachmentPart: command<{ received: number }>()(
    v.strictObject({ upload: uploadId, offset: bytes, data: base64 }),
  ),
  /** From the disk. A photo loses what says where and when it was taken. */
  attachmentTake: command<{ upload: string; name: string; size: number; isPicture: boolean }>()(
    v.strictObject({ community: longId, file: fileName }),
  ),
  /** Some bytes from `offset` on, in base64; asks neighbours for what is not here, for at most `waitMs` (0). */
  attachmentRead: command<{ data: string; size: number }>()(
    v.strictObject({
      community: longId,
      attachment: attachmentId,
      offset: v.optional(bytes),
      waitMs: v.optional(waitMs),
    }),
  ),
  /** The whole file, to a place that the person has named. */
  attachmentSave: command<{ size: number }>()(
    v.strictObject({
      community: longId,
      attachment: attachmentId,
      file: fileName,
      waitMs: v.optional(waitMs),
    }),
  ),
};
