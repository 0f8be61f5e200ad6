/**
 * Which Yjs items the contents of a part are: the next clock of each clientID, where the log's items lie and the
 * current item of each register. All that judging the next update needs; holds no content. [DOC-11]
 */

export interface ItemId {
  readonly client: number;
  readonly clock: number;
}

/** Consecutive log items with consecutive clocks of one client. */
export interface LogRun {
  readonly client: number;
  readonly clock: number;
  length: number;
}

export class Items {
  /** clientID -> its next clock, in the order of the sessions. */
  readonly clients = new Map<number, number>();
  readonly runs: LogRun[] = [];
  logLength = 0;
  /** Updates accepted since this object was made. */
  updates = 0;
  readonly #current = new Map<string, ItemId>();
  /** The same the other way round, because an item that replaces another one does not repeat the key. */
  readonly #keys = new Map<number, Map<number, string>>();

  /** The last item of the log; undefined while it is empty. */
  get last(): ItemId | undefined {
    const run = this.runs.at(-1);
    return run && { client: run.client, clock: run.clock + run.length - 1 };
  }

  get current(): ReadonlyMap<string, ItemId> {
    return this.#current;
  }

  /** The register that has this item as its current one. */
  keyOf(client: number, clock: number): string | undefined {
    return this.#keys.get(client)?.get(clock);
  }

  /** Takes in an update that has been judged: its sets come first, its log items after them. */
  advance(client: number, clock: number, keys: readonly string[], pushed: number): void {
    for (let i = 0; i < keys.length; i++) this.replace(keys[i]!, client, clock + i);
    if (pushed > 0) this.append(client, clock + keys.length, pushed);
    this.clients.set(client, clock + keys.length + pushed);
    this.updates += 1;
  }

  /** Items at the end of the log. */
  append(client: number, clock: number, length: number): void {
    const run = this.runs.at(-1);
    if (run?.client === client && run.clock + run.length === clock) run.length += length;
    else this.runs.push({ client, clock, length });
    this.logLength += length;
  }

  /** A register's current item. */
  replace(key: string, client: number, clock: number): void {
    const before = this.#current.get(key);
    if (before) this.#keys.get(before.client)!.delete(before.clock);
    this.#current.set(key, { client, clock });
    const keys = this.#keys.get(client);
    if (keys) keys.set(clock, key);
    else this.#keys.set(client, new Map([[clock, key]]));
  }
}
