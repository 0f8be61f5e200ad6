import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser';

export const root = fileURLToPath(new URL('../..', import.meta.url));

interface Config {
  forbidden: NonNullable<ICruiseOptions['ruleSet']>['forbidden'];
  options: ICruiseOptions;
}

/** The rule that `npx depcruise` reads, too. */
const config = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as Config;

/** Which of the product's folders exist below `base`. */
export function folders(base: string): string[] {
  return ['core', 'cli', 'electron', 'renderer'].filter((folder) => existsSync(path.join(base, folder)));
}

/** Reads every import below `base` and judges it by the rule. */
export async function cruiseTree(base: string): Promise<ICruiseResult> {
  const options: ICruiseOptions = {
    ...config.options,
    baseDir: base,
    validate: true,
    ruleSet: { forbidden: config.forbidden ?? [] },
  };
  const { output } = await cruise(folders(base), options);
  if (typeof output === 'string')
    throw new Error('dependency-cruiser gave a text where a result was expected');
  return output;
}

/** One line per broken rule, for a person to read. */
export function violations(result: ICruiseResult): string[] {
  return result.summary.violations.map((violation) => {
    const ring = violation.cycle?.map((step) => step.name).join(' -> ');
    return `${violation.rule.name}: ${violation.from} -> ${ring ?? violation.to}`;
  });
}
