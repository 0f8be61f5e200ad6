/** Tables for spreadsheets: CSV (RFC 4180), with a mark that tells them that it is UTF-8. [TABLE-1] [THREAT-35] */
import Papa from 'papaparse';

/**
 * What a spreadsheet takes for a formula by its first character: such a cell is made plain by an apostrophe. One that has
 * apostrophes there already gets one more, so that each is read back as it was.
 */
const FORMULA = /^'*[=+\-@\t\r]/;

export function writeCsv(rows: readonly (readonly string[])[]): string {
  // The library's own pattern passes over cells of several lines.
  const text = Papa.unparse(
    rows.map((row) => [...row]),
    { escapeFormulae: FORMULA },
  );
  return `\uFEFF${text}\r\n`;
}

/** What `writeCsv` was given for that cell. */
export function plainCell(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}
