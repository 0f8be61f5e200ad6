import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemRandom } from '../../../core/crypto/random.ts';
import { MemoryKeychain } from '../../../core/keychain/memory-keychain.ts';
import { writeFileAtomic } from '../../../core/node/atomic-file.ts';
import { diskFiles } from '../../../core/node/disk-files.ts';
import { defaultDirectory, ProfileDirectory } from '../../../core/node/profile-directory.ts';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kith-profile-'));
  path = join(folder, 'a', 'profile');
});

afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the data directory', () => {
  it('[PROFILE-1] is the owner’s alone, also when it was there before', async () => {
    await mkdir(path, { recursive: true });
    await chmod(path, 0o755);
    const directory = await ProfileDirectory.open(path);
    await directory.setUp('insecure', systemRandom);
    expect((await stat(path)).mode & 0o777).toBe(0o700);
    expect((await stat(join(path, 'secrets'))).mode & 0o777).toBe(0o700);
    expect((await stat(join(path, 'settings.json'))).mode & 0o777).toBe(0o600);
  });

  it('[PROFILE-1] a first run that fails leaves no folder behind, and takes away none that was there', async () => {
    const made = await ProfileDirectory.open(path);
    await made.setUp('insecure', systemRandom);
    await made.discard();
    expect(await readdir(folder)).toEqual([]);
    await mkdir(path, { recursive: true });
    await writeFile(join(path, 'letters.txt'), 'Dear Ada');
    const found = await ProfileDirectory.open(path);
    await found.discard();
    expect(await readFile(join(path, 'letters.txt'), 'utf8')).toBe('Dear Ada');
    // Nor one that was made at an earlier run.
    await found.setUp('insecure', systemRandom);
    await (await ProfileDirectory.open(path)).discard();
    expect(await found.read()).toBeDefined();
  });

  it('[PROFILE-3] keeps what was chosen, and the port for good', async () => {
    const directory = await ProfileDirectory.open(path);
    expect(await ProfileDirectory.exists(path)).toBe(false);
    expect(await directory.load()).toBeUndefined();
    await expect(directory.save({ name: 'Ada', network: 'lan' })).rejects.toMatchObject({
      code: 'PROFILE_MISSING',
    });
    const { port } = await directory.setUp('passphrase', systemRandom);
    expect(port).toBeGreaterThanOrEqual(10_000);
    expect(port).toBeLessThan(32_768);
    expect(await directory.load()).toBeUndefined();
    await directory.save({ name: 'Ada', network: 'lan' });
    await directory.save({ name: 'Ada', network: 'offline' });
    const again = await ProfileDirectory.open(path);
    expect(await again.load()).toEqual({ name: 'Ada', network: 'offline' });
    expect(await again.read()).toEqual({ name: 'Ada', network: 'offline', port, keys: 'passphrase' });
    expect(await ProfileDirectory.exists(path)).toBe(true);
    await expect(again.setUp('insecure', systemRandom)).rejects.toMatchObject({ code: 'PROFILE_EXISTS' });
  });

  it('[PROFILE-3] [THREAT-27] believes no damaged settings, and leaves them as they are', async () => {
    const directory = await ProfileDirectory.open(path);
    await directory.setUp('insecure', systemRandom);
    const file = join(path, 'settings.json');
    const good = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    const damaged: [string, unknown][] = [
      ['file', ''],
      ['file', '{"version":1'],
      ['file', 'null'],
      ['file', '[]'],
      ['file', Buffer.from([0xff, 0xfe])],
      ['file', 'x'.repeat(70_000)],
      ['version', { ...good, version: 'one' }],
      ['name', { ...good, name: '' }],
      ['name', { ...good, name: 'x'.repeat(10_000) }],
      ['name', { ...good, name: 7 }],
      ['network', { ...good, network: 'everywhere' }],
      ['port', { ...good, port: 80 }],
      ['port', { ...good, port: 70_000 }],
      ['port', { ...good, port: '17171' }],
      ['keys', { ...good, keys: 'none' }],
    ];
    for (const [field, content] of damaged) {
      const text =
        typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content);
      await writeFile(file, text);
      await expect(directory.load()).rejects.toMatchObject({ code: 'SETTINGS_CORRUPT', details: { field } });
      await expect(directory.save({ name: 'Ada', network: 'lan' })).rejects.toMatchObject({
        code: 'SETTINGS_CORRUPT',
      });
      expect(Buffer.compare(await readFile(file), Buffer.from(text))).toBe(0);
    }
    await writeFile(file, JSON.stringify({ ...good, version: 2 }));
    await expect(directory.load()).rejects.toMatchObject({ code: 'PROFILE_TOO_NEW' });
  });

  it('[PROFILE-2] sweeps away what a crash left half written, and nothing else', async () => {
    const directory = await ProfileDirectory.open(path);
    await directory.setUp('insecure', systemRandom);
    await writeFile(join(path, 'settings.json.0a1b2c3d4e5f.unfinished'), '{');
    await writeFile(join(path, 'secrets', 'transport.0a1b2c3d4e5f.unfinished'), 'x');
    await ProfileDirectory.open(path);
    expect((await readdir(path)).sort()).toEqual(['secrets', 'settings.json']);
    expect(await readdir(join(path, 'secrets'))).toEqual([]);
  });

  it('[PROFILE-4] keeps one transport seed, sealed by the keychain', async () => {
    const directory = await ProfileDirectory.open(path);
    const seed = await directory.transportSeed(new MemoryKeychain(), systemRandom);
    expect(seed).toHaveLength(32);
    expect(await directory.transportSeed(new MemoryKeychain(), systemRandom)).toEqual(seed);
    await expect(directory.transportSeed(new MemoryKeychain('another'), systemRandom)).rejects.toMatchObject({
      code: 'KEYCHAIN_REFUSED',
    });
    await writeFile(join(path, 'secrets', 'transport'), new Uint8Array(200_000));
    await expect(directory.transportSeed(new MemoryKeychain(), systemRandom)).rejects.toMatchObject({
      code: 'KEYCHAIN_REFUSED',
    });
    await expect(directory.readSealed('../settings')).rejects.toMatchObject({ code: 'SECRET_NAME' });
  });

  it('says when a folder cannot be made or read', async () => {
    await writeFile(join(folder, 'file'), 'x');
    await expect(ProfileDirectory.open(join(folder, 'file', 'profile'))).rejects.toMatchObject({
      code: 'FILE_UNWRITABLE',
    });
    const directory = await ProfileDirectory.open(path);
    await mkdir(join(path, 'settings.json'));
    await expect(directory.load()).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  });

  it('lies where the system keeps such things', () => {
    expect(defaultDirectory({ HOME: '/home/ada' }, 'linux')).toBe('/home/ada/.local/share/kith');
    expect(defaultDirectory({ HOME: '/home/ada', XDG_DATA_HOME: '/data' }, 'linux')).toBe('/data/kith');
    expect(defaultDirectory({ HOME: '/Users/ada' }, 'darwin')).toBe(
      '/Users/ada/Library/Application Support/Kith',
    );
  });
});

describe('files', () => {
  it('[PROFILE-2] replaces a file whole, and follows no link to somewhere else', async () => {
    const elsewhere = join(folder, 'elsewhere');
    await writeFile(elsewhere, 'theirs');
    const file = join(folder, 'file');
    await symlink(elsewhere, file);
    await writeFileAtomic(file, Buffer.from('ours'));
    expect(await readFile(file, 'utf8')).toBe('ours');
    expect(await readFile(elsewhere, 'utf8')).toBe('theirs');
    await expect(writeFileAtomic(join(folder, 'none', 'file'), Buffer.from('x'))).rejects.toMatchObject({
      code: 'FILE_UNWRITABLE',
    });
  });

  it('[PROFILE-5] writes a bundle whole or leaves the old one', async () => {
    const file = join(folder, 'street.kith');
    await diskFiles.write(file, async (piece) => {
      for (let n = 0; n < 10; n++) await piece(new Uint8Array(100_000).fill(n));
    });
    let length = 0;
    for await (const piece of diskFiles.read(file)) length += piece.length;
    expect(length).toBe(1_000_000);
    const torn = diskFiles.write(file, async (piece) => {
      await piece(Uint8Array.of(1));
      throw new Error('stopped');
    });
    await expect(torn).rejects.toThrow('stopped');
    expect(await readdir(folder)).toEqual(['street.kith']);
    expect((await readFile(file)).length).toBe(1_000_000);
    const missing = async () => {
      for await (const piece of diskFiles.read(join(folder, 'missing'))) expect(piece).toBeUndefined();
    };
    await expect(missing()).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  });
});
