import { expect, test } from 'vitest';
import type { Json } from '../../../../core/base/json.ts';
import { deleteMessage, hide, react, say } from '../../../../core/features/chat/chat-edits.ts';
import { Timeline } from '../../../../core/features/chat/timeline.ts';
import { personId, PlaceWorld } from '../place-world.ts';

function street() {
  const world = new PlaceWorld('channel');
  const ann = world.device('ann');
  const phone = world.device('phone', 'ann');
  const ben = world.device('ben', 'ben', 'steward');
  const guest = world.device('guest', 'guest', 'guest');
  const id = ann.write(say(ann.author(), new Timeline(), { text: 'Hello' }));
  world.meet();
  const seen = () => new Timeline(world.parts()).get(id)!;
  return { world, ann, phone, ben, guest, id, seen };
}

test('[CHAT-9] of one person the last from any device counts; who reacted first stands first', () => {
  const { world, ann, phone, guest, id, seen } = street();
  const on = (who: typeof ann, sign: string, isOn = true): void => {
    who.write(react(who.author(), new Timeline(who.parts()), id, { sign, isOn }));
    world.meet();
  };
  on(guest, '❤️');
  on(ann, '👍');
  on(ann, '❤️');
  expect(seen().reactions).toEqual([
    { sign: '❤️', people: [personId('guest'), personId('ann')] },
    { sign: '👍', people: [personId('ann')] },
  ]);
  on(phone, '❤️', false);
  expect(seen().reactions?.[0]?.people).toEqual([personId('guest')]);
  ann.write(deleteMessage(ann.author(), new Timeline(ann.parts()), id));
  expect(seen()).toMatchObject({ deleted: true });
  expect(seen().reactions).toBeUndefined();
  world.meet();
  expect(react(guest.author(), new Timeline(world.parts()), id, { sign: '👍', isOn: true })).toMatchObject({
    code: 'MESSAGE_DELETED',
  });
});

test.each(['', ' ', 'ab', '👍👍', 'a b', '\u202e', '\u200b', '👩‍👩‍👧‍👦'.repeat(9)])(
  '[CHAT-9] a writer refuses %j',
  (sign) => {
    const { ann, id, world } = street();
    expect(react(ann.author(), new Timeline(world.parts()), id, { sign, isOn: true })).toMatchObject({
      code: 'REACTION_MALFORMED',
    });
  },
);

test.each(['👍', '👩🏽‍🤝‍👩🏿', '👨‍👩‍👧‍👦', '🇩🇪', 'é', 'ß', '字', 'नि'])('[CHAT-9] %s is one sign', (sign) => {
  const { ann, id, world, seen } = street();
  ann.write(react(ann.author(), new Timeline(world.parts()), id, { sign, isOn: true }));
  expect(seen().reactions).toEqual([{ sign, people: [personId('ann')] }]);
});

test.each<Json>(['a b', 'x'.repeat(17), '', 7, null, ['👍']])('[CHAT-9] a reader takes no %j', (sign) => {
  const { ann, id, seen } = street();
  ann.edit({ push: [{ t: 'react', id, with: sign, on: true }] });
  expect(seen().reactions).toBeUndefined();
});

test('[CHAT-10] stewards hide and show again; nobody else does, and the text stays', () => {
  const { world, ann, ben, id, seen } = street();
  expect(hide(ann.author(), new Timeline(world.parts()), id, true)).toMatchObject({ code: 'ROLE_FORBIDS' });
  ann.edit({ push: [{ t: 'hide', id, on: true }] });
  expect(seen().hiddenBy).toBeUndefined();
  ben.write(hide(ben.author(), new Timeline(world.parts()), id, true));
  expect(seen()).toMatchObject({ hiddenBy: personId('ben'), text: 'Hello' });
  ben.write(hide(ben.author(), new Timeline(world.parts()), id, false));
  expect(seen().hiddenBy).toBeUndefined();
});
