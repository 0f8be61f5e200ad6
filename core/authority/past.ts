/**
 * Who knew what: the causal past of every entry as a version vector over the branches of authority feeds. Owns the
 * graph of held entries and nothing about their meaning. Guarantees: `knows` in constant time; an entry that refers to
 * nothing but its predecessor shares its predecessor's vector, and vectors share the chunks in which they agree.
 *
 * A branch is a feed, or what follows a fork in it: two entries of one device with the same predecessor open a branch
 * each [AUTH-4].
 */
import type { EntryId } from '../base/ids.ts';
import { compareOrder } from '../feed/order.ts';
import type { AuthorityEntry } from './authority.ts';

const CHUNK_BITS = 5;
const CHUNK = 1 << CHUNK_BITS;

/** Per branch, how many of its entries are known; in chunks that are never changed once shared. */
type Chunk = readonly number[];
type Vector = readonly (Chunk | undefined)[];
const NOTHING: Vector = [];
const EMPTY: Chunk = new Array<number>(CHUNK).fill(0);

/** A set of entries closed under "refers to": the past of an entry, of some heads, or everything held. */
export interface Scope {
  /** Own branch, of which `count` entries are in the scope; -1 where there is none. */
  readonly branch: number;
  readonly count: number;
  /** Null: everything. */
  readonly others: Vector | null;
}

export const EVERYTHING: Scope = { branch: -1, count: 0, others: null };

export class Past {
  readonly #entries: AuthorityEntry[] = [];
  readonly #orphans: AuthorityEntry[] = [];
  readonly #index = new Map<EntryId, number>();
  readonly #branch: number[] = [];
  readonly #position: number[] = [];
  readonly #scopes: Scope[] = [];
  /** Per branch the index of its last entry. */
  readonly #tips: number[] = [];

  constructor(held: readonly AuthorityEntry[]) {
    for (const entry of [...held].sort(compareOrder)) {
      if (this.#index.has(entry.id)) continue;
      const parents = this.#parents(entry);
      if (parents) this.#add(entry, parents);
      else this.#orphans.push(entry);
    }
  }

  /** In the total order, so that what an entry refers to comes before it. Entries lacking a parent are left out. */
  get entries(): readonly AuthorityEntry[] {
    return this.#entries;
  }

  get orphans(): readonly AuthorityEntry[] {
    return this.#orphans;
  }

  /** The index of an entry that comes after all others; undefined when it does not, and all is to be sorted anew. */
  append(entry: AuthorityEntry): number | undefined {
    const last = this.#entries.at(-1);
    if (!last || this.#orphans.length > 0 || compareOrder(entry, last) <= 0) return undefined;
    const parents = this.#parents(entry);
    return parents && this.#add(entry, parents);
  }

  indexOf(id: EntryId): number | undefined {
    return this.#index.get(id);
  }

  /** The strict past of an entry. */
  scope(entry: number): Scope {
    return this.#scopes[entry]!;
  }

  /** The heads and their pasts; undefined when one of them is not held. */
  scopeOf(heads: readonly EntryId[]): Scope | undefined {
    const indexes: number[] = [];
    for (const head of heads) {
      const at = this.#index.get(head);
      if (at === undefined) return undefined;
      indexes.push(at);
    }
    return { branch: -1, count: 0, others: this.#join(indexes) };
  }

  has(scope: Scope, entry: number): boolean {
    if (scope.others === null) return true;
    const branch = this.#branch[entry]!;
    const position = this.#position[entry]!;
    if (branch === scope.branch) return position < scope.count;
    const chunk = scope.others[branch >>> CHUNK_BITS];
    return chunk !== undefined && chunk[branch & (CHUNK - 1)]! > position;
  }

  /** Whether the past of `later` holds `earlier`. */
  knows(later: number, earlier: number): boolean {
    return earlier < later && this.has(this.#scopes[later]!, earlier);
  }

  /** Undefined when one is missing, or is not below in depth, or the first is not the feed's previous entry. */
  #parents(entry: AuthorityEntry): number[] | undefined {
    const parents: number[] = [];
    for (const ref of entry.refs) {
      const at = this.#index.get(ref);
      if (at === undefined) return undefined;
      parents.push(at);
    }
    return entry.seq > 0 && parents.length === 0 ? undefined : parents;
  }

  #add(entry: AuthorityEntry, parents: readonly number[]): number {
    const at = this.#entries.length;
    const prev = entry.seq > 0 ? parents[0]! : -1;
    const continues = prev >= 0 && this.#tips[this.#branch[prev]!] === prev;
    const branch = continues ? this.#branch[prev]! : this.#tips.length;
    const position = continues ? this.#position[prev]! + 1 : 0;
    this.#tips[branch] = at;
    this.#branch.push(branch);
    this.#position.push(position);
    this.#entries.push(entry);
    this.#index.set(entry.id, at);
    this.#scopes.push({
      branch,
      count: position,
      others:
        continues && parents.length === 1
          ? this.#scopes[prev]!.others
          : this.#join(parents, continues ? branch : -1),
    });
    return at;
  }

  /** Of a branch that goes on, its own entries need no place in the vector. */
  #join(indexes: readonly number[], own = -1): Vector {
    let joined: Vector = NOTHING;
    for (const at of indexes) {
      const scope = this.#scopes[at]!;
      joined = join(joined, scope.others!, scope.branch === own ? -1 : scope.branch, scope.count + 1);
    }
    return joined;
  }
}

/** The greater of both, and at least `count` for that branch (-1: none). Shares whatever one of them has as it is. */
function join(a: Vector, b: Vector, branch: number, count: number): Vector {
  const raised = branch < 0 ? -1 : branch >>> CHUNK_BITS;
  const length = Math.max(a.length, b.length, raised + 1);
  let equalsA = a.length === length;
  let equalsB = b.length === length;
  if (equalsA && a === b && (raised < 0 || valueAt(a[raised], branch) >= count)) return a;
  const chunks = new Array<Chunk | undefined>(length);
  for (let i = 0; i < length; i++) {
    let chunk = joinChunk(a[i], b[i]);
    if (i === raised && valueAt(chunk, branch) < count) chunk = raise(chunk, branch, count);
    if (chunk !== a[i]) equalsA = false;
    if (chunk !== b[i]) equalsB = false;
    chunks[i] = chunk;
  }
  return equalsA ? a : equalsB ? b : chunks;
}

function joinChunk(a: Chunk | undefined, b: Chunk | undefined): Chunk | undefined {
  if (a === b || b === undefined) return a;
  if (a === undefined) return b;
  let aCovers = true;
  let bCovers = true;
  for (let i = 0; i < CHUNK && (aCovers || bCovers); i++) {
    if (a[i]! < b[i]!) aCovers = false;
    else if (a[i]! > b[i]!) bCovers = false;
  }
  if (aCovers) return a;
  if (bCovers) return b;
  const chunk = a.slice();
  for (let i = 0; i < CHUNK; i++) if (b[i]! > chunk[i]!) chunk[i] = b[i]!;
  return chunk;
}

function raise(chunk: Chunk | undefined, branch: number, count: number): Chunk {
  const raised = chunk === undefined ? EMPTY.slice() : chunk.slice();
  raised[branch & (CHUNK - 1)] = count;
  return raised;
}

function valueAt(chunk: Chunk | undefined, branch: number): number {
  return chunk === undefined ? 0 : chunk[branch & (CHUNK - 1)]!;
}
