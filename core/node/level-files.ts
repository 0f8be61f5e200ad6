/**
 * What LevelDB does not notice about its own directory. It would start an empty database beside the remains of an old
 * one whose CURRENT file is gone, would not miss a log, and would pass over what is damaged in one [THREAT-27].
 */
import { readdir, readFile, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { KithError } from '../base/kith-error.ts';
import { isLogWhole } from './level-log.ts';

/** Throws KithError STORE_CORRUPT with `details.what`: `missing`, `incomplete` or `log`. Changes nothing. */
export async function checkDatabaseFiles(folder: string, mustExist: boolean): Promise<void> {
  const names = await listFiles(folder);
  const hasCurrent = names.includes('CURRENT');
  if (!hasCurrent && names.some((name) => /\.(ldb|sst)$|^MANIFEST-/.test(name))) {
    throw new KithError('STORE_CORRUPT', 'CURRENT is missing', { what: 'incomplete' });
  }
  if (!hasCurrent && mustExist)
    throw new KithError('STORE_CORRUPT', 'the database is missing', { what: 'missing' });
  if (hasCurrent && !names.some((name) => name.endsWith('.log'))) {
    throw new KithError('STORE_CORRUPT', 'the log is missing', { what: 'incomplete' });
  }
  for (const name of names.filter((one) => one.endsWith('.log'))) {
    const log = await readFile(join(folder, name)).catch(() => undefined);
    if (log && !isLogWhole(log)) throw new KithError('STORE_CORRUPT', 'a log is damaged', { what: 'log' });
  }
}

/** Bytes of the write-ahead log that LevelDB says it has skipped in the opening that wrote this LOG file. */
export async function droppedBytes(folder: string): Promise<number> {
  const log = await readFile(join(folder, 'LOG'), 'utf8').catch(() => '');
  return [...log.matchAll(/: dropping (\d+) bytes/g)].reduce((sum, [, bytes]) => sum + Number(bytes), 0);
}

export async function logFiles(folder: string): Promise<string[]> {
  return (await listFiles(folder)).filter((name) => name.endsWith('.log'));
}

/** Bytes that LevelDB needs to put its log into a table, several times over. */
const ROOM = 32 * 1024 * 1024;

/** Is it worth trying to write again after the disk was full? */
export async function hasRoom(folder: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize >= ROOM;
}

async function listFiles(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch {
    return [];
  }
}
