/** What a measurement asks inside the page, as text: the window's types are not the benchmark's. Times are of the page. */

/** When the first heading was painted, in milliseconds since 1970; 0: not yet. */
export const headingPainted = `new Promise((resolve) => {
  new PerformanceObserver((list, observer) => {
    observer.disconnect();
    const entry = list.getEntries().find(({ element }) => element?.tagName === 'H1');
    resolve(entry ? performance.timeOrigin + entry.startTime : 0);
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  setTimeout(() => resolve(0), 500);
})`;

/** After a change: when the next frame has been handed over. */
const painted = `() => new Promise((resolve) => requestAnimationFrame(() => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => resolve(performance.timeOrigin + performance.now());
  port2.postMessage(null);
}))`;

/** Notes when texts of that beginning are on the screen; \`window.kithSeen\` has them, by their text. */
export const watchTexts = (beginning: string): string => `{
  const seen = new Map();
  window.kithSeen = seen;
  const painted = ${painted};
  const look = () => {
    for (const text of document.querySelector('main').innerText.match(/${beginning}\\d+/g) ?? [])
      if (!seen.has(text)) { seen.set(text, 0); painted().then((at) => seen.set(text, at)); }
  };
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
}`;

export const seenAt = (text: string): string => `window.kithSeen.get(${JSON.stringify(text)}) ?? 0`;

/** Milliseconds from a click on that entry of the navigation until its heading is painted. */
export const switchTo = (label: string): string => `new Promise((resolve, reject) => {
  const painted = ${painted};
  const link = [...document.querySelectorAll('nav a')].find((each) => each.innerText.startsWith('${label}'));
  const title = () => document.querySelector('main h1')?.innerText;
  const before = title();
  const start = performance.timeOrigin + performance.now();
  const look = () => {
    if (title() === undefined || title() === before) return;
    observer.disconnect();
    painted().then((at) => resolve(at - start));
  };
  const observer = new MutationObserver(look);
  observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  setTimeout(() => reject(new Error('nothing came of a click on ${label}')), 20_000);
  link.click();
})`;
