/** An inventory as one text that is equal on all devices with the same entries. [PLACE-9] */
import { canonicalJson } from '../../base/canonical-json.ts';
import type { Json } from '../../base/json.ts';
import { authorshipJson } from '../../documents/place-events.ts';
import type { Inventory, Item } from './inventory.ts';
import type { Loan } from './loan.ts';

export function canonicalInventory(inventory: Inventory): string {
  return canonicalJson({ items: inventory.items.map(itemJson) });
}

function itemJson(item: Item): Json {
  return {
    ...item,
    loans: item.loans.map(loanJson),
    unadopted: [...item.unadopted].sort(([a], [b]) => (a < b ? -1 : 1)),
    handed: item.handed.map(({ to, ...by }) => [to.person, to.desk, authorshipJson(by)]),
    created: authorshipJson(item.created),
    changed: authorshipJson(item.changed),
  };
}

function loanJson(loan: Loan): Json {
  return {
    ...loan,
    because: loan.because && { ...loan.because },
    lateBecause: loan.lateBecause && { ...loan.lateBecause },
    handOver: { ...loan.handOver },
    return: { ...loan.return },
    facts: loan.facts.map(({ what, because, ...by }) => [
      what,
      because ? { ...because } : null,
      authorshipJson(by),
    ]),
    created: authorshipJson(loan.created),
    changed: authorshipJson(loan.changed),
  };
}
