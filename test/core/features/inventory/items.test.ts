import { describe, expect, test } from 'vitest';
import { addItem, archiveItem, editItem, handItem } from '../../../../core/features/inventory/item-edits.ts';
import { requestLoan } from '../../../../core/features/inventory/loan-edits.ts';
import { longId, objectId, personId } from '../place-world.ts';
import { inventoryOf, Lending, TODAY } from './lending.ts';
import type { DeviceId } from '../../../../core/base/ids.ts';

describe('items', () => {
  test('[INV-1] have a title, a category, a note, a quantity; who adds one looks after it', () => {
    const lending = new Lending();
    const { ann } = lending;
    const id = ann.write(
      addItem(ann.author(), inventoryOf(ann), {
        title: ' Ladder ',
        category: 'Tools',
        quantity: 3,
        note: 'In the shed',
      }),
    );
    expect(lending.itemOf(id)).toMatchObject({
      title: 'Ladder',
      category: 'Tools',
      note: 'In the shed',
      quantity: 3,
      custodian: ann.person,
      desk: ann.id,
      state: 'available',
      holder: null,
      created: { person: ann.person },
    });
  });

  test('[INV-2] anybody describes and archives them; the latest counts', () => {
    const lending = new Lending();
    const id = lending.item();
    const { ben } = lending;
    ben.write(
      editItem(ben.author(), inventoryOf(ben), id, {
        title: 'Hammer drill',
        category: 'Power',
        note: 'loud',
      }),
    );
    expect(lending.itemOf(id)).toMatchObject({
      title: 'Hammer drill',
      category: 'Power',
      note: 'loud',
      changed: { person: ben.person },
    });
    ben.write(archiveItem(ben.author(), inventoryOf(ben), id));
    expect(lending.itemOf(id).state).toBe('archived');
    expect(requestLoan(ben.author(), inventoryOf(ben), { item: id }, TODAY)).toMatchObject({
      code: 'ITEM_ARCHIVED',
    });
    ben.write(archiveItem(ben.author(), inventoryOf(ben), id, false));
    expect(lending.itemOf(id).state).toBe('available');
  });

  test('[INV-3] the quantity is set at the desk alone, and never below what is handed over', () => {
    const lending = new Lending();
    const { ann, phone, ben, cy, world } = lending;
    const id = lending.item(2);
    for (const borrower of [ben, cy]) {
      const loan = lending.request(borrower, id);
      lending.step(ann, 'approve', loan);
      lending.step(ann, 'hand-over', loan);
      lending.step(borrower, 'hand-over', loan);
    }
    const set = (by: typeof ann, quantity: number) =>
      editItem(by.author(), inventoryOf(by), id, { quantity });
    expect(set(ann, 1)).toEqual({ ok: false, code: 'QUANTITY_INVALID', details: { least: 2 } });
    expect(set(ann, 2.5)).toMatchObject({ code: 'QUANTITY_INVALID' });
    expect(set(ben, 3)).toMatchObject({ code: 'ITEM_NOT_YOURS' });
    expect(set(phone, 3)).toMatchObject({ code: 'ITEM_ELSEWHERE', details: { device: ann.id } });
    for (const by of [ann, phone, ben]) by.say({ t: 'quantity', item: id, quantity: by === ann ? 1 : 9 });
    world.meet();
    expect(lending.itemOf(id)).toMatchObject({ quantity: 2, state: 'out', holders: [ben.person, cy.person] });
    ann.write(set(ann, 3));
    expect(lending.itemOf(id)).toMatchObject({
      quantity: 3,
      state: 'available',
      changed: { person: ann.person },
    });
  });

  test('[INV-4] the desk hands an item on; then the next one decides, and what was promised stays', () => {
    const lending = new Lending();
    const { ann, ben, cy, phone, world } = lending;
    const id = lending.item();
    const [first, second] = [
      lending.request(cy, id, '2030-01-01', '2030-01-05'),
      lending.request(cy, id, '2030-02-01', '2030-02-05'),
    ];
    lending.step(ann, 'approve', first);
    // Ben has approved before it was his: that never counts.
    ben.say({ t: 'approve', loan: second });
    const to = { person: ben.person, desk: ben.id };
    expect(handItem(phone.author(), inventoryOf(phone), id, to)).toMatchObject({ code: 'ITEM_ELSEWHERE' });
    expect(handItem(ben.author(), inventoryOf(ben), id, to)).toMatchObject({ code: 'ITEM_NOT_YOURS' });
    ann.write(handItem(ann.author(), inventoryOf(ann), id, to));
    world.meet();
    expect(lending.itemOf(id)).toMatchObject({ custodian: ben.person, desk: ben.id });
    expect([lending.loan(first).state, lending.loan(second).state]).toEqual(['approved', 'requested']);
    ann.say({ t: 'approve', loan: second });
    expect(lending.loan(second).state).toBe('requested');
    expect(lending.code(ann, 'approve', second)).toBe('LOAN_NOT_YOURS');
    lending.step(ben, 'approve', second);
    expect(lending.loan(second).state).toBe('approved');
  });

  test('[INV-1] may be looked after by somebody else from the start', () => {
    const lending = new Lending();
    const { ann, ben, world } = lending;
    const custody = { person: ben.person, desk: ben.id };
    const id = ann.write(addItem(ann.author(), inventoryOf(ann), { title: 'Tent', custody }));
    world.meet();
    expect(lending.itemOf(id)).toMatchObject({ custodian: ben.person, created: { person: ann.person } });
    const loan = lending.request(ann, id);
    lending.step(ben, 'approve', loan);
    expect(lending.loan(loan).state).toBe('approved');
  });

  test('[PLACE-5] [PLACE-8] what is wrong is refused with a code', () => {
    const lending = new Lending();
    const id = lending.item();
    const { ann, world } = lending;
    const author = ann.author();
    const edit = (changes: object) => editItem(author, lending.inventory, id, changes);
    expect(addItem(author, inventoryOf(ann), { title: '' })).toMatchObject({ code: 'TITLE_EMPTY' });
    expect(addItem(author, inventoryOf(ann), { title: 'x', quantity: 0 })).toMatchObject({
      code: 'QUANTITY_INVALID',
    });
    expect(addItem(author, inventoryOf(ann), { title: 'x', quantity: 1_000_001 })).toMatchObject({
      code: 'QUANTITY_INVALID',
    });
    expect(addItem(author, inventoryOf(ann), { title: 'x', category: 'y'.repeat(201) })).toMatchObject({
      code: 'TITLE_TOO_LONG',
    });
    expect(addItem(author, inventoryOf(ann), { title: 'x', note: 'y'.repeat(8_001) })).toMatchObject({
      code: 'TEXT_TOO_LONG',
    });
    const nobody = { person: 'nobody' as typeof author.person, desk: longId('device') as DeviceId };
    expect(addItem(author, inventoryOf(ann), { title: 'x', custody: nobody })).toMatchObject({
      code: 'PERSON_UNKNOWN',
    });
    expect(handItem(author, lending.inventory, id, nobody)).toMatchObject({ code: 'PERSON_UNKNOWN' });
    expect(edit({})).toMatchObject({ code: 'CHANGE_EMPTY' });
    expect(edit({ quantity: 1 })).toMatchObject({ code: 'CHANGE_EMPTY' });
    const none = objectId('none');
    expect(editItem(author, lending.inventory, none, { title: 'x' })).toMatchObject({ code: 'ITEM_UNKNOWN' });
    expect(archiveItem(author, lending.inventory, none)).toMatchObject({ code: 'ITEM_UNKNOWN' });
    const to = { person: personId('ben'), desk: lending.ben.id };
    expect(handItem(author, lending.inventory, none, to)).toMatchObject({ code: 'ITEM_UNKNOWN' });
    const guest = world.device('gus', 'gus', 'guest');
    expect(addItem(guest.author(), inventoryOf(guest), { title: 'x' })).toMatchObject({
      code: 'ROLE_FORBIDS',
    });
    guest.say({ t: 'item', id: none.slice(16), title: 'Forged' });
    expect(lending.inventory.items).toHaveLength(1);
  });
});
