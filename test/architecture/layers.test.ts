/**
 * The architecture as a test: which module may import which (.dependency-cruiser.cjs). The fixtures prove that the
 * rule can fail; without them a tool that sees no TypeScript would pass everything.
 */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { cruiseTree, folders, root, violations } from './cruise.ts';

const made: string[] = [];

/** A tree of sources that exists for one test. */
function tree(files: Record<string, string>): string {
  const base = mkdtempSync(path.join(tmpdir(), 'kith-layers-'));
  made.push(base);
  symlinkSync(path.join(root, 'node_modules'), path.join(base, 'node_modules'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(base, name)), { recursive: true });
    writeFileSync(path.join(base, name), text);
  }
  return base;
}

async function rulesBroken(files: Record<string, string>): Promise<string[]> {
  const result = await cruiseTree(tree(files));
  return [...new Set(result.summary.violations.map((violation) => violation.rule.name))].sort();
}

afterEach(() => {
  for (const base of made.splice(0)) rmSync(base, { recursive: true });
});

describe('the sources', () => {
  test('[ARCH-1] arrows only point down, without a cycle, and each library has its one door', async () => {
    if (folders(root).length === 0) return;
    const result = await cruiseTree(root);
    expect(violations(result)).toEqual([]);

    // The tool has really read TypeScript, and has found imports in it.
    const read = result.modules.filter((module) =>
      /^(core|cli|electron|renderer)\/.*\.tsx?$/.test(module.source),
    );
    expect(read.length).toBeGreaterThan(0);
    const arrows = read.flatMap((module) => module.dependencies);
    expect(arrows.filter((arrow) => /\.tsx?$/.test(arrow.resolved)).length).toBeGreaterThan(0);
  });
});

const base = { 'core/base/ids.ts': 'export type Id = string;\nexport const id = 1;\n' };

describe('the rule', () => {
  test('[ARCH-1] an arrow that points down is allowed', async () => {
    const broken = await rulesBroken({
      ...base,
      'core/store/store.ts': "import type { Id } from '../base/ids.ts';\nexport type Store = Id;\n",
      'core/feed/feed.ts':
        "import { id } from '../base/ids.ts';\nimport type { Store } from '../store/store.ts';\nexport const feed: Store = String(id);\n",
    });
    expect(broken).toEqual([]);
  });

  test('[ARCH-1] an arrow that points up is reported, a type import too', async () => {
    const broken = await rulesBroken({
      ...base,
      'core/feed/feed.ts': 'export type Feed = 1;\nexport const feed = 1;\n',
      'core/crypto/sign.ts': "import type { Feed } from '../feed/feed.ts';\nexport type Sign = Feed;\n",
      'core/identity/person.ts': "import { feed } from '../feed/feed.ts';\nexport const person = feed;\n",
    });
    expect(broken).toEqual(['arrow-from-core/crypto', 'arrow-from-core/identity']);
  });

  test('[ARCH-2] siblings that import each other are reported', async () => {
    const broken = await rulesBroken({
      'core/features/boards/board.ts':
        "import { chat } from '../chat/chat.ts';\nexport const board = chat;\n",
      'core/features/chat/chat.ts': 'export const chat = 1;\n',
      'core/sync/exchange.ts': 'export const exchange = 1;\n',
      'core/bundle/bundle.ts':
        "import { exchange } from '../sync/exchange.ts';\nexport const bundle = exchange;\n",
    });
    expect(broken).toEqual(['arrow-from-core/bundle', 'sibling-features']);
  });

  test('[ARCH-3] a cycle is reported, of types too', async () => {
    const broken = await rulesBroken({
      'core/feed/a.ts': "import type { B } from './b.ts';\nexport type A = B | 1;\n",
      'core/feed/b.ts': "import type { A } from './a.ts';\nexport type B = A | 2;\n",
    });
    expect(broken).toEqual(['no-cycle']);
  });

  test('[ARCH-4] a port and the contract import the base alone, and the page the contract alone', async () => {
    const broken = await rulesBroken({
      ...base,
      'core/feed/feed.ts': 'export const feed = 1;\n',
      'core/store/store.ts': "import { feed } from '../feed/feed.ts';\nexport const store = feed;\n",
      'core/api/api.ts': "import { store } from '../store/store.ts';\nexport const api = store;\n",
      'core/sync/exchange.ts': "import { api } from '../api/api.ts';\nexport const exchange = api;\n",
      'renderer/page.tsx':
        "import { api } from '../core/api/api.ts';\nimport { id } from '../core/base/ids.ts';\nexport const page = [api, id];\n",
    });
    expect(broken).toEqual([
      'arrow-from-core/api',
      'arrow-from-core/store',
      'arrow-from-core/sync',
      'arrow-from-renderer',
    ]);
  });

  test('[ARCH-5] a library that comes in by another door is reported', async () => {
    const broken = await rulesBroken({
      'core/sync/exchange.ts': [
        "import { createLibp2p } from 'libp2p';",
        "import { gossipsub } from '@chainsafe/libp2p-gossipsub';",
        "import type { Level } from 'classic-level';",
        "import * as Y from 'yjs';",
        "import { WebSocket } from 'ws';",
        "import { createHash } from 'node:crypto';",
        "import React from 'react';",
        'export const all = [createLibp2p, gossipsub, Y, WebSocket, createHash, React] as const;',
        'export type L = Level;',
      ].join('\n'),
      'core/node/store.ts':
        "import { ClassicLevel } from 'classic-level';\nexport const store = ClassicLevel;\n",
      'core/crypto/hash.ts': "import { createHash } from 'node:crypto';\nexport const hash = createHash;\n",
      'core/documents/merge.ts': "import * as Y from 'yjs';\nexport const merge = Y;\n",
    });
    expect(broken).toEqual([
      'door-of-classic-level',
      'door-of-libp2p',
      'door-of-node',
      'door-of-node-crypto',
      'door-of-react',
      'door-of-ws',
      'door-of-yjs',
    ]);
  });

  test('[ARCH-6] a folder of core/ that is no layer, an import that leads nowhere and one of a test are reported', async () => {
    const broken = await rulesBroken({
      'core/tools/tool.ts': "import { gone } from './gone.ts';\nexport const tool = gone;\n",
      'core/feed/feed.ts': "import { world } from '../../test/world.ts';\nexport const feed = world;\n",
      'test/world.ts': 'export const world = 1;\n',
    });
    expect(broken).toEqual(['arrow-from-core/feed', 'unknown-layer', 'unresolvable']);
  });
});
