/**
 * After a rescue (salvage.ts): how far this device's own feeds are known to have reached. Until they reach there again
 * nothing is written, as a number that neighbours have seen would be used a second time, which is a fork. [GATE-18]
 */
import { decodeCbor, encodeCbor } from '../base/cbor.ts';
import type { FeedKind } from '../feed/entry.ts';
import type { Store } from '../store/store.ts';
import type { Layout } from './layout.ts';

/** The last seq of each own feed; -1: no entry. */
export type OwnFloor = Readonly<Record<FeedKind, number>>;

/** Of the local row. */
export const FLOOR = 'floor';

export function encodeFloor({ authority, content }: OwnFloor): Uint8Array {
  return encodeCbor([authority + 1, content + 1]);
}

export function readFloor(store: Pick<Store, 'get'>, layout: Layout): OwnFloor {
  const row = store.get(layout.local(FLOOR));
  const [authority, content] = row ? (decodeCbor(row) as [number, number]) : [0, 0];
  return { authority: authority - 1, content: content - 1 };
}
