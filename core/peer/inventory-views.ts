/** Things and loans as people see them. */
import type { ItemPageView, ItemView, QuestionView, StockView } from '../api/inventory-methods.ts';
import type { LoanState, LoanView } from '../api/loan-methods.ts';
import type { ObjectId, PersonId, PlaceId } from '../base/ids.ts';
import { KithError } from '../base/kith-error.ts';
import { compareStamps } from '../documents/stamp.ts';
import { allowedSteps } from '../features/inventory/allowed-steps.ts';
import { isFree, nextFree, takenDays, waitingBefore } from '../features/inventory/availability.ts';
import { dateOfDay, dayNumber, spanOf } from '../features/inventory/civil-date.ts';
import type { CustomField } from '../features/inventory/custom-fields.ts';
import type { Inventory } from '../features/inventory/inventory.ts';
import type { Item } from '../features/inventory/item.ts';
import type { Loan } from '../features/inventory/loan.ts';
import { attachmentView } from './attachment-view.ts';
import type { HostedCommunity } from './hosted-community.ts';
import { localDay } from './local-day.ts';
import { mayIn } from './place-handlers.ts';

/** All things of a list. */
export function itemViews(host: HostedCommunity, inventory: Inventory): ItemView[] {
  const me = host.reader().person;
  const contents = contentsOf(inventory);
  return inventory.items.map((item) => itemView(host, inventory, contents, item, me));
}

export async function itemPage(host: HostedCommunity, place: PlaceId, id: ObjectId): Promise<ItemPageView> {
  const { title, space } = await host.views.place(place, 'inventory', 'ITEM_UNKNOWN');
  const folded = await host.views.inventory(place);
  const item = folded.itemById.get(id);
  if (!item) throw new KithError('ITEM_UNKNOWN');
  const { person } = host.reader();
  return {
    community: host.id,
    inventory: place,
    inventoryTitle: title,
    mayWrite: mayIn(host, space, 'write'),
    mayTakeOver: mayIn(host, space, 'govern') && !host.isMember(item.custodian),
    item: itemView(host, folded, contentsOf(folded), item, person),
    questions: folded.questions.map(questionView),
    rules: { ...folded.rules, hours: [...folded.rules.hours] },
    loans: item.loans.map((loan) => ({
      ...loanView(host, place, item, loan, person),
      history: [...loan.facts]
        .sort((a, b) => compareStamps(a.stamp, b.stamp))
        .map(({ what, person: by, stamp, to, note }) => ({
          what,
          name: host.nameOf(by),
          to: to ?? null,
          note: note ?? '',
          time: stamp.time,
        })),
    })),
    taken: takenDays(item),
    remarks: item.remarks.map(({ id: remark, person: by, text, condition, pictures, loan, stamp }) => ({
      id: remark,
      person: by,
      name: host.nameOf(by),
      text,
      condition,
      photos: pictures.map(attachmentView),
      loan,
      time: stamp.time,
    })),
    stockEvents: item.stock.events.map((event) => ({
      why: event.why,
      amount: event.amount / UNIT,
      note: event.note,
      expires: event.why === 'count' ? '' : event.expires,
      name: host.nameOf(event.person),
      time: event.stamp.time,
    })),
  };
}

export function questionView({ id, title, kind, choices, archived }: CustomField): QuestionView {
  return { id, title, kind, choices: [...choices], archived };
}

/** Thousandths in one of what is counted. */
const UNIT = 1_000;

export function toThousandths(amount: number): number {
  return Math.round(amount * UNIT);
}

function stockView({ kind, stock, unit, low }: Item): StockView | null {
  if (kind !== 'consumable') return null;
  const { level, expires } = stock;
  return { level: level / UNIT, unit, low: low / UNIT, isLow: low > 0 && level <= low, expires };
}

/** What belongs to each kit. */
function contentsOf({ items }: Inventory): ReadonlyMap<string, Item[]> {
  const contents = new Map<string, Item[]>();
  for (const item of items) {
    if (item.kit !== '' && !item.archived) contents.set(item.kit, [...(contents.get(item.kit) ?? []), item]);
  }
  return contents;
}

function itemView(
  host: HostedCommunity,
  { itemById }: Inventory,
  contents: ReadonlyMap<string, readonly Item[]>,
  item: Item,
  me: PersonId,
): ItemView {
  return {
    id: item.id,
    kind: item.kind,
    location: item.location,
    label: item.label,
    tags: [...item.tags],
    owner: item.owner,
    ownerName: item.owner === '' ? '' : host.nameOf(item.owner as PersonId),
    kit: item.kit,
    kitTitle: itemById.get(item.kit as ObjectId)?.title ?? '',
    contents: (contents.get(item.id) ?? []).map(({ id, title }) => ({ id, title })),
    deposit: item.deposit,
    sort: item.sort,
    until: item.until,
    condition: item.condition,
    stock: stockView(item),
    custom: Object.fromEntries(item.custom),
    title: item.title,
    category: item.category,
    quantity: item.quantity,
    note: item.note,
    custodian: item.custodian,
    custodianName: host.nameOf(item.custodian),
    own: item.custodian === me,
    out: item.holders.length,
    promised: item.reserved,
    archived: item.archived,
    state: item.state === 'archived' ? 'available' : item.state,
    holder: item.holder,
    holderName: item.holder === null ? null : host.nameOf(item.holder),
    holders: host.holdersOf(item.changed),
  };
}

export function loanView(
  host: HostedCommunity,
  inventory: PlaceId,
  item: Item,
  loan: Loan,
  me: PersonId,
): LoanView {
  const isInWay = !isFree(item, loan);
  return {
    id: loan.id,
    item: loan.item,
    itemTitle: item.title,
    inventory,
    borrower: loan.borrower,
    borrowerName: host.nameOf(loan.borrower),
    custodian: loan.custodian,
    custodianName: host.nameOf(loan.custodian),
    from: loan.from,
    to: loan.to,
    asked: loan.asked,
    note: loan.note,
    state: stateOf(loan),
    because: loan.because?.code ?? null,
    side: loan.borrower === me ? 'borrower' : loan.custodian === me ? 'custodian' : null,
    handOver: { ...loan.handOver },
    return: { ...loan.return },
    mine: allowedSteps(loan, me),
    free: !isInWay,
    waiting: waitingBefore(item, loan),
    nextFree: isInWay ? nextFreeOf(host, item, loan) : null,
    provisional: loan.provisional,
    requested: loan.created.stamp.time,
    changed: loan.changed.stamp.time,
    holders: host.holdersOf(loan.changed),
  };
}

/** A step that one side alone has confirmed shows in `handOver` and `return`; the state waits for both. */
export function stateOf({ state }: Loan): LoanState {
  if (state === 'handing-over') return 'approved';
  return state === 'out' || state === 'returning' ? 'handed-over' : state;
}

function nextFreeOf(
  host: HostedCommunity,
  item: Item,
  loan: Loan,
): { from: string; to: string | null } | null {
  const free = nextFree(item, spanOf(loan), dayNumber(localDay(host.now())));
  if (!free) return null;
  return { from: dateOfDay(free.first), to: Number.isFinite(free.last) ? dateOfDay(free.last) : null };
}
