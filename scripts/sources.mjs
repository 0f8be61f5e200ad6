/** A key over source files: it changes when a file is added, removed, edited or touched. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { root } from './toolchain.mjs';

/** `names` are files and folders relative to the checkout; one that is missing counts as empty. */
export function keyOf(names) {
  const hash = createHash('sha256');
  for (const name of names) visit(name, hash);
  return hash.digest('hex').slice(0, 16);
}

function visit(name, hash) {
  const stat = fs.statSync(path.join(root, name), { throwIfNoEntry: false });
  if (!stat) return;
  if (!stat.isDirectory()) {
    hash.update(`${name}\0${stat.mtimeMs}\0${stat.size}\0`);
    return;
  }
  for (const entry of fs.readdirSync(path.join(root, name)).sort()) {
    if (entry !== 'node_modules') visit(`${name}/${entry}`, hash);
  }
}
