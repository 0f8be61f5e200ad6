/** Text for people: aligned columns, dates, and nothing in it that could steer a terminal. */

/** Characters of a column that is followed by others; a longer text is cut there, never in JSON. */
const WIDEST = 48;

/** Rows of texts as columns, two spaces apart. The last column is as wide as it is. */
function columns(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.slice(0, -1).forEach((cell, at) => {
      widths[at] = Math.max(widths[at] ?? 0, Math.min(WIDEST, length(cell)));
    });
  }
  return rows
    .map((row) =>
      row.map((cell, at) => (at < row.length - 1 ? fit(cell, widths[at]!) : oneLine(cell))).join('  '),
    )
    .join('\n');
}

/** The list, or a sentence that says that there is none. */
export function listOr(none: string, rows: readonly (readonly string[])[]): string {
  return rows.length === 0 ? none : columns(rows);
}

export function lines(...parts: readonly (string | false | undefined)[]): string {
  return parts.filter((part) => typeof part === 'string').join('\n');
}

/** `2027-03-09 14:05`, in the time of this machine. */
export function timeOf(ms: number): string {
  const time = new Date(ms);
  if (Number.isNaN(time.getTime())) return 'unknown time';
  const two = (number: number): string => String(number).padStart(2, '0');
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return `${day} ${two(time.getHours())}:${two(time.getMinutes())}`;
}

export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** What others wrote may hold codes that move a cursor or change a title: they become visible instead. */
export function harmless(text: string): string {
  // eslint-disable-next-line no-control-regex -- these are what it is about
  return text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, '\ufffd');
}

export function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ');
}

function fit(cell: string, width: number): string {
  const letters = [...oneLine(cell)];
  const cut = letters.length > width ? [...letters.slice(0, width - 1), '…'] : letters;
  return cut.join('') + ' '.repeat(width - cut.length);
}

function length(text: string): number {
  return [...oneLine(text)].length;
}
