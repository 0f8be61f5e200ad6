import { chmod, mkdir, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TextChannel } from '../../core/api/channel.ts';
import { connectToPeer } from '../../core/node/socket-client.ts';
import { SocketServer } from '../../core/node/socket-server.ts';
import { socketPath } from '../../core/node/socket-path.ts';

let folder: string;
let servers: SocketServer[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kith-socket-'));
  servers = [];
});

afterEach(async () => {
  for (const server of servers) await server.stop();
  await rm(folder, { recursive: true, force: true });
});

async function serve(directory: string, onChannel: (channel: TextChannel) => void): Promise<SocketServer> {
  const server = await SocketServer.start(directory, onChannel);
  servers.push(server);
  return server;
}

const echo = (channel: TextChannel) => channel.onMessage((text) => channel.send(text));

function closed(channel: TextChannel): Promise<void> {
  return new Promise((resolve) => channel.onClose(resolve));
}

describe('[PROFILE-6] the local socket', () => {
  it('[THREAT-39] is the owner’s alone', async () => {
    await serve(folder, echo);
    const path = await socketPath(folder);
    expect(path.startsWith(folder)).toBe(true);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('carries whole texts, in order, both ways, of every size', async () => {
    await serve(folder, echo);
    const channel = (await connectToPeer(folder))!;
    const texts = [
      '',
      'a',
      'grüezi 👋',
      '\n'.repeat(1_000),
      'x'.repeat(1_000_000),
      ...Array.from({ length: 500 }, (_, n) => `${n}`),
    ];
    const heard = new Promise<string[]>((resolve) => {
      const all: string[] = [];
      channel.onMessage((text) => {
        if (all.push(text) === texts.length) resolve(all);
      });
    });
    for (const text of texts) channel.send(text);
    expect(await heard).toEqual(texts);
    channel.close();
    await closed(channel);
    channel.send('into the void');
  });

  it('delivers what was sent before a close, then says so to both', async () => {
    const gone: Promise<void>[] = [];
    await serve(folder, (channel) => {
      gone.push(closed(channel));
      for (let n = 0; n < 100; n++) channel.send(`${n}`);
      channel.close();
    });
    const channel = (await connectToPeer(folder))!;
    const heard: string[] = [];
    const end = closed(channel);
    channel.onMessage((text) => void heard.push(text));
    await end;
    expect(heard).toEqual(Array.from({ length: 100 }, (_, n) => `${n}`));
    await gone[0];
  });

  it('closes on a text that is too long or not text, and lives on', async () => {
    await serve(folder, echo);
    const path = await socketPath(folder);
    for (const bytes of [Buffer.from([0xff, 0xff, 0xff, 0xff, 1]), Buffer.from([0, 0, 0, 2, 0xc3, 0x28])]) {
      const socket = connect(path);
      socket.write(bytes);
      await new Promise<void>((resolve) => socket.on('close', () => resolve()).on('error', () => {}));
    }
    const channel = (await connectToPeer(folder))!;
    const answer = new Promise<string>((resolve) => channel.onMessage(resolve));
    channel.send('still there?');
    expect(await answer).toBe('still there?');
  });

  it('says when no peer runs, and takes over what a crash left behind', async () => {
    expect(await connectToPeer(folder)).toBeUndefined();
    expect(await connectToPeer(join(folder, 'none'))).toBeUndefined();
    const path = await socketPath(folder);
    // A socket file without a process behind it, as after `kill -9`.
    const crashed = createServer().listen(path);
    await new Promise((resolve) => crashed.once('listening', resolve));
    await expect(SocketServer.start(folder, echo)).rejects.toMatchObject({ code: 'PROFILE_IN_USE' });
    await new Promise((resolve) => crashed.close(resolve));
    await writeFile(path, '');
    expect(await connectToPeer(folder)).toBeUndefined();
    await serve(folder, echo);
    expect(await connectToPeer(folder)).toBeDefined();
  });

  it('lies in a folder of the user’s own when the path is too long for a socket', async () => {
    const long = join(folder, 'x'.repeat(90), 'profile');
    await mkdir(long, { recursive: true });
    const path = await socketPath(long);
    expect(path.startsWith(folder)).toBe(false);
    await serve(long, echo);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(join(path, '..'))).mode & 0o777).toBe(0o700);
    expect(await connectToPeer(long)).toBeDefined();
  });

  it('[THREAT-39] does not use a folder that somebody else could have prepared', async () => {
    const long = join(folder, 'x'.repeat(90), 'profile');
    const before = process.env['TMPDIR'];
    process.env['TMPDIR'] = folder;
    try {
      const shared = join(folder, `kith-${userInfo().uid}`);
      await mkdir(shared);
      await chmod(shared, 0o777);
      await expect(socketPath(long)).rejects.toMatchObject({ code: 'SOCKET_UNSAFE' });
      await rm(shared, { recursive: true });
      await mkdir(join(folder, 'theirs'), { mode: 0o700 });
      await symlink(join(folder, 'theirs'), shared);
      await expect(socketPath(long)).rejects.toMatchObject({ code: 'SOCKET_UNSAFE' });
    } finally {
      if (before === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = before;
    }
  });
});
