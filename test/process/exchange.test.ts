/** Neighbours over libp2p on loopback: away, apart, and cut off in the middle. */
import { describe, expect, it } from 'vitest';
import { Profile, until } from './kith.ts';
import { apiOf, together } from './talk.ts';

interface Verified {
  entries: number;
  state: string;
  faults: string[];
}

/** Waits until all of them hold the same, and gives it. */
async function converged(community: string, profiles: readonly Profile[]): Promise<Verified> {
  return until('all hold the same', async () => {
    const reports = await Promise.all(profiles.map((profile) => profile.ask<Verified>('verify', community)));
    const [first] = reports;
    for (const { faults } of reports) expect(faults).toEqual([]);
    return (
      reports.every(({ state, entries }) => state === first!.state && entries === first!.entries) && first
    );
  });
}

async function joinBy(profile: Profile, inviter: Profile, community: string): Promise<void> {
  const { link } = await inviter.ask<{ link: string }>('invite', community);
  await profile.ask('join', link);
}

describe('neighbours', () => {
  it('[CLI-3] a newcomer joins while the inviter is away but another member is there', async () => {
    const [ada, ben, cem] = await Promise.all(['Ada', 'Ben', 'Cem'].map((name) => Profile.of(name)));
    const { community } = await ada!.ask<{ community: string }>('create', 'Maple Street');
    const adaServes = await ada!.serve();
    await ben!.serve();
    await joinBy(ben!, ada!, community);
    const { board } = await ada!.ask<{ board: string }>('board', 'add', community, 'Garden');
    // Made while Ben is connected: it says where he is found, too.
    const { link } = await ada!.ask<{ link: string }>('invite', community);
    await until(
      'Ben has the invitation',
      async () => (await ben!.ask<{ invites: object[] }>('invites', community)).invites.length === 2,
    );
    expect(await adaServes.stop()).toBe(0);
    expect(await cem!.ask('join', link, '--wait', '40s')).toMatchObject({ community });
    expect(await cem!.ask('boards', community)).toMatchObject({ boards: [{ id: board, title: 'Garden' }] });
    expect(await cem!.ask('verify', community)).toEqual(await ben!.ask('verify', community));
    // The inviter comes back and learns of it.
    await ada!.serve();
    await until('Ada knows Cem', async () =>
      (await ada!.ask<{ members: { name: string }[] }>('members', community)).members.some(
        ({ name }) => name === 'Cem',
      ),
    );
    await converged(community, [ada!, ben!]);
  });

  it('[CLI-3] what both sides did while they were apart is the same on both when they meet', async () => {
    const [ada, ben] = await Promise.all(['Ada', 'Ben'].map((name) => Profile.of(name)));
    const { community } = await ada!.ask<{ community: string }>('create', 'Maple Street');
    const { board } = await ada!.ask<{ board: string }>('board', 'add', community, 'Garden');
    const { column } = await ada!.ask<{ column: string }>('column', 'add', board, 'To do');
    const { card } = await ada!.ask<{ card: string }>('card', 'add', column, 'Dig');
    const { channel } = await ada!.ask<{ channel: string }>('channel', 'add', community, 'General');
    const first = await ada!.serve();
    await joinBy(ben!, ada!, community);
    expect(await first.stop()).toBe(0);

    // Apart: nobody runs, each command opens its own profile.
    for (const [profile, name] of [
      [ada!, 'Ada'],
      [ben!, 'Ben'],
    ] as const) {
      await profile.ask('card', 'edit', card, '--title', `Dig, says ${name}`);
      await profile.ask('card', 'add', column, `Card of ${name}`);
      await profile.ask('say', channel, `${name} was here`);
      await profile.ask('column', 'add', board, `Column of ${name}`);
    }
    const [before, other] = [
      await ada!.ask<Verified>('verify', community),
      await ben!.ask<Verified>('verify', community),
    ];
    expect(before.state).not.toBe(other.state);

    await ada!.serve();
    await ben!.serve();
    const { entries } = await converged(community, [ada!, ben!]);
    expect(entries).toBeGreaterThan(Math.max(before.entries, other.entries));
    const { messages } = await ben!.ask<{ messages: { text: string }[] }>('messages', channel);
    expect(messages.map(({ text }) => text).sort()).toEqual(['Ada was here', 'Ben was here']);
    const { columns } = await ada!.ask<{ columns: { title: string; cards: { title: string }[] }[] }>(
      'board',
      'show',
      board,
    );
    expect(columns.map(({ title }) => title).sort()).toEqual(['Column of Ada', 'Column of Ben', 'To do']);
    expect(
      columns
        .flatMap(({ cards }) => cards.map(({ title }) => title))
        .filter((title) => title.startsWith('Card of'))
        .sort(),
    ).toEqual(['Card of Ada', 'Card of Ben']);
  });

  it('[THREAT-25] a peer killed during its first sync goes on with it by itself', async () => {
    const [ada, ben] = await Promise.all(['Ada', 'Ben'].map((name) => Profile.of(name)));
    const { community } = await ada!.ask<{ community: string }>('create', 'Maple Street');
    const { channel } = await ada!.ask<{ channel: string }>('channel', 'add', community, 'General');
    const adaServes = await ada!.serve();
    const writer = await apiOf(ada!);
    await together(2_500, 50, (at) => writer.say({ channel, text: `${at} ${'x'.repeat(1_000)}` }));
    const { entries: all } = await writer.status();
    const { link } = await writer.invite({ community });

    const benServes = await ben!.serve();
    const joiner = await apiOf(ben!);
    const isReceiving = new Promise<void>((resolve) => {
      joiner.subscribe('status', {}, ({ entries }) => {
        if (entries > 0) resolve();
      });
    });
    joiner.join({ link }).catch(() => {});
    await isReceiving;
    // The source stands still, so that the rest cannot come before the power goes.
    adaServes.child.kill('SIGSTOP');
    await benServes.kill();
    const { entries: some } = await ben!.ask<{ entries: number }>('status');
    expect(some).toBeLessThan(all);
    adaServes.child.kill('SIGCONT');

    await ben!.serve();
    await converged(community, [ada!, ben!]);
    const { messages } = await ben!.ask<{ messages: object[] }>('messages', channel, '--last', '10000');
    expect(messages).toHaveLength(2_500);
  });
});
