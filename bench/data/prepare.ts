/**
 * What is measured, made once and kept in out/bench: for each size the profile of a member who holds everything, and
 * the profiles of two neighbours in step. Made anew when what their bytes depend on has changed.
 */
import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Child } from '../child.ts';
import type { Programs } from '../programs.ts';
import { root } from '../root.ts';
import type { BuiltCommunity } from './build-community.ts';

export interface Prepared extends BuiltCommunity {
  /** Holds everything; nobody has joined by invitation yet. */
  readonly origin: string;
  /** Ana's and Ben's, after Ben has joined her and received everything. */
  readonly ana: string;
  readonly ben: string;
  /** `0.bin` to `9.bin`: the bytes of the authors' entries. */
  readonly entriesFolder: string;
}

const cache = join(root, 'out', 'bench', 'data');

/** `say`: progress, for people. */
export async function prepare(
  programs: Programs,
  messages: number,
  say: (line: string) => void,
): Promise<Prepared> {
  const folder = join(cache, `${messages}-${await fingerprint()}`);
  const names = {
    origin: join(folder, 'origin'),
    ana: join(folder, 'ana'),
    ben: join(folder, 'ben'),
    entriesFolder: join(folder, 'entries'),
  };
  const facts = join(folder, 'facts.json');
  const known = await readFile(facts, 'utf8').catch(() => undefined);
  if (known !== undefined) return { ...(JSON.parse(known) as BuiltCommunity), ...names };
  say(`making ${messages.toLocaleString('en')} entries by ten authors (kept for the next run)`);
  await removeOld(messages);
  await mkdir(folder, { recursive: true });
  const builder = new Child(programs.builder);
  const built = await builder.ask<BuiltCommunity>('build', { ...names, messages });
  await builder.stop();
  await cp(names.origin, names.ana, { recursive: true });
  await firstSync(programs, names.ana, names.ben, built);
  await writeFile(`${facts}.new`, JSON.stringify(built));
  await rename(`${facts}.new`, facts);
  return { ...built, ...names };
}

export interface FirstSync {
  /** Milliseconds from the wish to join until everything is held; and until the newest messages have been read. */
  readonly joined: number;
  readonly readable: number;
  /** Bytes of the newcomer's connections, both ways. */
  readonly traffic: number;
}

/** Ben, in a process of his own and with an empty folder, joins Ana, who runs in another one. */
export async function firstSync(
  programs: Programs,
  ana: string,
  ben: string,
  { community, channel, newest, entries }: BuiltCommunity,
): Promise<FirstSync> {
  const [host, newcomer] = [new Child(programs.peer), new Child(programs.peer)];
  await Promise.all([
    host.ask('start', { folder: ana, isNew: false }),
    newcomer.ask('start', { folder: ben, isNew: true }),
  ]);
  const link = await host.ask<string>('invite', { community });
  const result = await newcomer.ask<{ joined: number; readable: number; newest: string }>('join', {
    link,
    channel,
  });
  const traffic = await newcomer.ask<number>('traffic');
  const held = await newcomer.ask<number>('entries');
  if (result.newest !== newest || held < entries) throw new Error('the newcomer does not hold everything');
  await Promise.all([host.stop(), newcomer.stop()]);
  return { ...result, traffic };
}

/** Of the sources that decide what the bytes are. */
async function fingerprint(): Promise<string> {
  const hash = createHash('sha256');
  const files = ['core/documents/snapshot.ts', 'core/documents/update.ts'];
  for (const name of ['entry-row', 'feed-table', 'layout', 'part-summary'])
    files.push(`core/community/${name}.ts`);
  for (const folder of ['bench/data', 'core/feed'])
    for (const name of (await readdir(join(root, folder))).toSorted()) files.push(`${folder}/${name}`);
  for (const file of files) hash.update(await readFile(join(root, file)));
  return hash.digest('hex').slice(0, 12);
}

async function removeOld(messages: number): Promise<void> {
  const names = await readdir(cache).catch(() => []);
  for (const name of names)
    if (name.startsWith(`${messages}-`)) await rm(join(cache, name), { recursive: true });
}
