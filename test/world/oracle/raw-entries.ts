/**
 * All entries that any of some devices hold, opened with all keys that any of them has, with depths computed from the
 * references alone. Uses the codecs of core, and nothing that judges.
 */
import type { AuthorityEntry } from '../../../core/authority/authority.ts';
import { decodeAction } from '../../../core/authority/decode-action.ts';
import type { DeviceId, EntryId } from '../../../core/base/ids.ts';
import type { Community } from '../../../core/community/community.ts';
import { chain } from '../../../core/feed/chain.ts';
import { isErasable, type ChainedEntry, type FeedKind, type Payload } from '../../../core/feed/entry.ts';
import { feedContext } from '../../../core/feed/feed-context.ts';
import { keyIdOf, keyTag } from '../../../core/feed/key-id.ts';
import { openPayload } from '../../../core/feed/payload.ts';

export interface RawEntry {
  readonly kind: FeedKind;
  readonly device: DeviceId;
  readonly seq: number;
  readonly id: EntryId;
  readonly prev: EntryId | null;
  readonly heads: readonly EntryId[];
  readonly authorityHeads: readonly EntryId[];
  readonly isErasable: boolean;
  readonly depth: number;
  /** Undefined: erased everywhere, or not to be opened, or malformed. */
  readonly payload: Payload | undefined;
  /** Sealed under a key that nobody has: what comes after it in the feed waits with it. */
  readonly isSealedAway: boolean;
}

type Sealed = Pick<RawEntry, 'kind' | 'device'> & { readonly entry: ChainedEntry };

/** In the total order. Of a forked feed the entries of all branches. */
export async function rawEntries(replicas: readonly Community[]): Promise<RawEntry[]> {
  const { id } = replicas[0]!;
  const keys = new Map<string, { chain: string; key: Uint8Array }>();
  for (const { state } of replicas) {
    for (const { chain: of, key } of state.keys.all()) keys.set(keyTag(keyIdOf(key)), { chain: of, key });
  }
  const sealed = new Map<EntryId, Sealed>();
  for (const replica of replicas) {
    for (const { kind, device, seq, id: tip } of [...replica.frontier(), ...replica.branches()]) {
      const run = await replica.read(kind, device, 0, seq, Infinity, tip);
      const chained = chain(feedContext(id, kind, device), { from: 0, prev: null }, run!.records);
      if (!chained.ok || chained.value.length !== seq + 1)
        throw new Error(`${kind} feed of ${device} does not chain`);
      for (const entry of chained.value) {
        const other = sealed.get(entry.id);
        if (!other || other.entry.record.payload === null) sealed.set(entry.id, { kind, device, entry });
      }
    }
  }
  const depths = depthsOf(sealed);
  const entries = [...sealed.values()].map(({ kind, device, entry }): RawEntry => {
    const { header, prev } = entry;
    const held = keys.get(header.key);
    const opened = held && openPayload(feedContext(id, kind, device), entry, held.key);
    const chainOf = opened?.ok ? (kind === 'authority' ? 'authority' : opened.value.space) : undefined;
    return {
      kind,
      device,
      seq: header.seq,
      id: entry.id,
      prev,
      heads: header.heads,
      authorityHeads: header.authorityHeads,
      isErasable: isErasable(header),
      depth: depths.get(entry.id)!,
      payload: opened?.ok && chainOf === held!.chain ? opened.value : undefined,
      isSealedAway: !held && entry.record.payload !== null,
    };
  });
  return entries.sort(byOrder);
}

function byOrder(a: RawEntry, b: RawEntry): number {
  if (a.depth !== b.depth) return a.depth - b.depth;
  if (a.device !== b.device) return a.device < b.device ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** Retires that are known, of a device: some may never come as entries. */
export function shownRetires(
  replica: Community,
  device: DeviceId,
): Pick<RawEntry, 'id' | 'seq' | 'payload'>[] {
  return replica.erasures().flatMap((run) => {
    if (run.device !== device) return [];
    const context = feedContext(replica.id, run.kind, run.device);
    const chained = chain(context, { from: run.from, prev: run.prev }, run.records);
    const entry = chained.ok ? chained.value[0]! : undefined;
    const key = entry && replica.state.keys.find(entry.header.key);
    const opened = key && openPayload(context, entry, key.key);
    return opened?.ok ? [{ id: entry!.id, seq: run.from, payload: opened.value }] : [];
  });
}

/** As the oracle of authority takes them. */
export function authorityEntries(replica: Community, entries: readonly RawEntry[]): AuthorityEntry[] {
  return entries
    .filter(({ kind }) => kind === 'authority')
    .map(({ id, device, seq, depth, prev, heads, payload }) => ({
      id,
      device,
      seq,
      depth,
      refs: prev === null ? heads : [prev, ...heads],
      time: payload?.time ?? 0,
      action: payload
        ? decodeAction(payload.kind, payload.body, replica.id)
        : { type: 'void' as const, code: 'PAYLOAD_MALFORMED' },
    }));
}

function depthsOf(sealed: ReadonlyMap<EntryId, Sealed>): Map<EntryId, number> {
  const depths = new Map<EntryId, number>();
  while (depths.size < sealed.size) {
    const before = depths.size;
    for (const [id, { entry }] of sealed) {
      const parents = entry.prev === null ? entry.header.heads : [entry.prev, ...entry.header.heads];
      if (depths.has(id) || !parents.every((parent) => depths.has(parent))) continue;
      depths.set(id, 1 + Math.max(0, ...parents.map((parent) => depths.get(parent)!)));
    }
    if (depths.size === before) throw new Error('an entry refers to one that nobody holds');
  }
  return depths;
}
