/** Edits of stocks. Codes: ROLE_FORBIDS, ITEM_UNKNOWN, STOCK_NONE, AMOUNT_INVALID, DATES_INVALID, STOCK_TOO_MANY, TITLE_*. [STOCK-1] [STOCK-2] */
import type { ObjectId } from '../../base/ids.ts';
import { accepted, type Verdict } from '../../base/result.ts';
import { built, forbidden, notBuilt, type Author, type Built } from '../../documents/author.ts';
import { checkTitle } from '../../documents/place-text.ts';
import { isCivilDate } from './civil-date.ts';
import type { Inventory } from './inventory.ts';
import { isAmount, seenNow, type StockReason } from './stock.ts';

interface StockWish {
  readonly item: ObjectId;
  /** Thousandths of the unit. */
  readonly amount: number;
  readonly note?: string | undefined;
}

export function moveStock(
  author: Author,
  inventory: Inventory,
  {
    why,
    expires = '',
    ...wish
  }: StockWish & { readonly why: StockReason; readonly expires?: string | undefined },
): Built {
  const checked = check(inventory, wish);
  if (!checked.ok) return checked;
  if (!isAmount(wish.amount)) return notBuilt('AMOUNT_INVALID');
  if (expires !== '' && (why !== 'in' || !isCivilDate(expires))) return notBuilt('DATES_INVALID');
  const until = expires === '' ? {} : { expires };
  const event = { t: 'stock', item: wish.item, why, amount: wish.amount, ...until, ...checked.value };
  return forbidden(author, 'write') ?? built(wish.item, { push: [event] });
}

/** What is on the shelf now, whatever the movements say. */
export function countStock(author: Author, inventory: Inventory, wish: StockWish): Built {
  const checked = check(inventory, wish);
  if (!checked.ok) return checked;
  if (wish.amount !== 0 && !isAmount(wish.amount)) return notBuilt('AMOUNT_INVALID');
  const seen = seenNow(inventory.itemById.get(wish.item)!.stock);
  if (!seen) return notBuilt('STOCK_TOO_MANY');
  const pairs = seen.map(({ device, seq }): [string, number] => [device, seq]);
  const event = { t: 'count', item: wish.item, amount: wish.amount, seen: pairs, ...checked.value };
  return forbidden(author, 'write') ?? built(wish.item, { push: [event] });
}

function check(
  { itemById }: Inventory,
  { item, note = '' }: StockWish,
): Verdict<{ note?: string }> | ReturnType<typeof notBuilt> {
  const kind = itemById.get(item)?.kind;
  if (kind === undefined) return notBuilt('ITEM_UNKNOWN');
  if (kind !== 'consumable') return notBuilt('STOCK_NONE');
  if (note.trim() === '') return accepted({});
  const checked = checkTitle(note);
  return checked.ok ? accepted({ note: checked.value }) : checked;
}
