import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { codeOf, sentenceFor, sentenceOf } from '../../../core/api/codes.ts';
import { KithError } from '../../../core/base/kith-error.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const words = /'([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)'/g;

/** Names of the system and of libraries. */
const foreign = new Set(['LEVEL_LOCKED', 'LEVEL_CORRUPTION', 'XDG_DATA_HOME']);

/** Every literal that looks like a code, with the file that has it. */
function codesInSources(): Map<string, string> {
  const codes = new Map<string, string>();
  for (const file of globSync(['core/**/*.ts', 'cli/**/*.ts'], { cwd: root })) {
    if (file.endsWith(path.join('api', 'codes.ts'))) continue;
    for (const [, code] of readFileSync(path.join(root, file), 'utf8').matchAll(words))
      if (!foreign.has(code!)) codes.set(code!, file);
  }
  return codes;
}

describe('codes', () => {
  test('[API-2] every code of the sources has a sentence', () => {
    const codes = codesInSources();
    expect(codes.size).toBeGreaterThan(20);
    const missing = [...codes].filter(([code]) => sentenceFor(code) === undefined);
    expect(missing.map(([code, file]) => `${code} (${file})`)).toEqual([]);
  });

  test('[API-2] details stand in the sentence, and without them it still reads', () => {
    expect(sentenceFor('PORT_TAKEN', { port: 4_000 })).toBe(
      'Another program uses port 4000 already. Nothing was changed. Close it, or choose another port.',
    );
    expect(sentenceFor('ID_UNREADABLE', { field: 'board' })).toContain('in Kith (board).');
    expect(sentenceFor('ID_UNREADABLE')).toContain('in Kith.');
    expect(sentenceFor('LOAN_BEATEN', { item: '{port} $& the drill' })).toContain(
      'of {port} $& the drill on',
    );
  });

  test('[API-2] no word of the machinery reaches a person', () => {
    const codes = [...codesInSources().keys(), 'INTERNAL', 'CONNECTION_LOST', 'JOIN_NOBODY', 'BUNDLE_TORN'];
    for (const code of codes)
      expect(sentenceFor(code) ?? '').not.toMatch(/\b(peer|node|hash|key|undefined|null)s?\b|[{}]/i);
  });

  test('[API-2] any error has a sentence', () => {
    expect(sentenceOf(new KithError('NAME_EMPTY'))).toContain('A name is needed');
    expect(sentenceOf(new KithError('SOMETHING_NEW'))).toContain('inside Kith');
    expect(sentenceOf('thrown')).toContain('inside Kith');
    expect(sentenceFor('constructor')).toBeUndefined();
    expect(codeOf(new Error('x'))).toBe('INTERNAL');
  });
});
