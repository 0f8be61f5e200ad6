/** Kith's process could not open the profile: what that means, and what can be done. */
import type { DesktopBridge, DesktopStatus } from '../../core/api/desktop-bridge.ts';
import { Button } from '../components/button.tsx';
import { Welcome } from '../screens/first-run/welcome.tsx';
import { sentenceFor } from '../text/sentence.ts';
import { t } from '../text/text.ts';

type Failed = Extract<DesktopStatus, { state: 'failed' }>;

export function FailedScreen({ desktop, status }: { desktop: DesktopBridge; status: Failed }) {
  return (
    <Welcome
      title={t('failed.title')}
      about={sentenceFor(status.code, status.details) ?? sentenceFor('INTERNAL') ?? ''}
    >
      <Button look="primary" onClick={() => void desktop.retry()}>
        {t('failed.retry')}
      </Button>
      <Button onClick={() => void desktop.quit()}>{t('failed.quit')}</Button>
    </Welcome>
  );
}
