/**
 * The programs of the benchmark. Those of Kith are bundled like the command line, as it is bundled when people run
 * it; those of others run as they are.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from './root.ts';

export interface Programs {
  /** The command line. */
  readonly kith: string;
  readonly builder: string;
  readonly peer: string;
  readonly hypercore: string;
  readonly echo: string;
  readonly yWebsocket: string;
}

export async function bundlePrograms(kith: string): Promise<Programs> {
  const folder = join(root, 'out', 'bench', 'programs');
  await rm(folder, { recursive: true, force: true });
  await build({
    absWorkingDir: root,
    entryPoints: ['builder', 'peer'].map((name) => join(root, 'bench', 'programs', `${name}.ts`)),
    outdir: folder,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    splitting: true,
    packages: 'external',
    sourcemap: 'linked',
    logLevel: 'error',
  });
  const bundled = (name: string): string => join(folder, `${name}.js`);
  const source = (name: string): string => join(root, 'bench', 'programs', `${name}.ts`);
  return {
    kith,
    builder: bundled('builder'),
    peer: bundled('peer'),
    hypercore: source('hypercore'),
    echo: source('echo'),
    yWebsocket: source('y-websocket'),
  };
}
