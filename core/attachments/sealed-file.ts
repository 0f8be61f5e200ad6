/**
 * A file as chunks and back. Owns that a file which comes back is the one that was sealed, of the size that was said:
 * whatever is not is ATTACHMENT_FALSE, and nothing of it is given out. [ATT-2] [ATT-4]
 */
import { toBase32 } from '../base/base32.ts';
import { concat } from '../base/bytes.ts';
import { KithError } from '../base/kith-error.ts';
import { bytesOfChunkName, CHUNK, nameOfChunk, openChunk, sealChunk, type ChunkName } from './chunk.ts';
import { chunkCount, MAX_FILE, type FileRef } from './file-ref.ts';

const NAME = 32;

export interface SealedChunk {
  readonly name: ChunkName;
  readonly sealed: Uint8Array;
}

/** Takes a file in pieces of any size and gives its chunks; memory for one chunk, however large the file is. */
export class FileSealer {
  readonly #key: Uint8Array;
  readonly #names: ChunkName[] = [];
  #rest: Uint8Array = new Uint8Array(0);
  #size = 0;

  /** `key`: 32 random bytes that nothing else was sealed with. */
  constructor(key: Uint8Array) {
    this.#key = key;
  }

  get size(): number {
    return this.#size;
  }

  /** Throws KithError ATTACHMENT_TOO_LARGE. */
  push(bytes: Uint8Array): SealedChunk[] {
    this.#size += bytes.length;
    if (this.#size > MAX_FILE) throw new KithError('ATTACHMENT_TOO_LARGE');
    this.#rest = concat(this.#rest, bytes);
    const chunks: SealedChunk[] = [];
    // The last whole chunk stays until it is known whether more comes: it may be the last.
    while (this.#rest.length > CHUNK) {
      chunks.push(this.#seal(this.#rest.subarray(0, CHUNK)));
      this.#rest = this.#rest.slice(CHUNK);
    }
    return chunks;
  }

  /** Throws KithError ATTACHMENT_EMPTY. */
  finish(): { readonly chunks: readonly SealedChunk[]; readonly ref: FileRef } {
    if (this.#size === 0) throw new KithError('ATTACHMENT_EMPTY');
    const last = this.#seal(this.#rest);
    this.#rest = new Uint8Array(0);
    if (this.#names.length === 1) return { chunks: [last], ref: this.#ref(last.name) };
    const sealed = sealChunk(this.#key, 'list', 0, concat(...this.#names.map(bytesOfChunkName)));
    const list = { name: nameOfChunk(sealed), sealed };
    return { chunks: [last, list], ref: this.#ref(list.name) };
  }

  #ref(root: ChunkName): FileRef {
    return { root, key: this.#key, size: this.#size };
  }

  #seal(plain: Uint8Array): SealedChunk {
    const sealed = sealChunk(this.#key, 'data', this.#names.length, plain);
    const name = nameOfChunk(sealed);
    this.#names.push(name);
    return { name, sealed };
  }
}

/** The names of the file's chunks, in their order. `root`: what lies under the file's root. */
export function chunksOfFile(ref: FileRef, root: Uint8Array): readonly ChunkName[] {
  const count = chunkCount(ref.size);
  if (count === 1) return [ref.root];
  const list = openChunk(ref.key, 'list', 0, root);
  if (list?.length !== NAME * count) throw new KithError('ATTACHMENT_FALSE');
  return Array.from(
    { length: count },
    (_, i) => toBase32(list.subarray(NAME * i, NAME * (i + 1))) as ChunkName,
  );
}

/** Throws KithError ATTACHMENT_FALSE unless it is that part of the file, as long as it has to be. */
export function openPiece(ref: FileRef, index: number, sealed: Uint8Array): Uint8Array {
  const length = Math.min(CHUNK, ref.size - index * CHUNK);
  const plain = openChunk(ref.key, 'data', index, sealed);
  if (plain?.length !== length) throw new KithError('ATTACHMENT_FALSE');
  return plain;
}
