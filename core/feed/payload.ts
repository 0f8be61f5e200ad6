/**
 * What is sealed in an entry: canonical CBOR [time, kind, space, document, body]. Opening it needs the key; whether an
 * entry is kept, and its place in the order, never depend on it. [FEED-15] [THREAT-9]
 */
import { toBase32 } from '../base/base32.ts';
import { decodeCbor, encodeCbor, type Cbor } from '../base/cbor.ts';
import { equalBytes } from '../base/bytes.ts';
import { bytesOfId } from '../base/id-bytes.ts';
import { WHOLE_COMMUNITY, type PlaceId, type SpaceId } from '../base/ids.ts';
import { accepted, refused, type Verdict } from '../base/result.ts';
import { openAead } from '../crypto/seal.ts';
import type { ChainedEntry, Payload } from './entry.ts';
import { payloadBinding } from './entry-id.ts';
import type { FeedContext } from './feed-context.ts';
import { kindBelongs } from './kinds.ts';

const MAX_PART = 0xffffffff;
const MAX_KIND = 0xffff;

export type PayloadCode =
  | 'PAYLOAD_ERASED'
  /** The key, or the bytes, are not those that the entry was sealed with. */
  | 'PAYLOAD_SEALED'
  | 'PAYLOAD_MALFORMED'
  | 'KIND_MISPLACED';

export function openPayload(
  context: FeedContext,
  entry: Pick<ChainedEntry, 'header' | 'record'>,
  key: Uint8Array,
): Verdict<Payload, PayloadCode> {
  const { header, payload } = entry.record;
  if (payload === null) return refused('PAYLOAD_ERASED');
  const binding = payloadBinding(context, header);
  const opened = openAead(key, entry.header.nonce, binding, payload);
  if (!opened) return refused('PAYLOAD_SEALED');
  const read = decodePayload(opened);
  if (read.ok && !kindBelongs(read.value.kind, context.kind)) return refused('KIND_MISPLACED');
  return read;
}

export function encodePayload(payload: Payload): Uint8Array {
  const { time, kind, space, document, body } = payload;
  const target = document && [bytesOfId(document.place), document.part];
  return encodeCbor([time, kind, bytesOfId(space), target, body]);
}

/** Byte strings in the body are views of `bytes`. */
export function decodePayload(bytes: Uint8Array): Verdict<Payload, PayloadCode> {
  const value = decodeCbor(bytes);
  if (!Array.isArray(value) || value.length !== 5) return refused('PAYLOAD_MALFORMED');
  const [time, kind, space, target, body] = value as readonly Cbor[];
  if (!isCount(time, Number.MAX_SAFE_INTEGER) || !isCount(kind, MAX_KIND))
    return refused('PAYLOAD_MALFORMED');
  if (!(space instanceof Uint8Array) || (space.length !== 0 && space.length !== 20)) {
    return refused('PAYLOAD_MALFORMED');
  }
  const document = readTarget(target);
  if (document === undefined || body === undefined) return refused('PAYLOAD_MALFORMED');
  const spaceId = space.length === 0 ? WHOLE_COMMUNITY : (toBase32(space) as SpaceId);
  return accepted({ time, kind, space: spaceId, document, body });
}

function readTarget(value: Cbor | undefined): Payload['document'] | undefined {
  if (value === null) return null;
  if (!Array.isArray(value) || value.length !== 2) return undefined;
  const [place, part] = value as readonly Cbor[];
  if (!(place instanceof Uint8Array) || place.length !== 20 || !isCount(part, MAX_PART)) return undefined;
  return { place: placeOf(place), part };
}

/** Most entries are for the same place as the one before them, and need no text of their own. */
let lastPlace = new Uint8Array(20);
let lastPlaceId = toBase32(lastPlace) as PlaceId;

function placeOf(bytes: Uint8Array): PlaceId {
  if (!equalBytes(bytes, lastPlace)) {
    lastPlace = bytes.slice();
    lastPlaceId = toBase32(bytes) as PlaceId;
  }
  return lastPlaceId;
}

function isCount(value: Cbor | undefined, max: number): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= max;
}
