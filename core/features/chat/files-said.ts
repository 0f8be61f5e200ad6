/** Which files the messages of a channel carry now, read part by part so that a long channel need not be in memory. [ATT-10] */
import type { Attachment } from '../../attachments/attachment.ts';
import { may } from '../../authority/roles.ts';
import type { PartView } from '../../documents/part-view.ts';
import { readLogItem } from './message.ts';

export class FilesSaid {
  readonly #said = new Map<string, readonly Attachment[]>();
  readonly #ended = new Set<string>();

  /** In any order. */
  read(part: PartView): void {
    if (!may(part.role, 'comment')) return;
    for (const entry of part.log) {
      const item = readLogItem(part, entry);
      if (item?.kind !== 'message' && item?.kind !== 'amendment') continue;
      const name = `${item.author} ${item.id}`;
      if (item.kind === 'message' && item.files) this.#said.set(name, item.files);
      if (item.kind === 'amendment' && item.text === null) this.#ended.add(name);
    }
  }

  /** Of messages that have not ended. */
  *files(): Iterable<Attachment> {
    for (const [name, files] of this.#said) if (!this.#ended.has(name)) yield* files;
  }
}
