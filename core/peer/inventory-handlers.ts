/** Inventories and loans, as the API has them. */
import type {
  InventoryView,
  ItemPageView,
  ItemView,
  LoanState,
  LoanView,
  NoticeView,
  inventoryMethods,
} from '../api/inventory-methods.ts';
import { may } from '../authority/roles.ts';
import { decodeCbor, encodeCbor } from '../base/cbor.ts';
import type { CommunityId, ObjectId, PersonId, PlaceId } from '../base/ids.ts';
import { KithError } from '../base/kith-error.ts';
import type { Author, Built } from '../documents/author.ts';
import { compareStamps } from '../documents/stamp.ts';
import { allowedSteps } from '../features/inventory/allowed-steps.ts';
import { isFree, takenDays } from '../features/inventory/availability.ts';
import type { Inventory, Item } from '../features/inventory/inventory.ts';
import { addItem, archiveItem, editItem } from '../features/inventory/item-edits.ts';
import {
  approveLoan,
  cancelLoan,
  declineLoan,
  handOverLoan,
  requestLoan,
  returnLoan,
} from '../features/inventory/loan-edits.ts';
import type { Loan } from '../features/inventory/loan.ts';
import { noticesFor } from '../features/inventory/notices.ts';
import type { HostedCommunity } from './hosted-community.ts';
import type { HandlersOf } from './handlers.ts';
import type { PeerScope } from './peer-scope.ts';
import { addPlaceIn, placesIn, renamePlaceIn } from './place-handlers.ts';

type LoanEdit = (author: Author, inventory: Inventory, loan: ObjectId) => Built;

/** Notices that were seen, on this device. */
const SEEN = 'notices-seen';

export function inventoryHandlers(scope: PeerScope, onSeen: () => void): HandlersOf<typeof inventoryMethods> {
  const step = async (id: string, edit: LoanEdit): Promise<{ loan: string; state: LoanState }> => {
    const loan = id as ObjectId;
    const { host, place } = scope.find(loan, 'LOAN_UNKNOWN');
    await host.edit(place, 'exact', async (author) => edit(author, await host.views.inventory(place), loan));
    const folded = await host.views.inventory(place);
    return { loan, state: stateOf(folded.loanById.get(loan)!) };
  };
  const archive = async (item: string, archived: boolean): Promise<{ item: string }> => {
    const id = item as ObjectId;
    const { host, place } = scope.find(id, 'ITEM_UNKNOWN');
    await host.edit(place, 'exact', async (author) =>
      archiveItem(author, await host.views.inventory(place), id, archived),
    );
    return { item };
  };
  return {
    inventoryAdd: async ({ community, title, space }) => ({
      inventory: await addPlaceIn(scope.community(community as CommunityId), 'inventory', title, space),
    }),
    inventories: async ({ community }) => ({
      inventories: await placesIn(scope.community(community as CommunityId), 'inventory'),
    }),
    inventory: async ({ inventory }) => {
      const { host, place } = await placeOf(scope, inventory as ObjectId);
      const me = host.reader().person;
      const folded = await host.views.inventory(place.id);
      const views = folded.items.map((item) => itemView(host, item, me));
      const view: InventoryView = {
        title: place.title,
        community: host.id,
        mayWrite: may(host.reader().role, 'write'),
        items: views.filter((item) => !item.archived),
        archived: views.filter((item) => item.archived),
      };
      return view;
    },
    inventoryEdit: async ({ inventory, title }) => {
      const { host, place } = await placeOf(scope, inventory as ObjectId);
      await renamePlaceIn(host, place.id, title);
      return { inventory };
    },
    item: async ({ item: id }) => {
      const { host, place } = scope.find(id as ObjectId, 'ITEM_UNKNOWN');
      return itemPage(host, place, id as ObjectId);
    },
    itemAdd: async ({ inventory, ...wish }) => {
      const { host, place } = await placeOf(scope, inventory as ObjectId);
      return { item: await host.edit(place.id, 'exact', (author) => addItem(author, wish)) };
    },
    itemEdit: async ({ item, ...changes }) => {
      const id = item as ObjectId;
      const { host, place } = scope.find(id, 'ITEM_UNKNOWN');
      await host.edit(place, 'exact', async (author) =>
        editItem(author, await host.views.inventory(place), id, changes),
      );
      return { item };
    },
    itemArchive: ({ item }) => archive(item, true),
    itemRestore: ({ item }) => archive(item, false),
    loanRequest: async ({ item, from, to }) => {
      const id = item as ObjectId;
      const { host, place } = scope.find(id, 'ITEM_UNKNOWN');
      const loan = await host.edit(place, 'exact', async (author) =>
        requestLoan(author, await host.views.inventory(place), { item: id, from, to }),
      );
      return { loan, state: 'requested' };
    },
    loanApprove: ({ loan }) => step(loan, approveLoan),
    loanDecline: ({ loan }) => step(loan, declineLoan),
    loanCancel: ({ loan }) => step(loan, cancelLoan),
    loanHandOver: ({ loan }) => step(loan, handOverLoan),
    loanReturn: ({ loan }) => step(loan, returnLoan),
    loans: async ({ community }) => {
      const host = scope.community(community as CommunityId);
      const me = host.reader().person;
      const loans: LoanView[] = [];
      for (const place of await host.views.places('inventory')) {
        const folded = await host.views.inventory(place.id);
        for (const item of folded.items)
          for (const loan of item.loans) loans.push(loanView(host, place.id, item, loan, me));
      }
      return { loans };
    },
    notices: async ({ community }) => ({
      notices: await noticesIn(scope.community(community as CommunityId)),
    }),
    noticeSeen: async ({ notice }) => {
      for (const host of scope.communities()) {
        if (!(await noticesIn(host)).some(({ id }) => id === notice)) continue;
        const seen = [...seenIn(host), notice];
        await host.community.setLocal(SEEN, encodeCbor([...new Set(seen)]));
        onSeen();
        return { notice };
      }
      throw new KithError('NOTICE_UNKNOWN');
    },
  };
}

async function placeOf(
  scope: PeerScope,
  id: ObjectId,
): Promise<{ host: HostedCommunity; place: { id: PlaceId; title: string } }> {
  const { host } = scope.find(id, 'INVENTORY_UNKNOWN');
  return { host, place: await host.views.place(id, 'inventory', 'INVENTORY_UNKNOWN') };
}

async function itemPage(host: HostedCommunity, place: PlaceId, id: ObjectId): Promise<ItemPageView> {
  const { title } = await host.views.place(place, 'inventory', 'ITEM_UNKNOWN');
  const item = (await host.views.inventory(place)).itemById.get(id);
  if (!item) throw new KithError('ITEM_UNKNOWN');
  const { person, role } = host.reader();
  return {
    community: host.id,
    inventory: place,
    inventoryTitle: title,
    mayWrite: may(role, 'write'),
    item: itemView(host, item, person),
    loans: item.loans.map((loan) => ({
      ...loanView(host, place, item, loan, person),
      history: [...loan.facts]
        .sort((a, b) => compareStamps(a.stamp, b.stamp))
        .map(({ what, person: by, stamp }) => ({ what, name: host.nameOf(by), time: stamp.time })),
    })),
    taken: takenDays(item),
  };
}

function itemView(host: HostedCommunity, item: Item, me: PersonId): ItemView {
  return {
    id: item.id,
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

function loanView(host: HostedCommunity, inventory: PlaceId, item: Item, loan: Loan, me: PersonId): LoanView {
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
    state: stateOf(loan),
    because: loan.because?.code ?? null,
    side: loan.borrower === me ? 'borrower' : loan.custodian === me ? 'custodian' : null,
    handOver: { ...loan.handOver },
    return: { ...loan.return },
    mine: allowedSteps(loan, me),
    free: isFree(item, loan),
    provisional: loan.provisional,
    requested: loan.created.stamp.time,
    changed: loan.changed.stamp.time,
    holders: host.holdersOf(loan.changed),
  };
}

/** A step that one side alone has confirmed shows in `handOver` and `return`; the state waits for both. */
function stateOf({ state }: Loan): LoanState {
  if (state === 'handing-over') return 'approved';
  return state === 'out' || state === 'returning' ? 'handed-over' : state;
}

async function noticesIn(host: HostedCommunity): Promise<NoticeView[]> {
  const { person } = host.reader();
  const seen = new Set(seenIn(host));
  const notices: NoticeView[] = [];
  for (const place of await host.views.places('inventory')) {
    const folded = await host.views.inventory(place.id);
    for (const notice of noticesFor(person, folded)) {
      const item = folded.itemById.get(notice.item);
      const details: Record<string, string> = { item: item?.title ?? '', name: host.nameOf(notice.person) };
      notices.push({
        id: notice.id,
        code: notice.code,
        details,
        time: notice.stamp.time,
        seen: seen.has(notice.id),
        loan: notice.loan,
        item: notice.item,
        itemTitle: item?.title ?? null,
      });
    }
  }
  return notices;
}

function seenIn(host: HostedCommunity): string[] {
  const row = host.community.getLocal(SEEN);
  return ((row && decodeCbor(row)) as string[] | undefined) ?? [];
}
