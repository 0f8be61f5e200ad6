/**
 * A part as bytes, for a cold start that does not replay its history. Local to a device, never sent: the format may
 * change with any version, as the entries are the truth. Owns the format; the store seals it. [DOC-15]
 *
 *   1  through+1  clients (id next)*  runs (client clock length)*  registers (key client clock stamp value)*
 *   log groups (depth seq index time count value*)*  first 8 bytes of a SHA-256 over the part's names and all of it
 *
 * A client is named by its position. Depth and seq of a group are counted from the group before.
 */
import {
  createEncoder,
  toUint8Array,
  writeAny,
  writeFloat64,
  writeUint8Array,
  writeVarString,
  writeVarUint,
  type Encoder,
} from 'lib0/encoding';
import { equalBytes, utf8 } from '../base/bytes.ts';
import type { Json } from '../base/json.ts';
import { sha256 } from '../crypto/hash.ts';
import type { PartId } from './client-id.ts';
import { emptyState, type PartState } from './part-state.ts';
import type { LogItem } from './part-view.ts';
import { ValueReader } from './value.ts';

const VERSION = 1;
const DOMAIN = utf8('kith/part-snapshot/1');
const CHECK_BYTES = 8;

export function writeSnapshot(id: PartId, state: PartState): Uint8Array {
  const { items } = state;
  const encoder = createEncoder();
  writeVarUint(encoder, VERSION);
  writeVarUint(encoder, state.through + 1);
  const position = new Map<number, number>();
  writeVarUint(encoder, items.clients.size);
  for (const [client, next] of items.clients) {
    position.set(client, position.size);
    writeVarUint(encoder, client);
    writeVarUint(encoder, next);
  }
  writeVarUint(encoder, items.runs.length);
  for (const run of items.runs) {
    writeVarUint(encoder, position.get(run.client)!);
    writeVarUint(encoder, run.clock);
    writeVarUint(encoder, run.length);
  }
  writeVarUint(encoder, state.registers.size);
  for (const [key, { value, stamp }] of state.registers) {
    const item = items.current.get(key)!;
    writeVarString(encoder, key);
    writeVarUint(encoder, position.get(item.client)!);
    writeVarUint(encoder, item.clock);
    writeVarUint(encoder, stamp.depth);
    writeVarUint(encoder, stamp.seq);
    writeVarUint(encoder, stamp.index);
    writeFloat64(encoder, stamp.time);
    writeValue(encoder, value);
  }
  writeLog(encoder, state.log);
  writeUint8Array(encoder, check(id, toUint8Array(encoder)));
  return toUint8Array(encoder);
}

function writeLog(encoder: Encoder, log: readonly LogItem[]): void {
  let depth = 0;
  let seq = 0;
  for (let from = 0; from < log.length;) {
    const { stamp } = log[from]!;
    let to = from + 1;
    while (log[to]?.stamp.seq === stamp.seq) to += 1;
    writeVarUint(encoder, to - from);
    writeVarUint(encoder, stamp.depth - depth);
    writeVarUint(encoder, stamp.seq - seq);
    writeVarUint(encoder, stamp.index);
    writeFloat64(encoder, stamp.time);
    for (; from < to; from++) writeValue(encoder, log[from]!.value);
    ({ depth, seq } = stamp);
  }
  writeVarUint(encoder, 0);
}

function writeValue(encoder: Encoder, value: Json): void {
  writeAny(encoder, value as Parameters<typeof writeAny>[1]);
}

function check(id: PartId, bytes: Uint8Array): Uint8Array {
  const names = utf8([id.community, id.place, id.device, String(id.part)].join(' '));
  return sha256(DOMAIN, Uint8Array.of(names.length), names, bytes).subarray(0, CHECK_BYTES);
}

/** Undefined when it is not, byte for byte, what was written for this part by this version. */
export function readSnapshot(id: PartId, bytes: Uint8Array): PartState | undefined {
  const end = bytes.length - CHECK_BYTES;
  if (end < 0 || !equalBytes(bytes.subarray(end), check(id, bytes.subarray(0, end)))) return undefined;
  const reader = new SnapshotReader(id, bytes.subarray(0, end));
  return reader.read() && reader.left === 0 ? reader.state : undefined;
}

class SnapshotReader extends ValueReader {
  readonly state: PartState = emptyState();
  readonly #id: PartId;
  readonly #clients: number[] = [];

  constructor(id: PartId, bytes: Uint8Array) {
    super(bytes);
    this.#id = id;
  }

  read(): boolean {
    if (this.varUint() !== VERSION) return false;
    this.state.through = this.varUint() - 1;
    return this.#readClients() && this.#readRuns() && this.#readRegisters() && this.#readLog();
  }

  #readClients(): boolean {
    const count = this.varUint();
    for (let i = 0; i < count; i++) {
      const client = this.varUint();
      const next = this.varUint();
      if (next < 0) return false;
      this.#clients.push(client);
      this.state.items.clients.set(client, next);
    }
    return count >= 0;
  }

  #readRuns(): boolean {
    const count = this.varUint();
    for (let i = 0; i < count; i++) {
      const client = this.#clients[this.varUint()];
      const clock = this.varUint();
      const length = this.varUint();
      if (client === undefined || length < 0) return false;
      this.state.items.append(client, clock, length);
    }
    return count >= 0;
  }

  #readRegisters(): boolean {
    const count = this.varUint();
    const { device } = this.#id;
    for (let i = 0; i < count; i++) {
      const key = this.text();
      const client = this.#clients[this.varUint()];
      const clock = this.varUint();
      const stamp = {
        depth: this.varUint(),
        device,
        seq: this.varUint(),
        index: this.varUint(),
        time: this.float64(),
      };
      const value = this.value();
      if (key === undefined || client === undefined || value === undefined) return false;
      this.state.items.replace(key, client, clock);
      this.state.registers.set(key, { value, stamp });
    }
    return count >= 0;
  }

  #readLog(): boolean {
    const { log, items } = this.state;
    const { device } = this.#id;
    let depth = 0;
    let seq = 0;
    for (;;) {
      const count = this.varUint();
      if (count === 0) return log.length === items.logLength;
      depth += this.varUint();
      seq += this.varUint();
      const index = this.varUint();
      const time = this.float64();
      for (let i = 0; i < count; i++) {
        const value = this.value();
        if (value === undefined) return false;
        log.push({ value, stamp: { depth, device, seq, index: index + i, time } });
      }
      if (count < 0) return false;
    }
  }
}
