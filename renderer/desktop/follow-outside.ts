/** What comes from outside the window: an invitation that somebody opened, a notification that somebody clicked. */
import type { DesktopBridge } from '../../core/api/desktop-bridge.ts';
import { hrefOf, readRoute } from '../router/route.ts';
import { goTo } from '../router/use-route.ts';
import { openInvitation } from './opened-invitation.ts';

export function followOutside(desktop: DesktopBridge): void {
  desktop.onDeepLink(({ link }) => {
    openInvitation(link);
    goTo({ screen: 'start', step: 'join' });
  });
  desktop.onRoute((route) => {
    // What is no address of a screen leads to the first one.
    location.hash = hrefOf(readRoute(`#${route}`));
  });
}
