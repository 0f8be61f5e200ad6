/** The colours of labels and columns, by name: how they look is the page's, so that each theme can show them well. [BOARD-8] */
export const COLORS = [
  'red',
  'orange',
  'yellow',
  'green',
  'teal',
  'blue',
  'purple',
  'pink',
  'brown',
  'gray',
] as const;
export type Color = (typeof COLORS)[number];

export function isColor(value: unknown): value is Color {
  return COLORS.some((known) => known === value);
}
