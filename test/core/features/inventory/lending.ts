/** People who lend and borrow, for the tests of inventories. */
import type { ObjectId } from '../../../../core/base/ids.ts';
import type { Built } from '../../../../core/documents/author.ts';
import { foldInventory, type Inventory } from '../../../../core/features/inventory/inventory.ts';
import type { Item } from '../../../../core/features/inventory/item.ts';
import { addItem } from '../../../../core/features/inventory/item-edits.ts';
import type { Loan } from '../../../../core/features/inventory/loan.ts';
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
  returnLoan,
} from '../../../../core/features/inventory/loan-edits.ts';
import type { LoanStep } from '../../../../core/features/inventory/allowed-steps.ts';
import { PlaceWorld, type TestDevice } from '../place-world.ts';

const BUILDERS = {
  approve: approveLoan,
  decline: declineLoan,
  cancel: cancelLoan,
  'hand-over': handOverLoan,
  return: returnLoan,
  ask: askForLonger,
  extend: extendLoan,
  refuse: refuseLonger,
  missing: missLoan,
};

/** Before all days of the tests. */
export const TODAY = '2030-01-01';

export class Lending {
  readonly world = new PlaceWorld('inventory');
  /** Ann lends at her laptop, and has a phone. */
  readonly ann: TestDevice = this.world.device('laptop', 'ann');
  readonly phone: TestDevice = this.world.device('phone', 'ann');
  readonly ben: TestDevice = this.world.device('ben');
  readonly cy: TestDevice = this.world.device('cy');
  /** A steward, who may take over what nobody looks after. */
  readonly dee: TestDevice = this.world.device('dee', 'dee', 'steward');

  item(quantity = 1): ObjectId {
    const id = this.ann.write(
      addItem(this.ann.author(), inventoryOf(this.ann), { title: 'Drill', quantity }),
    );
    this.world.meet();
    return id;
  }

  /** Everybody has heard of the request. */
  request(by: TestDevice, item: ObjectId, from?: string, to?: string): ObjectId {
    const id = by.write(requestLoan(by.author(), inventoryOf(by), { item, from, to }, TODAY));
    this.world.meet();
    return id;
  }

  /** Everybody hears of it. */
  step(by: TestDevice, step: LoanStep, loan: ObjectId): void {
    this.alone(by, step, loan);
    this.world.meet();
  }

  /** Nobody else hears of it yet. */
  alone(by: TestDevice, step: LoanStep, loan: ObjectId): void {
    by.write(this.tried(by, step, loan));
  }

  /** `to`: of what is asked for or given. */
  tried(by: TestDevice, step: LoanStep, loan: ObjectId, to = '2030-02-01'): Built {
    return BUILDERS[step](by.author(), inventoryOf(by), { loan, to });
  }

  code(by: TestDevice, step: LoanStep, loan: ObjectId): string {
    const built = this.tried(by, step, loan);
    return built.ok ? 'ok' : built.code;
  }

  get inventory(): Inventory {
    return foldInventory(this.world.parts());
  }

  loan(id: ObjectId): Loan {
    return this.inventory.loanById.get(id)!;
  }

  itemOf(id: ObjectId): Item {
    return this.inventory.itemById.get(id)!;
  }
}

export function inventoryOf(device: TestDevice): Inventory {
  return foldInventory(device.parts());
}
