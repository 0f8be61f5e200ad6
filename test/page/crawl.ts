/**
 * Goes everywhere: every screen by its address, every tab, and everything that a button or a menu opens over it. What a
 * test looks for is looked for at each place; what changes the community is left alone.
 */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { sentenceFor } from '../../renderer/text/sentence.ts';
import { i18n, t, type TextName } from '../../renderer/text/text.ts';
import type { WholeStreet } from './whole-street.ts';

export type Visit = (name: string) => Promise<void>;

/** What there is to go to. */
export type Places = Pick<
  WholeStreet,
  'community' | 'board' | 'card' | 'inventory' | 'drill' | 'sewing' | 'channel' | 'members'
>;

/** What stands after `#`, by name. */
export function addresses(street: Places): Record<string, string> {
  const at = `/c/${street.community}`;
  return {
    home: at,
    boards: `${at}/boards`,
    board: `${at}/boards/${street.board}`,
    card: `${at}/boards/${street.board}/${street.card}`,
    lists: `${at}/things`,
    things: `${at}/things/${street.inventory}`,
    'a thing that is lent': `${at}/things/${street.inventory}/${street.drill}`,
    'a thing of my own': `${at}/things/${street.inventory}/${street.sewing}`,
    channels: `${at}/chat`,
    channel: `${at}/chat/${street.channel}`,
    people: `${at}/people`,
    invitation: `${at}/people/invite`,
    myself: `${at}/people/${street.members.ada}`,
    member: `${at}/people/${street.members.bela}`,
    'somebody removed': `${at}/people/${street.members.dora}`,
    rules: `${at}/rules`,
    history: `${at}/history`,
    connections: `${at}/connections`,
    settings: `${at}/settings`,
    start: '/start',
    'new community': '/start/new',
    join: '/start/join',
    'other device': '/start/device',
    'lost device': '/start/return',
    'vouch for somebody': '/start/vouch',
  };
}

/** What lies over the screen; notices lie beside it. */
export const POPUP = ['dialog', 'alertdialog', 'menu', 'listbox']
  .map((role) => `[role=${role}]:not([data-notices] *)`)
  .join(', ');

/** Buttons that do something at once, by the beginning of their name. */
const doing: readonly TextName[] = [
  'archive.restore',
  'borrow.go',
  'board.usual',
  'card.archive',
  'card.down',
  'card.up',
  'column.archive',
  'column.left',
  'column.right',
  'connections.connect',
  'home.noticeSeen',
  'item.archive',
  'join.camera',
  'keys.go',
  'thingLabels.print',
  'thingLabels.save',
  'language.open',
  'language.template',
  'loan.step.approve',
  'loan.step.back',
  'loan.step.handedOver',
  'loan.step.received',
  'loan.step.returned',
  'proposals.approve',
  'recovery.begin',
  'safety.mark',
  'sample.look',
  'safety.unmark',
];

/** The address changes without a load, as when a link is followed. */
export async function goTo(page: Page, address: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, address);
  await settled(page);
}

/** Nothing is still loading, and what was just drawn has been laid out. */
export async function settled(page: Page): Promise<void> {
  // What lies over the page hides it from those who listen.
  await page.locator('h1').first().waitFor();
  await expect
    .poll(() =>
      page
        .getByRole('status')
        .filter({ hasText: t('loading') })
        .count(),
    )
    .toBe(0);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

async function closeAll(page: Page): Promise<void> {
  for (let tries = 0; tries < 4 && (await page.locator(POPUP).count()) > 0; tries++) {
    await page.keyboard.press('Escape');
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
  }
}

const MARKS = /[\u200e-\u202e\u2066-\u2069]/g;

const WRITTEN = 'written by somebody';

/** Names begin with words of Kith, and go on with what somebody wrote; some are that alone: one of each kind is enough. */
function kindOf(name: string): string {
  const bare = name.replace(MARKS, '');
  const texts = Object.values(i18n.getResourceBundle(i18n.language, 'translation') as Record<string, string>);
  const isOfKith = texts.some((text) => text.replace(MARKS, '').slice(0, 6) === bare.slice(0, 6));
  return isOfKith ? bare.slice(0, 16) : WRITTEN;
}

async function namesOf(buttons: Locator): Promise<string[]> {
  return buttons.evaluateAll((all) =>
    all.map((button) =>
      button.checkVisibility() && !(button as HTMLButtonElement).disabled && button.ariaDisabled !== 'true'
        ? (button.ariaLabel ?? (button as HTMLElement).innerText).trim()
        : '',
    ),
  );
}

function isDoing(name: string): boolean {
  return doing.some((text) => {
    const [words] = t(text, { title: '\u0000' }).split('\u0000');
    return name.startsWith((words ?? '').replace(/⟧$/, '').trim());
  });
}

/** By the keyboard: what it cannot reach is a fault of its own. What was done meanwhile may have taken the button away. */
async function press(page: Page, among: Locator, name: string): Promise<boolean> {
  const at = (await namesOf(among)).indexOf(name);
  if (at < 0) return false;
  await among.nth(at).press('Enter');
  await settled(page);
  return true;
}

/** Opens what the buttons of the screen open, one after the other, and what the items of their menus open. */
async function openAll(
  page: Page,
  name: string,
  address: string,
  known: Set<string>,
  visit: Visit,
): Promise<void> {
  const buttons = page.locator(
    'main button:not([role=radio]):not([role=switch]):not([role=tab]), main [role=combobox]:not(input)',
  );
  const items = page.locator('[role=menu] [role=menuitem]');
  for (const button of await namesOf(buttons)) {
    if (button === '' || known.has(kindOf(button)) || isDoing(button)) continue;
    known.add(kindOf(button));
    if (!(await press(page, buttons, button))) continue;
    if (await isCovered(page)) await visit(`${name} › ${button}`);
    for (const item of await namesOf(items)) {
      // Where a card could go is written by somebody, and going there is done at once.
      if (item === '' || kindOf(item) === WRITTEN || known.has(`item ${kindOf(item)}`) || isDoing(item))
        continue;
      known.add(`item ${kindOf(item)}`);
      if ((await items.count()) === 0) await press(page, buttons, button);
      await press(page, items, item);
      if (await isCovered(page)) await visit(`${name} › ${button} › ${item}`);
      await closeAll(page);
      await back(page, address);
    }
    await closeAll(page);
    await back(page, address);
  }
}

async function isCovered(page: Page): Promise<boolean> {
  return (await page.locator(POPUP).count()) > 0;
}

async function back(page: Page, address: string): Promise<void> {
  const isThere = await page.evaluate((hash) => location.hash === `#${hash}`, address);
  if (!isThere) await goTo(page, address);
}

/** From the screens of the community to what lies over them; `only` for some of the addresses. */
export async function crawl(
  page: Page,
  street: Places,
  visit: Visit,
  only?: readonly string[],
): Promise<void> {
  /** What a button opens is the same on every screen that has that button. */
  const known = new Set<string>();
  for (const [name, address] of Object.entries(addresses(street))) {
    if (only && !only.includes(name)) continue;
    await goTo(page, address);
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true;
    });
    await visit(name);
    if (await isCovered(page)) {
      await closeAll(page);
      continue;
    }
    await openAll(page, name, address, known, visit);
    const tabs = page.getByRole('tab');
    for (let tab = 1; tab < (await tabs.count()); tab++) {
      await tabs.nth(tab).click();
      await settled(page);
      await visit(`${name} › ${await tabs.nth(tab).innerText()}`);
    }
  }
  await overEverything(page, street, visit);
}

/** What opens by a key, and dialogs of several steps. */
async function overEverything(page: Page, street: Places, visit: Visit): Promise<void> {
  const { home, invitation, settings } = addresses(street);
  await goTo(page, home!);
  await page.keyboard.press('Control+k');
  await page.getByRole('option').first().waitFor();
  await visit('palette');
  await page.keyboard.type('zzzz');
  await visit('palette without a find');
  await closeAll(page);
  await goTo(page, settings!);
  await page.locator('h1').focus();
  await page.keyboard.press('?');
  // A notice from the walk before may still stand: it is a dialog, too.
  await page.getByRole('dialog', { name: t('keyboard.title') }).waitFor();
  await visit('sheet of keys');
  await closeAll(page);

  await goTo(page, invitation!);
  await page.getByRole('button', { name: t('invite.make') }).click();
  await page.getByRole('textbox', { name: t('invite.link') }).waitFor();
  await visit('invitation that was made');
  await closeAll(page);

  await goTo(page, settings!);
  await page.getByRole('button', { name: t('recovery.begin') }).click();
  await visit('recovery: why');
  await page.getByRole('button', { name: t('recovery.show') }).click();
  await page.getByRole('button', { name: t('recovery.written') }).waitFor();
  await visit('recovery: the words');
  await page.getByRole('button', { name: t('recovery.written') }).click();
  await page.getByRole('textbox').fill('zoo');
  await page.getByRole('button', { name: t('recovery.doCheck') }).click();
  await page.getByText(sentenceFor('WORDS_COUNT')!).waitFor();
  await visit('recovery: refused');
  await closeAll(page);
}
