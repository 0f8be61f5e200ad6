/** `npm run demo`: a living community within a minute, and nothing left behind. */
import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bundled, result, temporary, until } from './kith.ts';

it('[CLI-7] three neighbours share a community; Ctrl-C ends it and removes everything', async () => {
  const folder = await temporary();
  const child = spawn(process.execPath, [await bundled('demo')], {
    env: { ...process.env, TMPDIR: folder, KITH_ROOT: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const seen: string[] = [];
  child.stdout.on('data', (piece: Buffer) => seen.push(piece.toString()));
  const ran = result(child);
  await until(
    'the demo is ready',
    async () => seen.join('').includes('Ctrl-C ends it') || child.exitCode !== null,
  );
  const [made] = await readdir(folder);
  expect((await readdir(join(folder, made!))).sort()).toEqual(['ada', 'ben', 'cem']);
  child.kill('SIGINT');
  const { status, err } = await ran;
  expect([status, err]).toEqual([0, '']);
  for (const name of ['Ada', 'Ben', 'Cem']) expect(seen.join('')).toContain(`  ${name}   `);
  expect(await readdir(folder)).toEqual([]);
});
