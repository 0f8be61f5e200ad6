/** Tables on their way into a list: what would happen, and doing it. */
import type { ImportReport } from '../api/inventory-methods.ts';
import type { PlaceId } from '../base/ids.ts';
import { KithError } from '../base/kith-error.ts';
import type { Inventory } from '../features/inventory/inventory.ts';
import {
  COLUMNS,
  guessMapping,
  readTable,
  type ColumnName,
  type Mapping,
  type Table,
} from '../features/inventory/table-file.ts';
import { planImport } from '../features/inventory/table-import.ts';
import type { HostedCommunity } from './hosted-community.ts';

interface ImportWish {
  readonly text: string;
  readonly columns: readonly string[] | undefined;
  readonly isPreview: boolean;
}

/** Throws KithError TABLE_UNREADABLE, TABLE_COLUMNS, and what writing throws. */
export async function importTable(
  host: HostedCommunity,
  place: PlaceId,
  { text, columns, isPreview }: ImportWish,
): Promise<ImportReport> {
  const table = readTable(text);
  if (!table) throw new KithError('TABLE_UNREADABLE');
  const inventory = await host.views.inventory(place);
  const mapping = columns ? givenMapping(columns, table, inventory) : guessMapping(table, inventory);
  if (!isPreview && !mapping.includes('title') && !mapping.includes('label')) {
    throw new KithError('TABLE_COLUMNS');
  }
  const plan = planImport(host.author(place), inventory, table, mapping);
  if (!isPreview) {
    for (const edit of plan.edits) {
      await host.edit(place, 'exact', () => ({ ok: true, value: { id: place, edit } }));
    }
  }
  const { added, updated, unchanged, rejected } = plan;
  return {
    columns: table.header.map((name, index) => ({
      name,
      use: mapping[index] ?? '',
      example: table.rows.find(({ cells }) => (cells[index] ?? '').trim() !== '')?.cells[index] ?? '',
    })),
    uses: [...COLUMNS, ...inventory.questions.filter(({ archived }) => !archived).map(({ id }) => `?${id}`)],
    rows: table.rows.length,
    added,
    updated,
    unchanged,
    rejected: rejected.map(({ details, ...row }) => ({ ...row, details: { ...details } })),
  };
}

/** Unknown uses, and second ones, are passed over. */
function givenMapping(columns: readonly string[], table: Table, { questions }: Inventory): Mapping {
  const taken = new Set<string>();
  return table.header.map((_, index) => {
    const use = columns[index] ?? '';
    const isKnown = COLUMNS.some((column) => column === use) || questions.some(({ id }) => `?${id}` === use);
    if (!isKnown || taken.has(use)) return null;
    taken.add(use);
    return use as ColumnName | `?${string}`;
  });
}
