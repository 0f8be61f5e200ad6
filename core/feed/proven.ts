/**
 * Proof: an entry is its device's when it carries a valid signature, or when a later entry of its feed that hangs on
 * it does. A bad signature is "not proven yet", never a verdict on the entry: whoever passed it on may have
 * spoilt it. [FEED-13] [FEED-14] [THREAT-8] [THREAT-43]
 */
import { verifySignature } from '../crypto/sign.ts';
import type { ChainedEntry } from './entry.ts';
import { signedBytes } from './entry-id.ts';
import type { FeedContext } from './feed-context.ts';

/** Has the entry itself a valid signature of the feed's device? */
export function isSigned(context: FeedContext, entry: ChainedEntry): boolean {
  const { signature } = entry.record;
  return signature !== null && verifySignature(context.publicKey, signedBytes(entry.id), signature);
}

/**
 * How many entries from the start are proven, by themselves or by a later one of `entries`. Looks from the end: one
 * verification when the last signature holds.
 */
export function provenCount(context: FeedContext, entries: readonly ChainedEntry[]): number {
  for (let count = entries.length; count > 0; count--) {
    if (isSigned(context, entries[count - 1]!)) return count;
  }
  return 0;
}
