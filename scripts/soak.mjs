/**
 * `npm run soak`: what takes hours. First the `*.soak.test.ts` files with KITH_TIER=soak, then mutation testing of the
 * parts that everything rests on: a changed line that no test notices is a line that no test proves.
 *
 *   --only tests|mutants   one of the two
 *   other arguments        go to Vitest, or with `--only mutants` to Stryker
 */
import fs from 'node:fs';
import path from 'node:path';
import { ensurePrograms } from './debian.mjs';
import { commandOf, ensureInstall, main, root, runNode, ScriptError } from './toolchain.mjs';

const mutated = ['core/authority', 'core/documents', 'core/feed', 'core/crypto'];

await main(async (argv) => {
  const passedOn = [...argv];
  const at = passedOn.indexOf('--only');
  const only = at < 0 ? undefined : passedOn.splice(at, 2)[1];
  if (only !== undefined && only !== 'tests' && only !== 'mutants') {
    throw new ScriptError('--only is tests or mutants');
  }
  await ensureInstall();
  await ensurePrograms();
  const codes = [];
  if (only !== 'mutants') codes.push(await soakTests(passedOn));
  if (only !== 'tests') codes.push(await mutants(only === 'mutants' ? passedOn : []));
  return Math.max(...codes);
});

function soakTests(args) {
  console.log('== soak tests');
  const report = path.join(root, 'out', 'reports', 'soak.json');
  return runNode(
    commandOf('vitest'),
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...args],
    { env: { ...process.env, KITH_TIER: 'soak' } },
  );
}

function mutants(args) {
  const present = mutated.filter((folder) => fs.existsSync(path.join(root, folder)));
  if (present.length === 0) throw new ScriptError(`none of ${mutated.join(', ')} is there to mutate`);
  console.log(`== mutants of ${present.join(', ')}`);
  const mutate = present.map((folder) => `${folder}/**/*.ts`).join(',');
  return runNode(commandOf('stryker', '@stryker-mutator/core'), [
    'run',
    'scripts/stryker.config.json',
    ...(args.includes('--mutate') ? [] : ['--mutate', mutate]),
    ...args,
  ]);
}
