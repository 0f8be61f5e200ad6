/** Reads one feed from its records: ids, chain, headers, signatures, payloads. [FEED-2] to [FEED-15] */
import { base32, bin, bytesOf, hex, isSignedBy, list, open, sha256, u32, whole } from './primitives.ts';
import { readCbor, Unreadable, type Value } from './read-cbor.ts';

export type FeedName = 'authority' | 'content';

export interface Payload {
  readonly time: number;
  readonly kind: number;
  readonly space: Uint8Array;
  readonly document: readonly Value[] | null;
  readonly body: Value;
}

export interface Entry {
  readonly id: string;
  readonly feed: FeedName;
  /** As text, by which the order of entries goes. */
  readonly device: string;
  readonly key: Uint8Array;
  readonly seq: number;
  readonly prev: string | null;
  readonly heads: readonly string[];
  readonly authorityHeads: readonly string[];
  readonly erased: boolean;
  /** Undefined: erased, or of a space whose key is not given, or void. */
  readonly payload: Payload | undefined;
}

/** Keys by their tag. */
export type Keys = ReadonlyMap<string, Uint8Array>;

export function keysByTag(keys: readonly Uint8Array[]): Keys {
  return new Map(keys.map((key) => [hex(sha256('kith/key/1', key).subarray(0, 8)), key]));
}

interface FeedReport {
  readonly entries: readonly Entry[];
  readonly faults: readonly string[];
}

export function readFeed(
  community: Uint8Array,
  feed: FeedName,
  device: Uint8Array,
  records: Uint8Array,
  keys: Keys,
): FeedReport {
  const entries: Entry[] = [];
  const faults: string[] = [];
  let previous: Uint8Array = new Uint8Array(32);
  let at = 0;
  let isProven = true;
  try {
    while (at < records.length) {
      const record = readRecord(records, at);
      const context = bytesOf(community, Uint8Array.of(feed === 'authority' ? 0 : 1), device, previous);
      const header = readHeader(record.header, feed);
      const id = sha256('kith/entry/1', context, record.header, u32(record.size), record.digest);
      if (header.seq !== entries.length) throw new Unreadable('SEQ_WRONG');
      if (header.heads.includes(hex(previous))) throw new Unreadable('HEAD_IS_PREV');
      if (record.signature) {
        isProven = isSignedBy(device, bytesOf('kith/signature/1', id), record.signature);
        // In an exchange it would count as none ([FEED-14]); in a file it says that the file is spoilt.
        if (!isProven) faults.push(`SIGNATURE_FALSE ${String(header.seq)}`);
      } else isProven = false;
      let payload: Payload | undefined;
      if (record.sealed) {
        payload = openPayload(record.header, header, record.sealed, context.subarray(0, 65), keys);
        if (!payload) faults.push(`PAYLOAD_SHUT ${String(header.seq)}`);
      } else if (!header.mayBeErased) faults.push(`PAYLOAD_MISSING ${String(header.seq)}`);
      entries.push({
        id: hex(id),
        feed,
        device: base32(device),
        key: device,
        seq: header.seq,
        prev: entries.length === 0 ? null : hex(previous),
        heads: header.heads,
        authorityHeads: header.authorityHeads,
        erased: !record.sealed,
        payload,
      });
      previous = id;
      at = record.end;
    }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    faults.push(`${error.message} ${String(entries.length)}`);
  }
  if (!isProven) faults.push('UNPROVEN');
  return { entries, faults };
}

interface RecordParts {
  readonly header: Uint8Array;
  readonly size: number;
  readonly digest: Uint8Array;
  readonly sealed: Uint8Array | undefined;
  readonly signature: Uint8Array | undefined;
  readonly end: number;
}

/** [FEED-6] */
function readRecord(bytes: Uint8Array, from: number): RecordParts {
  if (bytes.length - from < 7) throw new Unreadable('RECORD_TRUNCATED');
  const view = new DataView(bytes.buffer, bytes.byteOffset + from, 7);
  const [flags, headerLength, size] = [view.getUint8(0), view.getUint16(1), view.getUint32(3)];
  if (headerLength > 8_192) throw new Unreadable('HEADER_TOO_LARGE');
  if (size > 65_536) throw new Unreadable('PAYLOAD_TOO_LARGE');
  if (headerLength === 0 || size < 17 || flags > 3) throw new Unreadable('RECORD_MALFORMED');
  const isErased = (flags & 2) !== 0;
  const afterHeader = from + 7 + headerLength;
  const afterPayload = afterHeader + (isErased ? 32 : size);
  const end = afterPayload + ((flags & 1) !== 0 ? 64 : 0);
  if (end > bytes.length) throw new Unreadable('RECORD_TRUNCATED');
  const stored = bytes.subarray(afterHeader, afterPayload);
  return {
    header: bytes.subarray(from + 7, afterHeader),
    size,
    digest: isErased ? stored : sha256(stored),
    sealed: isErased ? undefined : stored,
    signature: end > afterPayload ? bytes.subarray(afterPayload, end) : undefined,
    end,
  };
}

interface Header {
  readonly seq: number;
  readonly mayBeErased: boolean;
  readonly heads: readonly string[];
  readonly authorityHeads: readonly string[];
  readonly keyTag: string;
  readonly nonce: Uint8Array;
}

/** [FEED-3], [FEED-4] */
function readHeader(bytes: Uint8Array, feed: FeedName): Header {
  const [version, flags, seq, heads, tag, nonce] = list(readCbor(bytes), 6);
  if (version !== 1) throw new Unreadable('VERSION_UNKNOWN');
  const lists = feed === 'authority' ? [heads, []] : list(heads, 2);
  return {
    mayBeErased: whole(flags, feed === 'authority' ? 0 : 1) === 1,
    seq: whole(seq, 2 ** 32 - 2),
    heads: ascending(lists[0]),
    authorityHeads: ascending(lists[1]),
    keyTag: hex(bin(tag, 8)),
    nonce: bin(nonce, 12),
  };
}

function ascending(value: Value | undefined): string[] {
  const ids = list(value).map((id) => hex(bin(id, 32)));
  if (ids.some((id, i) => i > 0 && ids[i - 1]! >= id)) throw new Unreadable('HEADER_MALFORMED');
  return ids;
}

/** [FEED-10], [FEED-15] */
function openPayload(
  bytes: Uint8Array,
  header: Header,
  sealed: Uint8Array,
  writer: Uint8Array,
  keys: Keys,
): Payload | undefined {
  const key = keys.get(header.keyTag);
  const plain = key && open(key, header.nonce, sealed, bytesOf('kith/payload/1', writer, bytes));
  if (!plain) return undefined;
  const [time, kind, space, document, body] = list(readCbor(plain), 5);
  const place = document === null ? null : list(document, 2);
  if (place) {
    bin(place[0], 20);
    whole(place[1], 2 ** 32 - 1);
  }
  if (![0, 20].includes(bin(space).length)) throw new Unreadable('PAYLOAD_MALFORMED');
  return {
    time: whole(time, Number.MAX_SAFE_INTEGER),
    kind: whole(kind, 65_535),
    space: bin(space),
    document: place,
    body: body ?? null,
  };
}
