import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ApiClient } from '../../core/api/client.ts';
import { Household, type Resident } from '../core/peer/household.ts';
import { typed, type Typed } from './typed.ts';

async function home(): Promise<{
  house: Household;
  ada: Resident;
  kith: (...args: string[]) => Promise<Typed>;
}> {
  const house = new Household();
  const ada = await house.resident('Ada');
  return { house, ada, kith: (...args) => house.drive(typed(args, ada.api)) };
}

async function json<T>(run: Promise<Typed>): Promise<T> {
  const { status, out, err } = await run;
  expect([status, err, out.length]).toEqual([0, [], 1]);
  expect(out[0]).not.toContain('\n');
  return JSON.parse(out[0]!) as T;
}

describe('[CLI-2] answers', () => {
  it('one JSON object on --json, text with names and hints without', async () => {
    const { kith } = await home();
    const { community } = await json<{ community: string }>(kith('create', 'Maple Street', '--json'));
    const { out } = await kith('communities');
    expect(out).toEqual([`Maple Street  steward  1 member    ${community}`]);
    const made = await kith('board', 'add', community, 'Garden');
    expect(made.out[0]).toMatch(
      /^The board is there: [a-z2-7]{32}\nAdd a column: kith column add [a-z2-7]{32} TITLE$/,
    );
    expect((await kith('boards', community)).out[0]).toMatch(/^Garden {2}[a-z2-7]{32}$/);
    expect((await kith('channels', community)).out).toEqual(['There is no channel yet.']);
  });

  it('shows a board, a list of things, loans and messages as people speak of them', async () => {
    const { ada, kith } = await home();
    const { community } = await ada.api.create({ title: 'Maple Street' });
    const { board } = await ada.api.boardAdd({ community, title: 'Garden' });
    const { column } = await ada.api.columnAdd({ board, title: 'To do' });
    const { card } = await ada.api.cardAdd({ column, title: 'Dig' });
    expect((await kith('board', 'show', board)).out).toEqual([
      `Garden\n\nTo do  ${column}\n  - Dig, by Ada  ${card}`,
    ]);
    expect((await kith('card', 'archive', card)).out[0]).toContain(`kith card restore ${card}`);
    const { inventory } = await ada.api.inventoryAdd({ community, title: 'Tools' });
    const { item } = await ada.api.itemAdd({ inventory, title: 'Drill', quantity: 2, category: 'power' });
    expect((await kith('inventory', 'show', inventory)).out).toEqual([
      `Tools\n2 x Drill  power  with you  ${item}`,
    ]);
    expect((await kith('loans', community)).out).toEqual(['Nothing is lent yet.']);
    const { channel } = await ada.api.channelAdd({ community, title: 'General' });
    const { message } = await ada.api.say({ channel, text: 'Hello there' });
    const [shown] = (await kith('messages', channel)).out;
    expect(shown).toMatch(/^General\n\d{4}-\d\d-\d\d \d\d:\d\d {2}Ada: Hello /);
    expect(shown).toContain(`[only on this device]  ${message}`);
  });

  it('a refusal of the peer is status 1 and one line, with --json too', async () => {
    const { kith } = await home();
    for (const args of [
      ['create', ''],
      ['create', '', '--json'],
    ]) {
      const { status, out, err } = await kith(...args);
      expect([status, out]).toEqual([1, []]);
      expect(err).toEqual(['kith: A title is needed. Nothing was saved. Type one. (TITLE_EMPTY)']);
    }
  });

  it('[CLI-8] what another version of Kith let through does not steer the terminal', async () => {
    const api = {
      boards: () => Promise.resolve({ boards: [{ id: 'a'.repeat(32), title: 'Gar\u001b[2Jden' }] }),
    } as unknown as ApiClient;
    const { out } = await typed(['boards', 'a'.repeat(52)], api);
    expect(out).toEqual([`Gar\ufffd[2Jden  ${'a'.repeat(32)}`]);
  });

  it('verify with faults prints its report and is status 1', async () => {
    const api = {
      verify: () =>
        Promise.resolve({ entries: 3, heads: 1, state: 's', faults: ['ENTRY_DAMAGED content 2'] }),
    } as unknown as ApiClient;
    const { status, out, err } = await typed(['verify', 'a'.repeat(52), '--json'], api);
    expect(status).toBe(1);
    expect(JSON.parse(out[0]!)).toMatchObject({ entries: 3, faults: ['ENTRY_DAMAGED content 2'] });
    expect(err).toHaveLength(1);
    expect(err[0]).toMatch(/ 1 faults were found\..* \(VERIFY_FAULTS\)$/);
  });
});

describe('[IDENTITY-12] recovery words', () => {
  it('are shown to be written down, and confirmed from a file', async () => {
    const { kith } = await home();
    expect((await kith('recovery', 'status')).out).toEqual([
      'The words are not confirmed yet: kith recovery words',
    ]);
    const { words } = await json<{ words: string[] }>(kith('recovery', 'words', '--json'));
    const folder = await mkdtemp(join(tmpdir(), 'kith-words-'));
    try {
      const file = join(folder, 'words.txt');
      await writeFile(file, words.toReversed().join('\n'));
      expect((await kith('recovery', 'confirm', file)).status).toBe(1);
      await writeFile(file, words.map((word, at) => `${at + 1}. ${word}`).join('\n'));
      expect(await json(kith('recovery', 'confirm', file, '--json'))).toEqual({ state: 'confirmed' });
      const gone = await kith('recovery', 'words');
      expect([gone.status, gone.err.length]).toEqual([1, 1]);
      expect(gone.err[0]).toContain('(WORDS_GONE)');
      expect((await kith('recovery', 'confirm', join(folder, 'none'))).err[0]).toContain('(FILE_UNREADABLE)');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('trust on the command line', () => {
  it('gives roles, removes with a reason, tells the history, and names what is refused', async () => {
    const { house, ada, kith } = await home();
    const { community } = await ada.api.create({ title: 'Maple Street' });
    const { link } = await ada.api.invite({ community, uses: 2 });
    const ben = await house.resident('Ben');
    await house.drive(ben.api.join({ link }));
    const { members } = await ada.api.members({ community });
    const [self, other] = members.map(({ id }) => id) as [string, string];
    expect((await kith('leave', community)).err[0]).toContain('(LAST_STEWARD)');
    expect(await json(kith('member', 'role', other, 'guest', '--json'))).toMatchObject({ state: 'done' });
    expect((await kith('member', 'role', other, 'king')).err[0]).toContain('(ROLE_UNKNOWN)');
    expect((await kith('member', 'remove', self)).err[0]).toContain('(SELF_REMOVAL)');
    expect((await kith('member', 'safety', other)).out[0]).toMatch(/^(\d{5} ){3}\d{5}\n/);
    expect((await kith('member', 'remove', other, '--note', 'moved away')).out).toEqual([
      'Removed. What they wrote until now stays; the locks are changed.',
    ]);
    const { out } = await kith('history', community);
    expect(out[0]).toContain('Ada removed Ben (moved away).');
    expect(out[0]).toContain('Ada founded Maple Street.');
    expect((await kith('policy', 'set', community, 'quorum', '75')).status).toBe(0);
    expect((await kith('policy', 'set', community, 'quorum', '20')).err[0]).toContain('(POLICY_VALUE)');
    expect((await kith('policy', 'show', community)).out[0]).toContain('quorum   more than 75 percent');
    expect((await kith('proposals', community)).out).toEqual(['Nothing waits for approval.']);
    expect((await kith('approve', 'f'.repeat(64))).err[0]).toContain('(PROPOSAL_OVER)');
    expect((await kith('forget', community)).err[0]).toContain('(FORGET_MEMBER)');
    expect((await kith('device', 'drop', 'a'.repeat(52))).err[0]).toContain('(DEVICE_NOT_FOUND)');
  });
});

describe('[IDENTITY-21] [IDENTITY-23] devices on the command line', () => {
  it('adds one, brings somebody back, and refuses links of another kind', async () => {
    const { house, ada, kith } = await home();
    const { community } = await ada.api.create({ title: 'Maple Street' });
    const added = await json<{ link: string }>(kith('device', 'add', 'Laptop', '--json'));
    await house.clock.advance(1_000);
    const laptop = await house.resident('laptop');
    const at = (who: Resident, ...args: string[]) => house.drive(typed(args, who.api));
    expect(await json(at(laptop, 'device', 'join', added.link, '--json'))).toEqual({
      communities: [community],
    });
    const { members } = await ada.api.members({ community });
    const back = await json<{ link: string }>(kith('member', 'return', members[0]!.id, '--json'));
    const again = await house.resident('again');
    expect((await at(again, 'recover', back.link)).err[0]).toContain('(VOUCH_WAITING)');
    expect((await at(again, 'recover', added.link)).err[0]).toContain('(RETURN_UNREADABLE)');
    expect((await at(again, 'device', 'join', back.link)).err[0]).toContain('(DEVICE_LINK_UNREADABLE)');
    const asked = await json<{ link: string }>(at(again, 'vouch', 'request', back.link, '--json'));
    // Of one member, the member alone is the majority.
    expect(await json(kith('vouch', 'for', asked.link, '--json'))).toMatchObject({ state: 'done' });
    const second = await json<{ link: string }>(kith('member', 'return', members[0]!.id, '--json'));
    expect(await json(at(again, 'recover', second.link, '--keep-others', '--json'))).toEqual({
      community,
      title: 'Maple Street',
      dropped: 0,
    });
  });
});

describe('private spaces on the command line', () => {
  it('opens one, puts a channel in it, and changes who is in', async () => {
    const { house, ada, kith } = await home();
    const { community } = await ada.api.create({ title: 'Maple Street' });
    const { link } = await ada.api.invite({ community });
    const ben = await house.resident('Ben');
    await house.drive(ben.api.join({ link }));
    const other = (await ada.api.members({ community })).members[1]!.id;
    const { space } = await json<{ space: string }>(
      kith('space', 'add', community, 'Stewards', '--member', other, '--json'),
    );
    expect((await kith('channel', 'add', community, 'Keys', '--space', space)).status).toBe(0);
    expect((await kith('spaces', community)).out[0]).toBe(`Stewards  Ada, Ben  ${space}`);
    await kith('space', 'members', space, '--remove', other);
    expect((await kith('spaces', community)).out[0]).toBe(`Stewards  Ada  ${space}`);
    expect((await kith('space', 'members', space)).err[0]).toContain('(CHANGE_EMPTY)');
    expect((await kith('channel', 'add', community, 'x', '--space', 'a'.repeat(32))).err[0]).toContain(
      '(SPACE_UNKNOWN)',
    );
  });
});
