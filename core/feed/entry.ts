/**
 * The entry: one signed, sealed record of a device's feed. Owns the types and the limits; the codecs, the chain and
 * the seals are in the files beside it. [FEED-1] [FEED-2]
 */
import type { Cbor } from '../base/cbor.ts';
import type { EntryId, PlaceId, SpaceId } from '../base/ids.ts';

/** A device has two feeds in a community. Authority refers to authority only; content refers to both. */
export type FeedKind = 'authority' | 'content';

export const ENTRY_VERSION = 1;
/** Bytes. */
export const MAX_HEADER = 8 * 1024;
/** Bytes of the sealed payload, its 16 bytes of tag included. */
export const MAX_PAYLOAD = 64 * 1024;
/** Shorter than this, nothing can have been sealed. */
export const MIN_PAYLOAD = 17;
export const MAX_SEQ = 0xfffffffe;
/** A bulk range carries the signature of every entry whose seq leaves this rest less one, where the sender has it. */
export const SIGNATURE_INTERVAL = 256;

/** Header flag of a content entry: its payload may be erased later by a `retire` of its author. */
export const FLAG_ERASABLE = 1;

/** An entry as it is stored and sent, without its place in the chain. All bytes may be views of a larger buffer. */
export interface EntryRecord {
  readonly header: Uint8Array;
  /** Sealed; null when erased. */
  readonly payload: Uint8Array | null;
  /** Bytes of the sealed payload, also when it is erased. */
  readonly size: number;
  /** SHA-256 of the sealed payload: given exactly when the payload is not. */
  readonly payloadHash: Uint8Array | null;
  /** Ed25519, 64 bytes, not checked yet. Null when the sender left it out: a later entry proves this one. */
  readonly signature: Uint8Array | null;
}

export interface Header {
  readonly version: number;
  /** FLAG_* bits. */
  readonly flags: number;
  readonly seq: number;
  /** Tips of the same kind of feed that this entry refers to besides its predecessor; ascending. */
  readonly heads: readonly EntryId[];
  /** Content entries only: tips of authority feeds; ascending. Empty in an authority entry. */
  readonly authorityHeads: readonly EntryId[];
  /** First 8 bytes of the id of the key that sealed the payload, as 16 hex digits. */
  readonly key: string;
  /** 12 bytes. */
  readonly nonce: Uint8Array;
}

/** An entry in its place: the id covers the chain up to here. Format and chain hold; proof is another question. */
export interface ChainedEntry {
  readonly id: EntryId;
  /** Null in the first entry of a feed. */
  readonly prev: EntryId | null;
  readonly header: Header;
  readonly record: EntryRecord;
}

/** What is sealed. */
export interface Payload {
  /** Milliseconds since 1970 by the author's clock: for display only, no order and no permission depends on it. */
  readonly time: number;
  /** See kinds.ts. */
  readonly kind: number;
  readonly space: SpaceId;
  /** The author's document in a place that an update is for; null where the kind needs none. */
  readonly document: { readonly place: PlaceId; readonly part: number } | null;
  readonly body: Cbor;
}

export function isErasable(header: Header): boolean {
  return (header.flags & FLAG_ERASABLE) !== 0;
}
