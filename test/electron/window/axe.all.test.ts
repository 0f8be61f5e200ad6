/**
 * The screens of the window, with what lies over them: axe finds nothing. The browser's tests look at a fuller street and
 * in every look; this is the real window, from its own files, by its own policy.
 */
import { expect, test } from 'vitest';
import { axeViolations } from '../../page/axe.ts';
import { crawl, POPUP, settled, type Places } from '../../page/crawl.ts';
import { Desktop } from './desktop.ts';

interface Row {
  readonly id: string;
}

/** Ids of what the sample street has, of each kind one. */
async function placesOf(desktop: Desktop, community: string): Promise<Places> {
  const { boards } = await desktop.kith<{ boards: Row[] }>('boards', community);
  const board = boards[0]!.id;
  const { columns } = await desktop.kith<{ columns: { cards: Row[] }[] }>('board', 'show', board);
  const { inventories } = await desktop.kith<{ inventories: Row[] }>('inventories', community);
  const inventory = inventories[0]!.id;
  const { items } = await desktop.kith<{ items: (Row & { state: string; own: boolean })[] }>(
    'inventory',
    'show',
    inventory,
  );
  const { channels } = await desktop.kith<{ channels: Row[] }>('channels', community);
  const { members } = await desktop.kith<{ members: (Row & { self: boolean })[] }>('members', community);
  const [self, others] = [members.find((each) => each.self)!, members.filter((each) => !each.self)];
  return {
    community,
    board,
    card: columns.flatMap(({ cards }) => cards)[0]!.id,
    inventory,
    drill: items.find(({ state }) => state === 'out')!.id,
    sewing: items.find(({ state }) => state !== 'out')!.id,
    channel: channels[0]!.id,
    members: { ada: self.id, bela: others[0]!.id, dora: others[1]!.id },
  };
}

test('[DESKTOP-1] [PAGE-6] axe finds nothing on any screen of the window, in any dialog or menu, in light and dark', async () => {
  const desktop = await Desktop.open();
  const { page } = desktop;
  const found: Record<string, string[]> = {};
  const visited: string[] = [];
  const look = async (name: string): Promise<void> => {
    visited.push(name);
    const within = (await page.locator(POPUP).count()) > 0 ? { within: POPUP } : {};
    const faults = await axeViolations(page, within);
    await page.emulateMedia({ colorScheme: 'dark' });
    const dark = await axeViolations(page, { ...within, only: 'color-contrast' });
    await page.emulateMedia({ colorScheme: 'light' });
    faults.push(...dark.map((fault) => `dark ${fault}`));
    if (faults.length > 0) found[name] = faults;
  };

  await page.getByRole('heading', { name: 'How shall Kith keep your secrets?' }).waitFor();
  await look('keys');
  await page.getByText('Without protection').click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('textbox', { name: 'Your name' }).waitFor();
  await look('name');
  await page.getByRole('textbox', { name: 'Your name' }).fill('Ana');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Look around in a sample street' }).click();
  await page.getByText('This is a sample street.').first().waitFor();
  await settled(page);
  const community = /#\/c\/([a-z2-7]+)/.exec(page.url())![1]!;
  await crawl(page, await placesOf(desktop, community), look);
  expect(found).toEqual({});
  expect(visited.length).toBeGreaterThan(50);
  await desktop.quit();
});
