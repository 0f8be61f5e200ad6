/**
 * What the update entries of one device say, by real Yjs documents: an update counts when a Y.Doc that makes the same
 * edit gives the very same bytes. Slow, and shares nothing with core/documents. [DOC-5] .. [DOC-20]
 */
import * as Y from 'yjs';
import { toBase32 } from '../../../core/base/base32.ts';
import type { Cbor } from '../../../core/base/cbor.ts';
import { bytesOfId } from '../../../core/base/id-bytes.ts';
import type { CommunityId, DeviceId, EntryId } from '../../../core/base/ids.ts';
import { sha256 } from '../../../core/crypto/hash.ts';
import type { RawEntry } from './raw-entries.ts';

export interface RawChange {
  readonly entry: RawEntry;
  readonly place: string;
  readonly part: number;
  readonly space: string;
  readonly sets: readonly (readonly [key: string, value: unknown])[];
  readonly pushes: readonly unknown[];
}

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

/** What these retires erase in one branch. */
export function erasedIn(all: readonly RawEntry[], retires: readonly Retire[]): EntryId[] {
  const entries = readable(all);
  return retires.flatMap((retire) => erasedBy(retire, entries));
}

/** `all`: all content entries of one branch of the device's feed, ascending by seq. */
export function changesOf(
  community: CommunityId,
  device: DeviceId,
  all: readonly RawEntry[],
  erased: ReadonlySet<EntryId>,
): RawChange[] {
  const entries = readable(all);
  const closedAt = new Map<string, number>();
  for (const entry of entries) {
    const retire = retireOf(entry);
    if (!retire) continue;
    const name = nameOf(entry.payload!.space, entry.payload!.document!.place, retire.part);
    closedAt.set(name, Math.min(closedAt.get(name) ?? Infinity, entry.seq));
  }
  const documents = new Map<string, NaiveDocument>();
  const changes: RawChange[] = [];
  for (const entry of entries) {
    const { payload, seq } = entry;
    if (!payload?.document || payload.kind < 32 || payload.kind === 33 || erased.has(entry.id)) continue;
    const { place, part } = payload.document;
    const name = nameOf(payload.space, place, part);
    if (seq > (closedAt.get(name) ?? Infinity)) continue;
    let document = documents.get(name);
    if (!document) {
      document = new NaiveDocument((session) => clientOf(community, device, place, part, session));
      documents.set(name, document);
    }
    if (document.isHeld) continue;
    if (payload.kind !== 32) {
      document.isHeld = true;
      continue;
    }
    const edit = document.take(payload.body);
    if (edit) changes.push({ entry, place, part, space: payload.space, ...edit });
  }
  return changes;
}

function nameOf(space: string, place: string, part: number): string {
  return `${space}/${place}/${part}`;
}

/** Up to what is sealed under a key that nobody has. */
export function readable(all: readonly RawEntry[]): readonly RawEntry[] {
  const end = all.findIndex(({ isSealedAway }) => isSealedAway);
  return end < 0 ? all : all.slice(0, end);
}

function erasedBy(retire: Retire, entries: readonly RawEntry[]): EntryId[] {
  const ranges = retireOf(retire)?.ranges ?? [];
  return entries
    .filter(({ seq, isErasable }) => isErasable && ranges.some(([from, to]) => seq >= from && seq <= to))
    .map(({ id }) => id);
}

type Retire = Pick<RawEntry, 'seq' | 'payload' | 'isErasable'>;

function retireOf({ payload, seq, isErasable }: Retire) {
  if (payload?.kind !== 33 || !payload.document || isErasable) return undefined;
  const body = payload.body;
  if (!Array.isArray(body) || body.length !== 2 || !isCount(body[0]) || !Array.isArray(body[1]))
    return undefined;
  const ranges = body[1] as [number, number][];
  let least = 0;
  for (const range of ranges as readonly unknown[]) {
    if (!Array.isArray(range) || range.length !== 2) return undefined;
    const [from, to] = range as unknown[];
    if (!isCount(from) || !isCount(to) || from < least || to < from) return undefined;
    least = to + 2;
  }
  if (ranges.length > 0 && ranges.at(-1)![1] >= seq) return undefined;
  return { part: body[0], ranges };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

class NaiveDocument {
  /** An entry of a later version is in it: what comes after waits. */
  isHeld = false;
  readonly #clientOf: (session: Uint8Array) => number;
  readonly #accepted: Uint8Array[] = [];
  /** Which key, or the log, each Yjs item belongs to. */
  readonly #owners = new Map<string, string | null>();
  readonly #clients = new Set<number>();
  #doc = new Y.Doc();

  constructor(of: (session: Uint8Array) => number) {
    this.#clientOf = of;
  }

  take(body: Cbor): Pick<RawChange, 'sets' | 'pushes'> | undefined {
    if (!Array.isArray(body) || body.length !== 2) return undefined;
    const [session, update] = body as readonly Cbor[];
    if (
      !(update instanceof Uint8Array) ||
      !(session === null || (session instanceof Uint8Array && session.length === 8))
    )
      return undefined;
    const read = this.#read(update);
    if (!read || read.sets.length + read.pushes.length === 0) return undefined;
    const { client } = read;
    if (this.#clients.has(client) ? session !== null : session === null || this.#clientOf(session) !== client)
      return undefined;
    const made = this.#make(client, read.sets, read.pushes);
    if (!made || Buffer.compare(made, update) !== 0) {
      this.#doc = new Y.Doc();
      for (const earlier of this.#accepted) Y.applyUpdate(this.#doc, earlier);
      return undefined;
    }
    this.#accepted.push(update);
    this.#clients.add(client);
    read.sets.forEach(([key], i) => this.#owners.set(`${client}:${read.clock + i}`, key));
    read.pushes.forEach((_, i) => this.#owners.set(`${client}:${read.clock + read.sets.length + i}`, null));
    return read;
  }

  #make(client: number, sets: readonly (readonly [string, unknown])[], pushes: readonly unknown[]) {
    let bytes: Uint8Array | undefined;
    const note = (update: Uint8Array) => {
      bytes = update;
    };
    this.#doc.clientID = client;
    this.#doc.on('update', note);
    this.#doc.transact(() => {
      for (const [key, value] of sets) this.#doc.getMap('fields').set(key, value);
      if (pushes.length > 0) this.#doc.getArray('log').push([...pushes]);
    });
    this.#doc.off('update', note);
    return bytes;
  }

  /** The edit that the update claims to be. */
  #read(update: Uint8Array) {
    let structs: readonly (Y.Item | Y.GC | Y.Skip)[];
    try {
      structs = Y.decodeUpdate(update).structs;
    } catch {
      return undefined;
    }
    const sets: [string, unknown][] = [];
    const pushes: unknown[] = [];
    const first = structs[0];
    if (!first) return undefined;
    for (const struct of structs) {
      if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentAny)) return undefined;
      const values = struct.content.arr as unknown[];
      if (!values.every((value) => isPlain(value, 0))) return undefined;
      const parent = struct.parent as unknown;
      const origin = struct.origin && `${struct.origin.client}:${struct.origin.clock}`;
      const key =
        parent === 'fields' ? struct.parentSub : parent === 'log' ? null : this.#owners.get(origin ?? '');
      if (key === undefined) return undefined;
      if (key === null) pushes.push(...values);
      else if (values.length !== 1 || !isKey(key)) return undefined;
      else sets.push([key, values[0]]);
    }
    return { client: first.id.client, clock: first.id.clock, sets, pushes };
  }
}

function isKey(key: string): boolean {
  return key !== '' && key !== '__proto__' && key !== 'constructor' && text(key).length <= 200;
}

function isPlain(value: unknown, nesting: number): boolean {
  if (value === null || typeof value === 'boolean') return true;
  if (typeof value === 'string') return !/\p{Surrogate}/u.test(value);
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
  if (typeof value !== 'object' || value instanceof Uint8Array || nesting >= 32) return false;
  if (Array.isArray(value)) return value.every((item) => isPlain(item, nesting + 1));
  return Object.entries(value).every(
    ([key, item]) => key !== '__proto__' && key !== 'constructor' && isPlain(item, nesting + 1),
  );
}

function clientOf(
  community: CommunityId,
  device: DeviceId,
  place: string,
  part: number,
  session: Uint8Array,
): number {
  const number = Uint8Array.of(part >>> 24, part >>> 16, part >>> 8, part);
  const ids = [community, device, place].map((id) => bytesOfId(id as DeviceId));
  const hash = sha256(text('kith/client/1'), ...ids, number, session);
  let client = 0n;
  for (const byte of hash.subarray(0, 7)) client = (client << 8n) | BigInt(byte);
  return Number(client >> 3n);
}

/** First half of the ids born in a writer's parts of a place. */
export function tagFor(community: CommunityId, place: string, device: DeviceId): string {
  const ids = [community, place, device].map((id) => bytesOfId(id as DeviceId));
  return toBase32(sha256(text('kith/part/1'), ...ids).subarray(0, 10));
}
