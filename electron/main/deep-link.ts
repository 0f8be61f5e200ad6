/**
 * The one reader of addresses that come from outside [THREAT-33]: `kith://join/...`, `kith://device/...`, `kith://vouch/...` and
 * `kith://thing/...` as a browser, a message or a second start hands it over. Bounded before it is looked at, and a form to
 * fill in, or a thing to look at, is all that ever becomes of it.
 */
import type { DeepLink } from '../../core/api/desktop-bridge.ts';
import { MAX_THING_LINK, THING_PREFIX } from '../../core/api/thing-link.ts';
import { DEVICE_PREFIX, MAX_DEVICE_LINK } from '../../core/identity/device-link.ts';
import { INVITE_PREFIX, MAX_INVITE_LINK } from '../../core/identity/invite-link.ts';
import { MAX_VOUCH_LINK, VOUCH_PREFIX } from '../../core/identity/vouch-link.ts';

/** Characters, prefix included. */
const FORMS = [
  { kind: 'join', prefix: INVITE_PREFIX, longest: MAX_INVITE_LINK },
  { kind: 'device', prefix: DEVICE_PREFIX, longest: MAX_DEVICE_LINK },
  { kind: 'vouch', prefix: VOUCH_PREFIX, longest: MAX_VOUCH_LINK },
  { kind: 'thing', prefix: THING_PREFIX, longest: MAX_THING_LINK },
] as const;

/** Undefined for everything that cannot be such a link. Whether it is one, the form says. */
function readDeepLink(text: string): DeepLink | undefined {
  const begins = text.slice(0, 32).toLowerCase();
  const form = FORMS.find(({ prefix }) => begins.startsWith(prefix));
  if (!form || text.length > form.longest + 1) return undefined;
  // Some systems put a slash at the end of an address.
  const letters = text.slice(form.prefix.length).replace(/\/$/, '').toLowerCase();
  return /^[a-z2-7]+$/.test(letters) ? { kind: form.kind, link: form.prefix + letters } : undefined;
}

/** The last one among the arguments of a start. */
export function deepLinkIn(args: readonly string[]): DeepLink | undefined {
  return args.map(readDeepLink).findLast((link) => link !== undefined);
}
