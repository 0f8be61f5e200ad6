import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../../core/base/bytes.ts';
import { bytesOfId } from '../../../core/base/id-bytes.ts';
import type { CommunityId, DeviceId, EntryId } from '../../../core/base/ids.ts';
import { toBase32 } from '../../../core/base/base32.ts';
import { chain } from '../../../core/feed/chain.ts';
import type { FeedKind } from '../../../core/feed/entry.ts';
import { feedContext } from '../../../core/feed/feed-context.ts';
import { decodeForkProof, verifyForkProof } from '../../../core/feed/fork-proof.ts';
import { encodePayload, openPayload } from '../../../core/feed/payload.ts';
import { isSigned, provenCount } from '../../../core/feed/proven.ts';
import { decodeRecord } from '../../../core/feed/record.ts';
import { decodeRuns } from '../../../core/feed/run.ts';
import { readCertificate } from '../../../core/identity/certificate.ts';
import { buildVectors } from './build-vectors.ts';

interface Vectors {
  readonly keys: { readonly device: { readonly publicKey: string } };
  readonly community: { readonly id: CommunityId };
  readonly contentKey: { readonly key: string };
  readonly certificate: { readonly bytes: string; readonly person: string };
  readonly entries: readonly Readonly<
    Record<'header' | 'plain' | 'sealed' | 'record' | 'signature', string> & {
      feed: FeedKind;
      seq: number;
      prev: EntryId | null;
      id: EntryId;
    }
  >[];
  readonly runs: string;
  readonly forkProof: string;
}

const file = new URL('vectors.json', import.meta.url);
const vectors = JSON.parse(readFileSync(file, 'utf8')) as Vectors;
const community = vectors.community.id;
const device = toBase32(fromHex(vectors.keys.device.publicKey)!) as DeviceId;

describe('vectors', () => {
  it('[FEED-21] what is computed today is what was committed', () => {
    expect(buildVectors()).toEqual(vectors);
  });

  it('[FEED-21] every committed entry chains, is signed and opens', () => {
    for (const row of vectors.entries) {
      const context = feedContext(community, row.feed, device);
      const read = decodeRecord(fromHex(row.record)!, 0);
      if (!read.ok) throw new Error(read.code);
      const chained = chain(context, { from: row.seq, prev: row.prev }, [read.value.record]);
      if (!chained.ok) throw new Error(chained.code);
      const entry = chained.value[0]!;
      expect(entry.id).toBe(row.id);
      expect(isSigned(context, entry)).toBe(true);
      const opened = openPayload(context, entry, fromHex(vectors.contentKey.key)!);
      expect(opened.ok && toHex(encodePayload(opened.value))).toBe(row.plain);
    }
  });

  it('[FEED-21] the committed run, proof and certificate are what they say', () => {
    const runs = decodeRuns(fromHex(vectors.runs)!);
    if (!runs.ok) throw new Error(runs.code);
    const context = feedContext(community, 'content', device);
    const chained = chain(context, runs.value[0]!, runs.value[0]!.records);
    expect(chained.ok && provenCount(context, chained.value)).toBe(2);
    const proof = decodeForkProof(fromHex(vectors.forkProof)!);
    expect(proof.ok && verifyForkProof(community, proof.value).ok).toBe(true);
    const certificate = readCertificate(fromHex(vectors.certificate.bytes)!, community);
    expect(certificate.ok && certificate.value.person).toBe(vectors.certificate.person);
    expect(bytesOfId(community)).toHaveLength(32);
  });
});
