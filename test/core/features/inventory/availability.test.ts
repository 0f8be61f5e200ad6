import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isFree, takenDays } from '../../../../core/features/inventory/availability.ts';
import { dateOfDay, spanOf } from '../../../../core/features/inventory/civil-date.ts';
import { Lending } from './lending.ts';

describe('the calendar of a thing', () => {
  test('[LOAN-5] shows what is left on the days that are promised or lent; a request takes nothing', () => {
    const lending = new Lending();
    const { ann, ben, cy } = lending;
    const item = lending.item(2);
    const taken = () => takenDays(lending.itemOf(item));
    const first = lending.request(ben, item, '2030-05-01', '2030-05-10');
    const second = lending.request(cy, item, '2030-05-08', '2030-05-12');
    expect(taken()).toEqual([]);
    lending.step(ann, 'approve', first);
    lending.step(ann, 'approve', second);
    lending.step(ann, 'hand-over', first);
    expect(taken()).toEqual([
      { from: '2030-05-01', to: '2030-05-07', left: 1 },
      { from: '2030-05-08', to: '2030-05-10', left: 0 },
      { from: '2030-05-11', to: '2030-05-12', left: 1 },
    ]);
    lending.step(ann, 'return', first);
    expect(taken()).toEqual([{ from: '2030-05-08', to: '2030-05-12', left: 1 }]);
    lending.step(cy, 'cancel', second);
    expect(taken()).toEqual([]);
  });

  test('[LOAN-2] [LOAN-5] a loan without an end is open in the calendar, too', () => {
    const lending = new Lending();
    const { ann, ben, cy } = lending;
    const item = lending.item();
    lending.step(ann, 'approve', lending.request(ben, item, '9999-12-30', '9999-12-31'));
    expect(takenDays(lending.itemOf(item))).toEqual([{ from: '9999-12-30', to: null, left: 0 }]);
    const other = lending.item();
    lending.step(ann, 'approve', lending.request(cy, other));
    expect(takenDays(lending.itemOf(other))).toEqual([{ from: null, to: null, left: 0 }]);
  });

  test('[LOAN-5] says of a request whether it could be promised now', () => {
    const lending = new Lending();
    const { ann, ben, cy } = lending;
    const item = lending.item();
    const free = (loan: Parameters<typeof lending.loan>[0]) =>
      isFree(lending.itemOf(item), lending.loan(loan));
    const mine = lending.request(ben, item, '2030-05-01', '2030-05-03');
    const theirs = lending.request(cy, item, '2030-05-03', '2030-05-04');
    const later = lending.request(cy, item, '2030-05-04', '2030-05-06');
    expect([mine, theirs, later].map(free)).toEqual([true, true, true]);
    lending.step(ann, 'approve', mine);
    expect([mine, theirs, later].map(free)).toEqual([true, false, true]);
  });

  test('[LOAN-2] numbers of days and dates are each other’s inverse', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1000-01-01'), max: new Date('9999-12-31T12:00'), noInvalidDate: true }),
        (date) => {
          const day = date.toISOString().slice(0, 10);
          expect(dateOfDay(spanOf({ from: day, to: null }).first)).toBe(day);
        },
      ),
    );
  });
});
