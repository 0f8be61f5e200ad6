/** What axe-core finds wrong on the page as it stands. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeWindow {
  axe: { run: (context: Document | Element, options: unknown) => Promise<{ violations: Violation[] }> };
}

interface Violation {
  id: string;
  help: string;
  nodes: { target: unknown[]; failureSummary?: string }[];
}

interface Looks {
  /** An open menu lies at the end of the document, beside the landmarks; its button says where it belongs. */
  isMenuOpen?: boolean;
  /** That rule alone, for a look that differs in colours from one that was looked at already. */
  only?: string;
  /** Only there, where the rest was looked at already; the last that fits. */
  within?: string;
}

/** One line per violation: the rule, where, why. */
export async function axeViolations(page: Page, looks: Looks = {}): Promise<string[]> {
  // By the debugger's door: the page's own policy lets no script in, and stays as it is.
  await page.evaluate(source);
  const violations = await page.evaluate(async ({ isMenuOpen, only, within }) => {
    const { axe } = window as unknown as AxeWindow;
    const parts = within === undefined ? [] : [...document.querySelectorAll(within)];
    const result = await axe.run(parts.at(-1) ?? document, {
      resultTypes: ['violations'],
      ...(only !== undefined && { runOnly: { type: 'rule', values: [only] } }),
      rules: { region: { enabled: isMenuOpen !== true && parts.length === 0 } },
    });
    return result.violations.map(({ id, help, nodes }) => ({
      id,
      help,
      nodes: nodes.map(({ target, failureSummary }) => ({ target, failureSummary })),
    }));
  }, looks);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${JSON.stringify(node.target)} ${node.failureSummary ?? ''}`),
  );
}
