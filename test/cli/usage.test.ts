import { describe, expect, it } from 'vitest';
import { commands } from '../../cli/commands.ts';
import { typed } from './typed.ts';

/** The commands that the project promises. */
const PROMISED = [
  'init', 'create', 'communities', 'invite', 'invites', 'join', 'members',
  'board add', 'boards', 'board show', 'column add', 'card add', 'card edit', 'card move', 'card archive', 'card restore',
  'inventory add', 'inventories', 'inventory show', 'item add', 'item edit',
  'loan request', 'loan approve', 'loan decline', 'loan cancel', 'loan hand-over', 'loan return', 'loans', 'labels', 'thing',
  'channel add', 'channels', 'say', 'message edit', 'message delete', 'messages',
  'status', 'sync', 'watch', 'verify', 'bundle export', 'bundle import', 'serve',
]; // prettier-ignore

const ID = 'a'.repeat(32);
const LONG_ID = 'a'.repeat(52);

/** The one line of error: its code. */
async function refused(...args: string[]): Promise<string> {
  const { status, out, err } = await typed(args);
  expect(out).toEqual([]);
  expect(err).toHaveLength(1);
  expect(err[0]).toMatch(/^kith: [^\n]+ \([A-Z_]+\)$/);
  return `${status} ${/\(([A-Z_]+)\)$/.exec(err[0]!)![1]}`;
}

describe('[CLI-1] usage', () => {
  it('knows every command, and helps with each', async () => {
    expect(commands.map(({ path }) => path)).toEqual(expect.arrayContaining(PROMISED));
    expect(new Set(commands.map(({ path }) => path)).size).toBe(commands.length);
    for (const { path, summary } of commands) {
      const { status, out, err, opened } = await typed([...path.split(' '), '--help']);
      expect([status, err, opened]).toEqual([0, [], []]);
      expect(out[0]).toContain(summary);
      expect(out[0]).toContain('--json');
    }
    expect((await typed(['--version'])).out).toEqual(['1.2.3']);
    expect((await typed(['--help'])).out[0]).toContain('communities');
  });

  it('refuses what it does not understand, before it opens anything', async () => {
    for (const args of [
      [],
      ['board'],
      ['dance'],
      ['create'],
      ['create', 'one', 'two'],
      ['say', ID],
      ['communities', '--loud'],
      ['invite', LONG_ID, '--uses', 'many'],
      ['invite', LONG_ID, '--expires', 'soon'],
      ['messages', ID, '--last', 'few'],
      ['sync', '--wait', 'long'],
      ['card', 'edit', ID],
      ['init'],
      ['init', '--name', 'Ada', '--passphrase-file', 'f', '--insecure-keys'],
      ['serve', '--page-port', '99999'],
      ['communities', '--data', 'here', '--profile', 'ben'],
    ]) {
      expect(await refused(...args), args.join(' ')).toBe(
        args[0] === 'card' ? '1 PROFILE_MISSING' : '2 USAGE',
      );
      if (args[0] !== 'card') expect((await typed(args)).opened).toEqual([]);
    }
  });

  it('says what is wrong with a malformed id, date, number, mode, role or address, as wrong usage', async () => {
    expect(await refused('members', 'abc')).toBe('2 ID_UNREADABLE');
    expect(await refused('card', 'move', ID, 'abc')).toBe('2 ID_UNREADABLE');
    expect(await refused('loan', 'request', ID, '--from', '2027-02-30')).toBe('2 DATE_UNREADABLE');
    expect(await refused('item', 'add', ID, 'Drill', '--quantity', '0')).toBe('2 QUANTITY_INVALID');
    expect(await refused('messages', ID, '--last', '0')).toBe('2 INPUT_INVALID');
    expect(await refused('network', 'internet')).toBe('2 NETWORK_UNKNOWN');
    expect(await refused('invite', LONG_ID, '--role', 'king')).toBe('2 ROLE_UNKNOWN');
    expect(await refused('serve', '--dial', 'there')).toBe('2 ADDRESS_INVALID');
    expect(await refused('join', 'something')).toBe('1 INVITE_UNREADABLE');
    expect(await refused('members', LONG_ID)).toBe('1 PROFILE_MISSING');
  });

  it('takes the options of all commands before and after the command', async () => {
    expect((await typed(['members', LONG_ID])).opened).toEqual([{ folder: '/standard', isNetworked: false }]);
    for (const args of [
      ['--data', 'here', 'members', LONG_ID],
      ['members', '--data', 'here', LONG_ID],
      ['members', LONG_ID, '--data=here'],
    ])
      expect((await typed(args)).opened).toEqual([{ folder: '/desk/here', isNetworked: false }]);
    expect((await typed(['sync', '--data', '/there'])).opened).toEqual([
      { folder: '/there', isNetworked: true },
    ]);
  });
});

it('[CLI-1] finds the profile: the standard one, that of a name, or a folder', async () => {
  const folderOf = async (...args: string[]) => (await typed(['communities', ...args])).opened[0]?.folder;
  expect(await folderOf()).toBe('/standard');
  expect(await folderOf('--profile', 'ben')).toBe('/standard-ben');
  expect(await folderOf('--data', 'here')).toBe('/desk/here');
});
