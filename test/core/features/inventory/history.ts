/** Random histories of lending: three persons, four devices, apart and together, honest and not. */
import type { ObjectId } from '../../../../core/base/ids.ts';
import type { Json } from '../../../../core/base/json.ts';
import { adoptDecisions } from '../../../../core/features/inventory/adopt.ts';
import { LOAN_STEPS } from '../../../../core/features/inventory/allowed-steps.ts';
import { editItem, handItem, takeOverItem } from '../../../../core/features/inventory/item-edits.ts';
import { requestLoan } from '../../../../core/features/inventory/loan-edits.ts';
import type { LoanStep } from '../../../../core/features/inventory/allowed-steps.ts';
import type { SeededRandom } from '../../../world/random.ts';
import type { TestDevice } from '../place-world.ts';
import { inventoryOf, Lending, TODAY } from './lending.ts';

export interface Watch {
  /** A builder let it through; what this device sees now should show it. */
  stepped(by: TestDevice, step: LoanStep, loan: ObjectId): void;
}

export interface Manner {
  readonly steps: number;
  /** How often somebody writes what no builder would. */
  readonly dishonest: number;
}

export function history(seed: SeededRandom, { steps, dishonest }: Manner, watch?: Watch): Lending {
  const lending = new Lending();
  const item = lending.item(1 + seed.below(2));
  const { devices } = lending.world;
  for (let i = 0; i < steps; i++) {
    const device = seed.pick(devices);
    if (seed.happens(0.35)) device.hear(seed.pick(devices));
    const loans = [...inventoryOf(device).loanById.keys()];
    if (seed.happens(dishonest)) cheat(device, item, [...lending.inventory.loanById.keys()], seed);
    else if (loans.length === 0 || seed.happens(0.2)) request(device, item, seed);
    else if (seed.happens(0.1)) manage(device, item, devices, seed);
    else {
      const [step, loan] = [seed.pick(LOAN_STEPS), seed.pick(loans)];
      const built = lending.tried(device, step, loan, date(1 + seed.below(31)));
      if (!built.ok) continue;
      device.write(built);
      watch?.stepped(device, step, loan);
    }
  }
  return lending;
}

function date(day: number): string {
  return `2030-01-${String(day).padStart(2, '0')}`;
}

function request(device: TestDevice, item: ObjectId, seed: SeededRandom): void {
  const first = 1 + seed.below(20);
  const dates = seed.happens(0.1)
    ? {}
    : { from: date(first), to: seed.happens(0.1) ? undefined : date(first + seed.below(6)) };
  device.write(requestLoan(device.author(), inventoryOf(device), { item, ...dates }, TODAY));
}

function manage(
  device: TestDevice,
  item: ObjectId,
  devices: readonly TestDevice[],
  seed: SeededRandom,
): void {
  const view = inventoryOf(device);
  if (!view.itemById.has(item)) return;
  const next = seed.pick(devices);
  const built = seed.pick([
    adoptDecisions(device.author(), view),
    editItem(device.author(), view, item, { quantity: 1 + seed.below(3) }),
    handItem(device.author(), view, item, { person: next.person, desk: next.id }),
    takeOverItem(device.author(), view, item, { isGone: true }),
  ]);
  if (built?.ok) device.write(built);
}

/** Any step of any loan, by anybody, at a depth that pretends to have seen nothing. */
function cheat(device: TestDevice, item: ObjectId, loans: readonly ObjectId[], seed: SeededRandom): void {
  if (loans.length === 0) return;
  const custody = seed.pick([{}, {}, { custody: 1 }, { custody: 2 }]);
  const event: Json = seed.pick<Json>([
    { t: seed.pick(LOAN_STEPS), loan: seed.pick(loans), ...custody },
    { t: seed.pick(LOAN_STEPS), loan: seed.pick(loans), ...custody },
    { t: seed.pick(LOAN_STEPS), loan: seed.pick(loans), ...custody },
    { t: 'decline', loan: seed.pick(loans), for: seed.pick(loans), ...custody },
    {
      t: seed.pick(['extend', 'ask', 'refuse']),
      loan: seed.pick(loans),
      to: date(1 + seed.below(31)),
      ...custody,
    },
    { t: 'take-over', item, to: device.person, device: device.id, ...custody },
    { t: 'quantity', item, quantity: 1 + seed.below(3), ...custody },
    { t: 'adopted', item, seen: [[device.id, seed.below(9)]], ...custody },
    { t: 'hand-on', item, to: device.person, device: device.id, ...custody },
  ]);
  if (seed.happens(0.5)) device.forge(1, { push: [event] });
  else device.edit({ push: [event] });
}
