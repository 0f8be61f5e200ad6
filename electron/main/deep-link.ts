/**
 * The one reader of addresses that come from outside [THREAT-33]: `kith://join/...` as a browser, a message or a second
 * start hands it over. Bounded before it is looked at, and a form to fill in is all that ever becomes of it.
 */
import type { DeepLink } from '../../core/api/desktop-bridge.ts';
import { INVITE_PREFIX, MAX_INVITE_LINK } from '../../core/identity/invite-link.ts';

/** Undefined for everything that cannot be an invitation. Whether it is one, the form says. */
function readDeepLink(text: string): DeepLink | undefined {
  // Some systems put a slash at the end of an address.
  const link = text.length <= MAX_INVITE_LINK + 1 ? text.replace(/\/$/, '') : '';
  if (!link.toLowerCase().startsWith(INVITE_PREFIX)) return undefined;
  const letters = link.slice(INVITE_PREFIX.length).toLowerCase();
  return /^[a-z2-7]+$/.test(letters) ? { kind: 'join', link: INVITE_PREFIX + letters } : undefined;
}

/** The last one among the arguments of a start. */
export function deepLinkIn(args: readonly string[]): DeepLink | undefined {
  return args.map(readDeepLink).findLast((link) => link !== undefined);
}
