/** What goes wrong at the keyboard and on the disk: a clear sentence, a code, and nothing changed. */
import { once } from 'node:events';
import { chmod, mkdir, open, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { expectRefused, Profile, result, until } from './kith.ts';
import { apiOf } from './talk.ts';

const NOTHING = 'Nothing was';

describe('names and titles', () => {
  it('[CLI-1] an empty, blank or endless name makes no profile', async () => {
    const nobody = await Profile.empty();
    for (const [name, code] of [
      ['', 'NAME_EMPTY'],
      ['  \t ', 'NAME_EMPTY'],
      ['x'.repeat(10_000), 'NAME_TOO_LONG'],
      ['a\u202eb', 'NAME_UNREADABLE'],
    ] as const)
      expect(await nobody.refused(1, code, 'init', '--name', name, '--network', 'loopback')).toContain(
        NOTHING,
      );
    await nobody.refused(2, 'USAGE', 'init', '--network', 'loopback');
    await nobody.refused(2, 'NETWORK_UNKNOWN', 'init', '--name', 'Ada', '--network', 'moon');
    await nobody.refused(1, 'PASSPHRASE_UNREADABLE', 'init', '--name', 'Ada', '--passphrase-file', 'nowhere');
    expect(await readdir(nobody.desk)).toEqual([]);
    await nobody.refused(1, 'PROFILE_MISSING', 'communities');
  });

  it('[CLI-1] nor does such a title or text make anything', async () => {
    const ada = await Profile.of('Ada');
    const { community } = await ada.ask<{ community: string }>('create', 'Maple Street');
    const { channel } = await ada.ask<{ channel: string }>('channel', 'add', community, 'General');
    const before = await ada.ask('verify', community);
    const long = 'x'.repeat(10_000);
    await ada.refused(1, 'TITLE_EMPTY', 'create', '');
    await ada.refused(1, 'TITLE_TOO_LONG', 'create', long);
    await ada.refused(1, 'TITLE_EMPTY', 'board', 'add', community, '   ');
    await ada.refused(1, 'TITLE_TOO_LONG', 'board', 'add', community, long);
    await ada.refused(1, 'TEXT_EMPTY', 'say', channel, ' ');
    await ada.refused(2, 'ID_UNREADABLE', 'say', 'channel', 'Hello');
    await ada.refused(1, 'CHANNEL_UNKNOWN', 'say', 'a'.repeat(32), 'Hello');
    await ada.refused(2, 'DATE_UNREADABLE', 'loan', 'request', 'a'.repeat(32), '--from', '2027-02-30');
    await ada.refused(2, 'USAGE', 'say', channel);
    await ada.refused(1, 'PROFILE_EXISTS', 'init', '--name', 'Eve');
    expect(await ada.ask('verify', community)).toEqual(before);
    expect((await ada.ask<{ communities: object[] }>('communities')).communities).toHaveLength(1);
  });
});

describe('invitations', () => {
  let ada: Profile;
  let ben: Profile;
  let community = '';

  beforeAll(async () => {
    ada = await Profile.of('Ada');
    ben = await Profile.of('Ben');
    ({ community } = await ada.ask<{ community: string }>('create', 'Maple Street'));
    await ada.serve();
    await ben.serve();
  });

  const invite = (...options: string[]): Promise<{ invite: string; link: string }> =>
    ada.ask('invite', community, ...options);

  it('[CLI-1] that are none, torn or nowhere', async () => {
    const { link } = await invite();
    await writeFile(join(ben.desk, 'torn.txt'), link.slice(0, -5));
    await ben.refused(1, 'INVITE_UNREADABLE', 'join', 'something');
    await ben.refused(1, 'INVITE_UNREADABLE', 'join', `${link.slice(0, 60)}`);
    await ben.refused(1, 'INVITE_UNREADABLE', 'join', 'torn.txt');
    await ben.refused(1, 'FILE_UNREADABLE', 'join', 'nowhere.txt');
    await ben.refused(2, 'USAGE', 'join', link, '--wait', 'long');
  });

  it('[CLI-1] that have run out, are used up, were withdrawn, or that nobody answers', async () => {
    const [cem, dan, eva] = [await Profile.of('Cem'), await Profile.of('Dan'), await Profile.of('Eva')];
    const once = await invite();
    await cem.ask('join', once.link);
    const brief = await invite('--expires', '1s');
    const withdrawn = await invite();
    await ada.ask('revoke', withdrawn.invite);
    await until('it has run out', async () =>
      (await ada.ask<{ invites: { id: string; state: string }[] }>('invites', community)).invites.some(
        ({ id, state }) => id === brief.invite && state === 'expired',
      ),
    );
    const told = await Promise.all([
      ben.refused(1, 'INVITE_USED_UP', 'join', once.link),
      dan.refused(1, 'INVITE_REVOKED', 'join', withdrawn.link),
      eva.refused(1, 'INVITE_EXPIRED', 'join', brief.link),
    ]);
    for (const sentence of told) expect(sentence).toContain(NOTHING);
    for (const profile of [ben, dan, eva])
      expect(await profile.ask('communities')).toEqual({ communities: [] });
    expect((await ada.ask<{ members: object[] }>('members', community)).members).toHaveLength(2);
    await cem.refused(1, 'ALREADY_IN', 'join', (await invite()).link);
  });

  it('[CLI-1] of a community that nobody is reached of', async () => {
    const dan = await Profile.of('Dan');
    const { community: far } = await dan.ask<{ community: string }>('create', 'Far Away');
    const { link } = await dan.ask<{ link: string }>('invite', far);
    expect(await ben.refused(1, 'JOIN_NOBODY', 'join', link, '--wait', '1s')).toContain('Nothing is lost');
    await ben.ask('network', 'offline');
    await ben.refused(1, 'JOIN_OFFLINE', 'join', (await invite()).link);
  });
});

describe('the machine', () => {
  it('[CLI-3] a profile that is in use', async () => {
    const ada = await Profile.of('Ada');
    await ada.serve();
    const second = await result(ada.start(['serve', '--json', '--network', 'loopback']));
    expect(expectRefused(second, 1, 'PROFILE_IN_USE')).toContain(NOTHING);
    await ada.ask('create', 'Maple Street');
  });

  it('[CLI-1] a port that is taken', async () => {
    const ada = await Profile.of('Ada');
    const blocker = createServer().listen(0, '127.0.0.1');
    await once(blocker, 'listening');
    const { port } = blocker.address() as AddressInfo;
    for (const option of [
      ['--listen', `/ip4/127.0.0.1/tcp/${port}`],
      ['--page-port', String(port)],
    ]) {
      const served = await result(ada.start(['serve', '--json', '--network', 'loopback', ...option]));
      expectRefused(served, 1, 'PORT_TAKEN');
    }
    await ada.refused(2, 'ADDRESS_INVALID', 'serve', '--dial', 'somewhere');
    await ada.refused(2, 'USAGE', 'serve', '--page-port', 'http');
    // Nothing of it runs on.
    expect(await ada.ask('communities')).toEqual({ communities: [] });
    blocker.close();
  });

  it('[THREAT-27] [CLI-4] a full disk: the last change is refused, all earlier ones are there', async () => {
    const ada = await Profile.of('Ada');
    const { community } = await ada.ask<{ community: string }>('create', 'Maple Street');
    const { channel } = await ada.ask<{ channel: string }>('channel', 'add', community, 'General');
    // No file may grow beyond 256 KiB: what is being written hits that, as it would hit the end of a disk.
    const limited = ada.start(['serve', '--json', '--network', 'loopback'], {
      before: ['sh', '-c', 'ulimit -f 512; exec "$0" "$@"'],
    });
    await once(limited.stdout!, 'data');
    const api = await apiOf(ada);
    const text = (at: number): string => `${at} ${'x'.repeat(4_000)}`;
    const saved: string[] = [];
    for (let at = 0; at < 50; at++) saved.push((await api.say({ channel, text: text(at) })).message);
    const refusal = await until('the disk is full', async () => {
      const ran = await ada.run('say', channel, text(saved.length), '--json');
      if (ran.status !== 0) return ran;
      saved.push((JSON.parse(ran.out) as { message: string }).message);
      return undefined;
    });
    expect(expectRefused(refusal, 1, 'DISK_FULL')).toContain('all earlier ones are');
    limited.kill('SIGKILL');
    await once(limited, 'close');
    expect(await ada.ask('verify', community)).toMatchObject({ faults: [] });
    const { messages } = await ada.ask<{ messages: { id: string }[] }>('messages', channel, '--last', '500');
    expect(messages.map(({ id }) => id)).toEqual(expect.arrayContaining(saved));
    await ada.ask('say', channel, 'there is room again');
  });

  it('[CLI-1] [NETWORK-1] a mode in which the port is taken: the old one goes on, and stays noted', async () => {
    const ada = await Profile.empty('ada');
    await ada.ask('init', '--name', 'Ada', '--network', 'offline', '--insecure-keys');
    const { port } = JSON.parse(await readFile(join(ada.folder, 'settings.json'), 'utf8')) as {
      port: number;
    };
    const blocker = createServer().listen(port, '127.0.0.1');
    await once(blocker, 'listening');
    const served = await ada.serveBehind([]);
    expect(await ada.refused(1, 'PORT_TAKEN', 'network', 'loopback')).toContain(NOTHING);
    expect(await ada.ask('status')).toMatchObject({ network: 'offline' });
    await served.stop();
    expect(await ada.ask('status')).toMatchObject({ network: 'offline' });
    await ada.serveBehind([]);
    blocker.close();
    await once(blocker, 'close');
    expect(await ada.ask('network', 'loopback')).toEqual({ network: 'loopback' });
    expect(await ada.ask('status')).toMatchObject({ network: 'loopback' });
  });

  it('[CLI-1] damaged settings, a key that others may read', async () => {
    const ada = await Profile.of('Ada');
    const { community } = await ada.ask<{ community: string }>('create', 'Maple Street');
    const settings = join(ada.folder, 'settings.json');
    const whole = await readFile(settings);
    await writeFile(settings, '{"version":1,');
    await ada.refused(1, 'SETTINGS_CORRUPT', 'communities');
    await writeFile(settings, whole);
    const key = join(ada.folder, 'insecure.key');
    await chmod(key, 0o644);
    await ada.refused(1, 'KEYCHAIN_REFUSED', 'communities');
    await chmod(key, 0o600);
    await ada.ask('verify', community);
  });

  it('[THREAT-27] [CLI-1] a damaged database is refused whole and left as it is; put right, it has everything', async () => {
    const ada = await Profile.of('Ada');
    const { community } = await ada.ask<{ community: string }>('create', 'Maple Street');
    const { channel } = await ada.ask<{ channel: string }>('channel', 'add', community, 'General');
    const served = await ada.serve();
    const api = await apiOf(ada);
    for (let at = 0; at < 50; at++) await api.say({ channel, text: `${at} ${'x'.repeat(2_000)}` });
    const before = await api.verify({ community });
    await served.kill();
    const store = join(ada.folder, 'store');
    const damages: readonly (readonly [RegExp, (path: string) => Promise<void>])[] = [
      [/\.log$/, overwriteMiddle],
      [/^MANIFEST-/, overwriteMiddle],
      [/^CURRENT$/, (path) => truncate(path, 3)],
      [/^MANIFEST-/, (path) => rm(path)],
      [/^CURRENT$/, (path) => rm(path)],
      [/\.log$/, (path) => rm(path)],
    ];
    for (const [which, damage] of damages) {
      const whole = await filesOf(store);
      const names = [...whole.keys()].filter((name) => which.test(name));
      for (const name of names) await damage(join(store, name));
      const damaged = await filesOf(store);
      for (const args of [
        ['say', channel, 'Hello'],
        ['serve', '--network', 'loopback'],
      ])
        expect(await ada.refused(1, 'STORE_CORRUPT', ...args)).toContain('neighbours hold is not lost');
      expect(await filesOf(store), which.source).toEqual(damaged);
      for (const name of names) await writeFile(join(store, name), whole.get(name)!);
    }
    expect(await ada.ask('verify', community)).toEqual(before);
    // In its tables, which are read when something is wanted of them.
    const compact = await ada.serve();
    await compact.stop();
    const tables = (await readdir(store)).filter((name) => name.endsWith('.ldb'));
    for (const name of tables) await overwriteMiddle(join(store, name));
    const { status, err } = await ada.run('verify', community, '--json');
    expect(status, err).toBe(1);
    expect(err).toMatch(/^kith: [^\n]+ \((STORE_CORRUPT|VERIFY_FAULTS)\)\n$/);
  });

  it('[SYNC-5] [THREAT-39] strangers at the door, at the page and at the wire change nothing', async () => {
    const [ada, eve] = await Promise.all([Profile.of('Ada'), Profile.of('Eve')]);
    const { community } = await ada.ask<{ community: string }>('create', 'Maple Street');
    const served = await ada.serve();
    const before = await ada.ask('verify', community);
    // A neighbour of nothing: connected, and told nothing.
    await eve.serve();
    const eveApi = await apiOf(eve);
    expect(await eveApi.dial({ address: served.addresses[0]! })).toEqual({ path: 'loopback' });
    // Noise and a browser's request at the port that is for neighbours.
    const port = Number(served.addresses[0]!.split('/')[4]);
    for (const text of ['GET / HTTP/1.1\r\nHost: kith\r\n\r\n', '\u0000'.repeat(100_000)]) {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => {});
      socket.write(text);
      socket.resume();
      await new Promise((resolve) => socket.once('close', resolve));
    }
    const page = new URL(served.page!);
    const token = page.hash.slice('#token='.length);
    const doors: readonly (readonly [string, string | undefined, Record<string, string>])[] = [
      ['no token', undefined, { Origin: page.origin }],
      ['a wrong token', `kith.${'a'.repeat(52)}`, { Origin: page.origin }],
      ['a foreign page', `kith.${token}`, { Origin: 'http://evil.example' }],
      ['a name that leads here', `kith.${token}`, { Host: `evil.example:${page.port}`, Origin: page.origin }],
      ['no origin', `kith.${token}`, {}],
    ];
    for (const [name, protocol, headers] of doors) {
      const socket = new WebSocket(`ws://${page.host}/api`, protocol, { headers });
      const refusal = await new Promise<Error>((resolve) => socket.once('error', resolve));
      expect(refusal.message, name).toContain('403');
    }
    expect((await eveApi.status()).peers).toEqual([]);
    expect(await ada.ask('status')).toMatchObject({ peers: [], inStep: false });
    expect(await ada.ask('verify', community)).toEqual(before);
  });

  it('[CLI-6] a passphrase: needed each time, and the right one', async () => {
    const ada = await Profile.empty('ada');
    await mkdir(ada.desk, { recursive: true });
    await writeFile(join(ada.desk, 'words'), 'correct horse battery staple\n');
    await writeFile(join(ada.desk, 'wrong'), 'incorrect horse\n');
    const made = await ada.run(
      'init',
      '--name',
      'Ada',
      '--network',
      'loopback',
      '--passphrase-file',
      'words',
      '--json',
    );
    expect([made.status, made.err]).toEqual([0, '']);
    expect(JSON.parse(made.out)).toMatchObject({ keys: 'passphrase' });
    await ada.refused(1, 'PASSPHRASE_NEEDED', 'create', 'Maple Street');
    await ada.refused(1, 'KEYCHAIN_REFUSED', 'create', 'Maple Street', '--passphrase-file', 'wrong');
    const { community } = await ada.ask<{ community: string }>(
      'create',
      'Maple Street',
      '--passphrase-file',
      'words',
    );
    const byEnvironment = await result(
      ada.start(['communities', '--json'], { env: { KITH_PASSPHRASE_FILE: 'words' } }),
    );
    expect(JSON.parse(byEnvironment.out)).toMatchObject({ communities: [{ id: community }] });
    await ada.refused(2, 'USAGE', 'init', '--name', 'Ada', '--passphrase-file', 'words', '--insecure-keys');
  });
});

/** All that LevelDB keeps but its diary and its lock. */
async function filesOf(folder: string): Promise<Map<string, Buffer>> {
  const names = (await readdir(folder)).filter((name) => !/^(LOG|LOG\.old|LOCK)$/.test(name)).sort();
  return new Map(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name))] as const)),
  );
}

async function overwriteMiddle(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    const { size } = await file.stat();
    const length = Math.min(64, size >> 1);
    if (length > 0) await file.write(Buffer.alloc(length, 0x55), 0, length, (size - length) >> 1);
  } finally {
    await file.close();
  }
}
