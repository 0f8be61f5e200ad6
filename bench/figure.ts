/** One row of the table: what was measured, and what it is compared with. */
import { median, quantile } from './statistics.ts';

export interface Figure {
  /** Unique; other rows name it as their reference. */
  readonly name: string;
  readonly unit: string;
  /** One for each run of the measurement. */
  readonly values: readonly number[];
  /** The row that it is compared with, measured in the same run. */
  readonly reference?: string;
  /** What is aimed at, in words. */
  readonly aim?: string;
}

export interface Row {
  readonly figure: string;
  readonly unit: string;
  readonly median: number;
  readonly least: number;
  readonly greatest: number;
  readonly runs: number;
  readonly reference: string | null;
  /** Its median by the reference's. */
  readonly ratio: number | null;
  readonly aim: string | null;
}

export function rowsOf(figures: readonly Figure[]): Row[] {
  const medians = new Map(figures.map(({ name, values }) => [name, median(values)]));
  return figures.map(({ name, unit, values, reference, aim }) => {
    const of = reference === undefined ? undefined : medians.get(reference);
    const own = median(values);
    return {
      figure: name,
      unit,
      median: own,
      least: quantile(values, 0),
      greatest: quantile(values, 1),
      runs: values.length,
      reference: reference ?? null,
      ratio: of === undefined ? null : own / of,
      aim: aim ?? null,
    };
  });
}

/** Lines of equal columns, for people. */
export function table(rows: readonly Row[]): string {
  const head = ['figure', 'unit', 'median', 'spread', 'ratio', 'to', 'aim'];
  const body = rows.map((row) => [
    row.figure,
    row.unit,
    short(row.median),
    row.runs > 1 ? `${short(row.least)} .. ${short(row.greatest)}` : '',
    row.ratio === null ? '' : short(row.ratio),
    row.reference ?? '',
    row.aim ?? '',
  ]);
  const widths = head.map((title, i) => Math.max(title.length, ...body.map((cells) => cells[i]!.length)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => (i >= 2 && i <= 4 ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!)))
      .join('  ');
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)]
    .map((text) => text.trimEnd())
    .join('\n');
}

/** Three digits that mean something. */
function short(value: number): string {
  if (value === 0) return '0';
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  const text = value.toFixed(Math.min(digits, 3));
  return text.replace(/\B(?=(\d{3})+$)/g, digits > 0 ? '' : ',');
}
