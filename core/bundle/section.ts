/**
 * What is inside a chunk of a bundle, one section each: first a byte that says which, then its bytes. [BUNDLE-4]
 *
 *   1 base       canonical CBOR [community 32, [[feed, device 32, seq], ...]]: what the exporter takes for granted
 *   2 proof      a fork proof
 *   3 erasures   runs of retire entries
 *   4 entries    runs
 *   5 branches   runs of forked feeds, of the branches that are not among the entries
 */
import { toBase32 } from '../base/base32.ts';
import { concat } from '../base/bytes.ts';
import { decodeCbor, encodeCbor, type Cbor } from '../base/cbor.ts';
import { bytesOfId } from '../base/id-bytes.ts';
import type { CommunityId, DeviceId } from '../base/ids.ts';
import { MAX_SEQ, type FeedKind } from '../feed/entry.ts';
import { decodeForkProof, encodeForkProof, type ForkProof } from '../feed/fork-proof.ts';
import { decodeRuns, encodeRuns, type Run } from '../feed/run.ts';

export interface BaseTip {
  readonly kind: FeedKind;
  readonly device: DeviceId;
  readonly seq: number;
}

export type Section =
  | { readonly type: 'base'; readonly community: CommunityId; readonly tips: readonly BaseTip[] }
  | { readonly type: 'proof'; readonly proof: ForkProof }
  | { readonly type: 'erasures'; readonly runs: readonly Run[] }
  | { readonly type: 'entries'; readonly runs: readonly Run[] }
  | { readonly type: 'branches'; readonly runs: readonly Run[] };

/** As many as fit one chunk. */
export const MAX_BASE_TIPS = 4_096;

export function encodeSection(section: Section): Uint8Array {
  switch (section.type) {
    case 'base': {
      const rows = section.tips.map(({ kind, device, seq }): Cbor => [
        kind === 'authority' ? 0 : 1,
        bytesOfId(device),
        seq,
      ]);
      return concat(Uint8Array.of(1), encodeCbor([bytesOfId(section.community), rows]));
    }
    case 'proof':
      return concat(Uint8Array.of(2), encodeForkProof(section.proof));
    case 'erasures':
      return concat(Uint8Array.of(3), encodeRuns(section.runs));
    case 'entries':
      return concat(Uint8Array.of(4), encodeRuns(section.runs));
    case 'branches':
      return concat(Uint8Array.of(5), encodeRuns(section.runs));
    default:
      return section satisfies never;
  }
}

/** Undefined for what is no section of this version. Records are views of `bytes`. */
export function decodeSection(bytes: Uint8Array): Section | undefined {
  const rest = bytes.subarray(1);
  const which: number = bytes[0] ?? 0;
  switch (which) {
    case 1:
      return readBase(rest);
    case 2: {
      const read = decodeForkProof(rest);
      return read.ok ? { type: 'proof', proof: read.value } : undefined;
    }
    case 3:
    case 4:
    case 5: {
      const read = decodeRuns(rest);
      const type = which === 3 ? 'erasures' : which === 4 ? 'entries' : 'branches';
      return read.ok ? { type, runs: read.value } : undefined;
    }
    default:
      return undefined;
  }
}

function readBase(bytes: Uint8Array): Section | undefined {
  const value = decodeCbor(bytes, { maxDepth: 3 });
  if (!Array.isArray(value) || value.length !== 2) return undefined;
  const [community, rows] = value as readonly Cbor[];
  if (!isId(community) || !Array.isArray(rows) || rows.length > MAX_BASE_TIPS) return undefined;
  const tips: BaseTip[] = [];
  for (const row of rows as readonly Cbor[]) {
    if (!Array.isArray(row) || row.length !== 3) return undefined;
    const [feed, device, seq] = row as readonly Cbor[];
    if ((feed !== 0 && feed !== 1) || !isId(device)) return undefined;
    if (typeof seq !== 'number' || !Number.isSafeInteger(seq) || seq < 0 || seq > MAX_SEQ) return undefined;
    tips.push({ kind: feed === 0 ? 'authority' : 'content', device: toBase32(device) as DeviceId, seq });
  }
  return { type: 'base', community: toBase32(community) as CommunityId, tips };
}

function isId(value: Cbor | undefined): value is Uint8Array {
  return value instanceof Uint8Array && value.length === 32;
}
