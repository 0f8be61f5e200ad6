/**
 * Judges the body of an `update` entry against the part that it is for, and changes nothing. A refused body is a void
 * entry: it stays in its feed, the part goes on without it. [DOC-5] [DOC-6]
 */
import type { Cbor } from '../base/cbor.ts';
import { refused, type Verdict } from '../base/result.ts';
import { clientId, SESSION_BYTES, type PartId } from './client-id.ts';
import type { Items } from './items.ts';
import { readUpdate, type Update, type UpdateReadCode } from './update.ts';

export type UpdateCode =
  | UpdateReadCode
  /** The body is not `[session | null, update]`. */
  | 'UPDATE_BODY'
  /** Names a session that this part knows already. */
  | 'UPDATE_SESSION';

export function judgeUpdate(id: PartId, items: Items, body: Cbor): Verdict<Update, UpdateCode> {
  if (!Array.isArray(body) || body.length !== 2) return refused('UPDATE_BODY');
  const [session, update] = body as readonly Cbor[];
  if (!(update instanceof Uint8Array)) return refused('UPDATE_BODY');
  if (session === null) return readUpdate(items, update, undefined);
  if (!(session instanceof Uint8Array) || session.length !== SESSION_BYTES) return refused('UPDATE_BODY');
  const client = clientId(id, session);
  return items.clients.has(client) ? refused('UPDATE_SESSION') : readUpdate(items, update, client);
}
