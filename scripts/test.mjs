/**
 * `npm test`: installs what is missing, then every check and every test of a tier.
 *
 *   --tier quick|all   which tests (default quick); see vitest.config.ts
 *   --rest             of the tier `all`, only what `npm test` has not run, and none of the checks
 *   other arguments    go to Vitest (a file, -t and a title)
 *
 * All steps run even when one fails. Leaves out/reports/MODE.json (Vitest's report) and MODE.summary.json:
 * { passed, failed, skipped, checks }, in which a failed check counts as one failed test.
 */
import fs from 'node:fs';
import path from 'node:path';
import { ensurePrograms } from './debian.mjs';
import { commandOf, ensureInstall, main, root, runNode, ScriptError } from './toolchain.mjs';

const reports = path.join(root, 'out', 'reports');

/** The checks, cheapest first. The rule of the layers (dependency-cruiser) is a test: test/architecture. */
const checks = [
  { name: 'format', command: ['prettier'], args: ['--check', '--cache', '--log-level', 'warn', '.'] },
  { name: 'types', command: ['tsc', 'typescript'], args: ['--build'] },
  {
    name: 'lint',
    command: ['eslint'],
    args: ['--cache', '--cache-location', 'node_modules/.cache/eslint/', '--max-warnings', '0', '.'],
  },
  { name: 'knip', command: ['knip'], args: ['--no-progress'] },
];

await main(async (argv) => {
  const { tier, rest, passedOn } = read(argv);
  const mode = rest ? 'rest' : tier;
  await ensureInstall();
  await ensurePrograms();
  fs.mkdirSync(reports, { recursive: true });

  const results = [];
  for (const check of rest || passedOn.length > 0 ? [] : checks) {
    results.push(
      await timed(check.name, () =>
        runNode(commandOf(...check.command), check.args, { stdio: ['ignore', 'inherit', 'inherit'] }),
      ),
    );
  }

  const report = path.join(reports, `${mode}.json`);
  fs.rmSync(report, { force: true });
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...passedOn];
  const env = { ...process.env, KITH_TIER: tier, ...(rest && { KITH_REST: '1' }) };
  const tests = await timed('tests', () =>
    runNode(commandOf('vitest'), args, { env, stdio: ['ignore', 'inherit', 'inherit'] }),
  );

  const summary = sumUp(report, tests, results);
  fs.writeFileSync(path.join(reports, `${mode}.summary.json`), `${JSON.stringify(summary, null, 2)}\n`);
  print(mode, summary, [...results, tests]);
  return summary.failed > 0 ? 1 : 0;
});

function read(argv) {
  const passedOn = [...argv];
  let tier = 'quick';
  const at = passedOn.indexOf('--tier');
  if (at >= 0) tier = passedOn.splice(at, 2)[1];
  const rest = passedOn.indexOf('--rest');
  if (rest >= 0) {
    passedOn.splice(rest, 1);
    tier = 'all';
  }
  if (tier !== 'quick' && tier !== 'all')
    throw new ScriptError('--tier is quick or all (for soak: npm run soak)');
  return { tier, rest: rest >= 0, passedOn };
}

async function timed(name, body) {
  console.log(`\n== ${name}`);
  const start = performance.now();
  const code = await body();
  return { name, ok: code === 0, seconds: Math.round((performance.now() - start) / 100) / 10 };
}

/** Counts a failure that belongs to no test (a file that does not load, a leak after the end) as one. */
function sumUp(file, tests, results) {
  const report = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : undefined;
  const passed = report?.numPassedTests ?? 0;
  const skipped = (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0);
  const brokenFiles = (report?.testResults ?? []).filter(
    (result) =>
      result.status === 'failed' && !result.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  let failed = (report?.numFailedTests ?? 0) + brokenFiles;
  if (!tests.ok && failed === 0) failed = 1;
  failed += results.filter((result) => !result.ok).length;
  return { passed, failed, skipped, checks: Object.fromEntries(results.map(({ name, ok }) => [name, ok])) };
}

function print(mode, { passed, failed, skipped }, steps) {
  console.log(`\n== ${mode}`);
  for (const { name, ok, seconds } of steps) {
    console.log(`${ok ? 'ok    ' : 'FAILED'} ${name.padEnd(8)} ${seconds.toFixed(1)} s`);
  }
  console.log(`${passed} tests passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
}
