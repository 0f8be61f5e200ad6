/**
 * The rule of the layers (ARCHITECTURE.md): arrows only point down, siblings never import each other, type imports count,
 * there are no cycles, and one library has one door. test/architecture/layers.test.ts runs it.
 */

/** Top to bottom. A row may import every row below it; the parts of a row do not import each other. */
const rows = [
  ['electron', 'cli'],
  ['core/node'],
  ['core/peer'],
  ['core/features', 'core/sync', 'core/bundle'],
  ['core/community'],
  ['core/documents'],
  ['core/authority'],
  ['core/feed'],
  ['core/attachments'],
  ['core/identity'],
  ['core/crypto'],
  ['core/base'],
];

/** Interfaces with an in-memory twin: any layer above the base may use them, they use the base alone. */
const ports = ['core/store', 'core/network', 'core/keychain'];

/** The contract: the peer implements it, the hosts and the page talk through it. */
const api = 'core/api';
const apiUsers = ['electron', 'cli', 'core/node', 'core/peer'];

/** Everything whose arrows are under the rule. test/ and bench/ may look at all of it, and nothing looks at them. */
const product = '^(core|cli|electron|renderer)/';

/** Library -> the only places that import it. */
const doors = [
  { library: ['libp2p', '@libp2p/', '@chainsafe/', '@multiformats/'], door: ['core/node'] },
  { library: ['classic-level'], door: ['core/node'] },
  { library: ['yjs', 'lib0', 'y-protocols'], door: ['core/documents', 'core/features', 'renderer'] },
  { library: ['@scure/'], door: ['core/identity'] },
  { library: ['@noble/'], door: [] },
  { library: ['cborg'], door: ['core/base'] },
  { library: ['ws'], door: ['core/node', 'cli'] },
  { library: ['commander'], door: ['cli'] },
  { library: ['react', 'react-dom', '@base-ui/', 'lucide-react'], door: ['renderer'] },
  { library: ['electron'], door: ['electron'] },
];

const start = (folders) => `^(${folders.join('|')})/`;

function mayImport(index) {
  const own = rows[index];
  const below = rows.slice(index + 1).flat();
  const isBase = index === rows.length - 1;
  return own.map((folder) => {
    const allowed = [folder, ...below, ...(isBase ? [] : ports), ...(apiUsers.includes(folder) ? [api] : [])];
    return { folder, allowed };
  });
}

const arrows = [
  ...rows.flatMap((_, index) => mayImport(index)),
  ...ports.map((folder) => ({ folder, allowed: [folder, 'core/base'] })),
  { folder: api, allowed: [api, 'core/base'] },
  { folder: 'renderer', allowed: ['renderer', api] },
];

/** A package's name, as it is imported and as it resolves. */
function packagePath(names) {
  const patterns = names.map((name) => (name.endsWith('/') ? name : `${name}(/|$)`));
  return `(^|node_modules/)(${patterns.join('|')})`;
}

module.exports = {
  forbidden: [
    ...arrows.map(({ folder, allowed }) => ({
      name: `arrow-from-${folder}`,
      comment: `${folder} imports only ${allowed.join(', ')}`,
      severity: 'error',
      from: { path: start([folder]) },
      to: { path: '^(core|cli|electron|renderer|test|bench|scripts)/', pathNot: start(allowed) },
    })),
    {
      name: 'unknown-layer',
      comment: 'a folder of core/ has its place in the list of layers',
      severity: 'error',
      from: { path: '^core/', pathNot: start(arrows.map(({ folder }) => folder)) },
      to: {},
    },
    {
      name: 'sibling-features',
      comment: 'a feature does not know another',
      severity: 'error',
      from: { path: '^core/features/([^/]+)/' },
      to: { path: '^core/features/', pathNot: '^core/features/$1/' },
    },
    {
      name: 'no-cycle',
      comment: 'modules that import each other in a ring cannot be understood one at a time',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    ...doors.map(({ library, door }) => ({
      name: `door-of-${library[0]}`,
      comment: `${library.join(', ')} only in ${door.join(', ') || 'no place'}`,
      severity: 'error',
      from: { path: product, ...(door.length > 0 && { pathNot: start(door) }) },
      to: { path: packagePath(library) },
    })),
    {
      name: 'door-of-node-crypto',
      comment: 'node:crypto only in core/crypto',
      severity: 'error',
      from: { path: product, pathNot: start(['core/crypto']) },
      to: { path: '^(node:)?crypto$' },
    },
    {
      name: 'door-of-node',
      comment: "Node's own modules only in the adapters and the hosts",
      severity: 'error',
      from: { path: '^(core|renderer)/', pathNot: start(['core/node', 'core/crypto']) },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'unresolvable',
      comment: 'an import that leads nowhere would escape every other rule',
      severity: 'error',
      from: { path: product },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    // Type imports count.
    tsPreCompilationDeps: true,
    detectJSDocImports: false,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(node_modules/.*/node_modules|out)/' },
    moduleSystems: ['es6', 'cjs'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'],
    },
  },
};
