/** Amounts of data as people read them: rounded, in a unit that fits. */
import { locale } from './text.ts';

const units = ['kilobyte', 'megabyte', 'gigabyte'] as const;

export function dataAmount(bytes: number): string {
  let amount = bytes / 1000;
  let unit = 0;
  while (amount >= 1000 && unit < units.length - 1) {
    amount /= 1000;
    unit += 1;
  }
  return new Intl.NumberFormat(locale(), {
    style: 'unit',
    unit: units[unit]!,
    unitDisplay: 'short',
    maximumFractionDigits: amount < 10 && unit > 0 ? 1 : 0,
  }).format(amount > 0 && amount < 1 ? 1 : amount);
}
