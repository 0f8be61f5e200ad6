import { describe, expect, test } from 'vitest';
import type { ObjectId } from '../../../../core/base/ids.ts';
import { deleteMessage, editMessage, say } from '../../../../core/features/chat/chat-edits.ts';
import { NOTHING_READ } from '../../../../core/features/chat/read-mark.ts';
import { Timeline } from '../../../../core/features/chat/timeline.ts';
import { partFor } from '../../../../core/features/chat/segments.ts';
import { objectId, PlaceWorld, type TestDevice } from '../place-world.ts';

function channel() {
  const world = new PlaceWorld('channel');
  const [ann, ben] = [world.device('ann'), world.device('ben')];
  return { world, ann, ben, seen: () => new Timeline(world.parts()) };
}

function send(device: TestDevice, text: string, reply?: ObjectId): ObjectId {
  return device.write(say(device.author(), new Timeline(device.parts()), { text, reply }));
}

function texts(timeline: Timeline, count = 100): string[] {
  return timeline.last(count).map(({ text }) => text);
}

describe('messages', () => {
  test('[CHAT-1] have a text, an author, and what they answer', () => {
    const { world, ann, ben, seen } = channel();
    const first = send(ann, 'Who has a ladder?\n');
    world.meet();
    const second = send(ben, 'I do', first);
    expect(seen().last(2)).toMatchObject([
      {
        id: first,
        author: ann.person,
        device: ann.id,
        text: 'Who has a ladder?',
        replyTo: null,
        edited: null,
        deleted: false,
      },
      { id: second, author: ben.person, text: 'I do', replyTo: first },
    ]);
  });

  test('[CHAT-2] [THREAT-40] stand in the causal order, whatever the clocks say', () => {
    const { world, ann, ben, seen } = channel();
    world.time = () => 4_000_000_000_000;
    send(ann, 'question');
    ben.hear(ann);
    world.time = () => 1;
    send(ben, 'answer');
    expect(texts(seen())).toEqual(['question', 'answer']);
    expect(seen().last(1)[0]!.stamp.time).toBe(1);
  });

  test('[CHAT-3] are edited by their author alone, from any of their devices', () => {
    const { world, ann, ben, seen } = channel();
    const phone = world.device('phone', 'ann');
    const id = send(ann, 'Helo');
    world.meet();
    phone.write(editMessage(phone.author(), seen(), id, 'Hello'));
    ben.say({ t: 'edit', id, text: 'Forged' });
    expect(seen().get(id)).toMatchObject({ text: 'Hello', deleted: false, edited: { device: phone.id } });
    expect(editMessage(ben.author(), seen(), id, 'x')).toEqual({ ok: false, code: 'MESSAGE_NOT_YOURS' });
  });

  test('[CHAT-4] are deleted by their author alone, for good, with a trace', () => {
    const { world, ann, ben, seen } = channel();
    const id = send(ann, 'Secret');
    world.meet();
    ben.say({ t: 'delete', id });
    expect(seen().get(id)!.deleted).toBe(false);
    ann.write(deleteMessage(ann.author(), seen(), id));
    ann.say({ t: 'edit', id, text: 'Back again' });
    expect(seen().last(5)).toMatchObject([{ id, text: '', deleted: true, edited: null }]);
    expect(deleteMessage(ann.author(), seen(), id)).toEqual({ ok: false, code: 'MESSAGE_DELETED' });
  });

  test('[CHAT-5] unread are those of others after the mark that have not been deleted', () => {
    const { world, ann, ben, seen } = channel();
    const read = send(ann, 'read');
    world.meet();
    const mark = seen().readUpTo(seen().get(read)!.stamp);
    expect(seen().countUnread(mark)).toBe(0);
    const next = send(ben, 'one');
    send(ben, 'two');
    world.meet();
    send(ann, 'own');
    expect(seen().countUnread(mark)).toBe(3);
    expect(seen().countUnread(mark, ann.person)).toBe(2);
    expect(seen().countUnread(NOTHING_READ, ben.person)).toBe(2);
    expect(seen().firstUnread(mark, ann.person)!.text).toBe('one');
    ben.write(deleteMessage(ben.author(), seen(), next));
    expect(seen().countUnread(mark, ann.person)).toBe(1);
    expect(seen().firstUnread(mark, ann.person)!.text).toBe('two');
    expect(seen().firstUnread(seen().readUpTo(seen().last(1)[0]!.stamp))).toBeUndefined();
  });

  test('[CHAT-1] older ones are read page by page', () => {
    const { ann, seen } = channel();
    const ids = Array.from({ length: 7 }, (_, i) => send(ann, `m${i}`));
    expect(
      seen()
        .before(ids[5]!, 3)
        .map(({ text }) => text),
    ).toEqual(['m2', 'm3', 'm4']);
    expect(
      seen()
        .before(ids[1]!, 3)
        .map(({ text }) => text),
    ).toEqual(['m0']);
    expect(seen().before(objectId('none'), 3)).toEqual([]);
    expect(seen().countBefore(ids[4]!)).toBe(4);
    expect(texts(seen(), 2)).toEqual(['m5', 'm6']);
    expect(texts(seen(), 0)).toEqual([]);
  });

  test('[PLACE-5] [PLACE-8] what is wrong is refused with a code', () => {
    const { world, ann, seen } = channel();
    const id = send(ann, 'a');
    const code = (text: string) => say(ann.author(), seen(), { text });
    expect(code(' \n\t')).toEqual({ ok: false, code: 'TEXT_EMPTY' });
    expect(code('\u200b')).toEqual({ ok: false, code: 'TEXT_EMPTY' });
    expect(code('x'.repeat(8_001))).toEqual({ ok: false, code: 'TEXT_TOO_LONG' });
    expect(code('😀'.repeat(8_000)).ok).toBe(true);
    expect(code('😀'.repeat(8_001))).toEqual({ ok: false, code: 'TEXT_TOO_LONG' });
    expect(code('\ud800')).toEqual({ ok: false, code: 'TEXT_UNREADABLE' });
    expect(editMessage(ann.author(), seen(), id, '')).toEqual({ ok: false, code: 'TEXT_EMPTY' });
    expect(editMessage(ann.author(), seen(), objectId('none'), 'x')).toEqual({
      ok: false,
      code: 'MESSAGE_UNKNOWN',
    });
    expect(say(ann.author(), seen(), { text: 'x', reply: objectId('none') })).toEqual({
      ok: false,
      code: 'MESSAGE_UNKNOWN',
    });
    const guest = world.device('gus', 'gus', 'guest');
    expect(say(guest.author(), seen(), { text: 'hello' }).ok).toBe(true);
    const mirror = world.device('mia', 'mia', 'mirror');
    expect(say(mirror.author(), seen(), { text: 'hello' })).toEqual({ ok: false, code: 'ROLE_FORBIDS' });
  });

  test('[CHAT-6] a part holds 1,000 items, then the writer begins the next one', () => {
    expect(partFor([])).toBe(0);
    expect(partFor([{ part: 0, items: 999 }])).toBe(0);
    expect(partFor([{ part: 0, items: 1_000 }])).toBe(1);
    expect(partFor([{ part: 0, items: 999 }], 2)).toBe(1);
    expect(
      partFor([
        { part: 1, items: 3 },
        { part: 0, items: 1_000 },
      ]),
    ).toBe(1);
  });
});
