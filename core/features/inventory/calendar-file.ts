/** The promised and lent days of a list as a calendar that other programs read (RFC 5545). [TABLE-4] */
import ical from 'ical-generator';
import type { PersonId } from '../../base/ids.ts';
import { openLoans } from './adopt.ts';
import type { Inventory } from './inventory.ts';

interface CalendarWords {
  readonly title: string;
  readonly nameOf: (person: PersonId) => string;
  /** Milliseconds since 1970: when the file is made. */
  readonly now: number;
}

/** Loans without a first day stand on none. Of one that is open at its end, only the first day stands. */
export function writeCalendar(inventory: Inventory, { title, nameOf, now }: CalendarWords): string {
  const calendar = ical({ name: title, prodId: { company: 'Kith', product: 'Kith' }, timezone: 'UTC' });
  for (const item of inventory.items) {
    for (const { id, from, to, borrower } of openLoans(item)) {
      if (from === null) continue;
      calendar.createEvent({
        id,
        stamp: new Date(now),
        start: new Date(`${from}T00:00:00Z`),
        // The day after the last one, as the format has it.
        end: new Date(Date.parse(`${to ?? from}T00:00:00Z`) + 24 * 60 * 60 * 1000),
        allDay: true,
        summary: `${item.title}: ${nameOf(borrower)}`,
        ...(item.location !== '' && { location: item.location }),
      });
    }
  }
  return calendar.toString();
}
