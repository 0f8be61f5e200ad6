/**
 * `npm run bench [-- --quick] [--json FILE] [--only WORD]`: measures Kith, and what it is compared with in the same
 * run, and prints a table. `--only`: figures of one kind alone (first-sync, live, cold-start, storage, authority, removal, window).
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { resolve, join } from 'node:path';
import { parseArgs } from 'node:util';
import { endAll } from './child.ts';
import { prepare, type Prepared } from './data/prepare.ts';
import { rowsOf, table, type Figure } from './figure.ts';
import { measureAuthority } from './figures/authority.ts';
import { measureColdStart } from './figures/cold-start.ts';
import { measureFirstSync } from './figures/first-sync.ts';
import { measureLive } from './figures/live.ts';
import { measureRemoval } from './figures/removal.ts';
import { measureStorage } from './figures/storage.ts';
import { measureWindow } from './figures/window.ts';
import type { Measurement, Measuring } from './figures/measuring.ts';
import { bundlePrograms } from './programs.ts';
import { root } from './root.ts';

const measurements: Readonly<Record<string, Measurement>> = {
  'first-sync': measureFirstSync,
  live: measureLive,
  'cold-start': measureColdStart,
  storage: measureStorage,
  authority: measureAuthority,
  removal: measureRemoval,
  window: measureWindow,
};

const started = performance.now();

process.exitCode = await main().catch(async (error: unknown) => {
  await endAll();
  console.error(error);
  return 1;
});

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      json: { type: 'string' },
      only: { type: 'string' },
    },
  });
  const chosen = Object.entries(measurements).filter(
    ([name]) => values.only === undefined || name.includes(values.only),
  );
  if (chosen.length === 0) throw new Error(`nothing is called ${values.only}`);
  await mkdir(join(root, 'out', 'bench'), { recursive: true });
  const measuring = await prepared(values.quick);
  const figures: Figure[] = [];
  for (const [, measure] of chosen) figures.push(...(await measure(measuring)));
  const rows = rowsOf(figures);
  console.log(table(rows));
  if (values.json !== undefined) {
    const machine = {
      cpu: cpus()[0]?.model,
      cores: cpus().length,
      memory: totalmem(),
      node: process.version,
    };
    const file = resolve(process.env['INIT_CWD'] ?? '', values.json);
    await writeFile(file, `${JSON.stringify({ quick: values.quick, machine, rows }, null, 2)}\n`);
  }
  return 0;
}

async function prepared(isQuick: boolean): Promise<Measuring> {
  const kith = process.env['KITH_BENCH_CLI'];
  if (kith === undefined) throw new Error('start the benchmark by `npm run bench`');
  const programs = await bundlePrograms(kith);
  const data = new Map<number, Promise<Prepared>>();
  const say = (line: string): void => {
    console.error(`${((performance.now() - started) / 1000).toFixed(0).padStart(4)} s  ${line} ...`);
  };
  return {
    programs,
    isQuick,
    say,
    data: (messages) => {
      const known = data.get(messages) ?? prepare(programs, messages, say);
      data.set(messages, known);
      return known;
    },
  };
}
