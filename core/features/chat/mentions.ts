/** Who a message names: `@` and the name as its bearer wrote it, capitals aside. Pure. [CHAT-8] */

/** Does the text name that person? A longer name that only begins so is somebody else's. */
export function mentions(text: string, name: string): boolean {
  if (name === '') return false;
  const lower = text.toLowerCase();
  const wanted = `@${name.toLowerCase()}`;
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, at + 1)) {
    const after = lower.slice(at + wanted.length);
    // Inside an address or a word it is no mention.
    if (!/[\p{L}\p{N}_]$/u.test(lower.slice(0, at)) && !/^[\p{L}\p{N}_]/u.test(after)) return true;
  }
  return false;
}
