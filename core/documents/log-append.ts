/**
 * Reads what an update appends to the log, without the document that it is for: for entries that are looked at before
 * what comes before them is here. By the form alone; whether the document will accept it is judged when it is. [GATE-17]
 */
import type { Cbor } from '../base/cbor.ts';
import type { Json } from '../base/json.ts';
import { clientId, SESSION_BYTES, type PartId } from './client-id.ts';
import { LIMITS } from './limits.ts';
import { INFO, PARENT_IS_ROOT, ROOT_LOG } from './update.ts';
import { ValueReader } from './value.ts';

/** The items of an update that does nothing but append; undefined for any other. */
export function readLogAppend(id: PartId, body: Cbor): readonly Json[] | undefined {
  if (!Array.isArray(body) || body.length !== 2) return undefined;
  const [session, update] = body as readonly Cbor[];
  if (!(update instanceof Uint8Array) || update.length > LIMITS.updateBytes) return undefined;
  if (session === null) return new AppendReader(update).read(undefined);
  if (!(session instanceof Uint8Array) || session.length !== SESSION_BYTES) return undefined;
  return new AppendReader(update).read(clientId(id, session));
}

class AppendReader extends ValueReader {
  read(newClient: number | undefined): readonly Json[] | undefined {
    if (this.varUint() !== 1 || this.varUint() !== 1) return undefined;
    const client = this.varUint();
    const clock = this.varUint();
    if (client < 0 || clock < 0) return undefined;
    if (newClient !== undefined && (client !== newClient || clock !== 0)) return undefined;
    const values = this.#append();
    return values && this.varUint() === 0 && this.left === 0 ? values : undefined;
  }

  #append(): Json[] | undefined {
    const info = this.byte();
    if (info === INFO.appendFirst) {
      if (this.varUint() !== PARENT_IS_ROOT || this.text() !== ROOT_LOG) return undefined;
    } else if (info !== INFO.append || this.varUint() < 0 || this.varUint() < 0) return undefined;
    const count = this.varUint();
    if (count <= 0 || count > this.left || count > LIMITS.changes) return undefined;
    const values: Json[] = [];
    for (let i = 0; i < count; i++) {
      const value = this.value();
      if (value === undefined) return undefined;
      values.push(value);
    }
    return values;
  }
}
