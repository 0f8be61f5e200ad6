/** Things to lend and their loans, of the fake peer. */
import type { DecodedOf } from '../../core/api/methods.ts';
import { KithError } from '../../core/base/kith-error.ts';
import { checkTitle, type FakeScope } from './fake-scope.ts';
import type { LoanFactName } from '../../core/api/loan-methods.ts';
import type { FakeLoan } from './fake-world.ts';

function loanStep(
  scope: FakeScope,
  id: string,
  from: FakeLoan['state'],
  change: (loan: FakeLoan, side: 'borrower' | 'custodian') => LoanFactName,
) {
  const { community, found } = scope.views.find((each) => each.loans.find((loan) => loan.id === id));
  if (found.state !== from) throw new KithError('LOAN_STATE');
  const what = change(found, found.borrower === scope.self ? 'borrower' : 'custodian');
  found.history.push({ what, person: scope.self, time: scope.world.now });
  found.holders = scope.world.holders(community);
  scope.world.changed({ community: community.id, kind: 'loan', id });
  return { loan: id, state: found.state };
}

function approve(scope: FakeScope, id: string) {
  const result = loanStep(scope, id, 'requested', (loan) => {
    loan.state = 'approved';
    return 'approved';
  });
  const { community, found } = scope.views.find((each) => each.loans.find((loan) => loan.id === id));
  for (const other of community.loans) {
    if (other.item !== found.item || other.state !== 'requested' || !meet(other, found)) continue;
    Object.assign(other, { state: 'lost', because: 'LOAN_BEATEN' });
    community.notices.push({
      id: scope.world.id(32),
      person: other.borrower,
      loan: other.id,
      item: other.item,
      time: scope.world.now,
      seen: false,
    });
  }
  scope.world.changed();
  return result;
}

function meet(a: FakeLoan, b: FakeLoan): boolean {
  return (a.from ?? '') <= (b.to ?? '9') && (b.from ?? '') <= (a.to ?? '9');
}

function archive(scope: FakeScope, item: string, archived: boolean) {
  const { found } = scope.views.find((each) =>
    each.inventories.flatMap((list) => list.items).find(({ id }) => id === item),
  );
  found.archived = archived;
  scope.world.changed();
  return { item };
}

export function lendingHandlers(scope: FakeScope) {
  return {
    inventoryAdd: async ({ community, title }: DecodedOf<'inventoryAdd'>) => {
      const inventory = { id: scope.world.id(32), title: checkTitle(title), items: [] };
      scope.views.community(community).inventories.push(inventory);
      scope.world.changed();
      return { inventory: inventory.id };
    },
    inventories: async ({ community }: DecodedOf<'inventories'>) => ({
      inventories: scope.views
        .community(community)
        .inventories.map(({ id, title }) => ({ id, title, space: null })),
    }),
    inventoryEdit: async ({ inventory, title }: DecodedOf<'inventoryEdit'>) => {
      scope.views.find((each) => each.inventories.find(({ id }) => id === inventory)).found.title =
        checkTitle(title);
      scope.world.changed();
      return { inventory };
    },
    item: async ({ item }: DecodedOf<'item'>) => scope.views.item(item),
    itemArchive: async ({ item }: DecodedOf<'itemArchive'>) => archive(scope, item, true),
    itemRestore: async ({ item }: DecodedOf<'itemRestore'>) => archive(scope, item, false),
    inventory: async ({ inventory }: DecodedOf<'inventory'>) => scope.views.inventory(inventory),
    itemAdd: async ({ inventory, title, quantity = 1, category = '', note = '' }: DecodedOf<'itemAdd'>) => {
      const { community, found } = scope.views.find((each) =>
        each.inventories.find(({ id }) => id === inventory),
      );
      const item = {
        id: scope.world.id(32),
        title: checkTitle(title),
        quantity,
        category,
        note,
        custodian: scope.self,
        archived: false,
        holders: scope.world.holders(community),
      };
      found.items.push(item);
      scope.world.changed();
      return { item: item.id };
    },
    itemEdit: async ({ item, ...changes }: DecodedOf<'itemEdit'>) => {
      const { found } = scope.views.find((each) =>
        each.inventories.flatMap((list) => list.items).find(({ id }) => id === item),
      );
      if (changes.title !== undefined) checkTitle(changes.title);
      Object.assign(found, changes);
      scope.world.changed();
      return { item };
    },
    loanRequest: async ({ item, from = undefined, to = undefined }: DecodedOf<'loanRequest'>) => {
      if (from && to && from > to) throw new KithError('DATES_REVERSED');
      const { community } = scope.views.find((each) =>
        each.inventories.flatMap((list) => list.items).find(({ id }) => id === item),
      );
      const loan: FakeLoan = {
        id: scope.world.id(32),
        item,
        borrower: scope.self,
        from: from ?? null,
        to: to ?? null,
        state: 'requested',
        because: null,
        handOver: { borrower: false, custodian: false },
        return: { borrower: false, custodian: false },
        history: [{ what: 'requested', person: scope.self, time: scope.world.now }],
        holders: scope.world.holders(community),
      };
      community.loans.push(loan);
      scope.world.changed();
      return { loan: loan.id };
    },
    loanApprove: async ({ loan }: DecodedOf<'loanApprove'>) => approve(scope, loan),
    loanDecline: async ({ loan }: DecodedOf<'loanDecline'>) =>
      loanStep(scope, loan, 'requested', (found) => {
        found.state = 'declined';
        return 'declined';
      }),
    loanCancel: async ({ loan }: DecodedOf<'loanCancel'>) =>
      loanStep(scope, loan, 'requested', (found) => {
        found.state = 'cancelled';
        return 'cancelled';
      }),
    loanHandOver: async ({ loan }: DecodedOf<'loanHandOver'>) =>
      loanStep(scope, loan, 'approved', (found, side) => {
        found.handOver[side] = true;
        if (found.handOver.borrower && found.handOver.custodian) found.state = 'handed-over';
        return side === 'borrower' ? 'received' : 'given';
      }),
    loanReturn: async ({ loan }: DecodedOf<'loanReturn'>) =>
      loanStep(scope, loan, 'handed-over', (found, side) => {
        found.return[side] = true;
        if (found.return.borrower && found.return.custodian) found.state = 'returned';
        return side === 'borrower' ? 'returned' : 'back';
      }),
    loans: async ({ community }: DecodedOf<'loans'>) => ({ loans: scope.views.loans(community) }),
    notices: async ({ community: id }: DecodedOf<'notices'>) => {
      const community = scope.views.community(id);
      const titles = new Map(
        community.inventories.flatMap((list) => list.items.map((item) => [item.id, item.title])),
      );
      const listOf = (item: string): string =>
        community.inventories.find(({ items }) => items.some(({ id }) => id === item))!.id;
      return {
        notices: community.notices
          .filter((notice) => notice.person === scope.self)
          .map(({ person: _, ...notice }) => ({
            ...notice,
            code: 'LOAN_BEATEN',
            details: { item: titles.get(notice.item) ?? '' },
            inventory: listOf(notice.item),
            itemTitle: titles.get(notice.item) ?? null,
          })),
      };
    },
    noticeSeen: async ({ notice }: DecodedOf<'noticeSeen'>) => {
      scope.views.find((each) => each.notices.find(({ id }) => id === notice)).found.seen = true;
      scope.world.changed();
      return { notice };
    },
  };
}
