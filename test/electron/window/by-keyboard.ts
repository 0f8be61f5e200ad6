/**
 * The window without a pointer: what is wanted is gone to with the Tab key, and wherever the focus rests on the way it can be
 * seen. A thing that Tab does not reach, or a focus that nobody sees, fails the test.
 */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { until } from './desktop.ts';

/** More stops than any screen of these journeys has. */
const MOST_STOPS = 120;

export class Keyboard {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Presses one key after the other. */
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Letter by letter. */
  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  /** As the clipboard brings it. */
  async paste(text: string): Promise<void> {
    await this.page.keyboard.insertText(text);
  }

  /** Waits until it is there, then goes on with Tab until it has the focus; Shift goes the other way round. */
  async tabTo(wanted: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await wanted.first().waitFor();
    const passed: string[] = [];
    for (let stop = 0; stop < MOST_STOPS; stop++) {
      if (stop > 0 || !(await this.isOn(wanted))) await this.press(key);
      const { name, isSeen } = await this.focus();
      expect(isSeen, `the focus is to be seen on ${name}`).toBe(true);
      if (await this.isOn(wanted)) return;
      passed.push(name);
    }
    expect.fail(`${key} does not reach ${String(wanted)}; it came by ${passed.join(', ')}`);
  }

  /** Goes to it and does what it does. */
  async use(wanted: Locator): Promise<void> {
    await this.tabTo(wanted);
    await this.press('Enter');
  }

  async useButton(name: string | RegExp): Promise<void> {
    await this.use(this.page.getByRole('button', { name, exact: true }));
  }

  /** Into the field, and what stands there is replaced. */
  async fill(name: string, text: string): Promise<void> {
    const field = this.page
      .getByRole('textbox', { name, exact: true })
      .or(this.page.getByRole('combobox', { name }));
    await this.tabTo(field);
    await this.press('ControlOrMeta+a');
    await this.type(text);
  }

  /** By the palette: a few letters, and Enter. */
  async command(title: string): Promise<void> {
    await this.press('Control+k');
    await this.type(title);
    const found = this.page.getByRole('option', { name: title }).first();
    await found.waitFor();
    await this.press('Enter');
    // Until it is closed, it keeps the focus.
    await found.waitFor({ state: 'hidden' });
  }

  /** By its two keys, again where they came too far apart. */
  async go(letter: string, heading: string): Promise<void> {
    const there = this.page.getByRole('heading', { level: 1, name: heading, exact: true });
    await until(heading, async () => {
      await this.press('g', letter);
      return (await there.count()) > 0;
    });
  }

  /** The choice beside the one that is made: Tab leads to that, the arrow to the other. */
  async choose(name: string, arrow: 'ArrowDown' | 'ArrowUp' = 'ArrowDown'): Promise<void> {
    const option = this.page.getByRole('radio', { name });
    await option.waitFor();
    await this.tabTo(this.page.locator('[role="radio"]'));
    if ((await option.getAttribute('aria-checked')) === 'true') return;
    await this.press(arrow);
    expect(await this.isOn(option), `${arrow} reaches ${name}`).toBe(true);
    await until(name, async () => (await option.getAttribute('aria-checked')) === 'true');
  }

  /** In an open menu: the first letters lead to it. */
  async pick(name: string): Promise<void> {
    const item = this.page.getByRole('menuitem', { name, exact: true });
    await item.waitFor();
    for (let turn = 0; turn < 30 && !(await this.isOn(item)); turn++) await this.press('ArrowDown');
    expect(await this.isOn(item), `the arrows reach ${name}`).toBe(true);
    await this.press('Enter');
  }

  async isOn(wanted: Locator): Promise<boolean> {
    const all = await wanted.all();
    for (const each of all) {
      if (await each.evaluate((element) => element === document.activeElement)) return true;
    }
    return false;
  }

  /** What has the focus, and whether somebody who looks can tell: it has an outline of its own or around it, and is in view. */
  private async focus(): Promise<{ name: string; isSeen: boolean }> {
    return this.page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return { name: 'the page', isSeen: true };
      const name = element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, 40);
      const near = [
        element,
        ...element.children,
        element.parentElement,
        element.parentElement?.parentElement,
      ];
      const isOutlined = near.some((each) =>
        [null, '::before', '::after'].some((part) => {
          if (!each) return false;
          const { outlineStyle, outlineWidth } = getComputedStyle(each, part);
          return outlineStyle !== 'none' && parseFloat(outlineWidth) > 0;
        }),
      );
      const { top, bottom, left, right } = element.getBoundingClientRect();
      const isInView = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
      return { name: `${element.tagName.toLowerCase()} ${name}`, isSeen: isOutlined && isInView };
    });
  }
}
