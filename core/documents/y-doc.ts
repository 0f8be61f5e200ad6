/**
 * A part as a real Yjs document, with the very items that its updates named: what the writer's own edits are made
 * with, and what an export hands out. Replaced register items come back as garbage, as in any Y.Doc. [DOC-14]
 */
import {
  createEncoder,
  toUint8Array,
  writeAny,
  writeUint8,
  writeVarString,
  writeVarUint,
} from 'lib0/encoding';
import * as Y from 'yjs';
import type { Json } from '../base/json.ts';
import type { Items } from './items.ts';
import type { PartContent } from './part-view.ts';
import { INFO, PARENT_IS_ROOT, ROOT_FIELDS, ROOT_LOG } from './update.ts';

/** One update of the whole part. Set the document's clientID after applying it: Yjs changes it (yjs#574). */
export function toYDoc(part: PartContent & { readonly items: Items }): Y.Doc {
  const doc = new Y.Doc();
  doc.getMap(ROOT_FIELDS);
  doc.getArray(ROOT_LOG);
  Y.applyUpdate(doc, encodeState(part));
  return doc;
}

interface Struct {
  readonly clock: number;
  readonly length: number;
  /** Absent in a gap: an item that a later set has replaced. */
  write?(): void;
}

function encodeState(part: PartContent & { readonly items: Items }): Uint8Array {
  const { items } = part;
  const encoder = createEncoder();
  const structs = new Map<number, Struct[]>();
  for (const client of items.clients.keys()) structs.set(client, []);

  let logged = 0;
  let before: { client: number; clock: number } | undefined;
  for (const run of items.runs) {
    const origin = before;
    const values = part.log.slice(logged, logged + run.length);
    const write = () => {
      writeUint8(encoder, origin ? INFO.append : INFO.appendFirst);
      if (origin) {
        writeVarUint(encoder, origin.client);
        writeVarUint(encoder, origin.clock);
      } else {
        writeVarUint(encoder, PARENT_IS_ROOT);
        writeVarString(encoder, ROOT_LOG);
      }
      writeVarUint(encoder, values.length);
      for (const item of values) writeValue(item.value);
    };
    structs.get(run.client)!.push({ clock: run.clock, length: run.length, write });
    logged += run.length;
    before = { client: run.client, clock: run.clock + run.length - 1 };
  }
  for (const [key, item] of items.current) {
    const write = () => {
      writeUint8(encoder, INFO.setFirst);
      writeVarUint(encoder, PARENT_IS_ROOT);
      writeVarString(encoder, ROOT_FIELDS);
      writeVarString(encoder, key);
      writeVarUint(encoder, 1);
      writeValue(part.registers.get(key)!.value);
    };
    structs.get(item.client)!.push({ clock: item.clock, length: 1, write });
  }

  writeVarUint(encoder, structs.size);
  for (const [client, held] of structs) {
    const all = withGaps(held, items.clients.get(client)!);
    writeVarUint(encoder, all.length);
    writeVarUint(encoder, client);
    writeVarUint(encoder, 0);
    for (const struct of all) {
      if (struct.write) struct.write();
      else {
        writeUint8(encoder, INFO.garbage);
        writeVarUint(encoder, struct.length);
      }
    }
  }
  writeVarUint(encoder, 0); // no delete set
  return toUint8Array(encoder);

  function writeValue(value: Json): void {
    writeAny(encoder, value as Parameters<typeof writeAny>[1]);
  }
}

function withGaps(held: Struct[], next: number): Struct[] {
  held.sort((a, b) => a.clock - b.clock);
  const all: Struct[] = [];
  let clock = 0;
  for (const struct of [...held, { clock: next, length: 0 }]) {
    if (struct.clock > clock) all.push({ clock, length: struct.clock - clock });
    if (struct.length > 0) all.push(struct);
    clock = struct.clock + struct.length;
  }
  return all;
}
