/** The peer that goes on running: its first line, its page, its end, and the commands beside it. */
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { Profile, result, temporary, until } from './kith.ts';
import { apiOf } from './talk.ts';

/** A checkout in which the page is built. */
async function rootWithPage(): Promise<string> {
  const root = await temporary();
  await mkdir(join(root, 'out', 'page'), { recursive: true });
  await writeFile(join(root, 'out', 'page', 'index.html'), '<!doctype html><title>Kith</title>');
  return root;
}

/** Does the peer let a page with that address in? */
function openPage(address: string): Promise<boolean> {
  const { host, hash } = new URL(address);
  const socket = new WebSocket(`ws://${host}/api`, [`kith.${hash.slice('#token='.length)}`], {
    origin: `http://${host}`,
  });
  return new Promise((resolve) => {
    socket.on('open', () => {
      socket.close();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

describe('serve', () => {
  it('[CLI-5] on a fresh profile the first run is done by whoever comes; what was begun is ended', async () => {
    const ada = await Profile.empty('ada');
    const root = await rootWithPage();
    const child = ada.start(['serve', '--network', 'loopback'], { env: { KITH_ROOT: root } });
    const ran = result(child);
    const api = await until('the peer answers', () => apiOf(ada).catch(() => undefined));
    expect(await api.profile()).toMatchObject({ initialised: false });
    await ada.refused(1, 'NOT_INITIALISED', 'create', 'Maple Street');
    expect(await ada.ask('init', '--name', 'Ada', '--network', 'loopback')).toMatchObject({
      network: 'loopback',
      keys: 'insecure',
    });
    const { community } = await ada.ask<{ community: string }>('create', 'Maple Street');
    const { page } = await api.status();
    const answer = await fetch(page!);
    expect([answer.status, await answer.text()]).toEqual([200, '<!doctype html><title>Kith</title>']);
    expect(((await stat(ada.folder)).mode & 0o777).toString(8)).toBe('700');
    child.kill('SIGINT');
    const { status, out, err } = await ran;
    expect(status).toBe(0);
    expect(out).toContain(`Open ${page}`);
    expect(err).toMatch(/^kith: warning: [^\n]+\n$/);
    expect(await ada.ask('communities')).toMatchObject({ communities: [{ id: community }] });
  });

  it('[CLI-5] says so when the page is not built, and runs', async () => {
    const ada = await Profile.of('Ada');
    const child = ada.start(['serve', '--network', 'loopback', '--json'], {
      env: { KITH_ROOT: await temporary() },
    });
    const ran = result(child);
    const api = await until('the peer answers', () => apiOf(ada).catch(() => undefined));
    expect(await api.status()).toMatchObject({ page: null });
    child.kill('SIGTERM');
    const { status, out } = await ran;
    expect(status).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ ready: true, page: null });
  });

  it('[PROFILE-7] [THREAT-39] the page’s address works again after a restart; when its port is taken, nothing of it does', async () => {
    const ada = await Profile.of('Ada');
    const first = await ada.serve();
    const opens = await openPage(first.page!);
    expect(opens).toBe(true);
    await first.kill();
    const second = await ada.serve();
    expect(second.page).toBe(first.page);
    expect(await openPage(first.page!)).toBe(true);
    expect(await openPage(first.page!.replace(/.$/, (last) => (last === 'a' ? 'b' : 'a')))).toBe(false);
    expect(await second.stop()).toBe(0);

    // Somebody else on the machine waits there for the tab to come back and tell the token.
    const { port, hash } = new URL(first.page!);
    const squatter = createServer().listen(Number(port), '127.0.0.1');
    await once(squatter, 'listening');
    const third = await ada.serve();
    const other = new URL(third.page!);
    expect(other.port).not.toBe(port);
    expect(await openPage(`http://127.0.0.1:${other.port}/${hash}`)).toBe(false);
    expect(await openPage(third.page!)).toBe(true);
    squatter.close();
    await third.stop();
    const fourth = await ada.serve();
    expect(fourth.page).toBe(third.page);
  });

  it('[CLI-3] after a power cut the socket that was left behind is in nobody’s way', async () => {
    const ada = await Profile.of('Ada');
    const first = await ada.serve();
    const { community } = await ada.ask<{ community: string }>('create', 'Maple Street');
    await first.kill();
    expect(await ada.ask('communities')).toMatchObject({ communities: [{ id: community }] });
    const second = await ada.serve();
    expect(await ada.ask('status')).toMatchObject({ addresses: first.addresses, page: second.page });
    expect(await second.stop()).toBe(0);
  });

  it('[CLI-3] many commands at once on one profile all get their turn', async () => {
    const ada = await Profile.of('Ada');
    const { community } = await ada.ask<{ community: string }>('create', 'Maple Street');
    const titles = ['one', 'two', 'three', 'four'];
    await Promise.all(titles.map((title) => ada.ask('board', 'add', community, title)));
    const { boards } = await ada.ask<{ boards: { title: string }[] }>('boards', community);
    expect(boards.map(({ title }) => title).sort()).toEqual([...titles].sort());
  });
});
