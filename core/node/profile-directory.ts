/**
 * The data directory of one profile [PROFILE-1..5].
 *
 *   settings.json     name, network mode, port, kind of keys
 *   insecure.key      only with --insecure-keys
 *   secrets/NAME      small secrets, sealed by the keychain
 *   store/            the database
 *   kith.sock         while a peer runs (local-socket.ts)
 *   kith.log          where the host logs to a file
 *
 * Everything in it is the owner's alone. Nothing is believed that was read from it.
 */
import { chmod, mkdir, readdir, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Random } from '../base/clock.ts';
import { KithError } from '../base/kith-error.ts';
import type { Keychain } from '../keychain/keychain.ts';
import type { Settings, SettingsFile } from '../peer/settings.ts';
import { readSmallFile, systemCode, UNFINISHED, writeFileAtomic } from './atomic-file.ts';
import { freePort } from './free-port.ts';
import { decodeSettings, encodeSettings, type StoredKeys, type StoredSettings } from './stored-settings.ts';

const MAX_SETTINGS = 64 * 1024;
const MAX_SEALED = 128 * 1024;
const TRANSPORT = 'transport';

export class ProfileDirectory implements SettingsFile {
  readonly path: string;
  /** The outermost folder that was made for it. */
  #made: string | undefined;

  private constructor(path: string) {
    this.path = path;
  }

  /** Makes the directory when it is not there. Throws KithError FILE_UNWRITABLE, DISK_FULL. */
  static async open(path: string): Promise<ProfileDirectory> {
    const directory = new ProfileDirectory(resolve(path));
    try {
      directory.#made = await mkdir(join(directory.path, 'secrets'), { recursive: true, mode: 0o700 });
      await chmod(directory.path, 0o700);
      await directory.#sweep();
    } catch (error) {
      await directory.discard();
      throw new KithError(
        systemCode(error) === 'ENOSPC' ? 'DISK_FULL' : 'FILE_UNWRITABLE',
        systemCode(error),
      );
    }
    return directory;
  }

  /** When a first run fails: what it has made goes. A folder that was there before stays as it is, whatever lies in it. */
  async discard(): Promise<void> {
    const made = this.#made;
    if (made === undefined || made === join(this.path, 'secrets')) return;
    await rm(made, { recursive: true, force: true }).catch(() => {});
  }

  /** Is there a profile in this folder? Makes nothing. */
  static async exists(path: string): Promise<boolean> {
    return (await readSmallFile(join(resolve(path), 'settings.json'), MAX_SETTINGS)) !== undefined;
  }

  get store(): string {
    return join(this.path, 'store');
  }

  get insecureKey(): string {
    return join(this.path, 'insecure.key');
  }

  get log(): string {
    return join(this.path, 'kith.log');
  }

  /** Undefined until a person has given a name. Throws KithError SETTINGS_CORRUPT, PROFILE_TOO_NEW. */
  async load(): Promise<Settings | undefined> {
    const { name, network } = (await this.read()) ?? {};
    return name === undefined || network === undefined ? undefined : { name, network };
  }

  async save({ name, network }: Settings): Promise<void> {
    const stored = await this.read();
    if (stored === undefined) throw new KithError('PROFILE_MISSING');
    await this.#write({ ...stored, name, network });
  }

  /** Everything in settings.json. Undefined before `setUp`. Throws KithError SETTINGS_CORRUPT, PROFILE_TOO_NEW. */
  async read(): Promise<StoredSettings | undefined> {
    const bytes = await readSmallFile(join(this.path, 'settings.json'), MAX_SETTINGS);
    return bytes === undefined ? undefined : decodeSettings(bytes === 'too-large' ? new Uint8Array() : bytes);
  }

  /** The first run: a port is chosen and kept, the kind of keys is fixed. Throws KithError PROFILE_EXISTS, PORT_TAKEN. */
  async setUp(keys: StoredKeys, random: Random): Promise<StoredSettings> {
    if ((await this.read()) !== undefined) throw new KithError('PROFILE_EXISTS');
    const settings: StoredSettings = { port: await freePort(random), keys };
    await this.#write(settings);
    return settings;
  }

  /** 32 bytes from which the transport id is made; made at the first call. Throws KithError KEYCHAIN_REFUSED. */
  async transportSeed(keychain: Keychain, random: Random): Promise<Uint8Array> {
    const sealed = await this.readSealed(TRANSPORT);
    if (sealed !== undefined) {
      const seed = await keychain.unwrap(sealed);
      if (seed.length !== 32) throw new KithError('KEYCHAIN_REFUSED');
      return seed;
    }
    const seed = random.bytes(32);
    await this.writeSealed(TRANSPORT, await keychain.wrap(seed));
    return seed;
  }

  /** Another transport id and another port: a copy of this profile may run beside it. Throws KithError PORT_TAKEN. */
  async renewTransport(keychain: Keychain, random: Random): Promise<{ seed: Uint8Array; port: number }> {
    const settings = await this.read();
    if (settings === undefined) throw new KithError('PROFILE_MISSING');
    const port = await freePort(random);
    const seed = random.bytes(32);
    await this.writeSealed(TRANSPORT, await keychain.wrap(seed));
    await this.#write({ ...settings, port });
    return { seed, port };
  }

  /** `name`: small letters. Undefined when there is none. Throws KithError KEYCHAIN_REFUSED for what cannot be one. */
  async readSealed(name: string): Promise<Uint8Array | undefined> {
    const bytes = await readSmallFile(this.#sealed(name), MAX_SEALED);
    if (bytes === 'too-large') throw new KithError('KEYCHAIN_REFUSED');
    return bytes;
  }

  async writeSealed(name: string, sealed: Uint8Array): Promise<void> {
    await writeFileAtomic(this.#sealed(name), sealed);
  }

  #sealed(name: string): string {
    if (!/^[a-z][a-z-]{0,31}$/.test(name)) throw new KithError('SECRET_NAME');
    return join(this.path, 'secrets', name);
  }

  async #write(settings: StoredSettings): Promise<void> {
    await writeFileAtomic(join(this.path, 'settings.json'), encodeSettings(settings));
  }

  /** What a crash left half written. */
  async #sweep(): Promise<void> {
    for (const folder of [this.path, join(this.path, 'secrets')]) {
      const names = (await readdir(folder)).filter((name) => name.endsWith(UNFINISHED));
      await Promise.all(names.map((name) => rm(join(folder, name), { force: true })));
    }
  }
}

/** Where a profile lies when nobody says otherwise. */
export function defaultDirectory(
  env: NodeJS.ProcessEnv = process.env,
  platform: string = process.platform,
): string {
  const home = env['HOME'] ?? homedir();
  switch (platform) {
    case 'win32':
      return join(env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'Kith');
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'Kith');
    default:
      return join(env['XDG_DATA_HOME'] ?? join(home, '.local', 'share'), 'kith');
  }
}

/** Where another person's profile on the same account lies: beside the standard one. Throws KithError PROFILE_NAME. */
export function namedDirectory(name: string): string {
  if (!/^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/i.test(name)) throw new KithError('PROFILE_NAME');
  return `${defaultDirectory()}-${name.toLowerCase()}`;
}
