/**
 * Makes a damaged profile usable again: a new database of what can be read of the old one, which is kept beside it as it
 * was. Neighbours give the rest when they are met. All or nothing: until the new one is complete the profile is left as
 * it is. [THREAT-27] [PROFILE-10]
 */
import { cp, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { ClassicLevel } from 'classic-level';
import { silentLog } from '../base/log.ts';
import { codeOf, KithError } from '../base/kith-error.ts';
import { openCommunity } from '../community/found-community.ts';
import { ownRows, salvageEntries, type ReadableRows, type Salvaged } from '../community/salvage.ts';
import { systemRandom } from '../crypto/random.ts';
import type { Keychain } from '../keychain/keychain.ts';
import { Registry } from '../peer/registry.ts';
import type { StoreRow } from '../store/store.ts';
import { systemCode } from './atomic-file.ts';
import { LevelStore } from './level-store.ts';
import { openKeychain, type SecretsOpener } from './peer-host.ts';
import { ProfileDirectory } from './profile-directory.ts';
import { openRow } from './row-checksum.ts';
import { systemClock } from './system-clock.ts';

type Level = ClassicLevel<Uint8Array, Uint8Array>;

export interface Rescue extends Salvaged {
  readonly communities: number;
  /** The folder in which the damaged database is kept. */
  readonly aside: string;
}

/** Rows that are copied at once. */
const BATCH = 500;
/** Keys of the registry (core/peer/registry.ts). */
const REGISTRY = { from: Uint8Array.of(0x50), to: Uint8Array.of(0x51) };

/**
 * `isAlone`: nobody else can have own entries that are missing. For who has made sure that no peer runs on the profile. Throws KithError PROFILE_MISSING, PROFILE_IN_USE,
 * KEYCHAIN_REFUSED, PASSPHRASE_NEEDED, DISK_FULL, STORE_CORRUPT when nothing can be read.
 */
export async function rescueProfile(
  folder: string,
  opens: SecretsOpener,
  options: { readonly isAlone: boolean },
): Promise<Rescue> {
  if (!(await ProfileDirectory.exists(folder))) throw new KithError('PROFILE_MISSING');
  const directory = await ProfileDirectory.open(folder);
  const stored = (await directory.read())!;
  const keychain = await openKeychain(directory, stored, opens, false);
  // A wrong passphrase is found out before anything is copied.
  await directory.transportSeed(keychain, systemRandom);
  await putBack(directory.store);
  await checkUnused(directory.store);
  const [copy, fresh] = [`${directory.store}.copy`, `${directory.store}.new`];
  const clean = async (): Promise<void> => {
    await Promise.all([copy, fresh].map((path) => rm(path, { recursive: true, force: true })));
  };
  await clean();
  try {
    await cp(directory.store, copy, { recursive: true });
    const salvaged = await salvage(copy, fresh, keychain, options.isAlone);
    const aside = await unusedName(directory.store);
    await rename(directory.store, aside);
    await rename(fresh, directory.store);
    return { ...salvaged, aside };
  } catch (error) {
    throw systemCode(error) === 'ENOSPC' ? new KithError('DISK_FULL') : error;
  } finally {
    await clean();
  }
}

async function salvage(
  copy: string,
  fresh: string,
  keychain: Keychain,
  isAlone: boolean,
): Promise<Salvaged & { communities: number }> {
  const level = await openRepaired(copy);
  const store = await LevelStore.open(fresh).catch(async (error: unknown) => {
    await level.close();
    throw error;
  });
  try {
    const rows: ReadableRows = (range) => readable(level, range);
    await copyRows(store, rows(REGISTRY));
    const total = { communities: 0, entries: 0, missing: 0, own: 0 };
    for (const { number, id } of await new Registry(store, keychain).communities()) {
      await copyRows(store, ownRows(rows, number));
      const options = { id, number, store, keychain, clock: systemClock, random: systemRandom };
      const community = await openCommunity({ ...options, log: silentLog });
      if (!community) continue;
      const { entries, missing, own } = await salvageEntries(rows, number, community, isAlone);
      await community.stop();
      total.communities += 1;
      total.entries += entries;
      total.missing += missing;
      total.own += own;
    }
    if (total.communities === 0) throw new KithError('STORE_CORRUPT', 'nothing of it reads');
    // The last write takes the ones before along to the disk.
    await copyRows(store, rows(REGISTRY));
    return total;
  } finally {
    await store.close();
    await level.close();
  }
}

/** Of a copy: LevelDB throws away what it cannot make sense of. */
async function openRepaired(folder: string): Promise<Level> {
  const options = { keyEncoding: 'view', valueEncoding: 'view', compression: false } as const;
  try {
    await ClassicLevel.repair(folder);
    const level: Level = new ClassicLevel(folder, options);
    await level.open();
    return level;
  } catch (error) {
    throw new KithError('STORE_CORRUPT', error instanceof Error ? error.message : '');
  }
}

async function* readable(
  level: Level,
  { from, to }: { from: Uint8Array; to: Uint8Array },
): AsyncGenerator<StoreRow> {
  const iterator = level.iterator({ gte: from, lt: to });
  try {
    for (let chunk = await iterator.nextv(BATCH); chunk.length > 0; chunk = await iterator.nextv(BATCH)) {
      for (const [key, row] of chunk) {
        const value = valueOf(key, row);
        if (value) yield { key: new Uint8Array(key), value };
      }
    }
  } catch (error) {
    // LevelDB cannot get past a place: what lies behind it in this range is given up.
    if (error instanceof KithError) throw error;
  } finally {
    await iterator.close();
  }
}

function valueOf(key: Uint8Array, row: Uint8Array): Uint8Array | undefined {
  try {
    return openRow(key, row);
  } catch {
    return undefined;
  }
}

async function copyRows(store: LevelStore, rows: AsyncIterable<StoreRow>): Promise<void> {
  const batch: { type: 'put'; key: Uint8Array; value: Uint8Array }[] = [];
  for await (const { key, value } of rows) batch.push({ type: 'put', key, value: new Uint8Array(value) });
  await store.write(batch, { sync: true });
}

/** A damaged database may not open at all; one that is open elsewhere is in use. */
async function checkUnused(folder: string): Promise<void> {
  try {
    await (await LevelStore.open(folder, { mustExist: true })).close();
  } catch (error) {
    if (codeOf(error) !== 'STORE_CORRUPT') throw error;
  }
}

/** A rescue that was cut short between its two renamings has left the old database aside and no other in its place. */
async function putBack(store: string): Promise<void> {
  const names = await readdir(dirname(store));
  if (names.includes(basename(store))) return;
  const last = Math.max(0, ...asideNumbers(names));
  if (last === 0) throw new KithError('STORE_CORRUPT', 'there is no database', { what: 'missing' });
  await rename(`${store}.damaged-${last}`, store);
}

async function unusedName(store: string): Promise<string> {
  return `${store}.damaged-${Math.max(0, ...asideNumbers(await readdir(dirname(store)))) + 1}`;
}

function asideNumbers(names: readonly string[]): number[] {
  return names.flatMap((name) => /^store\.damaged-(\d{1,6})$/.exec(name)?.[1] ?? []).map(Number);
}
