/**
 * Who did what to a card: of each writer the latest word about each of its fields, members and lines, with when it was
 * written, and what was born on it. Earlier words of the same writer about the same field are not kept by anybody. Pure;
 * what was set together with a birth is part of the birth. [BOARD-15]
 */
import type { ObjectId } from '../../base/ids.ts';
import type { Json } from '../../base/json.ts';
import { may } from '../../authority/roles.ts';
import { isObjectId, type Authorship } from '../../documents/place-events.ts';
import type { PartView } from '../../documents/part-view.ts';
import { compareStamps } from '../../documents/stamp.ts';
import type { Board } from './board.ts';
import { guards } from './thing.ts';

export type CardStep =
  | 'made'
  | 'title'
  | 'body'
  | 'moved'
  | 'archived'
  | 'restored'
  | 'binned'
  | 'unbinned'
  | 'due'
  | 'due-none'
  | 'done'
  | 'undone'
  | 'label-on'
  | 'label-off'
  | 'member-on'
  | 'member-off'
  | 'checklist'
  | 'checked'
  | 'unchecked'
  | 'file';

export interface CardEvent extends Authorship {
  readonly step: CardStep;
  /** A title, a day, or the id of a column, label or person; empty where the step says it all. */
  readonly value: string;
}

const KEY = /^([a-z2-7]{32})\/([a-z]+)(?:\/([a-z2-7]{32,52}))?$/;

/** Newest first. */
export function cardHistory(parts: Iterable<PartView>, board: Board, id: ObjectId): CardEvent[] {
  const card = board.cardById.get(id);
  if (!card) return [];
  const events: CardEvent[] = [];
  const add = (of: Authorship, step: CardStep, value = ''): void => {
    events.push({ person: of.person, device: of.device, stamp: of.stamp, step, value });
  };
  add(card.created, 'made', card.title);
  for (const list of card.checklists) add(list.created, 'checklist', list.title);
  for (const file of card.files) add(file.created, 'file', file.file.name);
  const checks = new Map(card.checklists.flatMap((list) => list.checks.map((one) => [one.id, one] as const)));
  const { device, stamp: birth } = card.created;
  for (const part of parts) {
    if (!may(part.role, 'write')) continue;
    for (const [key, { value, stamp }] of part.registers) {
      const [, object, name = '', member] = KEY.exec(key) ?? [];
      if (object === undefined || (part.device === device && stamp.seq === birth.seq)) continue;
      const of = { person: part.person, device: part.device, stamp };
      const check = checks.get(object as ObjectId);
      if (check && name === 'done' && typeof value === 'boolean')
        add(of, value ? 'checked' : 'unchecked', check.title);
      if (object !== id) continue;
      const told = member === undefined ? tell(name, value) : tellMember(name, member, value);
      if (told) add(of, ...told);
    }
  }
  return events.sort((a, b) => compareStamps(b.stamp, a.stamp));
}

type Told = readonly [step: CardStep, value?: string] | undefined;

function tell(name: string, value: Json): Told {
  if (!Object.hasOwn(guards, name) || !guards[name as keyof typeof guards](value)) return undefined;
  switch (name) {
    case 'title':
      return ['title', value as string];
    case 'body':
      return ['body'];
    case 'column':
      return ['moved', value as string];
    case 'archived':
      return [value === true ? 'archived' : 'restored'];
    case 'binned':
      return [value === true ? 'binned' : 'unbinned'];
    case 'due':
      return value === '' ? ['due-none'] : ['due', value as string];
    case 'done':
      return [value === true ? 'done' : 'undone'];
    default:
      return undefined;
  }
}

function tellMember(name: string, member: string, value: Json): Told {
  if (typeof value !== 'boolean') return undefined;
  if (name === 'label' && isObjectId(member)) return [value ? 'label-on' : 'label-off', member];
  return name === 'member' ? [value ? 'member-on' : 'member-off', member] : undefined;
}
