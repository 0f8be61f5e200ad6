/** What may be wrong with a page as it stands, found in the page itself. Each finding is one line. */
import type { Page } from 'playwright-core';

/**
 * Words that no catalogue has said. In the accented language every text of Kith stands in ⟦ ⟧; what people wrote is
 * in Greek, links and words that are the same in every language are marked so (`translate="no"`), and a date has its
 * months from the system.
 */
export function untranslated(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    /** And the names of languages, each in its own. */
    const months = new Set(['at', 'English']);
    for (let at = 0; at < 12; at++) {
      const date = new Date(2026, at, 1 + at);
      for (const style of ['long', 'short'] as const) {
        months.add(date.toLocaleDateString('en-GB', { month: style }));
        months.add(new Date(2026, 0, 1 + at).toLocaleDateString('en-GB', { weekday: style }));
      }
    }
    const isSaid = (text: string): boolean => {
      let rest = text.replace(/https?:\/\/\S+|kith:\/\/\S*|\/(ip4|dns4|memory)\/\S*/g, ' ');
      for (let before = ''; before !== rest;) [before, rest] = [rest, rest.replace(/⟦[^⟦⟧]*⟧/gs, ' ')];
      const words = rest.match(/[A-Za-z]{2,}/g) ?? [];
      return words.every((word) => months.has(word));
    };
    const found: string[] = [];
    const where = (element: Element): string => {
      const name = element.closest('[class]')?.className;
      return `${element.tagName.toLowerCase()}${typeof name === 'string' ? `.${name.split(' ')[0]}` : ''}`;
    };
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    // A text may be one of several beside each other: they are read together.
    const seen = new Set<Element>();
    while (texts.nextNode()) {
      const parent = texts.currentNode.parentElement;
      if (!parent || seen.has(parent) || parent.closest('script, style, code, kbd, textarea, [translate=no]')) continue;
      seen.add(parent);
      const own = [...parent.childNodes]
        .filter((node) => node.nodeType === Node.TEXT_NODE)
        .map((node) => node.textContent)
        .join('');
      if (!isSaid(own)) found.push(`${where(parent)}: ${own}`);
    }
    for (const element of document.body.querySelectorAll('*')) {
      if (element.closest('[translate=no]')) continue;
      for (const name of [
        'aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext', 'placeholder', 'title', 'alt',
      ]) {
        const value = element.getAttribute(name);
        if (value !== null && !isSaid(value)) found.push(`${where(element)} ${name}: ${value}`);
      }
    }
    if (!isSaid(document.title.replace(/ · Kith$/, ''))) found.push(`title: ${document.title}`);
    return [...new Set(found)];
  }); // prettier-ignore
}

/** Controls that cannot be seen whole or reached by a pointer: cut off, under something else, or beyond every edge. */
export function lostControls(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const popups = [...document.querySelectorAll('[role=dialog]:not([data-notices] *), [role=alertdialog]:not([data-notices] *), [role=menu], [role=listbox]')];
    const scope = popups.at(-1) ?? document.body;
    const found: string[] = [];
    const named = (element: Element): string => {
      const name = element.ariaLabel ?? ((element as HTMLElement).innerText || (element as HTMLInputElement).placeholder);
      return `${element.tagName.toLowerCase()} "${name.replace(/\s+/g, ' ').slice(0, 60)}"`;
    };
    const controls = scope.querySelectorAll<HTMLElement>(
      'button, a[href], input:not([type=hidden]):not([type=file]), textarea, select, summary, [role=menuitem], [role=option], [role=tab], [role=radio], [role=switch]',
    );
    // Notices go by themselves.
    const topAt = (x: number, y: number): Element | undefined =>
      document.elementsFromPoint(x, y).find((element) => element.closest('[data-notices]') === null);
    const isHiddenFromEyes = (element: Element): boolean => {
      const box = element.getBoundingClientRect();
      return (
        !element.checkVisibility({ opacityProperty: false, visibilityProperty: true }) ||
        box.width <= 1 ||
        box.height <= 1 ||
        element.closest('[class*="visually-hidden"], [inert], [aria-hidden=true]') !== null
      );
    };
    for (const control of controls) {
      if (isHiddenFromEyes(control) || control.closest('[data-notices]')) continue;
      if (control instanceof HTMLAnchorElement && control.getAttribute('href') === '#main') continue;
      if (control instanceof HTMLInputElement && ['checkbox', 'radio'].includes(control.type)) continue;
      control.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
      const box = control.getClientRects()[0];
      if (!box) continue;
      if (box.left < -1 || box.right > innerWidth + 1) {
        // A long text field shows its beginning; everything else shows itself.
        found.push(`${named(control)} beyond the edge: ${Math.round(box.left)} to ${Math.round(box.right)} of ${innerWidth}`);
        continue;
      }
      const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
      const top = topAt(x, y);
      const label = control instanceof HTMLInputElement ? control.labels?.[0] : undefined;
      if (!top || !(control.contains(top) || top.contains(control) || label?.contains(top)))
        found.push(`${named(control)} under ${top ? named(top) : 'nothing'}`);
      else if (top.contains(control) && top !== control && !control.closest('label'))
        found.push(`${named(control)} out of reach in ${named(top)}`);
      const style = getComputedStyle(control);
      const isCut =
        control.matches('button, a[href], summary, [role=tab], [role=menuitem]') &&
        style.textOverflow !== 'ellipsis' &&
        style.overflowX !== 'visible' &&
        control.scrollWidth > control.clientWidth + 2;
      if (isCut) found.push(`${named(control)} cut: ${control.scrollWidth} in ${control.clientWidth}`);
    }
    const overflow = document.documentElement.scrollWidth - innerWidth;
    if (overflow > 0) found.push(`the page is ${overflow} wider than the window`);
    return [...new Set(found)];
  }); // prettier-ignore
}

/** Text that is cut off without a sign of it: neither dots, nor a way to scroll. */
export function cutTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const node = texts.currentNode;
      const parent = node.parentElement;
      if (!parent || node.textContent?.trim() === '' || !parent.checkVisibility({ visibilityProperty: true }))
        continue;
      if (parent.closest('script, style, [class*="visually-hidden"], [inert], textarea')) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const text = range.getBoundingClientRect();
      if (text.width <= 1 || text.height <= 1) continue;
      // What scrolls is beyond its edge by right; what hides must show it all.
      for (let box: Element | null = parent; box && box !== document.body; box = box.parentElement) {
        const style = getComputedStyle(box);
        if (style.position === 'fixed') break;
        const scrolls = /auto|scroll/.test(style.overflowX + style.overflowY);
        if (scrolls || style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none') break;
        if (!/hidden|clip/.test(style.overflowX + style.overflowY)) continue;
        const edge = box.getBoundingClientRect();
        // For those who listen alone.
        if (edge.width <= 1 || edge.height <= 1) break;
        const beyond = Math.max(
          text.right - edge.right,
          edge.left - text.left,
          text.bottom - edge.bottom,
          edge.top - text.top,
        );
        if (beyond > 3) found.push(`"${node.textContent!.trim().slice(0, 60)}" cut by ${Math.round(beyond)}`);
        break;
      }
    }
    return [...new Set(found)];
  });
}
