/**
 * Lists as files that a spreadsheet opens (RFC 4180), and back. Owns the columns and how their cells are read; what is done with
 * a row is table-import.ts. Cells that a spreadsheet would take for a formula are made plain on the way out. [TABLE-1]
 */
import Papa from 'papaparse';
import { plainCell, writeCsv } from '../../base/csv.ts';
import type { PersonId } from '../../base/ids.ts';
import type { Inventory } from './inventory.ts';
import type { Item } from './item.ts';

/** What a column can be about; `?ID` is a question of the list. */
export const COLUMNS = [
  'label',
  'title',
  'kind',
  'category',
  'quantity',
  'location',
  'tags',
  'owner',
  'custodian',
  'condition',
  'note',
  'deposit',
  'stock',
  'unit',
  'low',
  'until',
  'sort',
  'archived',
] as const;
export type ColumnName = (typeof COLUMNS)[number];
/** For each column of the file what it is about; null: passed over. */
export type Mapping = readonly (ColumnName | `?${string}` | null)[];

export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
  readonly delimiter: string;
}

/** Rows of one file. */
const MAX_ROWS = 10_000;
/** Thousandths in one of what is counted. */
const UNIT = 1_000;

/** Names under which other programs have these columns, in lower case without marks. */
const NAMES: Readonly<Record<ColumnName, readonly string[]>> = {
  label: [
    'label',
    'number',
    'no',
    'id',
    'code',
    'barcode',
    'asset tag',
    'tag number',
    'nummer',
    'inventarnummer',
    'numero',
    'codigo',
    'رقم',
    'الرقم',
  ],
  title: [
    'title',
    'name',
    'item',
    'thing',
    'asset',
    'asset name',
    'item name',
    'bezeichnung',
    'gegenstand',
    'titel',
    'nombre',
    'articulo',
    'titulo',
    'الاسم',
    'اسم',
  ],
  kind: ['kind', 'type', 'art', 'tipo', 'النوع'],
  category: ['category', 'categories', 'kategorie', 'categoria', 'الفئة'],
  quantity: ['quantity', 'qty', 'count', 'pieces', 'anzahl', 'menge', 'stuck', 'cantidad', 'الكمية'],
  location: ['location', 'place', 'shelf', 'ort', 'standort', 'lagerort', 'ubicacion', 'lugar', 'المكان'],
  tags: ['tags', 'keywords', 'schlagworte', 'stichworte', 'etiquetas', 'الكلمات'],
  owner: ['owner', 'eigentumer', 'besitzer', 'propietario', 'المالك'],
  custodian: ['custodian', 'looked after by', 'verantwortlich', 'responsable', 'المسؤول'],
  condition: ['condition', 'status', 'zustand', 'estado', 'الحالة'],
  note: [
    'note',
    'notes',
    'description',
    'comment',
    'beschreibung',
    'notiz',
    'bemerkung',
    'descripcion',
    'nota',
    'notas',
    'الوصف',
    'ملاحظة',
  ],
  deposit: ['deposit', 'pfand', 'kaution', 'deposito', 'fianza', 'التأمين'],
  stock: ['stock', 'amount', 'level', 'bestand', 'existencias', 'المخزون'],
  unit: ['unit', 'einheit', 'unidad', 'الوحدة'],
  low: ['low', 'minimum', 'reorder level', 'mindestbestand', 'minimo', 'الحد الأدنى'],
  until: ['until', 'expires', 'bis', 'hasta', 'حتى'],
  sort: ['sort', 'sorte', 'clase'],
  archived: ['archived', 'put away', 'archiviert', 'archivado'],
};

/** Undefined where it is no table: no header, or more rows than one file may have. */
export function readTable(text: string): Table | undefined {
  const { data, meta } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), { preview: MAX_ROWS + 2 });
  const [header, ...rest] = data;
  if (!header || header.every((cell) => cell.trim() === '') || rest.length > MAX_ROWS) return undefined;
  const rows = rest
    .map((cells, index) => ({ line: index + 2, cells: cells.map(plainCell) }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  return { header: header.map((cell) => plainCell(cell).trim()), rows, delimiter: meta.delimiter };
}

/** By the names of the columns; each use once, the first column first. */
export function guessMapping({ header }: Table, { questions }: Inventory): Mapping {
  const taken = new Set<string>();
  return header.map((name) => {
    const plain = plainName(name);
    const question = questions.find((one) => !one.archived && plainName(one.title) === plain);
    const column = question
      ? (`?${question.id}` as const)
      : COLUMNS.find((each) => NAMES[each].includes(plain));
    if (column === undefined || taken.has(column)) return null;
    taken.add(column);
    return column;
  });
}

export function writeTable(inventory: Inventory, nameOf: (person: PersonId) => string): string {
  const questions = inventory.questions.filter(({ archived }) => !archived);
  const header = [...COLUMNS, ...questions.map(({ title }) => title)];
  const rows = inventory.items.map((item) => [
    ...COLUMNS.map((column) => cellOf(item, column, nameOf)),
    ...questions.map(({ id }) => String(item.custom.get(id) ?? '')),
  ]);
  return writeCsv([header, ...rows]);
}

function cellOf(item: Item, column: ColumnName, nameOf: (person: PersonId) => string): string {
  switch (column) {
    case 'owner':
      return item.owner === '' ? '' : nameOf(item.owner as PersonId);
    case 'custodian':
      return nameOf(item.custodian);
    case 'tags':
      return item.tags.join(', ');
    case 'stock':
      return item.kind === 'consumable' ? String(item.stock.level / UNIT) : '';
    case 'low':
      return item.low === 0 ? '' : String(item.low / UNIT);
    case 'archived':
      return item.archived ? 'yes' : '';
    case 'label':
    case 'title':
    case 'kind':
    case 'category':
    case 'quantity':
    case 'location':
    case 'condition':
    case 'note':
    case 'deposit':
    case 'unit':
    case 'until':
    case 'sort':
      return String(item[column]);
    default:
      return column satisfies never;
  }
}

/** Lower case, without accents and what stands between words. */
function plainName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/[\s_.:/-]+/g, ' ')
    .trim();
}
