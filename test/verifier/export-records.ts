/** Writes what a community holds as the plain files that verify-directory.ts judges. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toHex } from '../../core/base/bytes.ts';
import { bytesOfId } from '../../core/base/id-bytes.ts';
import type { Community } from '../../core/community/community.ts';
import { encodeRecord } from '../../core/feed/record.ts';

export async function exportRecords(community: Community, directory: string): Promise<void> {
  const files = new Map<string, Uint8Array[]>();
  for (const tip of community.frontier()) {
    const records: Uint8Array[] = [];
    while (records.length <= tip.seq) {
      const run = await community.read(tip.kind, tip.device, records.length, tip.seq, 1 << 20);
      if (!run) throw new Error('the feed ends early');
      records.push(...run.records.map(encodeRecord));
    }
    files.set(`${tip.kind}-${toHex(bytesOfId(tip.device))}`, records);
  }
  files.set('community', [bytesOfId(community.id)]);
  files.set(
    'keys',
    community.heldKeys().map(({ key }) => key),
  );
  for (const [name, parts] of files) writeFileSync(join(directory, name), Buffer.concat(parts));
}
