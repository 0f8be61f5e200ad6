/** What axe-core finds wrong on the page as it stands. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeWindow {
  axe: { run: (context: Document, options: unknown) => Promise<{ violations: Violation[] }> };
}

interface Violation {
  id: string;
  help: string;
  nodes: { target: unknown[]; failureSummary?: string }[];
}

/**
 * One line per violation: the rule, where, why. `only`: that rule alone, for a look that differs in colours from one that
 * was looked at already.
 */
export async function axeViolations(page: Page, isMenuOpen = false, only?: string): Promise<string[]> {
  // By the debugger's door: the page's own policy lets no script in, and stays as it is.
  await page.evaluate(source);
  const violations = await page.evaluate(
    async ([withoutRegion, rule]) => {
      const { axe } = window as unknown as AxeWindow;
      const result = await axe.run(document, {
        resultTypes: ['violations'],
        ...(rule !== null && { runOnly: { type: 'rule', values: [rule] } }),
        // An open menu lies at the end of the document, beside the landmarks; its button says where it belongs.
        rules: { region: { enabled: !withoutRegion } },
      });
      return result.violations.map(({ id, help, nodes }) => ({
        id,
        help,
        nodes: nodes.map(({ target, failureSummary }) => ({ target, failureSummary })),
      }));
    },
    [isMenuOpen, only ?? null] as const,
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${JSON.stringify(node.target)} ${node.failureSummary ?? ''}`),
  );
}
