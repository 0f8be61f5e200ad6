/**
 * The page's pass. It comes in the address (#token=...), is kept for this tab alone, and leaves the address at once, so
 * that it is not copied along with it.
 */
const STORED = 'kith.token';

/** Undefined when the page was opened without one. */
export function takeToken(): string | undefined {
  const match = /^#token=([A-Za-z0-9_-]{1,256})$/.exec(location.hash);
  if (match?.[1]) {
    sessionStorage.setItem(STORED, match[1]);
    history.replaceState(null, '', `${location.pathname}${location.search}#/`);
  }
  return sessionStorage.getItem(STORED) ?? undefined;
}
