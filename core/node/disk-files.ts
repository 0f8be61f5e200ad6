/** Files that a person names for bundles (the port of core/peer): read in pieces, written whole or not at all. */
import { createReadStream } from 'node:fs';
import { KithError } from '../base/kith-error.ts';
import type { PeerFiles } from '../peer/peer-files.ts';
import { replaceFile, systemCode, writeAll } from './atomic-file.ts';

export const diskFiles: PeerFiles = {
  async *read(file) {
    try {
      for await (const piece of createReadStream(file, { highWaterMark: 256 * 1024 })) {
        const bytes = piece as Buffer;
        yield new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
      }
    } catch (error) {
      if (systemCode(error) === '') throw error;
      throw new KithError('FILE_UNREADABLE', systemCode(error));
    }
  },
  async write(file, fill) {
    await replaceFile(file, 0o600, (handle) => fill((bytes) => writeAll(handle, bytes)));
  },
};
