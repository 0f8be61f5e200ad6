/**
 * What it takes to have a file: the name of its first chunk, its key and its size, as one text. It stands inside sealed
 * entries alone, so who can read the entry can read the file. [ATT-3]
 */
import { fromBase32, toBase32 } from '../base/base32.ts';
import { concat } from '../base/bytes.ts';
import { CHUNK, type ChunkName } from './chunk.ts';

export interface FileRef {
  /** The only chunk of a small file; otherwise the list of the chunks. */
  readonly root: ChunkName;
  /** 32 bytes, of this file alone. */
  readonly key: Uint8Array;
  /** Bytes; at least one. */
  readonly size: number;
}

/** Bytes of the largest file: its list still fits into one chunk, twice over. */
export const MAX_FILE = 64 * 1024 * 1024;

/** 68 bytes. */
const LETTERS = 109;

export function encodeFileRef({ root, key, size }: FileRef): string {
  const tail = new Uint8Array(4);
  new DataView(tail.buffer).setUint32(0, size);
  return toBase32(concat(fromBase32(root)!, key, tail));
}

export function decodeFileRef(text: unknown): FileRef | undefined {
  const bytes = typeof text === 'string' && text.length === LETTERS ? fromBase32(text) : undefined;
  if (!bytes) return undefined;
  const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(64);
  if (size < 1 || size > MAX_FILE) return undefined;
  return { root: toBase32(bytes.subarray(0, 32)) as ChunkName, key: bytes.slice(32, 64), size };
}

export function chunkCount(size: number): number {
  return Math.ceil(size / CHUNK);
}
