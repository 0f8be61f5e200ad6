/** Writes what a community holds as the plain files that verify-directory.ts judges. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toHex } from '../../core/base/bytes.ts';
import { bytesOfId } from '../../core/base/id-bytes.ts';
import type { Community } from '../../core/community/community.ts';
import type { FeedTip } from '../../core/community/replica.ts';
import { encodeRecord } from '../../core/feed/record.ts';

export async function exportRecords(community: Community, directory: string): Promise<void> {
  const files = new Map<string, Uint8Array[]>();
  const branches = community.branches();
  const isForked = (tip: FeedTip) =>
    branches.some(({ kind, device }) => kind === tip.kind && device === tip.device);
  for (const tip of community.frontier())
    if (!isForked(tip)) files.set(nameOf(tip), await recordsOf(community, tip));
  for (const [number, tip] of branches.entries())
    files.set(`${nameOf(tip)}-${String(number)}`, await recordsOf(community, tip));
  files.set('community', [bytesOfId(community.id)]);
  files.set(
    'keys',
    community.heldKeys().map(({ key }) => key),
  );
  for (const [name, parts] of files) writeFileSync(join(directory, name), Buffer.concat(parts));
}

function nameOf({ kind, device }: FeedTip): string {
  return `${kind}-${toHex(bytesOfId(device))}`;
}

async function recordsOf(community: Community, tip: FeedTip): Promise<Uint8Array[]> {
  const records: Uint8Array[] = [];
  while (records.length <= tip.seq) {
    const run = await community.read(tip.kind, tip.device, records.length, tip.seq, 1 << 20, tip.id);
    if (!run) throw new Error('the feed ends early');
    records.push(...run.records.map(encodeRecord));
  }
  return records;
}
