/**
 * What a person is to be told about loans. Derived from the fold, so that every device of theirs lists the same; ids are
 * stable, so that a peer can note which were seen. [LOAN-13]
 */
import { toBase32 } from '../../base/base32.ts';
import { utf8 } from '../../base/bytes.ts';
import type { ObjectId, PersonId } from '../../base/ids.ts';
import { sha256 } from '../../crypto/hash.ts';
import { compareStamps } from '../../documents/stamp.ts';
import { authorshipOf, type Authorship } from '../../documents/place-events.ts';
import type { Inventory } from './inventory.ts';
import type { Item } from './item.ts';
import type { Loan, LoanFact } from './loan.ts';

export type NoticeCode =
  /** To the borrower. */
  | 'LOAN_APPROVED'
  | 'LOAN_DECLINED'
  | 'LOAN_BEATEN'
  | 'LOAN_TOO_MANY'
  | 'LOAN_GIVEN'
  | 'LOAN_BACK'
  | 'LOAN_EXTENDED'
  | 'LOAN_NOT_EXTENDED'
  /** To the custodian. */
  | 'LOAN_REQUESTED'
  | 'LOAN_CANCELLED'
  | 'LOAN_RECEIVED'
  | 'LOAN_RETURNED'
  | 'LOAN_LONGER_ASKED'
  | 'ITEM_HANDED'
  | 'ITEM_REMARKED'
  /** To the other side. */
  | 'LOAN_MISSING';

export interface Notice extends Authorship {
  /** 32 letters, like an object's. */
  readonly id: ObjectId;
  readonly code: NoticeCode;
  readonly item: ObjectId;
  readonly loan: ObjectId | null;
  /** The loan that was promised first, of LOAN_BEATEN. */
  readonly beatenBy: ObjectId | null;
}

/** Oldest first. */
export function noticesFor(person: PersonId, inventory: Inventory): Notice[] {
  const notices: Notice[] = [];
  for (const item of inventory.items) {
    for (const [n, change] of item.handed.entries()) {
      if (change.to.person !== person || change.person === person) continue;
      const id = noticeId(`${item.id}/handed/${n}`);
      notices.push({
        id,
        code: 'ITEM_HANDED',
        item: item.id,
        loan: null,
        beatenBy: null,
        ...authorshipOf(change),
      });
    }
    for (const loan of item.loans) notices.push(...loanNotices(person, item, loan));
    if (item.custodian !== person) continue;
    for (const remark of item.remarks) {
      if (remark.person === person) continue;
      const id = noticeId(`${item.id}/remark/${remark.id}`);
      const about = { item: item.id, loan: null, beatenBy: null };
      notices.push({ id, code: 'ITEM_REMARKED', ...about, ...authorshipOf(remark) });
    }
  }
  return notices.sort((a, b) => compareStamps(a.stamp, b.stamp) || (a.id < b.id ? -1 : 1));
}

function loanNotices(person: PersonId, item: Item, loan: Loan): Notice[] {
  if (loan.borrower === loan.custodian) return [];
  const notices: Notice[] = [];
  const seen = new Map<string, number>();
  for (const fact of loan.facts) {
    const beatenBy = fact.because?.code === 'LOAN_BEATEN' ? fact.because.loan : null;
    const what = `${loan.id}/${fact.what}/${beatenBy ?? fact.to ?? ''}`;
    const n = (seen.get(what) ?? 0) + 1;
    seen.set(what, n);
    const { to, code } = tell(fact, loan);
    if (person !== loan[to] || (to === 'custodian' && isPast(item, loan, fact))) continue;
    notices.push({
      id: noticeId(`${what}/${n}`),
      code,
      item: item.id,
      loan: loan.id,
      beatenBy,
      ...authorshipOf(fact),
    });
  }
  return notices;
}

/** Over before the present custodian got the thing. */
function isPast(item: Item, { state }: Loan, fact: LoanFact): boolean {
  const since = item.handed.at(-1);
  const isOver = state === 'returned' || state === 'declined' || state === 'cancelled';
  return since !== undefined && isOver && compareStamps(fact.stamp, since.stamp) < 0;
}

function tell(fact: LoanFact, loan: Loan): { to: 'borrower' | 'custodian'; code: NoticeCode } {
  switch (fact.what) {
    case 'requested':
      return { to: 'custodian', code: 'LOAN_REQUESTED' };
    case 'cancelled':
      return { to: 'custodian', code: 'LOAN_CANCELLED' };
    case 'received':
      return { to: 'custodian', code: 'LOAN_RECEIVED' };
    case 'returned':
      return { to: 'custodian', code: 'LOAN_RETURNED' };
    case 'approved':
      return { to: 'borrower', code: 'LOAN_APPROVED' };
    case 'declined':
      return { to: 'borrower', code: 'LOAN_DECLINED' };
    case 'lost':
      return { to: 'borrower', code: fact.because?.code ?? 'LOAN_BEATEN' };
    case 'given':
      return { to: 'borrower', code: 'LOAN_GIVEN' };
    case 'back':
      return { to: 'borrower', code: 'LOAN_BACK' };
    case 'asked':
      return { to: 'custodian', code: 'LOAN_LONGER_ASKED' };
    case 'extended':
      return { to: 'borrower', code: 'LOAN_EXTENDED' };
    case 'refused':
      return { to: 'borrower', code: 'LOAN_NOT_EXTENDED' };
    case 'missing':
      return { to: fact.person === loan.borrower ? 'custodian' : 'borrower', code: 'LOAN_MISSING' };
    default:
      return fact.what satisfies never;
  }
}

/** The same whatever device decided it first: adopting a decision does not tell it again. */
function noticeId(text: string): ObjectId {
  return toBase32(sha256(utf8(`kith/notice/1/${text}`)).subarray(0, 20)) as ObjectId;
}
