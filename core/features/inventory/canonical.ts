/** An inventory as one text that is equal on all devices with the same entries. [PLACE-9] */
import { attachmentJson } from '../../attachments/attachment.ts';
import { canonicalJson } from '../../base/canonical-json.ts';
import type { Json } from '../../base/json.ts';
import { authorshipJson } from '../../documents/place-events.ts';
import type { Inventory } from './inventory.ts';
import type { Item } from './item.ts';
import type { Loan } from './loan.ts';
import type { Remark } from './remarks.ts';
import type { StockEvent } from './stock.ts';

export function canonicalInventory(inventory: Inventory): string {
  const { items, questions, rules } = inventory;
  return canonicalJson({
    items: items.map(itemJson),
    questions: questions.map(({ person, device, stamp, ...question }) => ({
      ...question,
      created: authorshipJson({ person, device, stamp }),
    })),
    rules: { ...rules },
  });
}

function itemJson(item: Item): Json {
  return {
    ...item,
    remarks: item.remarks.map(remarkJson),
    stock: { ...item.stock, events: item.stock.events.map(stockJson) },
    custom: [...item.custom].sort(([a], [b]) => (a < b ? -1 : 1)),
    loans: item.loans.map(loanJson),
    unadopted: [...item.unadopted].sort(([a], [b]) => (a < b ? -1 : 1)),
    handed: item.handed.map(({ to, ...by }) => [to.person, to.desk, authorshipJson(by)]),
    created: authorshipJson(item.created),
    changed: authorshipJson(item.changed),
  };
}

function remarkJson({ id, text, condition, pictures, loan, ...by }: Remark): Json {
  const more = pictures.length === 0 && loan === null ? [] : [loan, pictures.map(attachmentJson)];
  return [id, text, condition, authorshipJson(by), ...more];
}

function stockJson(event: StockEvent): Json {
  const { person, device, stamp, ...rest } = event;
  const seen = 'seen' in rest ? rest.seen.map((one) => [one.device, one.seq]) : [];
  return { ...rest, seen, by: authorshipJson({ person, device, stamp }) };
}

function loanJson(loan: Loan): Json {
  return {
    ...loan,
    because: loan.because && { ...loan.because },
    lateBecause: loan.lateBecause && { ...loan.lateBecause },
    handOver: { ...loan.handOver },
    return: { ...loan.return },
    // No number of JSON stands for an open end.
    firmLast: Number.isFinite(loan.firmLast) ? loan.firmLast : null,
    facts: loan.facts.map(({ what, because, to, note, ...by }) => [
      what,
      because ? { ...because } : null,
      to ?? null,
      note ?? null,
      authorshipJson(by),
    ]),
    created: authorshipJson(loan.created),
    changed: authorshipJson(loan.changed),
  };
}
