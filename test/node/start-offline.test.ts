import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

it('[NETWORK-2] a command that needs no network does not load libp2p', async () => {
  const program = join(import.meta.dirname, 'programs/start-offline.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [program]);
  expect(stdout.trim()).toBe('');
});
