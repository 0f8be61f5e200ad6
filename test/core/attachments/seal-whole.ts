import type { ChunkName } from '../../../core/attachments/chunk.ts';
import type { FileRef } from '../../../core/attachments/file-ref.ts';
import { FileSealer } from '../../../core/attachments/sealed-file.ts';

/** A file at once: its reference and all of its chunks. */
export function sealWhole(key: Uint8Array, bytes: Uint8Array, piece = bytes.length) {
  const sealer = new FileSealer(key);
  const chunks = new Map<ChunkName, Uint8Array>();
  for (let at = 0; at < bytes.length; at += piece)
    for (const { name, sealed } of sealer.push(bytes.subarray(at, at + piece))) chunks.set(name, sealed);
  const { chunks: rest, ref } = sealer.finish();
  for (const { name, sealed } of rest) chunks.set(name, sealed);
  return { ref, chunks } satisfies { ref: FileRef; chunks: Map<ChunkName, Uint8Array> };
}
