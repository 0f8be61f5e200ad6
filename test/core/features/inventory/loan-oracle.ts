/**
 * The rules of loans once more, as naively as they can be written: no classes, no sweeps, days counted one by one, the
 * whole past walked for every question. Shares no code with core/features/inventory. For dates within January to March
 * 2030 alone.
 */
import type { PartView } from '../../../../core/documents/part-view.ts';

/** Before the first and after the last day that the tests use. */
const EARLY = -1;
const LATE = 90;

interface Event {
  readonly t: string;
  readonly v: Record<string, unknown>;
  readonly person: string;
  readonly device: string;
  readonly tag: string;
  readonly role: string;
  readonly at: readonly [number, string, number, number];
}

export interface OracleLoan {
  state: string;
  beatenBy: string | null;
  provisional: boolean;
  to: string | null;
  asked: string | null;
}

export interface OracleItem {
  quantity: number;
  custodian: string;
  holders: string[];
}

interface State {
  readonly quantity: number;
  /** Promised or handed over, in the order of the promises. */
  readonly held: readonly string[];
  readonly words: Readonly<Record<string, string>>;
  readonly beaten: Readonly<Record<string, string>>;
  /** Last days that are other ones than was asked for. */
  readonly ends: Readonly<Record<string, string>>;
}

export function oracle(parts: readonly PartView[]): {
  loans: Record<string, OracleLoan>;
  items: Record<string, OracleItem>;
} {
  const events = flatten(parts);
  const births = events.filter(({ t }) => t === 'item');
  const requests = new Map(
    events.filter(({ t }) => t === 'request').map((event) => [event.tag + String(event.v['id']), event]),
  );
  const loans: Record<string, OracleLoan> = {};
  const items: Record<string, OracleItem> = {};
  for (const birth of births) {
    const id = birth.tag + String(birth.v['id']);
    const own = new Map([...requests].filter(([, request]) => request.v['item'] === id));
    const about = events.filter(({ v }) => v['item'] === id || own.has(String(v['loan'])));
    const { desk, elsewhere, custodian, custodians } = sequence(birth, about);
    const start: State = {
      quantity: Number(birth.v['quantity'] ?? 1),
      held: [],
      words: {},
      beaten: {},
      ends: {},
    };
    const firm = desk.reduce((state, event) => next(state, event, own, 'desk', about, {}), start);
    const end = elsewhere.reduce((state, event) => next(state, event, own, 'else', about, firm.words), firm);
    const holders: string[] = [];
    for (const loan of own.keys()) {
      const word = end.words[loan] ?? '-';
      const says = (t: string) =>
        about.some((e) => e.t === t && e.v['loan'] === loan && e.person === own.get(loan)!.person);
      const isMissing = about.some(
        (e) =>
          e.t === 'missing' &&
          e.v['loan'] === loan &&
          (e.person === own.get(loan)!.person || custodians.has(e.person)),
      );
      const state = show(word, says('cancel'), says('hand-over'), says('return'), isMissing);
      const to = end.ends[loan] ?? text(own.get(loan)!.v['to']) ?? null;
      const wish = text(
        about.findLast((e) => e.t === 'ask' && e.v['loan'] === loan && e.person === own.get(loan)!.person)?.v[
          'to'
        ],
      );
      const isRefused = about.some(
        (e) => e.t === 'refuse' && e.v['loan'] === loan && e.v['to'] === wish && custodians.has(e.person),
      );
      const isOn = ['approved', 'handing-over', 'out'].includes(state);
      loans[loan] = {
        state,
        to,
        asked: wish !== undefined && isOn && !isRefused && to !== null && wish > to ? wish : null,
        beatenBy: state === 'lost' ? (end.beaten[loan] ?? null) : null,
        provisional: word !== (firm.words[loan] ?? '-') || end.ends[loan] !== firm.ends[loan],
      };
    }
    for (const loan of end.held) {
      if (end.words[loan] === 'given' && ['out', 'missing', 'returning'].includes(loans[loan]!.state)) {
        holders.push(own.get(loan)!.person);
      }
    }
    items[id] = { quantity: end.quantity, custodian, holders };
  }
  return { loans, items };
}

function flatten(parts: readonly PartView[]): Event[] {
  const events: Event[] = [];
  for (const { log, person, device, tag, role } of parts) {
    for (const { value, stamp } of log) {
      const v = value as Record<string, unknown>;
      // What names a day has to.
      if (['ask', 'extend', 'refuse'].includes(String(v['t'])) && text(v['to']) === undefined) continue;
      const at = [stamp.depth, stamp.device, stamp.seq, stamp.index] as const;
      events.push({ t: String(v['t']), v, person, device, tag, role, at });
    }
  }
  return events.sort((a, b) => {
    for (const i of [0, 1, 2, 3] as const) if (a.at[i] !== b.at[i]) return a.at[i] < b.at[i] ? -1 : 1;
    return 0;
  });
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The desk's feed as far as it was the desk's, then the next desk's; then the last custodian's other devices. */
function sequence(birth: Event, about: readonly Event[]) {
  let custodian = text(birth.v['to']) ?? birth.person;
  let device = text(birth.v['device']) ?? birth.device;
  const desk: Event[] = [];
  const custodians = new Set([custodian]);
  let custody = 0;
  let rest = about;
  for (;;) {
    const mine = rest.filter(
      (e) => e.device === device && e.person === custodian && (e.v['custody'] ?? 0) === custody,
    );
    const own = mine.find(({ t }) => t === 'hand-on');
    const end =
      own ??
      rest.find(
        (e) =>
          e.t === 'take-over' &&
          (e.role === 'steward' || (e.person === custodian && e.v['to'] === custodian)) &&
          (e.v['custody'] ?? 0) === custody,
      );
    desk.push(...mine.slice(0, own ? mine.indexOf(own) : mine.length));
    if (!end) break;
    rest = rest.slice(rest.indexOf(end) + 1);
    custodian = String(end.v['to']);
    device = String(end.v['device']);
    custodians.add(custodian);
    custody += 1;
  }
  const judged = (e: Event) =>
    desk.some(({ t, v }) => {
      const seen =
        t === 'adopted' && (v['custody'] ?? 0) === custody ? (v['seen'] as [string, number][]) : [];
      return seen.some(([other, seq]) => other === e.device && e.at[2] <= seq);
    });
  const elsewhere = about
    .filter((e) => !judged(e))
    .filter((e) => e.person === custodian && e.device !== device && (e.v['custody'] ?? 0) === custody);
  return { desk, elsewhere, custodian, custodians };
}

function next(
  state: State,
  event: Event,
  own: ReadonlyMap<string, Event>,
  where: 'desk' | 'else',
  about: readonly Event[],
  firm: Readonly<Record<string, string>>,
): State {
  if (event.t === 'quantity' && where === 'desk') {
    const quantity = Number(event.v['quantity']);
    return given(state).length <= quantity ? { ...state, quantity } : state;
  }
  const loan = String(event.v['loan']);
  const request = own.get(loan);
  if (!request) return state;
  const word = state.words[loan] ?? '-';
  if (event.t === 'decline' && ['-', 'late', 'claimed'].includes(word)) {
    const instead = String(event.v['for']);
    const isBeaten = own.has(instead) && instead !== loan;
    if (where === 'else' && isBeaten && word === 'late' && firm[loan] === 'late') return state;
    const free = { ...state, held: state.held.filter((other) => other !== loan) };
    if (isBeaten) return late(free, loan, instead);
    return { ...free, words: { ...state.words, [loan]: 'declined' } };
  }
  if (event.t === 'return' && word === 'given') {
    const held = state.held.filter((other) => other !== loan);
    return { ...state, held, words: { ...state.words, [loan]: 'back' } };
  }
  if (event.t === 'extend' && ['claimed', 'given'].includes(word)) {
    const longer = { ...state, ends: { ...state.ends, [loan]: String(event.v['to']) } };
    const before = days(own, loan, state.ends);
    const after = days(own, loan, longer.ends);
    const isLonger = before.length > 0 && before[0] !== EARLY && after.length > before.length;
    const others = { ...longer, held: state.held.filter((other) => other !== loan) };
    return isLonger && !inTheWay(others, loan, own) ? longer : state;
  }
  if (event.t !== 'approve' && event.t !== 'hand-over') return state;
  const borrower = request.person;
  const confirms = (e: Event) =>
    e.person === borrower && e.v['loan'] === loan && (e.t === 'hand-over' || e.t === 'return');
  const both = event.t === 'hand-over' && borrower !== event.person && about.some(confirms);
  let now = state;
  if (where === 'else' && both) {
    if (given(state).length < state.quantity && ['-', 'late'].includes(word)) now = makeWay(state, loan, own);
  } else if (where === 'else' && word === 'late' && firm[loan] === 'late') return state;
  if (event.t === 'hand-over' && given(now).length >= now.quantity) return now;
  if (['-', 'late'].includes(now.words[loan] ?? '-')) {
    const other = inTheWay(now, loan, own);
    if (other) return late(now, loan, other);
    now = { ...now, held: [...now.held, loan], words: { ...now.words, [loan]: 'claimed' } };
  }
  if (event.t === 'hand-over' && now.words[loan] === 'claimed') {
    return { ...now, words: { ...now.words, [loan]: 'given' } };
  }
  return now;
}

function makeWay(state: State, loan: string, own: ReadonlyMap<string, Event>): State {
  if (!inTheWay(state, loan, own)) return state;
  const leaving = state.held
    .filter((other) => state.words[other] === 'claimed' && meet(own, other, loan, state.ends))
    .at(-1);
  if (leaving === undefined) return state;
  const freed = { ...state, held: state.held.filter((other) => other !== leaving) };
  return makeWay(late(freed, leaving, loan), loan, own);
}

function late(state: State, loan: string, other: string): State {
  return { ...state, words: { ...state.words, [loan]: 'late' }, beaten: { ...state.beaten, [loan]: other } };
}

function given(state: State): string[] {
  return state.held.filter((loan) => state.words[loan] === 'given');
}

/** The loan that takes the last piece on the first day that has none left. */
function inTheWay(state: State, loan: string, own: ReadonlyMap<string, Event>): string | undefined {
  const { ends } = state;
  for (const day of days(own, loan, ends)) {
    const there = state.held.filter((other) => days(own, other, ends).includes(day));
    if (there.length < state.quantity) continue;
    const since = (other: string) => Math.max(days(own, other, ends)[0]!, days(own, loan, ends)[0]!);
    return [...there].sort((a, b) => since(a) - since(b) || there.indexOf(a) - there.indexOf(b))[
      state.quantity - 1
    ];
  }
  return undefined;
}

function meet(own: ReadonlyMap<string, Event>, a: string, b: string, ends: State['ends']): boolean {
  return days(own, a, ends).some((day) => days(own, b, ends).includes(day));
}

function days(own: ReadonlyMap<string, Event>, loan: string, ends: State['ends']): number[] {
  const { from } = own.get(loan)!.v;
  const to = ends[loan] ?? own.get(loan)!.v['to'];
  const number = (date: unknown) =>
    (Date.parse(`${String(date)}T00:00:00Z`) - Date.UTC(2030, 0, 1)) / 86_400_000;
  const first = typeof from === 'string' ? number(from) : EARLY;
  const last = typeof to === 'string' ? number(to) : LATE;
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
}

function show(
  word: string,
  cancelled: boolean,
  received: boolean,
  returned: boolean,
  missing: boolean,
): string {
  const had = received || returned;
  if (word === 'given' && had) return returned ? 'returning' : missing ? 'missing' : 'out';
  if (word === 'back' && had) return returned ? 'returned' : 'returning';
  if (cancelled) return 'cancelled';
  if (word === 'claimed') return had ? 'handing-over' : 'approved';
  const rest: Record<string, string> = {
    '-': 'requested',
    late: 'lost',
    declined: 'declined',
    given: 'handing-over',
    back: 'returning',
  };
  return rest[word]!;
}
