/**
 * The strict reader of updates. It accepts exactly what an edit of the writer's own part makes Yjs 13 write (V1), as
 * one pass over the bytes, and so needs no Y.Doc. [DOC-7] [DOC-8]
 * [THREAT-11] [THREAT-12] [THREAT-14] [THREAT-15] [THREAT-16]
 *
 *   1  number of structs  client  clock  register set *  log append ?  delete set
 */
import type { Json } from '../base/json.ts';
import { accepted, refused, type Verdict } from '../base/result.ts';
import type { ItemId, Items } from './items.ts';
import { isForbiddenKey, LIMITS } from './limits.ts';
import { ValueReader, type ValueCode } from './value.ts';

export type UpdateReadCode =
  | ValueCode
  | 'UPDATE_TOO_LARGE'
  /** A clientID that is not the writer's, or a further block of another one. */
  | 'UPDATE_CLIENT'
  /** Not the next clock of the client: an item used again, or one left out. */
  | 'UPDATE_CLOCK'
  /** A root, a content type or an order of structs that no edit writes. */
  | 'UPDATE_FORM'
  /** The item does not follow the last one of the log, or of its key. */
  | 'UPDATE_ORIGIN'
  | 'UPDATE_KEY'
  /** Deletes something else than exactly what its sets replace. */
  | 'UPDATE_DELETES'
  | 'UPDATE_PART_FULL';

export interface Update {
  readonly client: number;
  /** Clock of the first item; each change takes one. */
  readonly clock: number;
  readonly keys: readonly string[];
  /** One value for each key. */
  readonly values: readonly Json[];
  readonly pushed: readonly Json[];
}

export const ROOT_FIELDS = 'fields';
export const ROOT_LOG = 'log';

/** Info byte of a struct: content type `any`, and which of origin and key it has. */
export const INFO = { append: 0x88, appendFirst: 0x08, set: 0xa8, setFirst: 0x28, garbage: 0x00 } as const;
export const PARENT_IS_ROOT = 1;

/** `newClient`: the clientID of a session that begins with this update; undefined when none does. */
export function readUpdate(
  items: Items,
  bytes: Uint8Array,
  newClient: number | undefined,
): Verdict<Update, UpdateReadCode> {
  if (bytes.length > LIMITS.updateBytes) return refused('UPDATE_TOO_LARGE');
  const reader = new UpdateReader(items, bytes);
  const code = reader.read(newClient);
  return code === undefined ? accepted(reader) : refused(code);
}

class UpdateReader extends ValueReader implements Update {
  client = -1;
  clock = -1;
  readonly keys: string[] = [];
  readonly values: Json[] = [];
  readonly pushed: Json[] = [];
  readonly #items: Items;
  readonly #replaced: ItemId[] = [];
  #seen: Set<string> | undefined;

  constructor(items: Items, bytes: Uint8Array) {
    super(bytes);
    this.#items = items;
  }

  read(newClient: number | undefined): UpdateReadCode | undefined {
    const blocks = this.varUint();
    const structs = this.varUint();
    this.client = this.varUint();
    this.clock = this.varUint();
    if (blocks < 0 || structs < 0 || this.client < 0 || this.clock < 0) return 'UPDATE_MALFORMED';
    if (blocks !== 1) return 'UPDATE_CLIENT';
    if (structs === 0) return 'UPDATE_FORM';
    if (structs > LIMITS.changes) return 'UPDATE_TOO_LARGE';
    const next = newClient === undefined ? this.#items.clients.get(this.client) : 0;
    if (next === undefined || (newClient !== undefined && newClient !== this.client)) return 'UPDATE_CLIENT';
    if (this.clock !== next) return 'UPDATE_CLOCK';
    for (let i = 0; i < structs; i++) {
      const code = this.#struct(i === structs - 1);
      if (code !== undefined) return code;
    }
    if (this.clock + this.values.length + this.pushed.length > Number.MAX_SAFE_INTEGER) return 'UPDATE_CLOCK';
    return this.#deletes() ?? (this.left === 0 ? undefined : 'UPDATE_MALFORMED');
  }

  #struct(isLast: boolean): UpdateReadCode | undefined {
    const info = this.byte();
    switch (info) {
      case INFO.append:
      case INFO.appendFirst:
        return isLast ? this.#append(info === INFO.appendFirst) : 'UPDATE_FORM';
      case INFO.setFirst:
        return this.#setFirst();
      case INFO.set:
        return this.#set();
      case -1:
        return 'UPDATE_MALFORMED';
      default:
        return 'UPDATE_FORM';
    }
  }

  #append(isFirst: boolean): UpdateReadCode | undefined {
    const { last } = this.#items;
    if (isFirst) {
      const root = this.#root();
      if (root === undefined) return 'UPDATE_MALFORMED';
      if (root !== ROOT_LOG) return 'UPDATE_FORM';
      if (last !== undefined) return 'UPDATE_ORIGIN';
    } else {
      const client = this.varUint();
      const clock = this.varUint();
      if (client < 0 || clock < 0) return 'UPDATE_MALFORMED';
      if (client !== last?.client || clock !== last.clock) return 'UPDATE_ORIGIN';
    }
    const count = this.varUint();
    if (count < 0 || count > this.left) return 'UPDATE_MALFORMED';
    if (count === 0) return 'UPDATE_FORM';
    if (this.keys.length + count > LIMITS.changes) return 'UPDATE_TOO_LARGE';
    if (this.#items.logLength + count > LIMITS.log) return 'UPDATE_PART_FULL';
    for (let i = 0; i < count; i++) {
      const value = this.value();
      if (value === undefined) return this.code;
      this.pushed.push(value);
    }
    return undefined;
  }

  #setFirst(): UpdateReadCode | undefined {
    const root = this.#root();
    if (root === undefined) return 'UPDATE_MALFORMED';
    if (root !== ROOT_FIELDS) return 'UPDATE_FORM';
    const start = this.at;
    const key = this.text();
    if (key === undefined) return 'UPDATE_MALFORMED';
    // One byte of length stands before up to 127 bytes, two before more.
    const length = this.at - start - (this.at - start > 128 ? 2 : 1);
    if (length === 0 || length > LIMITS.keyBytes || isForbiddenKey(key)) return 'UPDATE_KEY';
    if (this.#items.current.has(key)) return 'UPDATE_ORIGIN';
    if (this.#items.current.size + this.keys.length >= LIMITS.registers) return 'UPDATE_PART_FULL';
    return this.#setValue(key);
  }

  #set(): UpdateReadCode | undefined {
    const client = this.varUint();
    const clock = this.varUint();
    if (client < 0 || clock < 0) return 'UPDATE_MALFORMED';
    const key = this.#items.keyOf(client, clock);
    if (key === undefined) return 'UPDATE_ORIGIN';
    this.#replaced.push({ client, clock });
    return this.#setValue(key);
  }

  #setValue(key: string): UpdateReadCode | undefined {
    this.#seen ??= new Set();
    if (this.#seen.has(key)) return 'UPDATE_ORIGIN';
    this.#seen.add(key);
    const count = this.varUint();
    if (count < 0) return 'UPDATE_MALFORMED';
    if (count !== 1) return 'UPDATE_FORM';
    const value = this.value();
    if (value === undefined) return this.code;
    this.keys.push(key);
    this.values.push(value);
    return undefined;
  }

  /** The name of the root that the struct lies in; its parent may be nothing else. */
  #root(): string | undefined {
    const isRoot = this.varUint();
    if (isRoot < 0) return undefined;
    return isRoot === PARENT_IS_ROOT ? this.text() : '';
  }

  /**
   * Clients from the greatest to the least, the clocks of each ascending, neighbours as one range: exactly the items
   * that the sets have replaced.
   */
  #deletes(): UpdateReadCode | undefined {
    const replaced = this.#replaced;
    if (replaced.length > 1) replaced.sort((a, b) => b.client - a.client || a.clock - b.clock);
    const clients = this.varUint();
    if (clients < 0) return 'UPDATE_MALFORMED';
    let at = 0;
    for (let i = 0; i < clients; i++) {
      const client = this.varUint();
      const ranges = this.varUint();
      if (client < 0 || ranges < 0) return 'UPDATE_MALFORMED';
      if (ranges === 0 || replaced[at]?.client !== client) return 'UPDATE_DELETES';
      for (let j = 0; j < ranges; j++) {
        const clock = this.varUint();
        const length = this.varUint();
        if (clock < 0 || length < 0) return 'UPDATE_MALFORMED';
        if (replaced[at]?.client !== client || replaced[at]?.clock !== clock) return 'UPDATE_DELETES';
        let end = clock;
        do {
          end += 1;
          at += 1;
        } while (replaced[at]?.client === client && replaced[at]?.clock === end);
        if (length !== end - clock) return 'UPDATE_DELETES';
      }
      // A client named twice in a row would have its remaining items in the second block.
      if (replaced[at]?.client === client) return 'UPDATE_DELETES';
    }
    return at === replaced.length ? undefined : 'UPDATE_DELETES';
  }
}
