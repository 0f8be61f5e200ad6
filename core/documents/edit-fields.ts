/** What a person changes about one object, as registers: only what is named is written. [PLACE-4] [PLACE-8] */
import type { ObjectId } from '../base/ids.ts';
import type { Json } from '../base/json.ts';
import { accepted } from '../base/result.ts';
import { built, forbidden, notBuilt, type Author, type Built, type Refusal } from './author.ts';
import { fieldKey } from './place-fields.ts';
import { checkTitle } from './place-text.ts';

/** By whoever has the role. CHANGE_EMPTY, ROLE_FORBIDS, TITLE_*. */
export function editFields<Name extends string>(
  author: Author,
  id: ObjectId,
  wish: Parameters<typeof changedFields<Name>>[1],
  names: readonly Name[],
): Built {
  const set = changedFields(id, wish, names);
  if (!set.ok) return set;
  if (set.value.length === 0) return notBuilt('CHANGE_EMPTY');
  return forbidden(author, 'write') ?? built(id, { set: set.value });
}

export type FieldSets = [key: string, value: Json][];

/** A title is tidied, the others are as they are to be. TITLE_*. */
export function changedFields<Name extends string>(
  id: ObjectId,
  wish: { readonly title?: string | undefined } & { readonly [N in Name]?: Json | undefined },
  names: readonly Name[],
): { readonly ok: true; readonly value: FieldSets } | Refusal {
  const set: FieldSets = [];
  if (wish.title !== undefined) {
    const title = checkTitle(wish.title);
    if (!title.ok) return title;
    set.push([fieldKey(id, 'title'), title.value]);
  }
  for (const name of names) {
    const value: Json | undefined = wish[name];
    if (value !== undefined) set.push([fieldKey(id, name), value]);
  }
  return accepted(set);
}
