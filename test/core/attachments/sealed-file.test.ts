import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHUNK, nameOfChunk, openChunk, sealChunk, type ChunkName } from '../../../core/attachments/chunk.ts';
import {
  chunkCount,
  decodeFileRef,
  encodeFileRef,
  MAX_FILE,
  type FileRef,
} from '../../../core/attachments/file-ref.ts';
import { chunksOfFile, FileSealer, openPiece } from '../../../core/attachments/sealed-file.ts';
import { concat } from '../../../core/base/bytes.ts';
import { codeOf } from '../../../core/base/kith-error.ts';
import { seededRandom } from '../community/neighbours.ts';
import { sealWhole } from './seal-whole.ts';

const random = seededRandom('files');

function reopen(ref: FileRef, chunks: ReadonlyMap<ChunkName, Uint8Array>): Uint8Array {
  const names = chunksOfFile(ref, chunks.get(ref.root)!);
  return concat(...names.map((name, i) => openPiece(ref, i, chunks.get(name)!)));
}

function codeFrom(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return codeOf(error);
  }
  return 'none';
}

describe('a sealed file', () => {
  it('[ATT-1] [ATT-2] comes back as it was, whatever its size and the pieces that it came in', () => {
    const sizes = fc.oneof(
      fc.integer({ min: 1, max: 300 }),
      fc.constantFrom(CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK),
    );
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 2 * CHUNK }), (size, piece) => {
        const bytes = random.bytes(size);
        const { ref, chunks } = sealWhole(random.bytes(32), bytes, Math.max(piece, Math.ceil(size / 50)));
        expect(reopen(ref, chunks)).toEqual(bytes);
        const count = chunkCount(size);
        expect(chunks.size).toBe(count === 1 ? 1 : count + 1);
        for (const [name, sealed] of chunks) expect(nameOfChunk(sealed)).toBe(name);
      }),
      { numRuns: 12 },
    );
  });

  it('[ATT-3] is named by one text, which is read strictly', () => {
    const { ref } = sealWhole(random.bytes(32), random.bytes(100));
    const text = encodeFileRef(ref);
    expect(text).toMatch(/^[a-z2-7]{109}$/);
    expect(decodeFileRef(text)).toEqual(ref);
    expect(decodeFileRef(encodeFileRef({ ...ref, size: 0 }))).toBeUndefined();
    expect(decodeFileRef(encodeFileRef({ ...ref, size: MAX_FILE + 1 }))).toBeUndefined();
    for (const wrong of [text.slice(1), `${text}a`, text.toUpperCase(), null, 7, {}])
      expect(decodeFileRef(wrong)).toBeUndefined();
  });

  it('[ATT-4] [THREAT-35] whose list or size lies is refused before anything is given out', () => {
    const bytes = random.bytes(3 * CHUNK);
    const { ref, chunks } = sealWhole(random.bytes(32), bytes);
    const root = chunks.get(ref.root)!;
    for (const size of [ref.size + 1, ref.size + CHUNK, MAX_FILE])
      expect(codeFrom(() => chunksOfFile({ ...ref, size }, root))).toBe('ATTACHMENT_FALSE');
    const names = chunksOfFile(ref, root);
    const pieces = names.map((name) => chunks.get(name)!);
    expect(codeFrom(() => openPiece(ref, 1, pieces[0]!))).toBe('ATTACHMENT_FALSE');
    expect(codeFrom(() => openPiece({ ...ref, size: ref.size - 1 }, 2, pieces[2]!))).toBe('ATTACHMENT_FALSE');
    expect(codeFrom(() => openPiece(ref, 0, root))).toBe('ATTACHMENT_FALSE');
    expect(codeFrom(() => chunksOfFile(ref, pieces[0]!))).toBe('ATTACHMENT_FALSE');
    expect(codeFrom(() => openPiece({ ...ref, key: random.bytes(32) }, 0, pieces[0]!))).toBe(
      'ATTACHMENT_FALSE',
    );
  });

  it('[ATT-1] a chunk that anybody has touched does not open', () => {
    const key = random.bytes(32);
    const sealed = sealChunk(key, 'data', 4, random.bytes(50));
    expect(openChunk(key, 'data', 4, sealed)).toBeDefined();
    expect(openChunk(key, 'list', 4, sealed)).toBeUndefined();
    expect(openChunk(key, 'data', 5, sealed)).toBeUndefined();
    expect(openChunk(key, 'data', 4, random.bytes(CHUNK + 17))).toBeUndefined();
    sealed[3]! ^= 1;
    expect(openChunk(key, 'data', 4, sealed)).toBeUndefined();
  });

  it('[ATT-2] that is empty or too large is refused', () => {
    expect(codeFrom(() => new FileSealer(random.bytes(32)).finish())).toBe('ATTACHMENT_EMPTY');
    const large = new FileSealer(random.bytes(32));
    expect(codeFrom(() => large.push(new Uint8Array(MAX_FILE + 1)))).toBe('ATTACHMENT_TOO_LARGE');
  });
});
