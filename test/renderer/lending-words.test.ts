import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  clashOf,
  commonDays,
  dayCount,
  dayOfDate,
  dateOfDay,
  picked,
} from '../../renderer/screens/inventory/days.ts';

const day = fc
  .date({ min: new Date(2020, 0, 1), max: new Date(2040, 0, 1), noInvalidDate: true })
  .map(dayOfDate);
const open = fc.option(day);
const range = fc.tuple(open, open).filter(([from, to]) => from === null || to === null || from <= to);

describe('days', () => {
  test('[PAGE-15] a day and its date are each other’s', () => {
    fc.assert(fc.property(day, (each) => dayOfDate(dateOfDay(each)) === each));
  });

  test('[PAGE-15] two ranges have the days in common that lie in both', () => {
    fc.assert(
      fc.property(range, range, day, ([f1, t1], [f2, t2], each) => {
        const within = (from: string | null, to: string | null) =>
          (from === null || from <= each) && (to === null || each <= to);
        const common = commonDays({ from: f1, to: t1 }, { from: f2, to: t2 });
        expect(common !== undefined && within(common.from, common.to)).toBe(within(f1, t1) && within(f2, t2));
      }),
    );
  });

  test('[PAGE-15] days clash only where nothing is left', () => {
    const taken = [
      { from: '2030-05-01', to: '2030-05-03', left: 1 },
      { from: '2030-05-04', to: '2030-05-06', left: 0 },
      { from: '2031-01-01', to: null, left: 0 },
    ];
    expect(clashOf({ from: '2030-05-01', to: '2030-05-03' }, taken)).toBeUndefined();
    expect(clashOf({ from: '2030-05-02', to: '2030-05-05' }, taken)).toEqual({
      from: '2030-05-04',
      to: '2030-05-05',
    });
    expect(clashOf({ from: '2030-06-01', to: null }, taken)).toEqual({ from: '2031-01-01', to: null });
  });

  test('[PAGE-15] the first press begins, the second ends, the third begins anew', () => {
    const first = picked({ from: '', to: '' }, '2030-05-02');
    expect(first).toEqual({ from: '2030-05-02', to: '' });
    expect(picked(first, '2030-05-04')).toEqual({ from: '2030-05-02', to: '2030-05-04' });
    expect(picked(first, '2030-05-01')).toEqual({ from: '2030-05-01', to: '2030-05-02' });
    expect(picked({ from: '2030-05-01', to: '2030-05-02' }, '2030-05-09')).toEqual({
      from: '2030-05-09',
      to: '',
    });
    expect(dayCount('2030-03-30', '2030-04-01')).toBe(3);
  });
});
