/** What a link from outside can do. */
import { describe, expect, test } from 'vitest';
import { Desktop, until } from './desktop.ts';

describe('[THREAT-33] a link from outside', () => {
  test('[DESKTOP-4] fills in the form, says who invites to what, and joins nothing by itself', async () => {
    const ada = await Desktop.open();
    await ada.settle('Ada');
    await ada.found('Elm Street');
    const { communities } = await ada.kith<{ communities: { id: string }[] }>('communities');
    const { link } = await ada.kith<{ link: string }>('invite', communities[0]!.id);
    await ada.quit();

    const ben = await Desktop.open();
    await ben.settle('Ben');
    expect(await ben.startAgain(link)).toBe(0);
    await ben.page.getByText('Ada invites you to').waitFor();
    await ben.page.getByText('Elm Street').waitFor();
    expect(await ben.kith('communities')).toEqual({ communities: [] });
    await ben.page.getByRole('button', { name: 'Cancel' }).click();
    expect(await ben.kith('communities')).toEqual({ communities: [] });
    await ben.quit();

    // Also where the link is what starts the window.
    await ben.start(link.toUpperCase().replace('KITH://JOIN/', 'kith://join/'));
    await ben.page.getByText('Ada invites you to').waitFor();
    await ben.quit();
  });

  test('[DESKTOP-4] that is none, or too long, or something else, does nothing but show the window', async () => {
    const desktop = await Desktop.open();
    await desktop.settle('Ada');
    await desktop.found('Elm Street');
    const { page } = desktop;
    const before = page.url();
    for (const link of [
      `kith://join/${'a'.repeat(20_000)}`,
      'kith://join/',
      'kith://join/../../settings',
      'kith://join/<script>alert(1)</script>',
      'kith://forget/everything',
      'javascript:alert(1)',
      'https://example.org/kith://join/aaaa',
    ]) {
      expect(await desktop.startAgain(link)).toBe(0);
    }
    expect(page.url()).toBe(before);

    // One that has the form but no meaning says so in the form.
    expect(await desktop.startAgain('kith://join/aaaaaaaa')).toBe(0);
    await until('the form', async () => page.url().endsWith('#/start/join'));
    await page.getByText('That is no invitation, or a part of it is missing.').waitFor();
    await desktop.quit();
  });
});
