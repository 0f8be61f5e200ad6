/**
 * What an entry says of a file that it carries. Owns reading it from values that may be anything; what a file's name,
 * type and measures say is its author's word, and nothing is done because of them. [ATT-5]
 */
import { isTitle } from '../identity/name.ts';
import { decodeFileRef, encodeFileRef, type FileRef } from './file-ref.ts';

export interface Attachment {
  readonly file: FileRef;
  readonly name: string;
  /** A media type, in small letters. */
  readonly type: string;
  /** Of a picture, in pixels. */
  readonly measures: { readonly width: number; readonly height: number } | null;
  /** A small picture of it: a file of its own. */
  readonly preview: FileRef | null;
}

/** The same as it stands in a document: plain JSON. */
export interface AttachmentJson {
  readonly [key: string]: string | number;
}

/** Bytes. A preview is for tiles: more than this is none. */
const MAX_PREVIEW = 64 * 1024;
/** Pixels of a side. */
const MAX_SIDE = 16_384;

const TYPE = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,63}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,63}$/;

export function readAttachment(value: unknown): Attachment | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { file: fileText, name, type, width, height, preview } = value as Record<string, unknown>;
  const file = decodeFileRef(fileText);
  if (!file || !isTitle(name) || !isMediaType(type)) return undefined;
  const small = decodeFileRef(preview);
  const measures = isSide(width) && isSide(height) ? { width, height } : null;
  return { file, name, type, measures, preview: small && small.size <= MAX_PREVIEW ? small : null };
}

export function attachmentJson({ file, name, type, measures, preview }: Attachment): AttachmentJson {
  return {
    file: encodeFileRef(file),
    name,
    type,
    ...measures,
    ...(preview && { preview: encodeFileRef(preview) }),
  };
}

function isMediaType(value: unknown): value is string {
  return typeof value === 'string' && TYPE.test(value);
}

function isSide(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= MAX_SIDE;
}
