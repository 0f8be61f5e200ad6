/**
 * Where a community's rows lie in the profile's store. Owns the key bytes; values are encoded by their owners.
 *
 * Every key starts with 'c', the community's local number (u16) and one letter:
 *
 *   m name             one row of the community itself (see community-rows.ts)
 *   f feed             feed row: whose, tip, how far it is opened
 *   e feed seq         entry: depth (u32) and the record as sent
 *   i id20             entry id (first 20 bytes) -> feed, seq, depth
 *   a feed seq         authority heads that a content entry names
 *   p place feed part block which entries of a stretch of the feed were written for a document, in whatever space: bits
 *   q place feed part space  summary of a document: counts, first and last depth
 *   s place feed part space  sealed snapshot of a document
 *   k feed seq         id of every 256th entry: the chain can be taken up from there
 *   r feed id20        a retire of that feed as one signed run, to show why payloads are gone
 *   x feed             fork proof
 *   b, h               sealed chunks of files and where they are (core/attachments/chunk-store.ts)
 *   l name             local state that is never sent: read marks, seen notices
 *
 * Numbers are big endian, so that rows sort by them.
 */
import { fromBase32, toBase32 } from '../base/base32.ts';
import type { EntryId, PlaceId, SpaceId } from '../base/ids.ts';
import { fromHex } from '../base/bytes.ts';

const COMMUNITY = 0x63;

/** Entries that one row about a document speaks of. */
export const BLOCK_ENTRIES = 256;

/** Which document: a writer's, by its feed, in a place of a space. */
export interface PartAddress {
  readonly space: SpaceId;
  readonly place: PlaceId;
  readonly feed: number;
  readonly part: number;
}

export class Layout {
  readonly #prefix: Uint8Array;

  /** `number`: the community's local number in this profile, 0..65535. */
  constructor(number: number) {
    this.#prefix = Uint8Array.of(COMMUNITY, number >>> 8, number & 0xff);
  }

  meta(name: string): Uint8Array {
    return this.#text('m', name);
  }

  local(name: string): Uint8Array {
    return this.#text('l', name);
  }

  feed(feed: number): Uint8Array {
    const key = this.#make('f', 2);
    writeU16(key, 4, feed);
    return key;
  }

  entry(feed: number, seq: number): Uint8Array {
    return this.#feedSeq('e', feed, seq);
  }

  authorityHeads(feed: number, seq: number): Uint8Array {
    return this.#feedSeq('a', feed, seq);
  }

  checkpoint(feed: number, seq: number): Uint8Array {
    return this.#feedSeq('k', feed, seq);
  }

  retire(feed: number, id: EntryId): Uint8Array {
    const key = this.#make('r', 22);
    writeU16(key, 4, feed);
    key.set(fromHex(id.slice(0, 40))!, 6);
    return key;
  }

  forkProof(feed: number): Uint8Array {
    return this.#feedSeq('x', feed, 0);
  }

  id(id: EntryId): Uint8Array {
    const key = this.#make('i', 20);
    key.set(fromHex(id.slice(0, 40))!, 4);
    return key;
  }

  /** Block n is about the entries from n * BLOCK_ENTRIES on. */
  document(address: PartAddress, block: number): Uint8Array {
    const key = this.#part('p', address, 4);
    writeU32(key, 30, block);
    return key;
  }

  summary(address: PartAddress): Uint8Array {
    return this.#inSpace('q', address);
  }

  snapshot(address: PartAddress): Uint8Array {
    return this.#inSpace('s', address);
  }

  /** Every row of the community, for `Store.read`. */
  everything(): { from: Uint8Array; to: Uint8Array } {
    const to = Uint8Array.of(...this.#prefix, 0xff);
    return { from: this.#prefix, to };
  }

  /** All rows of one letter, for `Store.read`. */
  all(letter: string): { from: Uint8Array; to: Uint8Array } {
    const from = this.#make(letter, 0);
    const to = Uint8Array.from(from);
    to[3]! += 1;
    return { from, to };
  }

  entries(feed: number, from: number, to: number): { from: Uint8Array; to: Uint8Array } {
    return { from: this.entry(feed, from), to: this.entry(feed, to + 1) };
  }

  documentBlocks(address: PartAddress, fromBlock: number): { from: Uint8Array; to: Uint8Array } {
    return { from: this.document(address, fromBlock), to: this.document(address, 0xffffffff) };
  }

  readFeed(key: Uint8Array): number {
    return readU16(key, 4);
  }

  readSeq(key: Uint8Array): number {
    return readU32(key, key.length - 4);
  }

  readPart(key: Uint8Array): PartAddress {
    return {
      space: toBase32(key.subarray(30)) as SpaceId,
      place: toBase32(key.subarray(4, 24)) as PlaceId,
      feed: readU16(key, 24),
      part: readU32(key, 26),
    };
  }

  #make(letter: string, length: number): Uint8Array {
    const key = new Uint8Array(4 + length);
    key.set(this.#prefix);
    key[3] = letter.charCodeAt(0);
    return key;
  }

  #text(letter: string, name: string): Uint8Array {
    const key = this.#make(letter, name.length);
    for (let i = 0; i < name.length; i++) key[4 + i] = name.charCodeAt(i);
    return key;
  }

  #feedSeq(letter: string, feed: number, seq: number): Uint8Array {
    const key = this.#make(letter, 6);
    writeU16(key, 4, feed);
    writeU32(key, 6, seq);
    return key;
  }

  #inSpace(letter: string, address: PartAddress): Uint8Array {
    const space = fromBase32(address.space)!;
    const key = this.#part(letter, address, space.length);
    key.set(space, 30);
    return key;
  }

  #part(letter: string, address: PartAddress, more: number): Uint8Array {
    const key = this.#make(letter, 26 + more);
    key.set(fromBase32(address.place)!, 4);
    writeU16(key, 24, address.feed);
    writeU32(key, 26, address.part);
    return key;
  }
}

export function writeU16(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 8;
  bytes[at + 1] = value & 0xff;
}

export function writeU32(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 24;
  bytes[at + 1] = (value >>> 16) & 0xff;
  bytes[at + 2] = (value >>> 8) & 0xff;
  bytes[at + 3] = value & 0xff;
}

export function readU16(bytes: Uint8Array, at: number): number {
  return (bytes[at]! << 8) | bytes[at + 1]!;
}

export function readU32(bytes: Uint8Array, at: number): number {
  return bytes[at]! * 0x1000000 + ((bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!);
}
