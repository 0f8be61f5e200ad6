/**
 * A month of a thing: which days are free, which are taken, which are the person's own. With `onRange` days are chosen by
 * a click, a drag of the arrow keys and Enter; what a day is stands in its name, not in its colour alone.
 */
import { useState } from 'react';
import { DayPicker, type DateRange } from 'react-day-picker';
import type { TakenView } from '../../../core/api/inventory-methods.ts';
import { locale, t } from '../../text/text.ts';
import styles from './availability.module.css';
import { dateOfDay, dayOfDate, isWithin, leftOn, picked, type DayRange } from './days.ts';

interface AvailabilityProps {
  taken: readonly TakenView[];
  /** Requests and loans of the person at this device. */
  own: readonly DayRange[];
  quantity: number;
  today: string;
  chosen?: { readonly from: string; readonly to: string };
  onChoose?: (from: string, to: string) => void;
}

const classes: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    root: 'calendar',
    months: 'months',
    month: 'month',
    month_caption: 'caption',
    caption_label: 'captionLabel',
    nav: 'nav',
    button_previous: 'turn',
    button_next: 'turn',
    chevron: 'chevron',
    month_grid: 'grid',
    weekday: 'weekday',
    day: 'day',
    day_button: 'dayButton',
    today: 'today',
    outside: 'outside',
    disabled: 'disabled',
    hidden: 'hidden',
    selected: 'selected',
    range_start: 'rangeStart',
    range_end: 'rangeEnd',
    range_middle: 'rangeMiddle',
  }).map(([part, name]) => [part, styles[name] ?? '']),
);

export function Availability({ taken, own, quantity, today, chosen, onChoose }: AvailabilityProps) {
  const [month, setMonth] = useState(() => dateOfDay(chosen?.from || today));
  const from = chosen?.from;
  const [followed, setFollowed] = useState(from);
  // A date that is typed turns the page to it.
  if (from !== followed) {
    setFollowed(from);
    if (from) setMonth(dateOfDay(from));
  }
  const selected: DateRange | undefined = chosen?.from
    ? { from: dateOfDay(chosen.from), to: dateOfDay(chosen.to || chosen.from) }
    : undefined;
  const isOwn = (day: string): boolean => own.some((range) => isWithin(day, range));
  const shared = {
    month,
    onMonthChange: setMonth,
    classNames: classes,
    dir: document.documentElement.dir,
    showOutsideDays: false,
    weekStartsOn: firstDayOfWeek(),
    formatters: {
      formatCaption: (date: Date) => written(date, { month: 'long', year: 'numeric' }),
      formatWeekdayName: (date: Date) => written(date, { weekday: 'short' }),
      formatDay: (date: Date) => written(date, { day: 'numeric' }),
    },
    labels: {
      labelNav: () => t('calendar.months'),
      labelPrevious: () => t('calendar.previous'),
      labelNext: () => t('calendar.next'),
      labelGrid: (date: Date) => written(date, { month: 'long', year: 'numeric' }),
      labelGridcell: (date: Date) => dayLabel(date),
      labelDayButton: (date: Date) => dayLabel(date),
      labelWeekday: (date: Date) => written(date, { weekday: 'long' }),
    },
    modifiers: {
      taken: (date: Date) => leftOn(dayOfDate(date), taken) === 0,
      some: (date: Date) => (leftOn(dayOfDate(date), taken) ?? 0) > 0,
      own: (date: Date) => isOwn(dayOfDate(date)),
    },
    modifiersClassNames: {
      taken: styles['taken'] ?? '',
      some: styles['some'] ?? '',
      own: styles['own'] ?? '',
    },
  };

  function dayLabel(date: Date): string {
    const left = leftOn(dayOfDate(date), taken);
    const state =
      left === undefined
        ? t('calendar.free')
        : left === 0
          ? t('calendar.taken')
          : t('calendar.some', { count: left });
    const day = written(date, { dateStyle: 'full' });
    return isOwn(dayOfDate(date))
      ? t('calendar.dayMine', { day, state, mine: t('calendar.mine') })
      : t('calendar.day', { day, state });
  }

  return (
    <div className={styles['frame']}>
      {onChoose ? (
        <DayPicker
          {...shared}
          mode="range"
          selected={selected}
          disabled={{ before: dateOfDay(today) }}
          startMonth={dateOfDay(today)}
          onSelect={(_, day) => {
            const { from: first, to: last } = picked(chosen ?? { from: '', to: '' }, dayOfDate(day));
            onChoose(first, last);
          }}
        />
      ) : (
        <DayPicker {...shared} />
      )}
      <ul className={styles['legend']} aria-hidden>
        <li>
          <span className={`${styles['mark']} ${styles['markTaken']}`} />
          {t('calendar.legendTaken')}
        </li>
        {quantity > 1 && (
          <li>
            <span className={`${styles['mark']} ${styles['markSome']}`} />
            {t('calendar.legendSome')}
          </li>
        )}
        <li>
          <span className={`${styles['mark']} ${styles['markOwn']}`} />
          {t('calendar.legendMine')}
        </li>
      </ul>
    </div>
  );
}

const made = new Map<string, Intl.DateTimeFormat>();

function written(date: Date, form: Intl.DateTimeFormatOptions): string {
  const name = `${locale()} ${JSON.stringify(form)}`;
  let formatter = made.get(name);
  if (!formatter) made.set(name, (formatter = new Intl.DateTimeFormat(locale(), form)));
  return formatter.format(date);
}

interface LocaleWithWeek extends Intl.Locale {
  getWeekInfo?: () => { firstDay: number };
  weekInfo?: { firstDay: number };
}

/** As the person's country has it; Monday where nobody says. */
function firstDayOfWeek(): 0 | 1 | 2 | 3 | 4 | 5 | 6 {
  const where = new Intl.Locale(locale()) as LocaleWithWeek;
  const { firstDay } = where.getWeekInfo?.() ?? where.weekInfo ?? { firstDay: 1 };
  return (firstDay % 7) as 0 | 1 | 2 | 3 | 4 | 5 | 6;
}
