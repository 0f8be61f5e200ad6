/**
 * The sheets that labels are printed on, in millimetres, and where each label lies on them. Owns the geometry that the page's
 * preview, its print and the file share. [LABEL-3]
 */

export interface LabelSheet {
  readonly paper: 'A4' | 'Letter' | 'roll';
  readonly page: readonly [width: number, height: number];
  readonly label: readonly [width: number, height: number];
  readonly columns: number;
  readonly rows: number;
  /** Of the first label: from the top and from the left. */
  readonly start: readonly [top: number, left: number];
  /** Between two labels. */
  readonly gap: readonly [across: number, down: number];
}

const A4 = [210, 297] as const;
const LETTER = [215.9, 279.4] as const;

/** As they are sold, most of them by several makers; and one label on each page. */
export const labelSheets = {
  'a4-24': sheet('A4', A4, [70, 37], [3, 8], [0.5, 0], [0, 0]),
  'a4-21': sheet('A4', A4, [63.5, 38.1], [3, 7], [15.15, 7.25], [2.5, 0]),
  'a4-40': sheet('A4', A4, [52.5, 29.7], [4, 10], [0, 0], [0, 0]),
  'letter-30': sheet('Letter', LETTER, [66.7, 25.4], [3, 10], [12.7, 4.8], [3.1, 0]),
  'letter-10': sheet('Letter', LETTER, [101.6, 50.8], [2, 5], [12.7, 4], [4.7, 0]),
  'roll-62': sheet('roll', [62, 29], [62, 29], [1, 1], [0, 0], [0, 0]),
  'a4-1': sheet('A4', A4, [180, 267], [1, 1], [15, 15], [0, 0]),
  'letter-1': sheet('Letter', LETTER, [185.9, 249.4], [1, 1], [15, 15], [0, 0]),
} as const satisfies Record<string, LabelSheet>;

export type LabelSheetName = keyof typeof labelSheets;
export const labelSheetNames = Object.keys(labelSheets) as LabelSheetName[];

export function labelsPerPage({ columns, rows }: LabelSheet): number {
  return columns * rows;
}

export interface LabelBox {
  readonly top: number;
  readonly left: number;
  readonly width: number;
  readonly height: number;
  /** Free all around, so that no printer cuts into it. */
  readonly padding: number;
  /** Side of the square code. */
  readonly square: number;
  /** The words lie under the code, not beside it. */
  readonly isUpright: boolean;
  /** Height of the letters of the name. */
  readonly letters: number;
}

/** `position`: from 0, row by row. */
export function labelBox(of: LabelSheet, position: number): LabelBox {
  const [width, height] = of.label;
  const column = position % of.columns;
  const row = Math.floor(position / of.columns) % of.rows;
  const isUpright = height > width;
  const padding = Math.min(width, height) * 0.08;
  const square = isUpright ? width * 0.6 : Math.min(height - 2 * padding, width * 0.42);
  return {
    top: of.start[0] + row * (height + of.gap[1]),
    left: of.start[1] + column * (width + of.gap[0]),
    width,
    height,
    padding,
    square,
    isUpright,
    letters: isUpright ? 14 : Math.min(height * 0.125, 6),
  };
}

/** The labels of each page; `skip`: places at the beginning that are used already. */
export function labelPages<Label>(
  of: LabelSheet,
  labels: readonly Label[],
  skip: number,
): { readonly position: number; readonly label: Label }[][] {
  const size = labelsPerPage(of);
  const pages: { position: number; label: Label }[][] = [];
  for (const [index, label] of labels.entries()) {
    const at = index + Math.min(skip, size - 1);
    (pages[Math.floor(at / size)] ??= []).push({ position: at % size, label });
  }
  return pages;
}

function sheet(
  paper: LabelSheet['paper'],
  page: LabelSheet['page'],
  label: LabelSheet['label'],
  [columns, rows]: readonly [number, number],
  start: LabelSheet['start'],
  gap: LabelSheet['gap'],
): LabelSheet {
  return { paper, page, label, columns, rows, start, gap };
}
