/**
 * What changed between two JSON values, so that a subscription sends a new message and not the whole channel again.
 *
 * Guarantees: applyPatch(old, diff(old, new)) equals new; the old value is never changed, and every part that did not
 * change is the very same object (screens compare by identity); a patch that does not fit throws PATCH_INVALID.
 *
 *   ['set', value]                   another value
 *   ['object', [[name, patch]...], [dropped name...]]
 *   ['list', start, removed, [value...]]
 *   ['rows', [dropped id...], [[id, patch]...], [[after id or null, moved id or new row]...]]
 *
 * `rows` is for arrays of objects that have an `id` each, all different: they are told apart by id, not by place.
 */
import { KithError } from '../base/kith-error.ts';

export type Patch =
  | readonly ['set', unknown]
  | readonly ['object', readonly (readonly [string, Patch])[], readonly string[]]
  | readonly ['list', number, number, readonly unknown[]]
  | readonly [
      'rows',
      readonly string[],
      readonly (readonly [string, Patch])[],
      readonly (readonly [string | null, unknown])[],
    ];

type Fields = Readonly<Record<string, unknown>>;
type Row = Fields & { readonly id: string };

/** Deeper values are no views of ours. */
const MAX_DEPTH = 64;

/** Undefined when both are equal. */
export function diff(before: unknown, after: unknown): Patch | undefined {
  if (Object.is(before, after)) return undefined;
  if (Array.isArray(before) && Array.isArray(after)) {
    const oldRows = rowsById(before);
    const newRows = rowsById(after);
    if (oldRows && newRows) return diffRows(before as Row[], after as Row[], oldRows, newRows);
    return diffList(before, after);
  }
  if (isFields(before) && isFields(after)) return diffFields(before, after);
  return ['set', after];
}

/** Throws KithError PATCH_INVALID. */
export function applyPatch(value: unknown, patch: unknown, depth = 0): unknown {
  if (!Array.isArray(patch) || depth > MAX_DEPTH) throw misfit();
  const [kind, first, second, third] = patch as unknown[];
  switch (kind) {
    case 'set':
      return first;
    case 'object':
      return applyFields(value, first, second, depth);
    case 'list':
      return applyList(value, first, second, third);
    case 'rows':
      return applyRows(value, first, second, third, depth);
    default:
      throw misfit();
  }
}

function diffFields(before: Fields, after: Fields): Patch | undefined {
  const changed: [string, Patch][] = [];
  const dropped: string[] = [];
  for (const [name, value] of Object.entries(after)) {
    if (value === undefined) continue;
    const patch = has(before, name) ? diff(before[name], value) : (['set', value] as const);
    if (patch) changed.push([name, patch]);
  }
  for (const name of Object.keys(before)) if (has(before, name) && !has(after, name)) dropped.push(name);
  return changed.length === 0 && dropped.length === 0 ? undefined : ['object', changed, dropped];
}

function applyFields(value: unknown, changed: unknown, dropped: unknown, depth: number): unknown {
  if (!isFields(value) || !Array.isArray(changed) || !Array.isArray(dropped)) throw misfit();
  const fields = new Map(Object.entries(value));
  for (const pair of changed as unknown[]) {
    const [name, patch] = readPair(pair);
    if (name === '__proto__') throw misfit();
    fields.set(name, applyPatch(fields.get(name), patch, depth + 1));
  }
  for (const name of dropped as unknown[])
    if (typeof name !== 'string' || !fields.delete(name)) throw misfit();
  return Object.fromEntries(fields);
}

function diffList(before: readonly unknown[], after: readonly unknown[]): Patch | undefined {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && !diff(before[start], after[start])) start++;
  let end = 0;
  while (end < shorter - start && !diff(before.at(-1 - end), after.at(-1 - end))) end++;
  const removed = before.length - start - end;
  const added = after.slice(start, after.length - end);
  return removed === 0 && added.length === 0 ? undefined : ['list', start, removed, added];
}

function applyList(value: unknown, start: unknown, removed: unknown, added: unknown): unknown {
  if (!Array.isArray(value) || !Array.isArray(added)) throw misfit();
  if (!isCount(start) || !isCount(removed) || start + removed > value.length) throw misfit();
  return [
    ...(value as unknown[]).slice(0, start),
    ...(added as unknown[]),
    ...(value as unknown[]).slice(start + removed),
  ];
}

function diffRows(
  before: readonly Row[],
  after: readonly Row[],
  oldRows: ReadonlyMap<string, Row>,
  newRows: ReadonlyMap<string, Row>,
): Patch | undefined {
  const dropped = before.filter((row) => !newRows.has(row.id)).map((row) => row.id);
  const edited: [string, Patch][] = [];
  for (const row of after) {
    const patch = diff(oldRows.get(row.id), row);
    if (patch && oldRows.has(row.id)) edited.push([row.id, patch]);
  }
  const staying = inPlace(before, after);
  const put: [string | null, unknown][] = [];
  after.forEach((row, index) => {
    if (staying.has(row.id)) return;
    put.push([after[index - 1]?.id ?? null, oldRows.has(row.id) ? row.id : row]);
  });
  if (dropped.length === 0 && edited.length === 0 && put.length === 0) return undefined;
  return dropped.length === before.length ? ['set', after] : ['rows', dropped, edited, put];
}

function applyRows(value: unknown, dropped: unknown, edited: unknown, put: unknown, depth: number): unknown {
  const rows = Array.isArray(value) ? rowsById(value) : undefined;
  if (!rows || !Array.isArray(dropped) || !Array.isArray(edited) || !Array.isArray(put)) throw misfit();
  const known = new Map(rows);
  for (const id of dropped as unknown[]) if (typeof id !== 'string' || !known.delete(id)) throw misfit();
  for (const pair of edited as unknown[]) {
    const [id, patch] = readPair(pair);
    const row = applyPatch(known.get(id), patch, depth + 1);
    if (!isRow(row) || row.id !== id || !known.has(id)) throw misfit();
    known.set(id, row);
  }
  const following = readPut(put as unknown[], known);
  const placed: Row[] = [];
  const place = (after: string | null): void => {
    // A row, then all that follow it, without recursion: a hundred new rows are a chain.
    for (let id = following.get(after); id !== undefined; id = following.get(id)) placed.push(known.get(id)!);
  };
  place(null);
  const moved = new Set(following.values());
  for (const id of rows.keys()) {
    const row = known.get(id);
    if (!row || moved.has(id)) continue;
    placed.push(row);
    place(id);
  }
  if (placed.length !== known.size) throw misfit();
  return placed;
}

/** Which row stands behind which; new rows become known. */
function readPut(put: readonly unknown[], known: Map<string, Row>): Map<string | null, string> {
  const following = new Map<string | null, string>();
  const moved = new Set<string>();
  for (const pair of put) {
    if (!Array.isArray(pair)) throw misfit();
    const [after, what] = pair as unknown[];
    const id = isRow(what) ? what.id : what;
    if (typeof id !== 'string' || moved.has(id) || isRow(what) === known.has(id)) throw misfit();
    if (after !== null && (typeof after !== 'string' || !known.has(after))) throw misfit();
    if (following.has(after)) throw misfit();
    if (isRow(what)) known.set(id, what);
    moved.add(id);
    following.set(after, id);
  }
  return following;
}

/** The largest set of rows that keep their order (longest increasing subsequence): all others are moved or new. */
function inPlace(before: readonly Row[], after: readonly Row[]): Set<string> {
  const places = new Map(before.map((row, index) => [row.id, index]));
  const kept = after.filter((row) => places.has(row.id));
  /** ends[n]: index in `kept` of the smallest possible last row of an ascending run of n + 1 rows. */
  const ends: number[] = [];
  const previous: number[] = [];
  const placeOf = (index: number): number => places.get(kept[index]!.id)!;
  kept.forEach((_, index) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (placeOf(ends[middle]!) < placeOf(index)) low = middle + 1;
      else high = middle;
    }
    previous[index] = low > 0 ? ends[low - 1]! : -1;
    ends[low] = index;
  });
  const staying = new Set<string>();
  for (let index = ends.at(-1) ?? -1; index >= 0; index = previous[index]!) staying.add(kept[index]!.id);
  return staying;
}

/** Undefined when this is no list of rows; an empty list is none. */
function rowsById(list: readonly unknown[]): Map<string, Row> | undefined {
  if (list.length === 0) return undefined;
  const rows = new Map<string, Row>();
  for (const row of list) {
    if (!isRow(row) || rows.has(row.id)) return undefined;
    rows.set(row.id, row);
  }
  return rows;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isRow(value: unknown): value is Row {
  return isFields(value) && has(value, 'id') && typeof value['id'] === 'string';
}

/** JSON carries no undefined: a field that holds it is absent. */
function has(fields: Fields, name: string): boolean {
  return Object.hasOwn(fields, name) && fields[name] !== undefined;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function readPair(pair: unknown): [string, unknown] {
  if (!Array.isArray(pair) || typeof pair[0] !== 'string') throw misfit();
  return [pair[0], pair[1] as unknown];
}

function misfit(): KithError {
  return new KithError('PATCH_INVALID', 'a patch does not fit the value it is for');
}
