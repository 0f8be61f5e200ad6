/** The page's beginning: its way to the peer, in the desktop window or in a browser, and its screens. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { DesktopGate } from './desktop/desktop-gate.tsx';
import { followOutside } from './desktop/follow-outside.ts';
import { PeerConnection } from './peer/connection.ts';
import { desktop } from './peer/desktop.ts';
import { openPortChannel } from './peer/port-channel.ts';
import { takeToken } from './peer/token.ts';
import { openWebSocketChannel } from './peer/web-socket-channel.ts';
import { readRoute } from './router/route.ts';
import { fetchScreen } from './screens.ts';
import { Locked } from './shell/away.tsx';
import { applyAppearance } from './shell/appearance.ts';
import { startLanguage } from './text/language.ts';
import './tokens/tokens.css';
import './tokens/base.css';

applyAppearance();
startLanguage();
fetchScreen(readRoute(location.hash));
const root = createRoot(document.getElementById('root')!);
if (desktop) showWindow(desktop);
else showPage(takeToken());

function showWindow(bridge: NonNullable<typeof desktop>): void {
  followOutside(bridge);
  const connection = new PeerConnection(() => openPortChannel(bridge));
  connection.start();
  root.render(
    <StrictMode>
      <DesktopGate desktop={bridge}>
        <App connection={connection} />
      </DesktopGate>
    </StrictMode>,
  );
}

/** In a browser: the page's pass, or nothing. */
function showPage(token: string | undefined): void {
  if (token === undefined) {
    root.render(<Locked />);
    return;
  }
  const connection = new PeerConnection(() => openWebSocketChannel(token));
  connection.start();
  root.render(
    <StrictMode>
      <App connection={connection} />
    </StrictMode>,
  );
}
