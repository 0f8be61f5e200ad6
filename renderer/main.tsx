/** The page's beginning: its pass, its connection, its screens. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { PeerConnection } from './peer/connection.ts';
import { takeToken } from './peer/token.ts';
import { openWebSocketChannel } from './peer/web-socket-channel.ts';
import { Locked } from './shell/away.tsx';
import { applyAppearance } from './shell/appearance.ts';
import { startLanguage } from './text/language.ts';
import './tokens/tokens.css';
import './tokens/base.css';

applyAppearance();
startLanguage();
const root = createRoot(document.getElementById('root')!);
const token = takeToken();
if (token === undefined) {
  root.render(<Locked />);
} else {
  const connection = new PeerConnection(() => openWebSocketChannel(token));
  connection.start();
  root.render(
    <StrictMode>
      <App connection={connection} />
    </StrictMode>,
  );
}
