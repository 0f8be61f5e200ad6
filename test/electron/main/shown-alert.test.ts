import { describe, expect, it } from 'vitest';
import type { AlertView } from '../../../core/api/alert-methods.ts';
import { shownAlert } from '../../../electron/main/shown-alert.ts';
import { decodeWindow } from '../../../electron/main/stored-window.ts';

const all = decodeWindow(undefined).notifications;
const [community, place, object] = ['c'.repeat(52), 'p'.repeat(32), 'o'.repeat(32)];

const reply: AlertView = {
  id: 'x',
  kind: 'reply',
  community,
  communityTitle: 'Elm Street',
  place,
  placeTitle: 'Garden',
  object,
  name: 'Ben',
  text: 'Yes,\n\n  tomorrow',
  code: null,
  details: {},
  time: 0,
};

const loan: AlertView = {
  ...reply,
  kind: 'loan',
  text: '',
  code: 'LOAN_REQUESTED',
  details: { name: 'Ben', item: 'the ladder' },
};

describe('[DESKTOP-9] a notification', () => {
  it('says who, where and what, and leads there', () => {
    expect(shownAlert(reply, all)).toEqual({
      title: 'Ben answered you in Elm Street',
      body: 'Yes, tomorrow',
      route: `/c/${community}/chat/${place}/${object}`,
    });
    expect(shownAlert({ ...reply, kind: 'mention' }, all)?.title).toBe('Ben mentioned you in Elm Street');
    expect(shownAlert(loan, all)).toMatchObject({
      title: 'News of a loan in Elm Street',
      body: 'Ben asks to borrow the ladder. Approve or decline it.',
      route: `/c/${community}/things/${place}/${object}`,
    });
  });

  it('says neither name nor contents to whoever passes by, when the person wants that', () => {
    const quiet = { ...all, showContents: false };
    expect(shownAlert(reply, quiet)).toMatchObject({
      title: 'Somebody answered you in Elm Street',
      body: '',
    });
    expect(shownAlert(loan, quiet)).toMatchObject({ title: 'News of a loan in Elm Street', body: '' });
  });

  it('is not shown when it is not wanted', () => {
    expect(shownAlert(reply, { ...all, enabled: false })).toBeUndefined();
    expect(shownAlert(reply, { ...all, replies: false })).toBeUndefined();
    expect(shownAlert(reply, { ...all, loans: false, mentions: false })).toBeDefined();
    expect(shownAlert(loan, { ...all, loans: false })).toBeUndefined();
  });

  it('is short', () => {
    expect(shownAlert({ ...reply, text: 'a'.repeat(10_000) }, all)?.body).toHaveLength(200);
  });
});
