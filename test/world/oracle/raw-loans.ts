/**
 * Things and their loans, one step at a time and every day looked at. The one device that the custodian decides at
 * orders what is decided; what the borrower says counts wherever it stands. Worlds have one device a person, so nothing
 * is decided elsewhere. Shares nothing with core/features.
 */
import {
  bornId,
  byStamp,
  eventsIn,
  fieldOf,
  isFlag,
  isId,
  isOptionalText,
  isTitle,
  mayComment,
  mayWrite,
  type Counted,
  type RawEvent,
} from './raw-places.ts';

type Decision = 'none' | 'claimed' | 'late' | 'declined' | 'given' | 'back';

interface RawLoan {
  readonly id: string;
  readonly item: string;
  readonly borrower: string;
  readonly from: string | null;
  to: string | null;
  decision: Decision;
  /** The loan that has it instead. */
  because: string | null;
  promised: number;
}

export function inventoryOf(changes: readonly Counted[]) {
  const events = eventsIn(changes, mayComment);
  const births = new Map<string, RawEvent>();
  for (const event of events) {
    const { t } = event.value;
    const id = bornId(event);
    if (id === undefined || births.has(id)) continue;
    if (t === 'item' && mayWrite(event.change.role) && isItem(event.value)) births.set(id, event);
    if (t === 'request' && isRequest(event.value)) births.set(id, event);
  }
  const items = [...births].filter(([, event]) => event.value['t'] === 'item');
  return items.map(([id, birth]) => itemOf(id, birth, births, events, changes));
}

function itemOf(
  id: string,
  birth: RawEvent,
  births: ReadonlyMap<string, RawEvent>,
  events: readonly RawEvent[],
  changes: readonly Counted[],
) {
  const { title, category = '', note = '', quantity: first = 1 } = birth.value;
  const custodian = (birth.value['to'] as string | undefined) ?? birth.change.person;
  const desk = (birth.value['device'] as string | undefined) ?? birth.change.entry.device;
  const loans: RawLoan[] = [];
  for (const [loan, { value, change }] of births) {
    if (value['t'] !== 'request' || value['item'] !== id) continue;
    const [from, to] = [(value['from'] ?? null) as string | null, (value['to'] ?? null) as string | null];
    loans.push({
      id: loan,
      item: id,
      borrower: change.person,
      from,
      to,
      decision: 'none',
      because: null,
      promised: 0,
    });
  }
  let quantity = first as number;
  let promises = 0;
  const given = () => loans.filter(({ decision }) => decision === 'given').length;
  const approve = (loan: RawLoan): void => {
    if (loan.decision !== 'none' && loan.decision !== 'late') return;
    const obstacle = whoHasIt(loan, loans, quantity);
    loan.decision = obstacle === null ? 'claimed' : 'late';
    loan.because = obstacle;
    if (obstacle === null) loan.promised = ++promises;
  };
  for (const { change, value, ...event } of events) {
    if (change.person !== custodian || change.entry.device !== desk) continue;
    if (byStamp({ change, value, ...event }, birth) <= 0) continue;
    if (value['t'] === 'quantity' && value['item'] === id && isQuantity(value['quantity'])) {
      if (value['quantity'] >= given()) quantity = value['quantity'];
    }
    const loan = loans.find((one) => one.id === value['loan']);
    if (!loan) continue;
    switch (value['t']) {
      case 'approve':
        approve(loan);
        break;
      case 'decline':
        if (['none', 'late', 'claimed'].includes(loan.decision)) {
          const instead = loans.find((other) => other.id === value['for'] && other !== loan);
          loan.decision = instead ? 'late' : 'declined';
          loan.because = instead?.id ?? null;
        }
        break;
      case 'hand-over':
        if (given() >= quantity) break;
        approve(loan);
        if (loan.decision === 'claimed') loan.decision = 'given';
        break;
      case 'return':
        if (loan.decision === 'given') loan.decision = 'back';
        break;
      case 'extend': {
        const { to } = value;
        const isOpen = loan.decision === 'claimed' || loan.decision === 'given';
        if (!isOpen || !isDay(to) || loan.from === null || loan.to === null || to <= loan.to) break;
        const longer = { ...loan, to };
        const others = loans.filter((other) => other !== loan);
        if (isRequest({ ...longer }) && whoHasIt(longer, others, quantity) === null) loan.to = to;
        break;
      }
      default:
        break;
    }
  }
  const views = loans.map((loan) => {
    const says = (...steps: string[]) =>
      events.some(
        ({ change, value }) =>
          change.person === loan.borrower &&
          value['loan'] === loan.id &&
          steps.includes(value['t'] as string),
      );
    const isMissing = events.some(
      ({ change, value }) =>
        (change.person === loan.borrower || change.person === custodian) &&
        value['loan'] === loan.id &&
        value['t'] === 'missing',
    );
    const said = stateOf(loan.decision, says('hand-over', 'return'), says('return'), says('cancel'));
    const state = said === 'out' && isMissing ? 'missing' : said;
    return { ...loan, state };
  });
  const out = views.filter(
    ({ state, decision }) => decision === 'given' && ['out', 'missing', 'returning'].includes(state),
  );
  const archived = fieldOf(changes, `${id}/archived`, isFlag) ?? false;
  const reserved = views.filter(({ state }) => state === 'approved' || state === 'handing-over').length;
  return {
    id,
    title: fieldOf(changes, `${id}/title`, isTitle) ?? title,
    category: fieldOf(changes, `${id}/category`, isCategory) ?? category,
    note: fieldOf(changes, `${id}/note`, isOptionalText) ?? note,
    quantity,
    custodian,
    state: archived
      ? 'archived'
      : out.length >= quantity
        ? 'out'
        : out.length + reserved >= quantity
          ? 'reserved'
          : 'available',
    holders: out.sort((a, b) => a.promised - b.promised).map(({ borrower }) => borrower),
    loans: views.map(({ id: loan, borrower, from, to, state, because }) => ({
      id: loan,
      borrower,
      from,
      to,
      state,
      because: state === 'lost' ? because : null,
    })),
  };
}

function stateOf(decision: Decision, received: boolean, returned: boolean, cancelled: boolean): string {
  if (decision === 'given' && received) return returned ? 'returning' : 'out';
  if (decision === 'back' && received) return returned ? 'returned' : 'returning';
  if (cancelled) return 'cancelled';
  if (decision === 'none') return 'requested';
  if (decision === 'late') return 'lost';
  if (decision === 'declined') return 'declined';
  if (decision === 'claimed') return received ? 'handing-over' : 'approved';
  return decision === 'given' ? 'handing-over' : 'returning';
}

/** The loan that takes the last piece on the first day on which none is left; null when there is one on every day. */
function whoHasIt(wanted: RawLoan, loans: readonly RawLoan[], quantity: number): string | null {
  const claims = loans
    .filter(({ decision }) => decision === 'claimed' || decision === 'given')
    .sort((a, b) => a.promised - b.promised);
  const since = (loan: RawLoan): string =>
    startOf(loan) > startOf(wanted) ? startOf(loan) : startOf(wanted);
  // The number of pieces taken rises only on days on which something begins.
  const days = [startOf(wanted), ...claims.map(startOf)].filter((day) => isOn(wanted, day)).sort();
  for (const day of days) {
    const taken = claims.filter((claim) => isOn(claim, day));
    if (taken.length < quantity) continue;
    taken.sort((a, b) => (since(a) === since(b) ? a.promised - b.promised : since(a) < since(b) ? -1 : 1));
    return taken[quantity - 1]!.id;
  }
  return null;
}

/** Days as texts: they sort as days do. Open: before and after all of them. */
function startOf({ from }: RawLoan): string {
  return from ?? '0000-00-00';
}

function isOn(loan: RawLoan, day: string): boolean {
  return startOf(loan) <= day && day <= (loan.to ?? '9999-99-99');
}

function isItem(value: Readonly<Record<string, unknown>>): boolean {
  const { title, category = '', note = '', quantity = 1, to, device } = value;
  if ((to !== undefined && !isLongId(to)) || (device !== undefined && !isLongId(device))) return false;
  return isTitle(title) && isCategory(category) && isOptionalText(note) && isQuantity(quantity);
}

function isLongId(value: unknown): boolean {
  return typeof value === 'string' && /^[a-z2-7]{51}[aq]$/.test(value);
}

function isCategory(value: unknown): value is string {
  return value === '' || isTitle(value);
}

function isQuantity(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= 1_000_000;
}

function isRequest({ item, from = null, to = null }: Readonly<Record<string, unknown>>): boolean {
  if (!isId(item)) return false;
  if (from === null) return to === null;
  if (!isDay(from)) return false;
  return to === null || (isDay(to) && from <= to && Date.parse(to) - Date.parse(from) <= 365 * 86_400_000);
}

function isDay(value: unknown): value is string {
  if (typeof value !== 'string' || !/^[1-9]\d{3}-\d{2}-\d{2}$/.test(value)) return false;
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}
