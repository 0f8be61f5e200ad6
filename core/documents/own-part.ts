/**
 * The writer's side of its own part: turns edits into bodies of `update` entries, with a real Y.Doc. Never changes
 * the part: that happens when the finished entry comes back through `Part.accept`, like anybody's. [DOC-7] [DOC-14]
 */
import type { Doc } from 'yjs';
import type { Cbor } from '../base/cbor.ts';
import { equalBytes } from '../base/bytes.ts';
import { KithError } from '../base/kith-error.ts';
import { judgeUpdate } from './accept.ts';
import { clientId } from './client-id.ts';
import { checkEdit, type Edit } from './edit.ts';
import type { Part } from './part.ts';
import { ROOT_FIELDS, ROOT_LOG, type Update } from './update.ts';
import { toYDoc } from './y-doc.ts';

export class OwnPart {
  readonly part: Part;
  /** Holds the part and, after it, the last edit written: right when exactly that edit has been accepted since. */
  #doc: Doc | undefined;
  #updates = 0;
  /** The clientID of the last session asked for: there is one per start of the process. */
  #client: { readonly session: Uint8Array; readonly id: number } | undefined;

  constructor(part: Part) {
    this.part = part;
  }

  /**
   * The body of the entry that makes this edit, on top of what the part has accepted so far. `session`: 8 bytes,
   * random per start of the process. Throws KithError with a code of `checkEdit`, EDIT_TOO_LARGE or PART_FULL, and
   * EDIT_LOST when the part would not accept what was made (a fault of this code).
   */
  write(edit: Edit, session: Uint8Array): Cbor {
    const checked = checkEdit(edit);
    if (!checked.ok) throw new KithError(checked.code);
    const { id, items } = this.part;
    const client = this.#clientOf(session);
    const isKnown = items.clients.has(client);
    const reused = this.#doc !== undefined && this.#updates === items.updates;
    for (const doc of reused ? [this.#doc!, undefined] : [undefined]) {
      this.#doc = doc ?? toYDoc(this.part);
      this.#updates = items.updates + 1;
      const body = [isKnown ? null : session, transact(this.#doc, client, checked.value)];
      const judged = judgeUpdate(id, items, body);
      if (judged.ok && isSame(judged.value, checked.value)) return body;
      const code = judged.ok ? undefined : judged.code;
      // The document in hand may have held an edit that was never accepted: once more with a fresh one.
      if (doc !== undefined) continue;
      this.#doc = undefined;
      if (code === 'UPDATE_TOO_LARGE') throw new KithError('EDIT_TOO_LARGE');
      if (code === 'UPDATE_PART_FULL') throw new KithError('PART_FULL');
      throw new KithError('EDIT_LOST', code);
    }
    throw new KithError('EDIT_LOST');
  }

  #clientOf(session: Uint8Array): number {
    if (!this.#client || !equalBytes(this.#client.session, session)) {
      this.#client = { session: session.slice(), id: clientId(this.part.id, session) };
    }
    return this.#client.id;
  }
}

/** Sets first, then one append: the one form that is accepted. */
function transact(doc: Doc, client: number, edit: Edit): Uint8Array {
  let update: Uint8Array = new Uint8Array(0);
  const take = (bytes: Uint8Array) => {
    update = bytes;
  };
  // Yjs picks another clientID whenever it has applied updates of this one (yjs#574).
  doc.clientID = client;
  doc.on('update', take);
  doc.transact(() => {
    const fields = doc.getMap(ROOT_FIELDS);
    for (const [key, value] of edit.set) fields.set(key, value);
    if (edit.push.length > 0) doc.getArray(ROOT_LOG).push([...edit.push]);
  });
  doc.off('update', take);
  return update;
}

function isSame(update: Update, edit: Edit): boolean {
  return (
    update.pushed.length === edit.push.length &&
    update.keys.length === edit.set.length &&
    update.keys.every((key, i) => key === edit.set[i]![0])
  );
}
