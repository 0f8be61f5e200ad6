/**
 * The store port over LevelDB [STORE-1..9]. Writes that are called while one is under way go out together as the next
 * one, with one sync (group commit). Every row that has a value carries a checksum of key and value, because LevelDB
 * does not check its tables when it reads them.
 */
import { ClassicLevel } from 'classic-level';
import { KithError } from '../base/kith-error.ts';
import type { Store, StoreRange, StoreRow, StoreWrite } from '../store/store.ts';
import { checkDatabaseFiles, droppedBytes, hasRoom, logFiles } from './level-files.ts';
import { sealRow, openRow } from './row-checksum.ts';

type Level = ClassicLevel<Uint8Array, Uint8Array>;

/** Rows a chunk of `read`. */
const CHUNK = 1_000;

/** Bytes of a chunk, about: LevelDB stops a chunk there. */
const CHUNK_BYTES = 512 * 1024;

/** Bytes, about, up to which waiting writes go out as one. */
const GROUP_BYTES = 4 * 1024 * 1024;

/** Compacting nothing empties the log all the same. */
const NOWHERE = new Uint8Array();

/** Writes that go out together. LevelDB copies each row when it is put in. */
interface Group {
  readonly batch: ReturnType<Level['batch']>;
  readonly waiting: { readonly resolve: () => void; readonly reject: (error: unknown) => void }[];
  bytes: number;
  sync: boolean;
  /** A row that could not be put in: nothing of the group may go out. */
  fault: KithError | undefined;
}

export class LevelStore implements Store {
  readonly #level: Level;
  readonly #folder: string;
  /** Bytes of the log that LevelDB could not read when it was opened: lost writes that had not been synced, or damage. */
  readonly droppedBytes: number;
  readonly #groups: Group[] = [];
  #pumping: Promise<void> | undefined;
  #isOpen = true;
  #failure: string | undefined;
  /** Batches that went to LevelDB, for the proof that writes are grouped. */
  #batches = 0;

  private constructor(level: Level, folder: string, dropped: number) {
    this.#level = level;
    this.#folder = folder;
    this.droppedBytes = dropped;
  }

  /**
   * `mustExist`: this profile had a store before, so none is damage. Throws KithError PROFILE_IN_USE, STORE_CORRUPT
   * (with `details.what`), DISK_FULL or STORE_UNAVAILABLE (no right to read or write).
   */
  static async open(folder: string, options: { readonly mustExist?: boolean } = {}): Promise<LevelStore> {
    await checkDatabaseFiles(folder, options.mustExist === true);
    const level: Level = new ClassicLevel(folder, {
      keyEncoding: 'view',
      valueEncoding: 'view',
      // Payloads are sealed, and sealed bytes do not shrink.
      compression: false,
    });
    try {
      await level.open();
    } catch (error) {
      await level.close().catch(() => {});
      throw faultOf(error, 'STORE_UNAVAILABLE');
    }
    return new LevelStore(level, folder, await droppedBytes(folder));
  }

  get batches(): number {
    return this.#batches;
  }

  get(key: Uint8Array): Uint8Array | undefined {
    this.#checkOpen();
    let row: Uint8Array | undefined;
    try {
      row = this.#level.getSync(key);
    } catch (error) {
      throw faultOf(error, 'STORE_CORRUPT');
    }
    return row === undefined ? undefined : openRow(key, row);
  }

  read(range: StoreRange): AsyncIterable<readonly StoreRow[]> {
    this.#checkOpen();
    // Made now, so that it sees this moment.
    const iterator = this.#level.iterator({
      gte: range.from,
      lt: range.to,
      reverse: range.reverse === true,
      limit: range.limit ?? -1,
      highWaterMarkBytes: CHUNK_BYTES,
    });
    const nextChunk = async (): Promise<readonly StoreRow[]> => {
      this.#checkOpen();
      try {
        const rows = await iterator.nextv(CHUNK);
        // LevelDB gives Buffers, whose `slice` shares memory: nobody above expects that.
        return rows.map(([key, row]) => ({
          key: new Uint8Array(key.buffer, key.byteOffset, key.length),
          value: openRow(key, row),
        }));
      } catch (error) {
        throw this.#isOpen ? faultOf(error, 'STORE_CORRUPT') : new KithError('STORE_CLOSED');
      }
    };
    async function* chunks(): AsyncGenerator<readonly StoreRow[]> {
      try {
        for (let chunk = await nextChunk(); chunk.length > 0; chunk = await nextChunk()) yield chunk;
      } finally {
        await iterator.close();
      }
    }
    return chunks();
  }

  async write(batch: readonly StoreWrite[], options: { readonly sync?: boolean } = {}): Promise<void> {
    this.#checkWritable();
    const group = this.#openGroup();
    const written = new Promise<void>((resolve, reject) => group.waiting.push({ resolve, reject }));
    group.sync ||= options.sync === true;
    try {
      for (const write of batch) {
        if (write.type === 'del') {
          group.batch.del(write.key);
          continue;
        }
        const row = sealRow(write.key, write.value);
        group.batch.put(write.key, row);
        group.bytes += write.key.length + row.length;
      }
    } catch (error) {
      group.fault ??= faultOf(error, 'STORE_CORRUPT');
    }
    this.#pumping ??= this.#pump();
    return written;
  }

  /** Waits for the writes that were called before. */
  async close(): Promise<void> {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    await this.#pumping;
    await this.#level.close();
  }

  async #pump(): Promise<void> {
    // Calls of one turn of the event loop belong together already.
    await Promise.resolve();
    for (let group = this.#groups.shift(); group; group = this.#groups.shift()) {
      try {
        if (group.fault !== undefined) throw group.fault;
        if (this.#failure !== undefined && !(await this.#mend())) throw new KithError(this.#failure);
        this.#batches += 1;
        await group.batch.write({ sync: group.sync });
        for (const { resolve } of group.waiting) resolve();
      } catch (error) {
        const fault = faultOf(error, 'STORE_CORRUPT');
        this.#failure = fault.code;
        for (const { reject } of group.waiting) reject(fault);
      }
    }
    this.#pumping = undefined;
  }

  /** The last one that waits, unless it is full. */
  #openGroup(): Group {
    const last = this.#groups.at(-1);
    if (last && last.bytes < GROUP_BYTES) return last;
    const group: Group = {
      batch: this.#level.batch(),
      waiting: [],
      bytes: 0,
      sync: false,
      fault: undefined,
    };
    this.#groups.push(group);
    return group;
  }

  /**
   * After a full disk the log may end in a torn record, and what came behind one would be lost at the next start. So when
   * there is room again LevelDB is made to put its log into a table and to begin a new one, before anything is written.
   */
  async #mend(): Promise<boolean> {
    if (this.#failure !== 'DISK_FULL' || !(await hasRoom(this.#folder))) return false;
    const torn = await logFiles(this.#folder);
    await this.#level.compactRange(NOWHERE, NOWHERE);
    const logs = await logFiles(this.#folder);
    if (logs.length === 0 || logs.some((name) => torn.includes(name))) return false;
    this.#failure = undefined;
    return true;
  }

  #checkOpen(): void {
    if (!this.#isOpen) throw new KithError('STORE_CLOSED');
  }

  #checkWritable(): void {
    this.#checkOpen();
    if (this.#failure !== undefined && this.#failure !== 'DISK_FULL') throw new KithError(this.#failure);
  }
}

/** LevelDB's own words name files and never leave this module but as the developer's message. */
function faultOf(error: unknown, otherwise: string): KithError {
  if (error instanceof KithError) return error;
  const words = [...causes(error)].map((cause) => `${cause.code ?? ''} ${cause.message}`).join(' / ');
  if (words.includes('LEVEL_LOCKED')) return new KithError('PROFILE_IN_USE', words);
  if (/ENOSPC|No space left|EDQUOT|quota exceeded|File too large/i.test(words))
    return new KithError('DISK_FULL', words);
  if (/LEVEL_CORRUPTION|Corruption:/.test(words))
    return new KithError('STORE_CORRUPT', words, { what: 'database' });
  if (/Permission denied|Read-only file system|EACCES|EROFS/.test(words)) {
    return new KithError('STORE_UNAVAILABLE', words);
  }
  if (/No such file/.test(words)) return new KithError('STORE_CORRUPT', words, { what: 'missing' });
  return new KithError(otherwise, words);
}

function* causes(error: unknown): Generator<Error & { code?: string }> {
  for (let cause = error; cause instanceof Error; cause = cause.cause) yield cause;
}
