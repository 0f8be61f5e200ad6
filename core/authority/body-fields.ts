/** The fields that bodies of authority entries are made of, read strictly: undefined for anything else [AUTH-2]. */
import { toBase32 } from '../base/base32.ts';
import { toHex } from '../base/bytes.ts';
import type { Cbor } from '../base/cbor.ts';
import { bytesOfEntryId, bytesOfId } from '../base/id-bytes.ts';
import type { DeviceId, EntryId, KeyId, SpaceId } from '../base/ids.ts';
import { MAX_SEQ } from '../feed/entry.ts';
import { isBytes } from '../identity/fields.ts';
import type { Chain, Cut, PolicyValue, SealedKey, Tip } from './actions.ts';
import { AUTHORITY_CHAIN } from './actions.ts';

const MAX_NOTE = 500;
const WORD = /^[a-z][a-z0-9-]{0,31}$/;

export function readList<T>(
  value: Cbor | undefined,
  read: (item: Cbor) => T | undefined,
): readonly T[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const items: T[] = [];
  for (const raw of value as readonly Cbor[]) {
    const item = read(raw);
    if (item === undefined) return undefined;
    items.push(item);
  }
  return items;
}

export function readTuple(value: Cbor | undefined, length: number): readonly Cbor[] | undefined {
  return Array.isArray(value) && value.length === length ? (value as readonly Cbor[]) : undefined;
}

/** A 32-byte id as text; the caller says of what. */
export function readId<Id extends string>(value: Cbor | undefined): Id | undefined {
  return isBytes(value, 32) ? (toBase32(value) as Id) : undefined;
}

export function readSpace(value: Cbor | undefined): SpaceId | undefined {
  return isBytes(value, 20) ? (toBase32(value) as SpaceId) : undefined;
}

export function readEntryId(value: Cbor | undefined): EntryId | undefined {
  return isBytes(value, 32) ? (toHex(value) as EntryId) : undefined;
}

/** Names of roles and policies: also those of later versions. */
export function readWord(value: Cbor | undefined): string | undefined {
  return typeof value === 'string' && WORD.test(value) ? value : undefined;
}

export function readNote(value: Cbor | undefined): string | undefined {
  return typeof value === 'string' && value.length <= MAX_NOTE ? value : undefined;
}

/** Undefined stands for malformed, so null is a value here. */
export function readCount(value: Cbor | undefined, least: number): number | null | undefined {
  if (value === null) return null;
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= least ? value : undefined;
}

export function readPolicyValue(value: Cbor | undefined): PolicyValue | undefined {
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return value;
  return typeof value === 'string' && value.length <= MAX_NOTE ? value : undefined;
}

export function readChain(value: Cbor | undefined): Chain | undefined {
  if (value === AUTHORITY_CHAIN) return AUTHORITY_CHAIN;
  return isBytes(value, 0) ? ('' as SpaceId) : readSpace(value);
}

export function writeChain(chain: Chain): Cbor {
  return chain === AUTHORITY_CHAIN ? AUTHORITY_CHAIN : bytesOfId(chain);
}

export function readSeal(value: Cbor): SealedKey | undefined {
  const fields = readTuple(value, 4);
  const chain = readChain(fields?.[0]);
  const key = readId<KeyId>(fields?.[1]);
  const device = readId<DeviceId>(fields?.[2]);
  const sealed = fields?.[3];
  if (chain === undefined || key === undefined || device === undefined || !isSealed(sealed)) return undefined;
  return { chain, key, device, sealed };
}

export function writeSeal(seal: SealedKey): Cbor {
  return [writeChain(seal.chain), bytesOfId(seal.key), bytesOfId(seal.device), seal.sealed];
}

/** 32 bytes of key and what a box adds. */
export function isSealed(value: Cbor | undefined): value is Uint8Array {
  return isBytes(value, 80);
}

export function readCut(value: Cbor): Cut | undefined {
  const fields = readTuple(value, 3);
  const device = readId<DeviceId>(fields?.[0]);
  const authority = readTip(fields?.[1]);
  const content = readTip(fields?.[2]);
  if (device === undefined || authority === undefined || content === undefined) return undefined;
  return { device, authority, content };
}

export function writeCut(cut: Cut): Cbor {
  return [bytesOfId(cut.device), writeTip(cut.authority), writeTip(cut.content)];
}

function readTip(value: Cbor | undefined): Tip | null | undefined {
  if (value === null) return null;
  const fields = readTuple(value, 2);
  const seq = readCount(fields?.[0], 0);
  const id = readEntryId(fields?.[1]);
  return typeof seq === 'number' && seq <= MAX_SEQ && id !== undefined ? { seq, id } : undefined;
}

function writeTip(tip: Tip | null): Cbor {
  return tip && [tip.seq, bytesOfEntryId(tip.id)];
}
