/** The packages that the window needs as they are: the store's native code and what it asks for. */
import fs from 'node:fs';
import path from 'node:path';
import { root } from './toolchain.mjs';
import { NATIVE } from './build-electron.mjs';

/** Names of folders of node_modules. */
export function nativePackages() {
  const found = new Set();
  const visit = (name) => {
    if (found.has(name)) return;
    found.add(name);
    const file = path.join(root, 'node_modules', name, 'package.json');
    const { dependencies = {} } = JSON.parse(fs.readFileSync(file, 'utf8'));
    for (const needed of Object.keys(dependencies)) visit(needed);
  };
  visit(NATIVE);
  return [...found].sort();
}

/** The whole application into a folder, as it is packaged: what runs, and nothing of the checkout around it. */
export function copyApplication(to) {
  for (const name of ['package.json', 'out/electron', 'out/page']) {
    fs.cpSync(path.join(root, name), path.join(to, name), { recursive: true });
  }
  for (const name of nativePackages()) {
    fs.cpSync(path.join(root, 'node_modules', name), path.join(to, 'node_modules', name), {
      recursive: true,
    });
  }
}

/** Is that file of the checkout part of the package? `file` begins with a slash; folders on the way are. */
export function isPacked(file) {
  if (file === '') return true;
  packed ??= [
    '/package.json',
    '/out/electron',
    '/out/page',
    ...nativePackages().map((name) => `/node_modules/${name}`),
  ];
  return packed.some((part) => file === part || file.startsWith(`${part}/`) || part.startsWith(`${file}/`));
}

let packed;
