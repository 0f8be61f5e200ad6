import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { systemRandom } from '../../../core/crypto/random.ts';
import { startPeer } from '../../../core/node/peer-host.ts';
import { ProfileDirectory } from '../../../core/node/profile-directory.ts';
import { chosenKeys, lookForKeys, type Vault } from '../../../electron/main/profile-keys.ts';

const folders: string[] = [];

afterEach(async () => {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
});

async function emptyProfile(): Promise<ProfileDirectory> {
  const folder = await mkdtemp(join(tmpdir(), 'kith-keys-'));
  folders.push(folder);
  return ProfileDirectory.open(folder);
}

/** A keychain that another one cannot stand in for. */
function vault(name: string, isSafe = true): Vault {
  return {
    isSafe: () => isSafe,
    seal: (text) => new TextEncoder().encode(`${name}:${[...text].reverse().join('')}`),
    open: (sealed) => {
      const text = new TextDecoder().decode(sealed);
      if (!text.startsWith(`${name}:`)) throw new Error('another keychain');
      return [...text.slice(name.length + 1)].reverse().join('');
    },
  };
}

async function runOnce(directory: ProfileDirectory, given: Vault): Promise<string> {
  const needed = await lookForKeys(directory, given, systemRandom);
  if (needed.state !== 'ready') return needed.state;
  const peer = await startPeer({
    folder: directory.path,
    isNetworked: false,
    newKeys: needed.keys.newKeys,
    opens: needed.keys,
  });
  const { keys } = await peer.api.profile();
  await peer.close();
  return keys;
}

describe('[PROFILE-9] [THREAT-37] the keychain of the system', () => {
  it('keeps the key of a new profile, which opens it again', async () => {
    const directory = await emptyProfile();
    expect(await runOnce(directory, vault('a'))).toBe('system');
    expect(await runOnce(directory, vault('a'))).toBe('system');
    expect(await readdir(directory.path)).not.toContain('insecure.key');
  });

  it('writes nothing that opens the profile without it', async () => {
    const directory = await emptyProfile();
    const needed = await lookForKeys(directory, vault('a'), systemRandom);
    if (needed.state !== 'ready') throw new Error('no key');
    const key = Buffer.from(needed.keys.systemKey!);
    const sealed = await readFile(join(directory.path, 'secrets', 'system'));
    expect(sealed.includes(key)).toBe(false);
    expect(sealed.toString('latin1')).not.toContain(key.toString('hex'));
  });

  it('that was changed, is locked or gone: refused, with nothing changed', async () => {
    const directory = await emptyProfile();
    await runOnce(directory, vault('a'));
    const before = await directory.readSealed('system');
    for (const other of [vault('b'), vault('a', false)]) {
      await expect(runOnce(directory, other)).rejects.toMatchObject({ code: 'KEYCHAIN_GONE' });
    }
    expect(await directory.readSealed('system')).toEqual(before);
    expect(await runOnce(directory, vault('a'))).toBe('system');
  });

  it('that is none: the person is asked, and until then nothing is written', async () => {
    const directory = await emptyProfile();
    expect(await runOnce(directory, vault('a', false))).toBe('choose-keys');
    expect(await readdir(directory.path, { recursive: true })).toEqual(['secrets']);
    expect(chosenKeys({ kind: 'insecure' })).toEqual({ newKeys: 'insecure' });
    expect(chosenKeys({ kind: 'passphrase', passphrase: 'a b' })).toEqual({
      newKeys: 'passphrase',
      passphrase: 'a b',
    });
  });

  it('is not asked for a profile that has a passphrase, or consent', async () => {
    const locked = await emptyProfile();
    await locked.setUp('passphrase', systemRandom);
    expect(await runOnce(locked, vault('a'))).toBe('ask-passphrase');
    const open = await emptyProfile();
    await (
      await startPeer({ folder: open.path, isNetworked: false, newKeys: 'insecure', opens: {} })
    ).close();
    expect(await runOnce(open, vault('a'))).toBe('insecure');
  });

  it('cannot be stood in for by the command line', async () => {
    const directory = await emptyProfile();
    await runOnce(directory, vault('a'));
    const options = { folder: directory.path, isNetworked: false, newKeys: undefined };
    await expect(startPeer({ ...options, opens: {} })).rejects.toMatchObject({ code: 'KEYCHAIN_ELSEWHERE' });
    await expect(
      startPeer({ ...options, opens: { systemKey: systemRandom.bytes(32) } }),
    ).rejects.toMatchObject({ code: 'KEYCHAIN_REFUSED' });
  });
});
