/**
 * Control messages: canonical CBOR arrays that begin with their number. A message is measured by its number before it
 * is decoded, so that nothing large is taken apart for somebody who may not send it. [SYNC-2] [THREAT-18]
 */
import { toBase32 } from '../base/base32.ts';
import { toHex } from '../base/bytes.ts';
import { decodeCbor, encodeCbor, type Cbor } from '../base/cbor.ts';
import { bytesOfEntryId, bytesOfId } from '../base/id-bytes.ts';
import type { DeviceId, EntryId, ObjectId } from '../base/ids.ts';
import { accepted, refused, type Verdict } from '../base/result.ts';
import { bytesOfChunkName, type ChunkName } from '../attachments/chunk.ts';
import type { BranchTip, FeedTip } from '../community/replica.ts';
import { MAX_SEQ, type FeedKind } from '../feed/entry.ts';
import { decodeForkProof, encodeForkProof, type ForkProof } from '../feed/fork-proof.ts';
import * as limits from './limits.ts';
import type {
  BranchMessage,
  ChunkMessage,
  LinkMessage,
  Message,
  MessageCode,
  Range,
  SessionMessage,
  TypingMessage,
} from './messages.ts';

export type ControlMessage =
  | LinkMessage
  | Exclude<SessionMessage, { type: 'entries' | 'erasures' | 'tails' }>
  | BranchMessage
  | Extract<ChunkMessage, { type: 'seek' }>
  | TypingMessage;

const NUMBER = {
  hello: 1,
  tags: 2,
  prove: 3,
  recognise: 4,
  join: 5,
  admit: 6,
  refuse: 7,
  look: 8,
  introduce: 9,
  proofs: 16,
  have: 17,
  want: 18,
  peers: 19,
  recent: 20,
  seek: 21,
  typing: 22,
  branches: 23,
  fetch: 24,
} as const satisfies Record<ControlMessage['type'], number>;

/** Bytes of a message of that number. */
const MAX_BYTES: Readonly<Record<number, number>> = {
  [NUMBER.hello]: 64,
  [NUMBER.tags]: 8 * 1024,
  [NUMBER.prove]: 256,
  [NUMBER.recognise]: 64,
  [NUMBER.join]: limits.MAX_JOIN + 16,
  [NUMBER.admit]: limits.MAX_WELCOME + 16,
  [NUMBER.refuse]: 128,
  [NUMBER.look]: 16,
  [NUMBER.introduce]: limits.MAX_INTRODUCTION + 16,
  [NUMBER.recent]: 16,
  [NUMBER.seek]: 1024,
  [NUMBER.branches]: 8 * 1024,
  [NUMBER.fetch]: 8 * 1024,
  [NUMBER.typing]: 32,
};

export function encodeControl(message: ControlMessage): Uint8Array {
  return encodeCbor([NUMBER[message.type], ...fieldsOf(message)]);
}

function fieldsOf(message: ControlMessage): readonly Cbor[] {
  switch (message.type) {
    case 'hello':
      return [1, message.nonce];
    case 'tags':
      return [message.tags];
    case 'prove':
      return [
        message.channel,
        message.whose === 'receiver' ? 0 : 1,
        message.tag,
        bytesOfId(message.device),
        message.signature,
      ];
    case 'recognise':
      return [message.tag, message.mac];
    case 'join':
      return [message.tag, message.request];
    case 'admit':
      return [message.tag, message.welcome];
    case 'refuse':
      return [message.tag, message.code];
    case 'look':
      return [message.tag];
    case 'introduce':
      return [message.tag, message.introduction];
    case 'proofs':
      return [message.channel, message.proofs.map(encodeForkProof)];
    case 'have':
      return [
        message.channel,
        kindNumber(message.kind),
        message.isWhole,
        message.tips.map(({ device, seq, id }): Cbor => [bytesOfId(device), seq, bytesOfEntryId(id)]),
      ];
    case 'want':
      return [
        message.channel,
        message.id,
        message.ranges.map(({ kind, device, from, to }): Cbor => [
          kindNumber(kind),
          bytesOfId(device),
          from,
          to,
        ]),
      ];
    case 'peers':
      return [message.channel, message.own, message.others];
    case 'recent':
      return [message.channel];
    case 'typing':
      return [message.channel, message.place === null ? null : bytesOfId(message.place)];
    case 'branches':
    case 'fetch':
      return [
        message.channel,
        message.tips.map(({ kind, device, from, seq, id }): Cbor => [
          kindNumber(kind),
          bytesOfId(device),
          from,
          seq,
          bytesOfEntryId(id),
        ]),
      ];
    case 'seek':
      return [message.channel, message.names.map(bytesOfChunkName)];
    default:
      return message satisfies never;
  }
}

export function decodeControl(frame: Uint8Array): Verdict<Message, MessageCode> {
  // Every message is an array of fewer than 24 items whose first is a number below 24, or of two bytes.
  const number = frame[1] === 0x18 ? frame[2] : frame[1];
  if (frame.length < 2 || frame[0]! < 0x81 || frame[0]! > 0x97 || number === undefined)
    return refused('MESSAGE_MALFORMED');
  if (frame.length > (MAX_BYTES[number] ?? limits.MAX_CONTROL)) return refused('MESSAGE_TOO_LARGE');
  const value = decodeCbor(frame, { maxDepth: 4 });
  if (!Array.isArray(value) || value[0] !== number) return refused('MESSAGE_MALFORMED');
  return readFields(number, (value as readonly Cbor[]).slice(1));
}

function readFields(number: number, fields: readonly Cbor[]): Verdict<Message, MessageCode> {
  switch (number) {
    case NUMBER.hello: {
      const [version, nonce] = fields;
      // A later version may say more in its hello, and speaks this one to whoever does not understand it.
      if (!isCount(version, 0xffff) || version < 1 || !isBytes(nonce, 32)) return refused('HELLO_MALFORMED');
      return accepted({ type: 'hello', nonce });
    }
    case NUMBER.tags: {
      const [tags] = fields;
      if (fields.length !== 1 || !Array.isArray(tags) || tags.length > limits.MAX_TAGS)
        return refused('TAGS_MALFORMED');
      if (!tags.every((tag): tag is Uint8Array => isBytes(tag as Cbor, limits.TAG_LENGTH)))
        return refused('TAGS_MALFORMED');
      return accepted({ type: 'tags', tags });
    }
    case NUMBER.prove: {
      const [channel, whose, tag, device, signature] = fields;
      if (fields.length !== 5 || !isChannel(channel) || !isCount(whose, 1) || !isTag(tag))
        return refused('PROVE_MALFORMED');
      if (!isBytes(device, 32) || !isBytes(signature, 64)) return refused('PROVE_MALFORMED');
      return accepted({
        type: 'prove',
        channel,
        whose: whose === 0 ? 'receiver' : 'sender',
        tag,
        device: toBase32(device) as DeviceId,
        signature,
      });
    }
    case NUMBER.recognise: {
      const [tag, mac] = fields;
      if (fields.length !== 2 || !isTag(tag) || !isBytes(mac, 32)) return refused('RECOGNISE_MALFORMED');
      return accepted({ type: 'recognise', tag, mac });
    }
    case NUMBER.join: {
      const [tag, request] = fields;
      if (fields.length !== 2 || !isTag(tag) || !isBlob(request, limits.MAX_JOIN))
        return refused('JOIN_MALFORMED');
      return accepted({ type: 'join', tag, request });
    }
    case NUMBER.admit: {
      const [tag, welcome] = fields;
      if (fields.length !== 2 || !isTag(tag) || !isBlob(welcome, limits.MAX_WELCOME))
        return refused('ADMIT_MALFORMED');
      return accepted({ type: 'admit', tag, welcome });
    }
    case NUMBER.refuse: {
      const [tag, code] = fields;
      if (fields.length !== 2 || !isTag(tag) || typeof code !== 'string' || !/^[A-Z][A-Z_]{2,63}$/.test(code))
        return refused('REFUSE_MALFORMED');
      return accepted({ type: 'refuse', tag, code });
    }
    case NUMBER.look: {
      const [tag] = fields;
      if (fields.length !== 1 || !isTag(tag)) return refused('LOOK_MALFORMED');
      return accepted({ type: 'look', tag });
    }
    case NUMBER.introduce: {
      const [tag, introduction] = fields;
      if (fields.length !== 2 || !isTag(tag) || !isBlob(introduction, limits.MAX_INTRODUCTION))
        return refused('INTRODUCE_MALFORMED');
      return accepted({ type: 'introduce', tag, introduction });
    }
    case NUMBER.proofs:
      return readProofs(fields);
    case NUMBER.have:
      return readHave(fields);
    case NUMBER.want:
      return readWant(fields);
    case NUMBER.peers: {
      const [channel, own, others] = fields;
      if (fields.length !== 3 || !isChannel(channel) || !isAddresses(own) || !isAddresses(others))
        return refused('PEERS_MALFORMED');
      return accepted({ type: 'peers', channel, own, others });
    }
    case NUMBER.recent: {
      const [channel] = fields;
      if (fields.length !== 1 || !isChannel(channel)) return refused('RECENT_MALFORMED');
      return accepted({ type: 'recent', channel });
    }
    case NUMBER.seek:
      return readSeek(fields);
    case NUMBER.branches:
      return readBranches('branches', fields);
    case NUMBER.fetch:
      return readBranches('fetch', fields);
    case NUMBER.typing: {
      const [channel, place] = fields;
      if (fields.length !== 2 || !isChannel(channel) || !(place === null || isBytes(place, 20)))
        return refused('TYPING_MALFORMED');
      return accepted({
        type: 'typing',
        channel,
        place: place === null ? null : (toBase32(place) as ObjectId),
      });
    }
    default:
      return accepted({ type: 'unknown', number });
  }
}

function readProofs(fields: readonly Cbor[]): Verdict<Message, MessageCode> {
  const [channel, list] = fields;
  if (fields.length !== 2 || !isChannel(channel) || !Array.isArray(list)) return refused('PROOFS_MALFORMED');
  const proofs: ForkProof[] = [];
  for (const bytes of list as readonly Cbor[]) {
    const read = bytes instanceof Uint8Array ? decodeForkProof(bytes) : undefined;
    if (!read?.ok) return refused('PROOFS_MALFORMED');
    proofs.push(read.value);
  }
  return accepted({ type: 'proofs', channel, proofs });
}

function readHave(fields: readonly Cbor[]): Verdict<Message, MessageCode> {
  const [channel, number, isWhole, rows] = fields;
  if (fields.length !== 4 || !isChannel(channel) || !isCount(number, 1) || typeof isWhole !== 'boolean')
    return refused('HAVE_MALFORMED');
  if (!Array.isArray(rows) || rows.length > limits.MAX_HAVE_TIPS) return refused('HAVE_MALFORMED');
  const kind = kindOf(number);
  const tips: FeedTip[] = [];
  for (const row of rows as readonly Cbor[]) {
    if (!Array.isArray(row) || row.length !== 3) return refused('HAVE_MALFORMED');
    const [device, seq, id] = row as readonly Cbor[];
    if (!isBytes(device, 32) || !isCount(seq, MAX_SEQ) || !isBytes(id, 32)) return refused('HAVE_MALFORMED');
    tips.push({ kind, device: toBase32(device) as DeviceId, seq, id: toHex(id) as EntryId });
  }
  return accepted({ type: 'have', channel, kind, isWhole, tips });
}

function readWant(fields: readonly Cbor[]): Verdict<Message, MessageCode> {
  const [channel, id, rows] = fields;
  if (fields.length !== 3 || !isChannel(channel) || !isCount(id, 0xffffffff) || id === 0)
    return refused('WANT_MALFORMED');
  if (!Array.isArray(rows) || rows.length === 0 || rows.length > limits.MAX_WANT_RANGES)
    return refused('WANT_MALFORMED');
  const ranges: Range[] = [];
  let entries = 0;
  for (const row of rows as readonly Cbor[]) {
    if (!Array.isArray(row) || row.length !== 4) return refused('WANT_MALFORMED');
    const [number, device, from, to] = row as readonly Cbor[];
    if (!isCount(number, 1) || !isBytes(device, 32) || !isCount(from, MAX_SEQ) || !isCount(to, MAX_SEQ))
      return refused('WANT_MALFORMED');
    if (to < from || to - from >= limits.MAX_RANGE) return refused('WANT_MALFORMED');
    entries += to - from + 1;
    ranges.push({ kind: kindOf(number), device: toBase32(device) as DeviceId, from, to });
  }
  if (entries > limits.MAX_WANT_ENTRIES) return refused('WANT_MALFORMED');
  return accepted({ type: 'want', channel, id, ranges });
}

function readBranches(type: BranchMessage['type'], fields: readonly Cbor[]): Verdict<Message, MessageCode> {
  const [channel, rows] = fields;
  if (fields.length !== 2 || !isChannel(channel) || !Array.isArray(rows))
    return refused('BRANCHES_MALFORMED');
  if (rows.length === 0 || rows.length > limits.MAX_FETCHED) return refused('BRANCHES_MALFORMED');
  const tips: BranchTip[] = [];
  for (const row of rows as readonly Cbor[]) {
    if (!Array.isArray(row) || row.length !== 5) return refused('BRANCHES_MALFORMED');
    const [number, device, from, seq, id] = row as readonly Cbor[];
    if (!isCount(number, 1) || !isBytes(device, 32) || !isBytes(id, 32)) return refused('BRANCHES_MALFORMED');
    if (!isCount(seq, MAX_SEQ) || !isCount(from, seq)) return refused('BRANCHES_MALFORMED');
    const kind = kindOf(number);
    tips.push({ kind, device: toBase32(device) as DeviceId, from, seq, id: toHex(id) as EntryId });
  }
  return accepted({ type, channel, tips });
}

function readSeek(fields: readonly Cbor[]): Verdict<Message, MessageCode> {
  const [channel, list] = fields;
  if (fields.length !== 2 || !isChannel(channel) || !Array.isArray(list)) return refused('SEEK_MALFORMED');
  if (list.length === 0 || list.length > limits.MAX_SEEK) return refused('SEEK_MALFORMED');
  const names: ChunkName[] = [];
  for (const bytes of list as readonly Cbor[]) {
    if (!isBytes(bytes, 32)) return refused('SEEK_MALFORMED');
    names.push(toBase32(bytes) as ChunkName);
  }
  return accepted({ type: 'seek', channel, names });
}

function kindNumber(kind: FeedKind): number {
  return kind === 'authority' ? 0 : 1;
}

function kindOf(number: number): FeedKind {
  return number === 0 ? 'authority' : 'content';
}

function isCount(value: Cbor | undefined, max: number): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= max;
}

function isChannel(value: Cbor | undefined): value is number {
  return isCount(value, limits.MAX_CHANNELS - 1);
}

function isTag(value: Cbor | undefined): value is number {
  return isCount(value, limits.MAX_LINK_TAGS - 1);
}

function isBytes(value: Cbor | undefined, length: number): value is Uint8Array {
  return value instanceof Uint8Array && value.length === length;
}

function isBlob(value: Cbor | undefined, max: number): value is Uint8Array {
  return value instanceof Uint8Array && value.length > 0 && value.length <= max;
}

/** Printable ASCII: what an address is beyond that is for the network. */
function isAddresses(value: Cbor | undefined): value is readonly string[] {
  return (
    Array.isArray(value) &&
    value.length <= limits.MAX_ADDRESSES &&
    value.every(
      (item) =>
        typeof item === 'string' && item.length <= limits.MAX_ADDRESS_LENGTH && /^[\x21-\x7e]+$/.test(item),
    )
  );
}
