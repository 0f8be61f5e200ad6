/** The machine's source of unpredictable bytes. Hosts pass it in; the simulation passes a seeded one. */
import * as crypto from 'node:crypto';
import type { Random } from '../base/clock.ts';

export const systemRandom: Random = {
  bytes: (length) => {
    const bytes = new Uint8Array(length);
    crypto.randomFillSync(bytes);
    return bytes;
  },
};
