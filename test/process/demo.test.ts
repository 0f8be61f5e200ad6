/** `npm run demo`: a living community within a minute, and nothing left behind. */
import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bundled, result, temporary, until } from './kith.ts';

async function startDemo(folder: string) {
  const child = spawn(process.execPath, [await bundled('demo')], {
    env: { ...process.env, TMPDIR: folder, KITH_ROOT: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const seen: string[] = [];
  child.stdout.on('data', (piece: Buffer) => seen.push(piece.toString()));
  return { child, ran: result(child), seen: () => seen.join('') };
}

/** Processes that were started with something in this folder. */
async function processesOf(folder: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')),
  );
  return lines.filter((line) => line.includes(folder));
}

it('[CLI-7] three neighbours share a community; Ctrl-C ends it and removes everything', async () => {
  const folder = await temporary();
  const { child, ran, seen } = await startDemo(folder);
  await until('the demo is ready', async () => seen().includes('Ctrl-C ends it') || child.exitCode !== null);
  const [made] = await readdir(folder);
  expect((await readdir(join(folder, made!))).sort()).toEqual(['ada', 'ben', 'cem']);
  child.kill('SIGINT');
  const { status, err } = await ran;
  expect([status, err]).toEqual([0, '']);
  for (const name of ['Ada', 'Ben', 'Cem']) expect(seen()).toContain(`  ${name}   `);
  expect(await readdir(folder)).toEqual([]);
});

it('[CLI-7] a demo that is killed takes its peers along, and the next one removes what it left', async () => {
  const folder = await temporary();
  const first = await startDemo(folder);
  await until('three peers run', async () => (await processesOf(folder)).length === 3);
  first.child.kill('SIGKILL');
  await first.ran;
  await until('no peer runs', async () => (await processesOf(folder)).length === 0);
  const left = await readdir(folder);
  expect(left).toHaveLength(1);
  const second = await startDemo(folder);
  await until('the next demo has begun', async () => {
    const names = await readdir(folder);
    return names.length === 1 && names[0] !== left[0];
  });
  second.child.kill('SIGINT');
  expect((await second.ran).status).toBe(0);
  expect(await readdir(folder)).toEqual([]);
});
