import { describe, expect, test } from 'vitest';
import { toBase32 } from '../../../../core/base/base32.ts';
import type { ChunkName } from '../../../../core/attachments/chunk.ts';
import { attachmentJson, type Attachment } from '../../../../core/attachments/attachment.ts';
import type { ObjectId } from '../../../../core/base/ids.ts';
import {
  addItem,
  archiveItem,
  editItem,
  remarkOn,
  takeOverItem,
} from '../../../../core/features/inventory/item-edits.ts';
import { addQuestion, editQuestion, setRules } from '../../../../core/features/inventory/list-edits.ts';
import { requestLoan, returnInState } from '../../../../core/features/inventory/loan-edits.ts';
import { nextFree, waitingBefore } from '../../../../core/features/inventory/availability.ts';
import { dayNumber, spanOf, weekdayOf } from '../../../../core/features/inventory/civil-date.ts';
import { foldPhotos } from '../../../../core/features/inventory/photos.ts';
import { noticesFor } from '../../../../core/features/inventory/notices.ts';
import { longId, objectId } from '../place-world.ts';
import { inventoryOf, Lending, TODAY } from './lending.ts';

const LIST = objectId('inventory');

function pictureOf(byte: number): Attachment {
  const root = toBase32(new Uint8Array(32).fill(byte)) as ChunkName;
  const file = { root, key: new Uint8Array(32).fill(byte), size: 900 };
  return { file, name: 'crack.jpg', type: 'image/jpeg', measures: { width: 40, height: 30 }, preview: null };
}

describe('what a list says about its things', () => {
  test('[INV-2] keeps place, number, keywords, owner, deposit and all else that is said', () => {
    const lending = new Lending();
    const { ann, ben } = lending;
    const id = ann.write(
      addItem(ann.author(), inventoryOf(ann), {
        title: 'Tent',
        location: ' Shed ',
        label: '0042',
        tags: ['camping', ' camping ', 'summer', ''],
        owner: ben.person,
        deposit: '20 €',
      }),
    );
    expect(lending.itemOf(id)).toMatchObject({
      kind: 'thing',
      location: 'Shed',
      label: '0042',
      tags: ['camping', 'summer'],
      owner: ben.person,
      deposit: '20 €',
    });
    lending.world.meet();
    ben.write(editItem(ben.author(), inventoryOf(ben), id, { location: '', owner: '' }));
    expect(lending.itemOf(id)).toMatchObject({ location: '', owner: '', label: '0042' });
  });

  test('[INV-2] refuses what has not the form of its field, and ignores it where somebody wrote it all the same', () => {
    const lending = new Lending();
    const { ann, ben } = lending;
    const id = lending.item();
    const codeOf = (changes: Parameters<typeof editItem>[3]) => {
      const built = editItem(ann.author(), inventoryOf(ann), id, changes);
      return built.ok ? 'ok' : built.code;
    };
    expect(codeOf({ tags: Array.from({ length: 21 }, (_, i) => `tag ${i}`) })).toBe('TAGS_INVALID');
    expect(codeOf({ owner: 'somebody' })).toBe('FIELD_INVALID');
    expect(codeOf({ until: '2030-02-30' })).toBe('FIELD_INVALID');
    expect(codeOf({ low: -1 })).toBe('FIELD_INVALID');
    expect(codeOf({ location: 'x'.repeat(201) })).toBe('TITLE_TOO_LONG');
    const bad: [string, string | number | string[] | null][] = [
      ['location', 7],
      ['tags', ['a', 'a']],
      ['owner', 'x'],
      ['kit', 'x'],
      ['low', 1.5],
      ['until', 'soon'],
      ['sort', 'music'],
    ];
    const before = lending.itemOf(id);
    ben.edit({ set: bad.map(([name, value]) => [`${id}/${name}`, value]) });
    expect(lending.itemOf(id)).toEqual(before);
  });

  test('[INV-1] a kind that nobody knows yet is no birth; a known one stays', () => {
    const lending = new Lending();
    const { ann } = lending;
    ann.say({ t: 'item', id: 'a'.repeat(16), title: 'Robot', kind: 'robot' });
    ann.say({ t: 'item', id: 'b'.repeat(16), title: 'Lift to town', kind: 'offer' });
    expect(lending.inventory.items.map(({ title, kind }) => [title, kind])).toEqual([
      ['Lift to town', 'offer'],
    ]);
  });

  test('[INV-7] remarks stand with their author, and the last that says so tells the condition', () => {
    const lending = new Lending();
    const { ann, ben } = lending;
    const id = lending.item();
    ben.write(
      remarkOn(ben.author(), inventoryOf(ben), {
        item: id,
        text: 'The cable is loose',
        condition: 'needs-repair',
      }),
    );
    lending.world.meet();
    expect(requestLoan(ben.author(), inventoryOf(ben), { item: id }, TODAY)).toMatchObject({
      code: 'ITEM_BROKEN',
    });
    expect(noticesFor(ann.person, lending.inventory).map(({ code }) => code)).toEqual(['ITEM_REMARKED']);
    expect(noticesFor(ben.person, lending.inventory)).toEqual([]);
    ann.write(remarkOn(ann.author(), inventoryOf(ann), { item: id, text: '', condition: 'usable' }));
    ann.write(remarkOn(ann.author(), inventoryOf(ann), { item: id, text: 'New cable' }));
    const item = lending.itemOf(id);
    expect(item.condition).toBe('usable');
    expect(item.remarks.map(({ text, condition }) => [text, condition])).toEqual([
      ['The cable is loose', 'needs-repair'],
      ['', 'usable'],
      ['New cable', null],
    ]);
    expect(remarkOn(ann.author(), inventoryOf(ann), { item: id, text: '  ' })).toMatchObject({
      code: 'TEXT_EMPTY',
    });
  });

  test('[INV-10] a remark shows pictures, the first six that are any, and says from which loan it came back so', () => {
    const lending = new Lending();
    const { ann, ben } = lending;
    const item = lending.item();
    const loan = lending.request(ben, item);
    for (const step of ['approve', 'hand-over'] as const) lending.step(ann, step, loan);
    lending.step(ben, 'hand-over', loan);
    const picture = pictureOf(1);
    const before = lending.world.parts().reduce((sum, { log }) => sum + log.length, 0);
    ann.write(
      returnInState(ann.author(), inventoryOf(ann), {
        loan,
        state: { text: 'A crack', condition: 'needs-repair', pictures: [picture, pictureOf(2)] },
      }),
    );
    // One entry: nobody ever sees the one without the other.
    expect(lending.world.parts().reduce((sum, { log }) => sum + log.length, 0)).toBe(before + 2);
    expect(lending.itemOf(item)).toMatchObject({
      condition: 'needs-repair',
      remarks: [{ text: 'A crack', loan, pictures: [picture, pictureOf(2)] }],
    });
    expect(lending.loan(loan).state).toBe('returning');
    expect(foldPhotos(lending.world.parts()).ofRemarks).toEqual([picture, pictureOf(2)]);
    const many = Array.from({ length: 7 }, (_, i) => pictureOf(i));
    expect(remarkOn(ann.author(), inventoryOf(ann), { item, text: 'Look', pictures: many })).toMatchObject({
      code: 'ATTACHMENTS_TOO_MANY',
    });
    ben.say({
      t: 'remark',
      id: 'd'.repeat(16),
      item,
      text: 'Look',
      loan: 7,
      pictures: [{ file: 'x' }, attachmentJson({ ...picture, measures: null }), ...many.map(attachmentJson)],
    });
    const said = lending.itemOf(item).remarks.find(({ text }) => text === 'Look');
    expect(said).toMatchObject({ loan: null, pictures: many.slice(0, 4) });
  });

  test('[INV-10] nothing is said of a state when the loan cannot be returned', () => {
    const lending = new Lending();
    const { ann, ben } = lending;
    const item = lending.item();
    const loan = lending.request(ben, item);
    const state = { text: 'A crack' };
    expect(returnInState(ann.author(), inventoryOf(ann), { loan, state })).toMatchObject({
      code: 'LOAN_STATE',
    });
    for (const step of ['approve', 'hand-over'] as const) lending.step(ann, step, loan);
    expect(returnInState(ann.author(), inventoryOf(ann), { loan, state: { text: ' ' } })).toMatchObject({
      code: 'TEXT_EMPTY',
    });
  });

  test('[INV-8] what belongs to a kit is lent with the kit alone; kits do not nest', () => {
    const lending = new Lending();
    const { ann, ben, world } = lending;
    const kit = lending.item();
    const [pan, lid] = ['Pan', 'Lid'].map((title) =>
      ann.write(addItem(ann.author(), inventoryOf(ann), { title, kit })),
    ) as [ObjectId, ObjectId];
    world.meet();
    expect(requestLoan(ben.author(), inventoryOf(ben), { item: pan }, TODAY)).toMatchObject({
      code: 'ITEM_IN_KIT',
      details: { kit: 'Drill' },
    });
    const tried = (id: ObjectId, to: string) => editItem(ann.author(), inventoryOf(ann), id, { kit: to });
    expect(tried(lid, pan)).toMatchObject({ code: 'KIT_NESTED' });
    expect(tried(kit, lid)).toMatchObject({ code: 'KIT_NESTED' });
    expect(tried(kit, kit)).toMatchObject({ code: 'KIT_UNKNOWN' });
    expect(tried(pan, objectId('none'))).toMatchObject({ code: 'KIT_UNKNOWN' });
    ann.write(archiveItem(ann.author(), inventoryOf(ann), kit));
    world.meet();
    expect(requestLoan(ben.author(), inventoryOf(ben), { item: pan }, TODAY).ok).toBe(true);
  });

  test('[INV-9] a list asks its own questions, and answers have the form that is asked for', () => {
    const lending = new Lending();
    const { ann, ben } = lending;
    const id = lending.item();
    const ask = (title: string, kind: 'number' | 'choice' | 'yes-no', choices?: string[]) =>
      ann.write(addQuestion(ann.author(), { title, kind, choices }));
    const [watts, plug, loud] = [
      ask('Watts', 'number'),
      ask('Plug', 'choice', ['C', 'F']),
      ask('Loud', 'yes-no'),
    ];
    const answer = (custom: Record<string, string | number | boolean>) =>
      editItem(ann.author(), inventoryOf(ann), id, { custom });
    ann.write(answer({ [watts]: 650.5, [plug]: 'F', [loud]: true }));
    expect([...lending.itemOf(id).custom]).toEqual([
      [watts, 650.5],
      [plug, 'F'],
      [loud, true],
    ]);
    expect(answer({ [plug]: 'G' })).toMatchObject({ code: 'ANSWER_INVALID', details: { question: 'Plug' } });
    expect(answer({ [watts]: 'many' })).toMatchObject({ code: 'ANSWER_INVALID' });
    expect(answer({ [objectId('none')]: 1 })).toMatchObject({ code: 'QUESTION_UNKNOWN' });
    ben.hear(ann);
    ben.edit({ set: [[`${id}/${watts}`, 'many']] });
    ann.write(answer({ [loud]: '' }));
    expect([...lending.itemOf(id).custom.keys()]).toEqual([watts, plug]);
    ann.write(editQuestion(ann.author(), inventoryOf(ann), plug, { title: 'Plug type', choices: ['C'] }));
    expect(lending.inventory.questions[1]).toMatchObject({
      title: 'Plug type',
      choices: ['C'],
      archived: false,
    });
    // A choice that is not offered any more still stands where it was given.
    expect(lending.itemOf(id).custom.get(plug)).toBe('F');
    expect(addQuestion(ann.author(), { title: 'x', kind: 'choice', choices: [] })).toMatchObject({
      code: 'CHOICES_INVALID',
    });
  });

  test('[INV-6] a steward takes over what a removed person looked after; what that one decided stays', () => {
    const lending = new Lending();
    const { ann, ben, cy, dee } = lending;
    const id = lending.item();
    const loan = lending.request(ben, id, '2030-01-03', '2030-01-05');
    lending.alone(ann, 'approve', loan);
    lending.alone(ann, 'hand-over', loan);
    const isGone = { isGone: true };
    expect(takeOverItem(dee.author(), inventoryOf(dee), id, { isGone: false })).toMatchObject({
      code: 'TAKE_OVER_EARLY',
    });
    expect(takeOverItem(cy.author(), inventoryOf(cy), id, isGone)).toMatchObject({ code: 'ROLE_FORBIDS' });
    // The steward has not heard of the promise; it stands after the taking over in the order, and counts.
    dee.write(takeOverItem(dee.author(), inventoryOf(dee), id, isGone));
    lending.world.meet();
    expect(lending.itemOf(id)).toMatchObject({ custodian: dee.person, desk: dee.id });
    lending.step(ben, 'hand-over', loan);
    expect(lending.loan(loan).state).toBe('out');
    lending.step(ben, 'return', loan);
    lending.step(dee, 'return', loan);
    expect(lending.loan(loan).state).toBe('returned');
    cy.say({ t: 'take-over', item: id, to: cy.person, device: cy.id, custody: 1 });
    expect(lending.itemOf(id).custodian).toBe(dee.person);
  });
});

describe('the rules of a list', () => {
  function ruled(rules: Parameters<typeof setRules>[3]): Lending & { thing: ObjectId } {
    const lending = new Lending();
    const thing = lending.item();
    const { dee } = lending;
    dee.write(setRules(dee.author(), inventoryOf(dee), LIST, rules));
    lending.world.meet();
    return Object.assign(lending, { thing });
  }

  function asked(lending: Lending & { thing: ObjectId }, from?: string, to?: string, by = lending.ben) {
    return requestLoan(by.author(), inventoryOf(by), { item: lending.thing, from, to }, TODAY);
  }

  test('[RULE-1] are set by stewards alone, each by itself, and what is malformed is ignored', () => {
    const lending = ruled({ longest: 14 });
    const { ann, dee } = lending;
    expect(setRules(ann.author(), inventoryOf(ann), LIST, { longest: 3 })).toMatchObject({
      code: 'ROLE_FORBIDS',
    });
    ann.say({ t: 'rules', longest: 1 });
    dee.say({ t: 'rules', longest: -1, atOnce: 2, hours: ['9-5'], guests: 'no' });
    expect(lending.inventory.rules).toMatchObject({ longest: 14, atOnce: 2, hours: [], guests: true });
    expect(setRules(dee.author(), inventoryOf(dee), LIST, { quiet: 400 })).toMatchObject({
      code: 'RULE_INVALID',
      details: { rule: 'quiet' },
    });
  });

  test('[RULE-2] bind who asks, by name', () => {
    expect(asked(ruled({ longest: 3 }), '2030-01-02', '2030-01-05')).toMatchObject({
      code: 'RULE_LONGEST',
      details: { days: 3 },
    });
    expect(asked(ruled({ longest: 3 }))).toMatchObject({ code: 'RULE_LONGEST' });
    expect(asked(ruled({ longest: 3 }), '2030-01-02', '2030-01-04').ok).toBe(true);
    expect(asked(ruled({ ahead: 7 }), '2030-01-09', '2030-01-09')).toMatchObject({ code: 'RULE_AHEAD' });
    expect(asked(ruled({ ahead: 7 }), '2030-01-08', '2030-01-09').ok).toBe(true);
    // 2030-01-06 is a Sunday.
    const hours = ['10:00-12:00', '', '', '', '', '', '10:00-12:00, 14:00-18:00'];
    expect(asked(ruled({ hours }), '2030-01-06', '2030-01-08')).toMatchObject({
      code: 'RULE_CLOSED',
      details: { day: '2030-01-08' },
    });
    expect(asked(ruled({ hours }), '2030-01-06', '2030-01-07').ok).toBe(true);
    const full = ruled({ atOnce: 1 });
    full.ben.write(asked(full, '2030-01-02', '2030-01-03'));
    expect(asked(full, '2030-02-02', '2030-02-03')).toMatchObject({ code: 'RULE_AT_ONCE' });
    const noGuests = ruled({ guests: false });
    const guest = noGuests.world.device('guest', 'guest', 'guest');
    guest.hear(noGuests.ann);
    expect(asked(noGuests, undefined, undefined, guest)).toMatchObject({ code: 'RULE_GUESTS' });
    // Who looks after it decides, also for themselves.
    expect(asked(ruled({ longest: 1 }), '2030-01-02', '2030-01-30', full.ann).ok).toBe(true);
  });

  test('[RULE-2] days of quiet lie between two loans of one piece', () => {
    const lending = ruled({ quiet: 2 });
    const loan = lending.request(lending.cy, lending.thing, '2030-01-10', '2030-01-12');
    lending.step(lending.ann, 'approve', loan);
    expect(asked(lending, '2030-01-14', '2030-01-15')).toMatchObject({
      code: 'RULE_QUIET',
      details: { days: 2 },
    });
    expect(asked(lending, '2030-01-15', '2030-01-16').ok).toBe(true);
    expect(asked(lending, '2030-01-08', '2030-01-08')).toMatchObject({ code: 'RULE_QUIET' });
  });
});

describe('more time, things that are missing, and who waits', () => {
  test('[LOAN-14] [LOAN-15] more time is asked for, refused or given, and never taken from another promise', () => {
    const lending = new Lending();
    const { ann, ben, cy } = lending;
    const id = lending.item();
    const loan = lending.request(ben, id, '2030-01-03', '2030-01-05');
    const next = lending.request(cy, id, '2030-01-10', '2030-01-12');
    for (const one of [loan, next]) lending.step(ann, 'approve', one);
    ben.write(lending.tried(ben, 'ask', loan, '2030-01-08'));
    lending.world.meet();
    expect(lending.loan(loan)).toMatchObject({ asked: '2030-01-08', to: '2030-01-05' });
    lending.step(ann, 'refuse', loan);
    expect(lending.loan(loan)).toMatchObject({ asked: null, to: '2030-01-05' });
    ben.write(lending.tried(ben, 'ask', loan, '2030-01-09'));
    lending.world.meet();
    ann.write(lending.tried(ann, 'extend', loan, '2030-01-09'));
    lending.world.meet();
    expect(lending.loan(loan)).toMatchObject({ asked: null, to: '2030-01-09', provisional: false });
    expect(lending.tried(ann, 'extend', loan, '2030-01-10')).toMatchObject({
      code: 'LOAN_OVERLAP',
      details: { loan: next },
    });
    expect(lending.tried(ann, 'extend', loan, '2030-01-09')).toMatchObject({ code: 'DATES_NOT_LATER' });
    expect(lending.tried(cy, 'extend', loan, '2030-01-09')).toMatchObject({ code: 'LOAN_NOT_YOURS' });
    expect(noticesFor(ben.person, lending.inventory).map(({ code }) => code)).toEqual([
      'LOAN_APPROVED',
      'LOAN_NOT_EXTENDED',
      'LOAN_EXTENDED',
    ]);
  });

  test('[LOAN-15] what is missing stays out until one of both says that it is back', () => {
    const lending = new Lending();
    const { ann, ben } = lending;
    const id = lending.item();
    const loan = lending.request(ben, id, '2030-01-03', '2030-01-05');
    for (const step of ['approve', 'hand-over'] as const) lending.step(ann, step, loan);
    expect(lending.code(ben, 'missing', loan)).toBe('LOAN_STATE');
    lending.step(ben, 'hand-over', loan);
    lending.step(ben, 'missing', loan);
    expect(lending.loan(loan).state).toBe('missing');
    expect(lending.itemOf(id)).toMatchObject({ state: 'out', holder: ben.person });
    expect(noticesFor(ann.person, lending.inventory).at(-1)).toMatchObject({ code: 'LOAN_MISSING' });
    lending.step(ann, 'return', loan);
    lending.step(ben, 'return', loan);
    expect(lending.loan(loan).state).toBe('returned');
  });

  test('[LOAN-16] who is too late hears how many wait before and which days are free next', () => {
    const lending = new Lending();
    const { ann, ben, cy, dee } = lending;
    const id = lending.item();
    const has = lending.request(ben, id, '2030-01-03', '2030-01-05');
    const first = lending.request(cy, id, '2030-01-04', '2030-01-06');
    const second = lending.request(dee, id, '2030-01-05', '2030-01-05');
    expect(waitingBefore(lending.itemOf(id), lending.loan(first))).toBeNull();
    lending.step(ann, 'approve', has);
    const item = lending.itemOf(id);
    expect([first, second].map((loan) => waitingBefore(item, lending.loan(loan)))).toEqual([0, 1]);
    expect(nextFree(item, spanOf(lending.loan(first)), dayNumber(TODAY))).toEqual(
      spanOf({ from: '2030-01-06', to: '2030-01-08' }),
    );
    expect(nextFree(item, spanOf({ from: null, to: null }), dayNumber(TODAY))).toEqual({
      first: dayNumber('2030-01-06'),
      last: Infinity,
    });
  });

  test('[RULE-1] Monday is the first day of the week', () => {
    expect(['2024-01-01', '2030-01-06', '2026-11-24'].map((day) => weekdayOf(dayNumber(day)))).toEqual([
      0, 6, 1,
    ]);
  });

  test('[INV-2] an owner is a person or nobody', () => {
    const lending = new Lending();
    const id = lending.item();
    const { ann } = lending;
    ann.write(editItem(ann.author(), inventoryOf(ann), id, { owner: longId('person ben') }));
    expect(lending.itemOf(id).owner).toBe(longId('person ben'));
  });
});
