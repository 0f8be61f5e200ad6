/**
 * What is known of a document without loading it: how many entries and log items it has and where they lie in the
 * total order. Lets a channel of 100,000 messages open by its newest documents alone.
 */
import { decodeCbor, encodeCbor } from '../base/cbor.ts';
import { KithError } from '../base/kith-error.ts';
import type { PartAddress } from './layout.ts';

export interface PartSummary extends PartAddress {
  /** Entries accepted. */
  entries: number;
  /** Items of the log. */
  logged: number;
  /** Depth of the first and last accepted entry, and the seq of the last one. */
  firstDepth: number;
  lastDepth: number;
  lastSeq: number;
  /** Its author has retired it: it takes no further update. */
  isRetired: boolean;
  /** An entry that this version cannot read waits here; nothing after it is shown. */
  needsUpdate: boolean;
}

export function newSummary({ space, place, feed, part }: PartAddress): PartSummary {
  return {
    space,
    place,
    feed,
    part,
    entries: 0,
    logged: 0,
    firstDepth: 0,
    lastDepth: 0,
    lastSeq: -1,
    isRetired: false,
    needsUpdate: false,
  };
}

export function encodeSummary(summary: PartSummary): Uint8Array {
  return encodeCbor([
    summary.entries,
    summary.logged,
    summary.firstDepth,
    summary.lastDepth,
    summary.lastSeq,
    summary.isRetired,
    summary.needsUpdate,
  ]);
}

/** Throws KithError STORE_CORRUPT: these rows are this device's own. */
export function decodeSummary(address: PartAddress, bytes: Uint8Array): PartSummary {
  const row = decodeCbor(bytes);
  if (!Array.isArray(row) || row.length !== 7)
    throw new KithError('STORE_CORRUPT', 'a document row does not read');
  const [entries, logged, firstDepth, lastDepth, lastSeq, isRetired, needsUpdate] = row as [
    number,
    number,
    number,
    number,
    number,
    boolean,
    boolean,
  ];
  return {
    ...address,
    entries,
    logged,
    firstDepth,
    lastDepth,
    lastSeq,
    isRetired,
    needsUpdate,
  };
}

export function partKey(address: PartAddress): string {
  return `${address.space}/${address.place}/${String(address.feed)}/${String(address.part)}`;
}
