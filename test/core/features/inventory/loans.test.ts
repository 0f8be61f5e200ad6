import { describe, expect, test } from 'vitest';
import { adoptDecisions } from '../../../../core/features/inventory/adopt.ts';
import { allowedSteps } from '../../../../core/features/inventory/allowed-steps.ts';
import { requestLoan } from '../../../../core/features/inventory/loan-edits.ts';
import { noticesFor } from '../../../../core/features/inventory/notices.ts';
import { objectId } from '../place-world.ts';
import { inventoryOf, Lending, TODAY } from './lending.ts';

describe('a loan', () => {
  test('[LOAN-1] [LOAN-9] [INV-5] goes from the request to the return, confirmed by both', () => {
    const lending = new Lending();
    const { ann, ben } = lending;
    const item = lending.item();
    const loan = lending.request(ben, item, '2030-05-01', '2030-05-03');
    const now = () => [lending.loan(loan).state, lending.itemOf(item).state, lending.itemOf(item).holder];
    expect(now()).toEqual(['requested', 'available', null]);
    lending.step(ann, 'approve', loan);
    expect(now()).toEqual(['approved', 'reserved', null]);
    lending.step(ann, 'hand-over', loan);
    expect(now()).toEqual(['handing-over', 'reserved', null]);
    expect(lending.loan(loan).handOver).toEqual({ custodian: true, borrower: false });
    lending.step(ben, 'hand-over', loan);
    expect(now()).toEqual(['out', 'out', ben.person]);
    lending.step(ben, 'return', loan);
    expect(now()).toEqual(['returning', 'out', ben.person]);
    expect(lending.loan(loan).return).toEqual({ custodian: false, borrower: true });
    lending.step(ann, 'return', loan);
    expect(now()).toEqual(['returned', 'available', null]);
    expect(lending.loan(loan)).toMatchObject({ from: '2030-05-01', to: '2030-05-03', because: null });
    expect(lending.loan(loan).facts.map(({ what }) => what)).toEqual([
      'requested',
      'approved',
      'given',
      'back',
      'received',
      'returned',
    ]);
  });

  test('[LOAN-9] either side confirms first', () => {
    const lending = new Lending();
    const { ann, ben } = lending;
    const loan = lending.request(ben, lending.item());
    lending.step(ann, 'approve', loan);
    lending.step(ben, 'hand-over', loan);
    expect(lending.loan(loan).state).toBe('handing-over');
    lending.step(ann, 'hand-over', loan);
    expect(lending.loan(loan).state).toBe('out');
    lending.step(ann, 'return', loan);
    expect(lending.loan(loan).state).toBe('returning');
    lending.step(ben, 'return', loan);
    expect(lending.loan(loan).state).toBe('returned');
  });

  test('[LOAN-3] is decided by the custodian alone, and asked for and cancelled by the borrower alone', () => {
    const lending = new Lending();
    const { ann, ben, cy, world } = lending;
    const loan = lending.request(ben, lending.item());
    for (const by of [ben, cy]) {
      expect(lending.code(by, 'approve', loan)).toBe('LOAN_NOT_YOURS');
      for (const t of ['approve', 'decline', 'hand-over', 'return']) by.say({ t, loan });
    }
    for (const by of [ann, cy]) {
      expect(lending.code(by, 'cancel', loan)).toBe('LOAN_NOT_YOURS');
      by.say({ t: 'cancel', loan });
    }
    world.meet();
    expect(lending.loan(loan).state).toBe('requested');
    expect(allowedSteps(lending.loan(loan), cy.person)).toEqual([]);
    expect(allowedSteps(lending.loan(loan), ann.person)).toEqual(['approve', 'decline']);
    expect(allowedSteps(lending.loan(loan), ben.person)).toEqual(['cancel']);
  });

  test('[LOAN-4] is declined, also after the approval, until it is handed over', () => {
    const lending = new Lending();
    const { ann, ben } = lending;
    const item = lending.item();
    const [first, second] = [lending.request(ben, item), lending.request(ben, item)];
    lending.step(ann, 'decline', first);
    expect(lending.loan(first).state).toBe('declined');
    expect(lending.code(ann, 'approve', first)).toBe('LOAN_STATE');
    lending.step(ann, 'approve', second);
    lending.step(ann, 'decline', second);
    expect([lending.loan(second).state, lending.itemOf(item).state]).toEqual(['declined', 'available']);
    const third = lending.request(ben, item);
    lending.step(ann, 'approve', third);
    lending.step(ann, 'hand-over', third);
    expect(lending.code(ann, 'decline', third)).toBe('LOAN_STATE');
    expect(lending.tried(ann, 'approve', third)).toEqual({
      ok: false,
      code: 'LOAN_STATE',
      details: { state: 'handing-over' },
    });
  });

  test('[LOAN-10] is cancelled until both have confirmed; what both have confirmed stands', () => {
    const lending = new Lending();
    const { ann, ben, world } = lending;
    const item = lending.item();
    const first = lending.request(ben, item);
    lending.step(ben, 'cancel', first);
    expect(lending.loan(first).state).toBe('cancelled');
    expect(lending.code(ann, 'approve', first)).toBe('LOAN_STATE');
    const second = lending.request(ben, item);
    lending.step(ann, 'approve', second);
    lending.step(ann, 'hand-over', second);
    lending.step(ben, 'hand-over', second);
    expect(lending.code(ben, 'cancel', second)).toBe('LOAN_STATE');
    ben.say({ t: 'cancel', loan: second });
    world.meet();
    expect(lending.loan(second).state).toBe('out');
  });

  test('[LOAN-10] an end to a hand-over that did not take place: either side goes back', () => {
    const lending = new Lending();
    const { ann, ben } = lending;
    const item = lending.item();
    const [first, second] = [lending.request(ben, item), lending.request(ben, item)];
    lending.step(ann, 'approve', first);
    lending.step(ann, 'hand-over', first);
    lending.step(ben, 'cancel', first);
    expect([lending.loan(first).state, lending.itemOf(item).state]).toEqual(['cancelled', 'available']);
    // The desk ends the promise together with its next step.
    lending.step(ann, 'approve', second);
    lending.step(ann, 'hand-over', second);
    lending.step(ann, 'return', second);
    expect(lending.loan(second).state).toBe('returning');
    lending.step(ben, 'return', second);
    expect(lending.loan(second).state).toBe('returned');
  });

  test('[LOAN-2] dates are days that exist, in order, a year at most; none means from now', () => {
    const lending = new Lending();
    const item = lending.item();
    const { ben } = lending;
    const code = (from?: string, to?: string) => {
      const built = requestLoan(ben.author(), lending.inventory, { item, from, to }, TODAY);
      return built.ok ? 'ok' : built.code;
    };
    expect([
      code(),
      code('2030-02-28'),
      code('2028-02-29', '2028-02-29'),
      code('2028-01-01', '2028-12-31'),
    ]).toEqual(Array(4).fill('ok'));
    for (const [from, to] of [
      ['2030-02-29', undefined],
      ['2030-1-01', undefined],
      ['2030-13-01', undefined],
      ['2030-00-10', undefined],
      ['0999-01-01', undefined],
      [undefined, '2030-01-01'],
      ['2030-01-02', '2030-01-01'],
      ['2030-01-01', '2031-01-02'],
      ['today', undefined],
    ]) {
      expect(code(from, to)).toBe('DATES_INVALID');
    }
    expect(requestLoan(ben.author(), lending.inventory, { item: objectId('none') }, TODAY)).toMatchObject({
      code: 'ITEM_UNKNOWN',
    });
    expect(lending.code(ben, 'approve', objectId('none'))).toBe('LOAN_UNKNOWN');
  });
});

describe('overlapping loans', () => {
  test('[LOAN-5] requests are no reservations; the first approval at the desk wins, the later one loses with a reason', () => {
    const lending = new Lending();
    const { ann, ben, cy } = lending;
    const item = lending.item();
    const bens = lending.request(ben, item, '2030-05-01', '2030-05-07');
    const cys = lending.request(cy, item, '2030-05-07', '2030-05-09');
    lending.step(ann, 'approve', cys);
    expect(lending.tried(ann, 'approve', bens)).toEqual({
      ok: false,
      code: 'LOAN_OVERLAP',
      details: { loan: cys },
    });
    ann.say({ t: 'approve', loan: bens });
    expect(lending.loan(bens)).toMatchObject({ state: 'lost', because: { code: 'LOAN_BEATEN', loan: cys } });
    expect(lending.loan(cys).state).toBe('approved');
    // When the days are free again, the custodian may still approve it.
    lending.step(ann, 'decline', cys);
    expect(lending.loan(bens).state).toBe('lost');
    lending.step(ann, 'approve', bens);
    expect(lending.loan(bens)).toMatchObject({ state: 'approved', because: null });
  });

  test('[LOAN-5] days that only touch do not overlap, open ends do', () => {
    const lending = new Lending();
    const { ann, ben } = lending;
    const item = lending.item();
    const loans = [
      lending.request(ben, item, '2030-05-01', '2030-05-07'),
      lending.request(ben, item, '2030-05-08', '2030-05-09'),
      lending.request(ben, item, '2030-05-10'),
    ];
    for (const loan of loans) lending.step(ann, 'approve', loan);
    expect(lending.code(ann, 'approve', lending.request(ben, item))).toBe('LOAN_OVERLAP');
    expect(lending.code(ann, 'approve', lending.request(ben, item, '2040-01-01', '2040-01-01'))).toBe(
      'LOAN_OVERLAP',
    );
    expect(lending.code(ann, 'approve', lending.request(ben, item, '2030-04-01', '2030-04-30'))).toBe('ok');
  });

  test('[LOAN-5] of n pieces n may be promised for one day', () => {
    const lending = new Lending();
    const { ann, ben, cy } = lending;
    const item = lending.item(2);
    const [a, b, c, d] = [
      lending.request(ben, item, '2030-05-01', '2030-05-03'),
      lending.request(ben, item, '2030-05-05', '2030-05-07'),
      lending.request(cy, item, '2030-05-02', '2030-05-06'),
      lending.request(cy, item, '2030-05-03', '2030-05-05'),
    ];
    for (const loan of [a, b, c]) lending.step(ann, 'approve', loan);
    expect(lending.tried(ann, 'approve', d)).toMatchObject({ code: 'LOAN_OVERLAP', details: { loan: c } });
    expect(lending.itemOf(item)).toMatchObject({ state: 'reserved', reserved: 3 });
  });

  test('[LOAN-6] a piece is handed over only while one is there', () => {
    const lending = new Lending();
    const { ann, ben, cy } = lending;
    const item = lending.item();
    const [first, second] = [
      lending.request(ben, item, '2030-05-01', '2030-05-03'),
      lending.request(cy, item, '2030-06-01', '2030-06-03'),
    ];
    for (const loan of [first, second]) lending.step(ann, 'approve', loan);
    lending.step(ann, 'hand-over', first);
    lending.step(ben, 'hand-over', first);
    expect(lending.code(ann, 'hand-over', second)).toBe('ITEM_OUT');
    ann.say({ t: 'hand-over', loan: second });
    expect(lending.loan(second).state).toBe('approved');
    expect(lending.itemOf(item).holders).toEqual([ben.person]);
    lending.step(ann, 'return', first);
    lending.step(ann, 'hand-over', second);
    expect(lending.loan(second).state).toBe('handing-over');
  });

  test('[LOAN-12] a cancelled promise is ended by the next step of the desk, and displaces nobody', () => {
    const lending = new Lending();
    const { ann, ben, cy, world } = lending;
    const item = lending.item();
    const [a, b, c] = [
      lending.request(ben, item, '2030-05-01', '2030-05-05'),
      lending.request(ben, item, '2030-05-04', '2030-05-08'),
      lending.request(cy, item, '2030-05-07', '2030-05-10'),
    ];
    lending.step(ann, 'approve', a);
    ann.say({ t: 'approve', loan: b });
    lending.step(ann, 'approve', c);
    // Had b come back by itself, c would have lost.
    ben.forge(1, { push: [{ t: 'cancel', loan: a }] });
    world.meet();
    expect([a, b, c].map((loan) => lending.loan(loan).state)).toEqual(['cancelled', 'lost', 'approved']);
    const d = lending.request(cy, item, '2030-05-01', '2030-05-03');
    lending.step(ann, 'approve', d);
    expect(lending.loan(d).state).toBe('approved');
    expect(lending.loan(a).state).toBe('cancelled');
  });
});

describe('a custodian with two devices', () => {
  test('[LOAN-7] decides at either; what the desk decides goes first', () => {
    const lending = new Lending();
    const { ann, phone, ben, cy, world } = lending;
    const item = lending.item();
    const [bens, cys] = [lending.request(ben, item), lending.request(cy, item)];
    lending.alone(phone, 'approve', cys);
    expect(inventoryOf(phone).loanById.get(cys)).toMatchObject({ state: 'approved', provisional: true });
    lending.alone(ann, 'approve', bens);
    world.meet();
    expect(lending.loan(bens)).toMatchObject({ state: 'approved', provisional: false });
    expect(lending.loan(cys)).toMatchObject({ state: 'lost', because: { loan: bens } });
  });

  test('[LOAN-8] the desk adopts what was decided elsewhere; then it is firm, and nobody is told twice', () => {
    const lending = new Lending();
    const { ann, phone, ben, world } = lending;
    const loan = lending.request(ben, lending.item());
    for (const step of ['approve', 'hand-over'] as const) lending.step(phone, step, loan);
    lending.step(ben, 'hand-over', loan);
    expect(lending.loan(loan)).toMatchObject({ state: 'out', provisional: true });
    const told = noticesFor(ben.person, lending.inventory).map(({ id }) => id);
    ann.write(adoptDecisions(ann.author(), inventoryOf(ann))!);
    world.meet();
    expect(lending.loan(loan)).toMatchObject({ state: 'out', provisional: false });
    expect(
      noticesFor(ben.person, lending.inventory)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(told.sort());
    expect(adoptDecisions(ann.author(), inventoryOf(ann))).toBeUndefined();
    expect(adoptDecisions(phone.author(), inventoryOf(phone))).toBeUndefined();
  });

  test('[LOAN-8] what the desk does next stands behind what it has heard from the other device', () => {
    const lending = new Lending();
    const { ann, phone, ben, cy } = lending;
    const item = lending.item();
    const [first, second] = [lending.request(ben, item), lending.request(cy, item)];
    for (const step of ['approve', 'hand-over'] as const) lending.step(phone, step, first);
    lending.step(ben, 'hand-over', first);
    lending.step(phone, 'return', first);
    for (const step of ['approve', 'hand-over'] as const) lending.step(ann, step, second);
    lending.step(cy, 'hand-over', second);
    lending.step(ben, 'return', first);
    expect([first, second].map((loan) => lending.loan(loan).state)).toEqual(['returned', 'out']);
    expect([first, second].map((loan) => lending.loan(loan).provisional)).toEqual([false, false]);
  });

  test('[LOAN-7] a hand-over that both confirm elsewhere beats a promise of the desk', () => {
    const lending = new Lending();
    const { ann, phone, ben, cy, world } = lending;
    const item = lending.item();
    const [bens, cys] = [lending.request(ben, item), lending.request(cy, item)];
    lending.alone(phone, 'approve', cys);
    lending.alone(phone, 'hand-over', cys);
    cy.hear(phone);
    lending.alone(cy, 'hand-over', cys);
    lending.alone(ann, 'approve', bens);
    world.meet();
    expect(lending.loan(cys).state).toBe('out');
    expect(lending.loan(bens)).toMatchObject({ state: 'lost', because: { code: 'LOAN_BEATEN', loan: cys } });
    ann.write(adoptDecisions(ann.author(), inventoryOf(ann))!);
    expect([cys, bens].map((loan) => lending.loan(loan).state)).toEqual(['out', 'lost']);
    expect([cys, bens].map((loan) => lending.loan(loan).provisional)).toEqual([false, false]);
  });
});

describe('notices', () => {
  test('[LOAN-13] tell each side what the other one did', () => {
    const lending = new Lending();
    const { ann, ben, cy } = lending;
    const item = lending.item();
    const [bens, cys] = [lending.request(ben, item), lending.request(cy, item)];
    lending.step(ann, 'approve', bens);
    ann.say({ t: 'approve', loan: cys });
    lending.step(ann, 'hand-over', bens);
    lending.step(ben, 'hand-over', bens);
    const codes = (person: typeof ann.person) =>
      noticesFor(person, lending.inventory).map(({ code }) => code);
    expect(codes(ben.person)).toEqual(['LOAN_APPROVED', 'LOAN_GIVEN']);
    expect(codes(cy.person)).toEqual(['LOAN_BEATEN']);
    expect(codes(ann.person)).toEqual(['LOAN_REQUESTED', 'LOAN_REQUESTED', 'LOAN_RECEIVED']);
    expect(noticesFor(cy.person, lending.inventory)[0]).toMatchObject({ loan: cys, item, beatenBy: bens });
    expect(noticesFor(cy.person, lending.inventory)[0]!.id).toMatch(/^[a-z2-7]{32}$/);
  });

  test('[LOAN-13] an own item tells nothing; what is handed on, and a decline after a loss, do', () => {
    const lending = new Lending();
    const { ann, ben } = lending;
    const item = lending.item();
    const own = lending.request(ann, item);
    lending.step(ann, 'approve', own);
    lending.step(ann, 'hand-over', own);
    expect(lending.loan(own).state).toBe('out');
    lending.step(ann, 'return', own);
    expect(lending.loan(own).state).toBe('returned');
    expect(noticesFor(ann.person, lending.inventory)).toEqual([]);
    const bens = lending.request(ben, item);
    lending.step(ann, 'decline', bens);
    ann.say({ t: 'hand-on', item, to: ben.person, device: ben.id });
    expect(noticesFor(ben.person, lending.inventory).map(({ code }) => code)).toEqual(['ITEM_HANDED']);
  });
});
