/**
 * Reads a `.kith` file to its end and believes nothing before: every chunk opened, every section decoded. What it gives
 * is what the file says; bundle-entries.ts looks at the entries. [BUNDLE-2] [BUNDLE-3] [BUNDLE-6] [THREAT-34]
 */
import { accepted, refused, type Verdict } from '../base/result.ts';
import { openAead } from '../crypto/seal.ts';
import type { Replica } from '../community/replica.ts';
import type { ForkProof } from '../feed/fork-proof.ts';
import type { Run } from '../feed/run.ts';
import {
  bundleKey,
  chunkNonce,
  HEAD_LENGTH,
  MAX_BUNDLE,
  MAX_CHUNK,
  readHead,
  type BundleCode,
  type BundleSource,
} from './bundle.ts';
import { PieceReader } from './piece-reader.ts';
import { decodeSection, type BaseTip, type Section } from './section.ts';

export interface ReadBundle {
  readonly replica: Replica;
  readonly base: readonly BaseTip[];
  readonly proofs: readonly ForkProof[];
  readonly erasures: readonly Run[];
  readonly runs: readonly Run[];
  /** Of forked feeds: what is not among `runs`. */
  readonly branches: readonly Run[];
}

export async function readBundle(
  source: BundleSource,
  replicas: readonly Replica[],
): Promise<Verdict<ReadBundle, BundleCode>> {
  const reader = new PieceReader(source, MAX_BUNDLE);
  const headBytes = await reader.take(HEAD_LENGTH);
  const head = headBytes && readHead(headBytes);
  if (!head) return refused('BUNDLE_UNREADABLE');
  for (const replica of replicas) {
    const held = replica.authorityKeys().find(({ key }) => head.isFor(key));
    if (held) return readChunks(reader, headBytes, bundleKey(held.key, head.salt), replica);
  }
  return refused('BUNDLE_FOREIGN');
}

async function readChunks(
  reader: PieceReader,
  head: Uint8Array,
  key: Uint8Array,
  replica: Replica,
): Promise<Verdict<ReadBundle, BundleCode>> {
  const sections: Section[] = [];
  for (let index = 0; ; index++) {
    const lengthBytes = await reader.take(4);
    if (!lengthBytes) return refused(reader.isTooLong ? 'BUNDLE_TOO_LARGE' : 'BUNDLE_TORN');
    const length = new DataView(lengthBytes.buffer, lengthBytes.byteOffset).getUint32(0);
    if (length > MAX_CHUNK + 16) return refused('BUNDLE_TORN');
    const sealed = await reader.take(length);
    if (!sealed) return refused(reader.isTooLong ? 'BUNDLE_TOO_LARGE' : 'BUNDLE_TORN');
    const middle = openAead(key, chunkNonce(index, false), head, sealed);
    const plain = middle ?? openAead(key, chunkNonce(index, true), head, sealed);
    if (!plain) return refused('BUNDLE_TORN');
    const section = decodeSection(plain);
    // It opened, so a member has written it: by a later version, or with bad intent.
    if (!section) return refused('BUNDLE_UNREADABLE');
    sections.push(section);
    if (middle) continue;
    if (!(await reader.isAtEnd())) return refused('BUNDLE_TORN');
    return gather(sections, replica);
  }
}

function gather(sections: readonly Section[], replica: Replica): Verdict<ReadBundle, BundleCode> {
  const [base, ...rest] = sections;
  if (base?.type !== 'base' || base.community !== replica.id) return refused('BUNDLE_UNREADABLE');
  const proofs: ForkProof[] = [];
  const erasures: Run[] = [];
  const runs: Run[] = [];
  const branches: Run[] = [];
  for (const section of rest) {
    switch (section.type) {
      case 'base':
        return refused('BUNDLE_UNREADABLE');
      case 'proof':
        proofs.push(section.proof);
        break;
      case 'erasures':
        erasures.push(...section.runs);
        break;
      case 'entries':
        runs.push(...section.runs);
        break;
      case 'branches':
        branches.push(...section.runs);
        break;
      default:
        section satisfies never;
    }
  }
  return accepted({ replica, base: base.tips, proofs, erasures, runs, branches });
}
