/** What the sources of the page may not hold: words outside the catalogue, and sides that do not turn with the language. */
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { en } from '../../renderer/text/en.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What people read or hear, by the names that the components give it. */
const spoken =
  /^(label|aria-label|aria-description|aria-roledescription|aria-valuetext|alt|title|placeholder|about|action|hint|error|text|empty)$/;
/** Letters; but a link looks the same in every language. */
const word = /^(?!\s*kith:\/\/).*\p{L}{2}/su;

/** Words of a component that stand there as they are. */
function wordsIn(name: string, source: string): string[] {
  const file = ts.createSourceFile(name, source, ts.ScriptTarget.ESNext, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const report = (node: ts.Node, text: string): void => {
    const { line } = file.getLineAndCharacterOfPosition(node.getStart());
    found.push(`${name}:${line + 1} ${text.trim()}`);
  };
  /** A value that is shown: literals in it, but not those that are handed to a function or compared, or name a text. */
  const literals = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) {
      if (word.test(node.text) && !Object.hasOwn(en, node.text)) report(node, node.text);
    } else if (ts.isTemplateExpression(node)) {
      const fixed = [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join(' ');
      if (word.test(fixed)) report(node, fixed);
    } else if (ts.isConditionalExpression(node)) {
      literals(node.whenTrue);
      literals(node.whenFalse);
    } else if (ts.isParenthesizedExpression(node)) literals(node.expression);
    else if (ts.isBinaryExpression(node)) {
      const shown = [
        ts.SyntaxKind.AmpersandAmpersandToken,
        ts.SyntaxKind.BarBarToken,
        ts.SyntaxKind.PlusToken,
      ];
      if (
        node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken ||
        shown.includes(node.operatorToken.kind)
      )
        literals(node.right);
      if (node.operatorToken.kind === ts.SyntaxKind.PlusToken) literals(node.left);
    }
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node) && word.test(node.text)) report(node, node.text);
    if (ts.isJsxExpression(node) && node.expression && !ts.isJsxAttribute(node.parent))
      literals(node.expression);
    if (ts.isJsxAttribute(node) && spoken.test(node.name.getText()) && node.initializer) {
      if (ts.isStringLiteral(node.initializer)) literals(node.initializer);
      else if (ts.isJsxExpression(node.initializer) && node.initializer.expression)
        literals(node.initializer.expression);
    }
    if (ts.isPropertyAssignment(node) && spoken.test(node.name.getText())) literals(node.initializer);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** A side of the screen, where a side of the text is meant. */
const sidesOfStyles =
  /(?:^|[\s;{])(?:(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right)[\w-]*|left|right|border-(?:top|bottom)-(?:left|right)-radius|(?:text-align|float|clear|caption-side)\s*:\s*(?:left|right))\b\s*[:;]/;
const sidesOfComponents =
  /\b(?:margin|padding|border|inset)(?:Left|Right)\b|\bstyle=\{\{[^}]*\b(?:left|right)\s*:/;

const signs =
  /<(?:Arrow(?:Left|Right)|Chevrons?(?:Left|Right)|Send(?:Horizontal)?|Reply|Forward|Log(?:In|Out)|Corner\w+|Undo\d?|Redo\d?|ExternalLink)\s/;

function linesWith(files: string, pattern: RegExp): string[] {
  return globSync(files, { cwd: root }).flatMap((name) =>
    readFileSync(`${root}${name}`, 'utf8')
      .split('\n')
      .flatMap((line, at) => (pattern.test(line) ? [`${name}:${at + 1} ${line.trim()}`] : [])),
  );
}

describe('the sources of the page', () => {
  test('[PAGE-10] every word that people see comes from the catalogue', () => {
    const components = globSync(['renderer/**/*.tsx', 'renderer/**/*.ts'], { cwd: root }).filter(
      (name) => !name.includes('renderer/text/en'),
    );
    expect(components.length).toBeGreaterThan(50);
    expect(components.flatMap((name) => wordsIn(name, readFileSync(`${root}${name}`, 'utf8')))).toEqual([]);
  });

  test('[PAGE-10] styles know where a line begins and ends, not left and right', () => {
    expect(linesWith('renderer/**/*.css', sidesOfStyles)).toEqual([]);
    expect(linesWith('renderer/**/*.tsx', sidesOfComponents)).toEqual([]);
  });

  test('[PAGE-10] a sign that points points the other way where the text runs the other way', () => {
    // The menu of a column says left and right, and means them.
    const pointing = linesWith('renderer/**/*.tsx', signs).filter(
      (line) =>
        !line.includes('className="mirrored"') && !line.startsWith('renderer/screens/board/column.tsx'),
    );
    expect(pointing).toEqual([]);
  });

  test('[PAGE-10] these looks find what they look for', () => {
    const sample = `const x = <p title="Two words">{ok ? 'yes or no' : t('a.b')} plain <b aria-label={\`the \${n}\`} /></p>;`;
    expect(wordsIn('x.tsx', sample)).toHaveLength(4);
    expect(
      wordsIn('x.tsx', `<p className="two words" id="abc">{t('a.b')}{x === 'abc' && <b />} · </p>`),
    ).toEqual([]);
    for (const style of [
      '  margin-left: 4px;',
      'left: 0;',
      '  text-align: right;',
      'border-top-left-radius: 3px;',
    ])
      expect(sidesOfStyles.test(style), style).toBe(true);
    for (const style of ['  margin-inline-start: 4px;', '  align-items: start;', '.left-alone {'])
      expect(sidesOfStyles.test(style), style).toBe(false);
  });
});
