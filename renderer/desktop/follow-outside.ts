/** What comes from outside the window: a link that somebody opened, a notification that somebody clicked. */
import type { DesktopBridge } from '../../core/api/desktop-bridge.ts';
import { hrefOf, readRoute } from '../router/route.ts';
import { openLink } from './opened-link.ts';

export function followOutside(desktop: DesktopBridge): void {
  desktop.onDeepLink(({ kind, link }) => {
    openLink(kind, link);
  });
  desktop.onRoute((route) => {
    // What is no address of a screen leads to the first one.
    location.hash = hrefOf(readRoute(`#${route}`));
  });
}
