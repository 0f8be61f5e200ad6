/**
 * What the window shows before Kith's own process can answer: a choice, a passphrase, a failure. Otherwise the app, which
 * stays where it is while that process starts again.
 */
import { useEffect, useState, type ReactNode } from 'react';
import type { DesktopBridge, DesktopStatus } from '../../core/api/desktop-bridge.ts';
import { FailedScreen } from './failed-screen.tsx';
import { KeysScreen } from './keys-screen.tsx';
import { RescuedScreen, RescuingScreen } from './rescue-screens.tsx';
import { UnlockScreen } from './unlock-screen.tsx';

export function DesktopGate({ desktop, children }: { desktop: DesktopBridge; children: ReactNode }) {
  const [status, setStatus] = useState<DesktopStatus>({ state: 'starting', isAgain: false });
  useEffect(() => desktop.onStatus(setStatus), [desktop]);
  switch (status.state) {
    case 'choose-keys':
      return <KeysScreen desktop={desktop} />;
    case 'ask-passphrase':
      return <UnlockScreen desktop={desktop} wasWrong={status.wasWrong} />;
    case 'failed':
      return <FailedScreen desktop={desktop} status={status} />;
    case 'rescuing':
      return <RescuingScreen />;
    case 'rescued':
      return <RescuedScreen desktop={desktop} counts={status} />;
    case 'starting':
    case 'running':
      return children;
    default:
      return status satisfies never;
  }
}
