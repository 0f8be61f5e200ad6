/**
 * Puts the rows of a table into a list: a row whose label the list has changes that thing, every other one is a new thing.
 * Each row is judged by itself with the rules for what a person types, so a bad one harms no other; what is not taken is
 * reported with its line. [TABLE-2] [TABLE-3]
 */
import type { ObjectId } from '../../base/ids.ts';
import { notBuilt, type Author, type Built, type Refusal } from '../../documents/author.ts';
import type { Edit } from '../../documents/edit.ts';
import type { CustomField, FieldValue } from './custom-fields.ts';
import { isCivilDate } from './civil-date.ts';
import { ITEM_KINDS, type ItemKind } from './events.ts';
import type { Inventory } from './inventory.ts';
import { addItem, archiveItem, editItem, remarkOn, type ItemFields } from './item-edits.ts';
import { ITEM_SORTS } from './item-fields.ts';
import type { Item } from './item.ts';
import { CONDITIONS, type Condition } from './remarks.ts';
import { countStock } from './stock-edits.ts';
import type { ColumnName, Mapping, Table } from './table-file.ts';

export interface RejectedRow {
  /** Number of the row as a spreadsheet shows it: the header is row 1. */
  readonly line: number;
  readonly title: string;
  readonly code: string;
  readonly details: Readonly<Record<string, string | number>>;
}

export interface ImportPlan {
  /** To be written one after the other; each fits in an entry. */
  readonly edits: readonly Edit[];
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: readonly RejectedRow[];
}

/** Characters of one edit as JSON; its bytes stay below what an entry holds, whatever the script. */
const FULL = 18_000;
const UNIT = 1_000;

/**
 * Codes of a row: those of item-edits and stock-edits, ROW_TITLE, ROW_NUMBER {column}, ROW_DATE {column}, ROW_VALUE {column}, ROW_TWICE,
 * ROW_TOO_LONG.
 */
export function planImport(author: Author, inventory: Inventory, table: Table, mapping: Mapping): ImportPlan {
  const byLabel = new Map<string, Item>();
  for (const item of inventory.items)
    if (item.label !== '' && !byLabel.has(item.label)) byLabel.set(item.label, item);
  const seen = new Set<string>();
  const edits: Edit[] = [];
  const rejected: RejectedRow[] = [];
  const counts = { added: 0, updated: 0, unchanged: 0 };
  for (const { line, cells } of table.rows) {
    const row = readRow(cells, table.header, mapping, inventory.questions);
    const title = row.ok ? (row.title ?? '') : row.title;
    const reject = ({ code, details = {} }: Refusal): void => {
      rejected.push({ line, title, code, details });
    };
    if (!row.ok) {
      reject(row.refusal);
      continue;
    }
    const label = row.fields.label?.trim() ?? '';
    if (label !== '' && seen.has(label)) {
      reject(notBuilt('ROW_TWICE', { label }));
      continue;
    }
    const known = byLabel.get(label);
    const built = known ? changesOf(author, inventory, known, row) : birthOf(author, inventory, row);
    if (built === undefined) counts.unchanged += 1;
    else if (!built.ok) reject(built);
    else if (sizeOf(built.value.edit) > FULL) reject(notBuilt('ROW_TOO_LONG'));
    else {
      edits.push(built.value.edit);
      counts[known ? 'updated' : 'added'] += 1;
    }
    if (label !== '') seen.add(label);
  }
  return { edits: grouped(edits), ...counts, rejected };
}

interface Row {
  readonly ok: true;
  readonly title: string | undefined;
  readonly kind: ItemKind | undefined;
  readonly quantity: number | undefined;
  readonly fields: ItemFields;
  readonly condition: Condition | undefined;
  readonly archived: boolean | undefined;
  /** Thousandths. */
  readonly stock: number | undefined;
}

function birthOf(author: Author, inventory: Inventory, row: Row): Built {
  if (row.title === undefined || row.title.trim() === '') return notBuilt('ROW_TITLE');
  const { kind, quantity, fields } = row;
  const isCounted = row.stock !== undefined && (kind === undefined || kind === 'consumable');
  const born = addItem(author, inventory, {
    ...fields,
    title: row.title,
    kind: kind ?? (isCounted ? 'consumable' : undefined),
    quantity,
  });
  if (!born.ok) return born;
  const { id, edit } = born.value;
  const extra: Edit[] = [edit];
  // As if it were in the list: what follows is about it.
  const item = { id, kind: isCounted ? ('consumable' as const) : (kind ?? 'thing') };
  const withIt = withItem(inventory, item);
  for (const built of aftermath(author, withIt, id, row, isCounted)) {
    if (!built.ok) return built;
    extra.push(built.value.edit);
  }
  return { ok: true, value: { id, edit: joined(extra) } };
}

/** Undefined where nothing is different. */
function changesOf(author: Author, inventory: Inventory, item: Item, row: Row): Built | undefined {
  const changed: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(row.fields)) {
    if (name === 'custom' || value === undefined) continue;
    if (!isSame(item[name as keyof Item], value)) changed[name] = value;
  }
  const custom = Object.entries(row.fields.custom ?? {}).filter(
    ([id, value]) => (item.custom.get(id as ObjectId) ?? '') !== value,
  );
  if (custom.length > 0) changed['custom'] = Object.fromEntries(custom);
  if (row.title !== undefined && row.title.trim() !== '' && row.title.trim() !== item.title)
    changed['title'] = row.title;
  if (row.quantity !== undefined && row.quantity !== item.quantity) changed['quantity'] = row.quantity;
  const edits: Edit[] = [];
  if (Object.keys(changed).length > 0) {
    const built = editItem(author, inventory, item.id, changed);
    if (!built.ok) return built;
    edits.push(built.value.edit);
  }
  const isCounted = row.stock !== undefined && item.kind === 'consumable' && row.stock !== item.stock.level;
  for (const built of aftermath(author, inventory, item.id, row, isCounted, item)) {
    if (!built.ok) return built;
    edits.push(built.value.edit);
  }
  return edits.length === 0 ? undefined : { ok: true, value: { id: item.id, edit: joined(edits) } };
}

function aftermath(
  author: Author,
  inventory: Inventory,
  id: ObjectId,
  row: Row,
  isCounted: boolean,
  item?: Item,
): Built[] {
  const built: Built[] = [];
  if (isCounted) built.push(countStock(author, inventory, { item: id, amount: row.stock ?? 0 }));
  if (row.condition !== undefined && row.condition !== (item?.condition ?? 'usable')) {
    built.push(remarkOn(author, inventory, { item: id, text: '', condition: row.condition }));
  }
  if (row.archived !== undefined && row.archived !== (item?.archived ?? false)) {
    built.push(archiveItem(author, inventory, id, row.archived));
  }
  return built;
}

function withItem(inventory: Inventory, item: { readonly id: ObjectId; readonly kind: ItemKind }): Inventory {
  const born = { ...item, stock: { events: [] } } as unknown as Item;
  return { ...inventory, itemById: new Map([[item.id, born]]) };
}

type Read = Row | { readonly ok: false; readonly title: string; readonly refusal: Refusal };

/** Empty cells say nothing of a new thing, and clear a field of a known one. */
function readRow(
  cells: readonly string[],
  header: readonly string[],
  mapping: Mapping,
  questions: readonly CustomField[],
): Read {
  const fields: { -readonly [Name in keyof ItemFields]: ItemFields[Name] } = {};
  const custom: Record<string, FieldValue> = {};
  const row: { -readonly [Name in keyof Row]: Row[Name] } = {
    ok: true,
    title: undefined,
    kind: undefined,
    quantity: undefined,
    fields,
    condition: undefined,
    archived: undefined,
    stock: undefined,
  };
  const title = cells[mapping.indexOf('title')]?.trim() ?? '';
  for (const [index, column] of mapping.entries()) {
    const cell = (cells[index] ?? '').trim();
    if (column === null) continue;
    const refusal = column.startsWith('?')
      ? readAnswer(
          custom,
          questions.find(({ id }) => `?${id}` === column),
          cell,
        )
      : readCell(row, fields, column as ColumnName, cell, header[index] ?? column);
    if (refusal) return { ok: false, title, refusal };
  }
  if (Object.keys(custom).length > 0) fields.custom = custom;
  return row;
}

function readCell(
  row: { -readonly [Name in keyof Row]: Row[Name] },
  fields: { -readonly [Name in keyof ItemFields]: ItemFields[Name] },
  column: ColumnName,
  cell: string,
  name: string,
): Refusal | undefined {
  const wrong = (code: string): Refusal => notBuilt(code, { column: name, value: cell.slice(0, 40) });
  switch (column) {
    case 'title':
      row.title = cell;
      return undefined;
    case 'label':
    case 'category':
    case 'location':
    case 'note':
    case 'deposit':
    case 'unit':
      fields[column] = cell;
      return undefined;
    case 'tags':
      fields.tags = cell
        .split(/[,;|]/)
        .map((tag) => tag.trim())
        .filter((tag) => tag !== '');
      return undefined;
    case 'quantity':
    case 'stock':
    case 'low': {
      if (cell === '') return undefined;
      const number = readNumber(cell);
      if (number === undefined || number < 0) return wrong('ROW_NUMBER');
      if (column === 'quantity') {
        if (!Number.isInteger(number)) return wrong('ROW_NUMBER');
        row.quantity = number;
      } else if (column === 'low') fields.low = Math.round(number * UNIT);
      else row.stock = Math.round(number * UNIT);
      return undefined;
    }
    case 'until': {
      const day = cell === '' ? '' : readDay(cell);
      if (day === undefined) return wrong('ROW_DATE');
      fields.until = day;
      return undefined;
    }
    case 'kind': {
      if (cell === '') return undefined;
      row.kind = ITEM_KINDS.find((kind) => kind === cell.toLowerCase());
      return row.kind === undefined ? wrong('ROW_VALUE') : undefined;
    }
    case 'sort': {
      const sort = ITEM_SORTS.find((each) => each === cell.toLowerCase());
      if (cell !== '' && sort === undefined) return wrong('ROW_VALUE');
      fields.sort = sort ?? '';
      return undefined;
    }
    case 'condition': {
      if (cell === '') return undefined;
      row.condition = CONDITIONS.find((each) => each === cell.toLowerCase().replaceAll(' ', '-'));
      return row.condition === undefined ? wrong('ROW_VALUE') : undefined;
    }
    case 'archived':
      row.archived = isYes(cell);
      return undefined;
    case 'owner':
    case 'custodian':
      // Names are no proof of a person: they are written, not read.
      return undefined;
    default:
      return column satisfies never;
  }
}

function readAnswer(
  custom: Record<string, FieldValue>,
  question: CustomField | undefined,
  cell: string,
): Refusal | undefined {
  if (!question) return notBuilt('QUESTION_UNKNOWN');
  const wrong = (code: string): Refusal =>
    notBuilt(code, { column: question.title, value: cell.slice(0, 40) });
  if (cell === '') {
    custom[question.id] = '';
    return undefined;
  }
  switch (question.kind) {
    case 'text':
    case 'choice':
      custom[question.id] = cell;
      return undefined;
    case 'number': {
      const number = readNumber(cell);
      if (number === undefined) return wrong('ROW_NUMBER');
      custom[question.id] = number;
      return undefined;
    }
    case 'date': {
      const day = readDay(cell);
      if (day === undefined) return wrong('ROW_DATE');
      custom[question.id] = day;
      return undefined;
    }
    case 'yes-no':
      custom[question.id] = isYes(cell);
      return undefined;
    default:
      return question.kind satisfies never;
  }
}

/** With a point or a comma before the decimals; the other one, a space or an apostrophe between thousands. */
function readNumber(cell: string): number | undefined {
  const plain = cell.replace(/[\s'\u00a0\u202f]/g, '');
  const last = Math.max(plain.lastIndexOf(','), plain.lastIndexOf('.'));
  const mark = plain[last];
  const isThousands = mark !== undefined && plain.split(mark).length > 2;
  const digits =
    last < 0 || isThousands
      ? plain.replace(/[.,]/g, '')
      : `${plain.slice(0, last).replace(/[.,]/g, '')}.${plain.slice(last + 1)}`;
  return /^-?\d+(\.\d+)?$/.test(digits) ? Number(digits) : undefined;
}

/** YYYY-MM-DD, or the day first with points: 3.12.2030. */
function readDay(cell: string): string | undefined {
  const pointed = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(cell);
  const day = pointed
    ? `${pointed[3]!}-${pointed[2]!.padStart(2, '0')}-${pointed[1]!.padStart(2, '0')}`
    : cell;
  return isCivilDate(day) ? day : undefined;
}

function isYes(cell: string): boolean {
  return ['yes', 'true', '1', 'x', 'y', 'ja', 'si', 'sí', 'نعم'].includes(cell.toLowerCase());
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function joined(edits: readonly Edit[]): Edit {
  return { set: edits.flatMap(({ set }) => set), push: edits.flatMap(({ push }) => push) };
}

function sizeOf(edit: Edit): number {
  return JSON.stringify(edit).length;
}

/** As few as fit. */
function grouped(edits: readonly Edit[]): Edit[] {
  const groups: Edit[] = [];
  let group: Edit[] = [];
  let size = 0;
  for (const edit of edits) {
    const length = sizeOf(edit);
    if (group.length > 0 && size + length > FULL) {
      groups.push(joined(group));
      [group, size] = [[], 0];
    }
    group.push(edit);
    size += length;
  }
  if (group.length > 0) groups.push(joined(group));
  return groups;
}
