/** The whole table of commands, from the first run to a bundle, between two people. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { Profile, until, type Served } from './kith.ts';

const ID = expect.stringMatching(/^[a-z2-7]{32}$/) as unknown as string;
const LONG_ID = expect.stringMatching(/^[a-z2-7]{52}$/) as unknown as string;

interface Loan {
  id: string;
  state: string;
}

describe('[CLI-2] every command gives the fields of its row', () => {
  let ada: Profile;
  let ben: Profile;
  let servedByAda: Served;
  let community = '';

  beforeAll(async () => {
    ada = await Profile.empty('ada');
    ben = await Profile.empty('ben');
  });

  /** Ben's commands open the profile themselves: they exchange when told to. */
  const meet = (): Promise<unknown> =>
    until('both in step', async () => (await ben.ask('sync', '--wait', '20s'))['inStep'] === true);

  it('init, create, communities', async () => {
    for (const [profile, name] of [
      [ada, 'Ada'],
      [ben, 'Ben'],
    ] as const) {
      const made = await profile.run(
        'init',
        '--name',
        name,
        '--network',
        'loopback',
        '--insecure-keys',
        '--json',
      );
      expect(made.status).toBe(0);
      expect(JSON.parse(made.out)).toMatchObject({ network: 'loopback', keys: 'insecure' });
      expect(made.err).toMatch(/^kith: warning: [^\n]+\n$/);
    }
    ({ community } = await ada.ask<{ community: string }>('create', 'Maple Street'));
    expect(community).toEqual(LONG_ID);
    expect(await ada.ask('communities')).toMatchObject({
      communities: [{ id: community, title: 'Maple Street', role: 'steward' }],
    });
    expect(await ben.ask('communities')).toEqual({ communities: [] });
  });

  it('serve, invite, invites, join, members, revoke', async () => {
    servedByAda = await ada.serve();
    expect(servedByAda.addresses[0]).toMatch(/^\/ip4\/127\.0\.0\.1\/tcp\/\d+\/p2p\/12D3KooW/);
    const invite = await ada.ask<{ invite: string; link: string }>(
      'invite',
      community,
      '--uses',
      '2',
      '--expires',
      '7d',
      '--role',
      'member',
      '--file',
      'link.txt',
    );
    expect(invite).toMatchObject({
      invite: LONG_ID,
      link: expect.stringMatching(/^kith:\/\/join\/[a-z2-7]+$/) as string,
    });
    // The file lies where the command was called, although the peer runs elsewhere.
    const file = join(ada.desk, 'link.txt');
    expect(await readFile(file, 'utf8')).toBe(`${invite.link}\n`);
    expect(await ben.ask('join', file, '--wait', '30s')).toMatchObject({ community, title: 'Maple Street' });
    const { invites } = await ada.ask<{ invites: object[] }>('invites', community);
    expect(invites).toMatchObject([
      {
        id: invite.invite,
        role: 'member',
        uses: 2,
        used: 1,
        expires: expect.any(Number) as number,
        state: 'open',
      },
    ]);
    const { members } = await ben.ask<{ members: object[] }>('members', community);
    expect(members).toMatchObject([
      { id: LONG_ID, name: 'Ada', role: 'steward', devices: [{ id: LONG_ID, state: 'current' }] },
      { id: LONG_ID, name: 'Ben', role: 'member', devices: [{ id: LONG_ID, state: 'current' }] },
    ]);
    expect(await ada.ask('revoke', invite.invite)).toEqual({ invite: invite.invite });
    expect((await ada.ask<{ invites: object[] }>('invites', community)).invites).toMatchObject([
      { state: 'revoked' },
    ]);
  });

  it('board, column, card', async () => {
    const { board } = await ada.ask<{ board: string }>('board', 'add', community, 'Garden');
    const { column } = await ada.ask<{ column: string }>('column', 'add', board, 'To do');
    const { column: done } = await ada.ask<{ column: string }>('column', 'add', board, 'Done');
    const { card: first } = await ada.ask<{ card: string }>(
      'card',
      'add',
      column,
      'Dig',
      '--body',
      'two spades',
    );
    const { card: second } = await ada.ask<{ card: string }>('card', 'add', done, 'Fence');
    expect([board, column, first]).toEqual([ID, ID, ID]);
    expect(await ada.ask('card', 'edit', first, '--title', 'Dig deeper')).toEqual({ card: first });
    expect(await ada.ask('card', 'move', first, done, '--after', second)).toEqual({ card: first });
    expect(await ada.ask('card', 'archive', second)).toEqual({ card: second });
    await meet();
    expect(await ben.ask('card', 'restore', second)).toEqual({ card: second });
    expect(await ben.ask('card', 'archive', second)).toEqual({ card: second });
    expect(await ben.ask('boards', community)).toMatchObject({ boards: [{ id: board, title: 'Garden' }] });
    expect(await ben.ask('board', 'show', board)).toMatchObject({
      title: 'Garden',
      columns: [
        { id: column, title: 'To do', cards: [] },
        {
          id: done,
          title: 'Done',
          cards: [
            { id: second, title: 'Fence', body: '', archived: true },
            { id: first, title: 'Dig deeper', body: 'two spades', archived: false },
          ],
        },
      ],
    });
  });

  it('labels, members, days, checklists and comments of a card', async () => {
    const { board } = await ada.ask<{ board: string }>('board', 'add', community, 'Party');
    const { column } = await ada.ask<{ column: string }>('column', 'add', board, 'To do');
    const { label } = await ada.ask<{ label: string }>('label', 'add', board, 'Urgent', '--color', 'red');
    const { members } = await ada.ask<{ members: { id: string; name: string }[] }>('members', community);
    const person = members.find(({ name }) => name === 'Ben')!.id;
    const { card } = await ada.ask<{ card: string }>(
      'card',
      'add',
      column,
      'Lights',
      ...['--label', label, '--member', person, '--due', '2027-06-01'],
    );
    const { checklist } = await ada.ask<{ checklist: string }>('checklist', 'add', card, 'Buy');
    const { check } = await ada.ask<{ check: string }>('check', 'add', checklist, 'Bulbs');
    await ada.ask('column', 'limit', column, '3');
    await meet();
    expect(await ben.ask('tasks', community)).toMatchObject({ tasks: [{ card, due: '2027-06-01' }] });
    await ben.ask('check', 'done', check);
    const { comment } = await ben.ask<{ comment: string }>('comment', 'add', card, 'I have some');
    await ben.ask('comment', 'edit', comment, 'I have twelve');
    expect(await ben.ask('card', 'show', card)).toMatchObject({
      checklists: [{ title: 'Buy', checks: [{ title: 'Bulbs', done: true }] }],
      comments: [{ text: 'I have twelve', edited: true, own: true }],
      history: [{ step: 'checked' }, { step: 'checklist' }, { step: 'made' }],
    });
    await ben.ask('card', 'edit', card, '--due', 'none', '--remove-label', label);
    expect(await ben.ask('board', 'show', board)).toMatchObject({
      labels: [{ title: 'Urgent', color: 'red' }],
      columns: [
        {
          limit: 3,
          cards: [{ due: null, labels: [], members: [person], checks: { done: 1, all: 1 }, comments: 1 }],
        },
      ],
    });
  });

  it('inventory, item, loan', async () => {
    const { inventory } = await ada.ask<{ inventory: string }>('inventory', 'add', community, 'Tools');
    const { item } = await ada.ask<{ item: string }>(
      'item',
      'add',
      inventory,
      'Drill',
      '--quantity',
      '2',
      '--category',
      'power',
    );
    expect(await ada.ask('item', 'edit', item, '--quantity', '1', '--category', 'electric')).toEqual({
      item,
    });
    await meet();
    expect(await ben.ask('inventories', community)).toMatchObject({
      inventories: [{ id: inventory, title: 'Tools' }],
    });
    expect(await ben.ask('inventory', 'show', inventory)).toMatchObject({
      title: 'Tools',
      items: [
        {
          id: item,
          title: 'Drill',
          category: 'electric',
          quantity: 1,
          custodian: LONG_ID,
          state: 'available',
          holder: null,
        },
      ],
    });
    const request = async (from: string, to: string): Promise<string> =>
      (await ben.ask<{ loan: string }>('loan', 'request', item, '--from', from, '--to', to)).loan;
    const [lent, refused, given] = [
      await request('2027-03-01', '2027-03-03'),
      await request('2027-03-02', '2027-03-04'),
      await request('2027-05-01', '2027-05-02'),
    ];
    await meet();
    expect(await ada.ask('loan', 'approve', lent)).toMatchObject({ loan: lent });
    expect(await ada.refused(1, 'LOAN_OVERLAP', 'loan', 'approve', refused)).toContain('promised');
    expect(await ada.ask('loan', 'decline', refused)).toMatchObject({ loan: refused });
    expect(await ben.ask('loan', 'cancel', given)).toMatchObject({ loan: given });
    await meet();
    for (const step of ['hand-over', 'return']) {
      expect(await ada.ask('loan', step, lent)).toMatchObject({ loan: lent });
      expect(await ben.ask('loan', step, lent)).toMatchObject({ loan: lent });
      await meet();
    }
    const { loans } = await ben.ask<{ loans: Loan[] }>('loans', community);
    expect(loans.find(({ id }) => id === lent)).toMatchObject({
      item,
      borrower: LONG_ID,
      custodian: LONG_ID,
      from: '2027-03-01',
      to: '2027-03-03',
      state: 'returned',
      because: null,
    });
    expect(loans.find(({ id }) => id === refused)?.state).toBe('declined');
    expect(loans.find(({ id }) => id === given)?.state).toBe('cancelled');
    const { notices } = await ben.ask<{ notices: { code: string }[] }>('notices', community);
    expect(notices.map(({ code }) => code)).toContain('LOAN_DECLINED');
  });

  it('channel, say, message, messages', async () => {
    const { channel } = await ada.ask<{ channel: string }>('channel', 'add', community, 'General');
    const { message: hello } = await ada.ask<{ message: string }>('say', channel, 'Hello');
    await meet();
    expect(await ben.ask('channels', community)).toMatchObject({
      channels: [{ id: channel, title: 'General', unread: 1 }],
    });
    await ben.ask('channel', 'read', channel);
    expect(await ben.ask('channels', community)).toMatchObject({ channels: [{ unread: 0 }] });
    const { message: answer } = await ben.ask<{ message: string }>('say', channel, 'Hi', '--reply', hello);
    const { message: slip } = await ben.ask<{ message: string }>('say', channel, 'oops');
    expect(await ben.ask('message', 'edit', answer, 'Hi there')).toEqual({ message: answer });
    expect(await ben.ask('message', 'delete', slip)).toEqual({ message: slip });
    await meet();
    const { messages } = await ada.ask<{ messages: object[] }>('messages', channel, '--last', '2');
    expect(messages).toMatchObject([
      {
        id: answer,
        author: LONG_ID,
        name: 'Ben',
        text: 'Hi there',
        time: expect.any(Number) as number,
        replyTo: hello,
        edited: true,
        deleted: false,
        holders: 1,
      },
      { id: slip, name: 'Ben', text: '', replyTo: null, deleted: true },
    ]);
  });

  it('status, sync, watch, verify, bundle', async () => {
    const benServes = await ben.serve('--dial', ...servedByAda.addresses);
    expect(await ben.ask('sync', '--wait', '30s')).toEqual({ inStep: true });
    const status = await ada.ask('status');
    expect(status).toMatchObject({
      network: 'loopback',
      keys: 'insecure',
      page: servedByAda.page,
      addresses: servedByAda.addresses,
      entries: expect.any(Number) as number,
      inStep: true,
      peers: [{ name: 'Ben', path: 'loopback', behind: 0 }],
    });
    const watch = ben.start(['watch']);
    const seen: string[] = [];
    watch.stdout!.on('data', (piece: Buffer) => seen.push(...piece.toString().trim().split('\n')));
    const { channels } = await ada.ask<{ channels: { id: string }[] }>('channels', community);
    const said: string[] = [];
    await until('the watcher sees what the other says', async () => {
      said.push((await ada.ask<{ message: string }>('say', channels[0]!.id, 'tick')).message);
      return seen
        .map((line) => JSON.parse(line) as { community: string; kind: string; id: string })
        .some(
          (change) => change.community === community && change.kind === 'message' && said.includes(change.id),
        );
    });
    watch.kill('SIGTERM');
    await until('both in step', async () => (await ada.ask('sync'))['inStep'] === true);
    expect(await ada.ask('bundle', 'export', community, 'all.kith')).toMatchObject({
      entries: (status['entries'] as number) + said.length,
      bytes: (await readFile(join(ada.desk, 'all.kith'))).length,
    });
    expect(await ben.ask('bundle', 'import', join(ada.desk, 'all.kith'), '--preview')).toMatchObject({
      entries: expect.any(Number) as number,
      new: 0,
      held: 0,
    });
    const [a, b] = [await ada.ask('verify', community), await ben.ask('verify', community)];
    expect(a).toMatchObject({
      entries: expect.any(Number) as number,
      heads: expect.any(Number) as number,
      state: LONG_ID,
      faults: [],
    });
    expect(b).toEqual(a);
    expect(await benServes.stop()).toBe(0);
    expect(await servedByAda.stop()).toBe(0);
    // The same without a peer: from disk alone.
    expect(await ada.ask('verify', community)).toEqual(a);
  });
});
