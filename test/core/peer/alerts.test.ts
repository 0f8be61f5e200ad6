import { describe, expect, it } from 'vitest';
import type { AlertView } from '../../../core/api/alert-methods.ts';
import { mentions } from '../../../core/features/chat/mentions.ts';
import { Household } from './household.ts';

describe('alerts', () => {
  it('[ALERT-1] tell of mentions, replies and steps of loans, once each, and of nothing else', async () => {
    const house = new Household();
    const ana = await house.resident('Ana');
    const ben = await house.resident('Ben');
    const { community } = await house.drive(ana.api.create({ title: 'Elm Street' }));
    const { channel } = await house.drive(ana.api.channelAdd({ community, title: 'General' }));
    const { inventory } = await house.drive(ana.api.inventoryAdd({ community, title: 'Tools' }));
    const { item } = await house.drive(ana.api.itemAdd({ inventory, title: 'Drill' }));
    await house.drive(ana.api.say({ channel, text: '@Ben look here, before you were here' }));
    const seen: AlertView[] = [];
    ben.api.subscribe('alerts', {}, (alert) => seen.push(alert));
    const own: AlertView[] = [];
    ana.api.subscribe('alerts', {}, (alert) => own.push(alert));
    const { link } = await house.drive(ana.api.invite({ community }));
    await house.drive(ben.api.join({ link }));
    // History is no news.
    expect(seen).toEqual([]);

    const { message } = await house.drive(ben.api.say({ channel, text: 'Hello all' }));
    await house.clock.advance(3_000);
    await house.drive(ana.api.say({ channel, text: 'Nothing for anybody' }));
    await house.drive(ana.api.say({ channel, text: 'Hi @ben, can you help?' }));
    await house.drive(ana.api.say({ channel, text: 'Welcome', reply: message }));
    const { loan } = await house.drive(ben.api.loanRequest({ item }));
    await house.clock.advance(3_000);
    await house.drive(ana.api.loanApprove({ loan }));
    await house.clock.advance(3_000);
    expect(seen).toMatchObject([
      { kind: 'mention', text: 'Hi @ben, can you help?', name: 'Ana', place: channel, placeTitle: 'General' },
      { kind: 'reply', text: 'Welcome', name: 'Ana', communityTitle: 'Elm Street' },
      { kind: 'loan', code: 'LOAN_APPROVED', details: { item: 'Drill', name: 'Ana' }, object: item },
    ]);
    expect(own).toMatchObject([{ kind: 'loan', code: 'LOAN_REQUESTED', name: 'Ben', object: item }]);
  });

  it('[ALERT-2] tell of comments that name the person, and of cards that they are given, once each', async () => {
    const house = new Household();
    const ana = await house.resident('Ana');
    const ben = await house.resident('Ben');
    const { community } = await house.drive(ana.api.create({ title: 'Elm Street' }));
    const { board } = await house.drive(ana.api.boardAdd({ community, title: 'Party' }));
    const { column } = await house.drive(ana.api.columnAdd({ board, title: 'To do' }));
    const { card } = await house.drive(ana.api.cardAdd({ column, title: 'Lights' }));
    const { link } = await house.drive(ana.api.invite({ community }));
    await house.drive(ben.api.join({ link }));
    await house.clock.advance(3_000);
    const seen: AlertView[] = [];
    ben.api.subscribe('alerts', {}, (alert) => seen.push(alert));
    await house.drive(ben.api.newsSeen({ community }));
    const { members } = await house.drive(ana.api.members({ community }));
    const person = members.find(({ name }) => name === 'Ben')!.id;
    await house.drive(ana.api.cardEdit({ card, addMembers: [person], due: '2027-01-01' }));
    await house.drive(ana.api.commentAdd({ card, text: 'Who has a ladder?' }));
    await house.drive(ana.api.commentAdd({ card, text: '@Ben, do you?' }));
    await house.drive(ana.api.cardEdit({ card, removeMembers: [person] }));
    await house.clock.advance(3_000);
    expect(seen).toMatchObject([
      {
        kind: 'card',
        code: 'CARD_GIVEN',
        details: { card: 'Lights', name: 'Ana' },
        object: card,
        place: board,
      },
      { kind: 'card', code: null, text: '@Ben, do you?', name: 'Ana', object: card },
    ]);
    const { items } = await house.drive(ben.api.news({ community }));
    expect(items.map(({ kind, title }) => `${kind} ${title}`)).toContain('card-commented Lights');
  });

  it('[CHAT-8] a mention is the whole name, and no part of an address', () => {
    const cases: [string, string, boolean][] = [
      ['@Ana are you there?', 'Ana', true],
      ['so @ana, come', 'Ana', true],
      ['@Anabel', 'Ana', false],
      ['mail me: x@ana', 'Ana', false],
      ['ana@home', 'Ana', false],
      ['@Anabel and @Ana', 'Ana', true],
      ['@José!', 'José', true],
      ['@Ana María', 'Ana María', true],
      ['@', '', false],
    ];
    for (const [text, name, expected] of cases)
      expect([text, mentions(text, name)]).toEqual([text, expected]);
  });
});
