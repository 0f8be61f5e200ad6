/** Loans, as the API has them. */
import type { loanMethods, LoanState, LoanView, NoticeView } from '../api/loan-methods.ts';
import { decodeCbor, encodeCbor } from '../base/cbor.ts';
import type { CommunityId, ObjectId } from '../base/ids.ts';
import type { Clock } from '../base/clock.ts';
import { KithError } from '../base/kith-error.ts';
import type { Author, Built } from '../documents/author.ts';
import type { Inventory } from '../features/inventory/inventory.ts';
import {
  approveLoan,
  askForLonger,
  cancelLoan,
  declineLoan,
  extendLoan,
  handOverLoan,
  missLoan,
  refuseLonger,
  requestLoan,
  returnInState,
  returnLoan,
} from '../features/inventory/loan-edits.ts';
import { noticesFor } from '../features/inventory/notices.ts';
import type { HandlersOf } from './handlers.ts';
import type { HostedCommunity } from './hosted-community.ts';
import { loanView, stateOf } from './inventory-views.ts';
import { localDay } from './local-day.ts';
import { broughtPictures, type PhotoContext } from './photo-handlers.ts';

interface Wish {
  readonly loan: ObjectId;
  readonly note?: string | undefined;
}
type LoanEdit<W> = (author: Author, inventory: Inventory, wish: W) => Built;
interface Stepped {
  loan: string;
  state: LoanState;
}

/** Notices that were seen, on this device. */
const SEEN = 'notices-seen';

export function loanHandlers(
  scope: PhotoContext & { readonly clock: Clock },
  onSeen: () => void,
): HandlersOf<typeof loanMethods> {
  const stepBy =
    <W extends Wish>(edit: LoanEdit<W>) =>
    async (wish: Omit<W, 'loan'> & { readonly loan: string }): Promise<Stepped> => {
      const loan = wish.loan as ObjectId;
      const { host, place } = scope.find(loan, 'LOAN_UNKNOWN');
      await host.edit(place, 'exact', async (author) =>
        edit(author, await host.views.inventory(place), { ...wish, loan } as unknown as W),
      );
      return { loan, state: stateOf((await host.views.inventory(place)).loanById.get(loan)!) };
    };
  return {
    loanRequest: async ({ item, ...wish }) => {
      const id = item as ObjectId;
      const { host, place } = scope.find(id, 'ITEM_UNKNOWN');
      const today = localDay(scope.clock.now());
      const loan = await host.edit(place, 'exact', async (author) =>
        requestLoan(author, await host.views.inventory(place), { item: id, ...wish }, today),
      );
      return { loan, state: 'requested' };
    },
    loanApprove: stepBy(approveLoan),
    loanDecline: stepBy(declineLoan),
    loanCancel: stepBy(cancelLoan),
    loanHandOver: stepBy(handOverLoan),
    loanReturn: async ({ loan, note, text = '', condition, photos = [] }) => {
      if (text === '' && condition === undefined && photos.length === 0)
        return stepBy(returnLoan)({ loan, note });
      const { host } = scope.find(loan as ObjectId, 'LOAN_UNKNOWN');
      const state = { text, condition, pictures: broughtPictures(scope.uploads, host, photos) };
      const done = await stepBy(returnInState)({ loan, note, state });
      scope.uploads.done(...photos.flatMap(({ upload, preview }) => [upload, preview]));
      return done;
    },
    loanAsk: stepBy(askForLonger),
    loanExtend: stepBy(extendLoan),
    loanRefuse: stepBy(refuseLonger),
    loanMissing: stepBy(missLoan),
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
        inventory: place.id,
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
