/**
 * What is written in a place, and the directory, boards and channels that follow: everything in the total order, the
 * greatest (depth, device) wins. Shares nothing with core/features.
 */
import type { RawWriter } from './raw-people.ts';
import type { RawChange } from './raw-documents.ts';

/** A change that counts, with who made it. */
export interface Counted extends RawChange, RawWriter {
  /** First half of the ids that its writer may give in that place. */
  readonly tag: string;
}

export interface RawEvent {
  readonly change: Counted;
  readonly index: number;
  readonly value: Readonly<Record<string, unknown>>;
}

export function byStamp(a: RawEvent, b: RawEvent): number {
  return compare(a.change, a.index, b.change, b.index) || byText(a.value, b.value);
}

/** Of two branches of a forked feed that hold one stamp. */
function byText(a: unknown, b: unknown): number {
  const [x, y] = [canonical(a), canonical(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join()}}`;
}

function compare(a: Counted, aIndex: number, b: Counted, bIndex: number): number {
  const [x, y] = [a.entry, b.entry];
  if (x.depth !== y.depth) return x.depth - y.depth;
  if (x.device !== y.device) return x.device < y.device ? -1 : 1;
  return x.seq - y.seq || aIndex - bIndex;
}

export function mayWrite(role: string): boolean {
  return role === 'steward' || role === 'member';
}

export function mayComment(role: string): boolean {
  return mayWrite(role) || role === 'guest';
}

/** Events of a place in the total order. */
export function eventsIn(changes: readonly Counted[], may: (role: string) => boolean): RawEvent[] {
  const events: RawEvent[] = [];
  for (const change of changes) {
    if (!may(change.role)) continue;
    change.pushes.forEach((value, i) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
      events.push({ change, index: change.sets.length + i, value: value as Record<string, unknown> });
    });
  }
  return events.sort(byStamp);
}

/** The value of a field that everybody sees: of each document and role the last, of these the latest that is sound. */
export function fieldOf(
  changes: readonly Counted[],
  key: string,
  isSound: (value: unknown) => boolean,
): unknown {
  const lasts = new Map<string, { change: Counted; index: number; value: unknown }>();
  for (const change of changes) {
    if (!mayWrite(change.role)) continue;
    change.sets.forEach(([name, value], index) => {
      if (name !== key) return;
      const document = `${change.entry.device}/${change.part}/${change.role}`;
      const last = lasts.get(document);
      const order = last && (compare(change, index, last.change, last.index) || byText(value, last.value));
      if (order === undefined || order > 0) lasts.set(document, { change, index, value });
    });
  }
  const sound = [...lasts.values()].filter(({ value }) => isSound(value));
  return sound.sort((a, b) => compare(a.change, a.index, b.change, b.index)).at(-1)?.value;
}

export function isTitle(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '' && [...value].length <= 200;
}

export function isOptionalText(value: unknown): value is string {
  return typeof value === 'string' && [...value].length <= 8_000;
}

function isText(value: unknown): value is string {
  return isOptionalText(value) && value.trim() !== '';
}

export function isFlag(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

export function isId(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z2-7]{32}$/.test(value);
}

function isRank(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value.length <= 128 &&
    /^[A-Za-z][0-9A-Za-z]+$/.test(value) &&
    !value.endsWith('_')
  );
}

export function bornId({ change, value }: RawEvent): string | undefined {
  const id = value['id'];
  return typeof id === 'string' && /^[a-z2-7]{16}$/.test(id) ? change.tag + id : undefined;
}

export interface RawPlace {
  readonly id: string;
  readonly type: string;
  readonly title: unknown;
  readonly archived: unknown;
}

export function directoryOf(changes: readonly Counted[]): RawPlace[] {
  const places: RawPlace[] = [];
  for (const event of eventsIn(changes, mayWrite)) {
    const { t, type, title } = event.value;
    const id = bornId(event);
    if (t !== 'place' || id === undefined || places.some((place) => place.id === id)) continue;
    if (!['board', 'inventory', 'channel'].includes(type as string) || !isTitle(title)) continue;
    const archived = fieldOf(changes, `${id}/archived`, isFlag) ?? false;
    places.push({
      id,
      type: type as string,
      title: fieldOf(changes, `${id}/title`, isTitle) ?? title,
      archived,
    });
  }
  return places;
}

interface RawThing {
  readonly id: string;
  readonly kind: string;
  readonly title: unknown;
  readonly archived: unknown;
  readonly rank: string;
  readonly column: unknown;
  readonly body: unknown;
}

export function boardOf(changes: readonly Counted[]) {
  const things: RawThing[] = [];
  for (const event of eventsIn(changes, mayWrite)) {
    const { t, title, rank, column, body = '' } = event.value;
    const id = bornId(event);
    if (id === undefined || things.some((thing) => thing.id === id) || !isTitle(title) || !isRank(rank))
      continue;
    if (t !== 'column' && (t !== 'card' || !isId(column) || !isOptionalText(body))) continue;
    things.push({
      id,
      kind: t,
      title: fieldOf(changes, `${id}/title`, isTitle) ?? title,
      archived: fieldOf(changes, `${id}/archived`, isFlag) ?? false,
      rank: (fieldOf(changes, `${id}/rank`, isRank) as string | undefined) ?? rank,
      column: t === 'card' ? (fieldOf(changes, `${id}/column`, isId) ?? column) : null,
      body: t === 'card' ? (fieldOf(changes, `${id}/body`, isOptionalText) ?? body) : null,
    });
  }
  things.sort((a, b) => (a.rank === b.rank ? (a.id < b.id ? -1 : 1) : a.rank < b.rank ? -1 : 1));
  const columns = things.filter(({ kind }) => kind === 'column');
  const cardsIn = (isThere: (column: unknown) => boolean) =>
    things
      .filter(({ kind, column }) => kind === 'card' && isThere(column))
      .map(({ id, title, body, archived }) => ({ id, title, body, archived }));
  return {
    columns: columns.map(({ id, title, archived }) => ({
      id,
      title,
      archived,
      cards: cardsIn((column) => column === id),
    })),
    loose: cardsIn((column) => !columns.some(({ id }) => id === column)),
  };
}

export function channelOf(changes: readonly Counted[]) {
  const events = eventsIn(changes, mayComment);
  const messages: {
    id: string;
    author: string;
    text: unknown;
    replyTo: unknown;
    edited: boolean;
    deleted: boolean;
  }[] = [];
  for (const event of events) {
    const { t, text, re = null } = event.value;
    const id = bornId(event);
    if (t !== 'message' || id === undefined || messages.some((message) => message.id === id)) continue;
    if (!isText(text) || (re !== null && !isId(re))) continue;
    const author = event.change.person;
    const own = events.filter((other) => other.change.person === author && other.value['id'] === id);
    const deleted = own.some((other) => other.value['t'] === 'delete');
    const edit = own.filter((other) => other.value['t'] === 'edit' && isText(other.value['text'])).at(-1);
    messages.push({
      id,
      author,
      text: deleted ? '' : edit ? edit.value['text'] : text,
      replyTo: re,
      edited: !deleted && edit !== undefined,
      deleted,
    });
  }
  return messages;
}
