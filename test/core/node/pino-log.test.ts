import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { pinoLog } from '../../../core/node/pino-log.ts';
import { transportIdOf } from '../../../core/node/transport-id.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kith-log-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

it('writes a line an event, at once, for its owner alone, and names nobody', async () => {
  const file = join(folder, 'kith.log');
  const remote = transportIdOf(new Uint8Array(32));
  const log = pinoLog('info', { file });
  log.debug('unheard');
  log.warn('peer.banned', {
    remote,
    community: 'a'.repeat(52),
    entry: '0f'.repeat(32),
    place: 'b'.repeat(32),
    count: 3,
    path: `/ip4/127.0.0.1/p2p/${remote}`,
  });
  const lines = (await readFile(file, 'utf8')).trim().split('\n');
  expect(lines).toHaveLength(1);
  const { time, ...rest } = JSON.parse(lines[0]!) as Record<string, unknown>;
  expect(time).toMatch(/^\d{4}-/);
  expect(rest).toEqual({
    level: 40,
    msg: 'peer.banned',
    remote: `~${remote.slice(-8)}`,
    community: 'aaaaaaaa~',
    entry: '0f0f0f0f~',
    place: 'bbbbbbbb~',
    count: 3,
    path: `/ip4/127.0.0.1/p2p/~${remote.slice(-8)}`,
  });
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

it('puts a log aside that has grown large, and keeps one', async () => {
  const file = join(folder, 'kith.log');
  await writeFile(file, 'x'.repeat(5_000_000));
  pinoLog('info', { file }).info('first');
  expect((await readdir(folder)).sort()).toEqual(['kith.log', 'kith.log.1']);
  expect((await stat(file)).size).toBeLessThan(1_000);
  pinoLog('info', { file }).info('second');
  expect((await readFile(file, 'utf8')).trim().split('\n')).toHaveLength(2);
});
