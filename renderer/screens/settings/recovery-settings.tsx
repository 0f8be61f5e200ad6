/** The recovery words among the settings: always to be found here, whatever was put off elsewhere. */
import { useState } from 'react';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { usePeerQuery } from '../../peer/use-peer.ts';
import { t } from '../../text/text.ts';
import { RecoveryDialog } from './recovery-dialog.tsx';
import { SettingsRow } from './settings-row.tsx';

export function RecoverySettings() {
  const state = usePeerQuery('recovery', {}).value?.state;
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <SettingsRow
        label={t('recovery.title')}
        about={t(state === 'confirmed' ? 'recovery.confirmedAbout' : 'recovery.about')}
      >
        {state === 'confirmed' && <Badge tone="good">{t('recovery.confirmed')}</Badge>}
        {state === 'unconfirmed' && (
          <Button size="small" look="primary" onClick={() => setOpen(true)}>
            {t('recovery.begin')}
          </Button>
        )}
      </SettingsRow>
      <RecoveryDialog open={isOpen} onClose={() => setOpen(false)} />
    </>
  );
}
