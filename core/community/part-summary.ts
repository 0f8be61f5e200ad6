/**
 * What is known of a document without loading it: how many entries and log items it has and where they lie in the
 * total order. Lets a channel of 100,000 messages open by its newest documents alone.
 */
import { decodeCbor, encodeCbor } from '../base/cbor.ts';
import { fromBase32, toBase32 } from '../base/base32.ts';
import { KithError } from '../base/kith-error.ts';
import type { SpaceId } from '../base/ids.ts';
import type { PartAddress } from './layout.ts';

export interface PartSummary extends PartAddress {
  /** The space of its first entry; an entry that names another one is void. */
  readonly space: SpaceId;
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

export function newSummary(address: PartAddress, space: SpaceId, depth: number): PartSummary {
  return {
    ...address,
    space,
    entries: 0,
    logged: 0,
    firstDepth: depth,
    lastDepth: depth,
    lastSeq: -1,
    isRetired: false,
    needsUpdate: false,
  };
}

export function encodeSummary(summary: PartSummary): Uint8Array {
  return encodeCbor([
    summary.space === '' ? new Uint8Array(0) : fromBase32(summary.space)!,
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
  if (!Array.isArray(row) || row.length !== 8) throw new KithError('STORE_CORRUPT', 'a document row does not read');
  const [space, entries, logged, firstDepth, lastDepth, lastSeq, isRetired, needsUpdate] = row as [
    Uint8Array,
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
    space: toBase32(space) as SpaceId,
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
  return `${address.place}/${String(address.feed)}/${String(address.part)}`;
}
