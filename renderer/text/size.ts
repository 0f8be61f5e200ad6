/** Sizes of files, as people say them. */
import { i18n } from './text.ts';

const UNITS = ['byte', 'kilobyte', 'megabyte'] as const;

export function sizeText(bytes: number): string {
  let size = bytes;
  let unit = 0;
  for (; size >= 1_000 && unit < UNITS.length - 1; unit++) size /= 1_000;
  return new Intl.NumberFormat(i18n.language, {
    style: 'unit',
    unit: UNITS[unit]!,
    unitDisplay: 'short',
    maximumFractionDigits: size < 10 && unit > 0 ? 1 : 0,
  }).format(size);
}
