/** The passphrase of a profile that has one. */
import { useState } from 'react';
import type { DesktopBridge } from '../../core/api/desktop-bridge.ts';
import { Button } from '../components/button.tsx';
import { TextField } from '../components/field.tsx';
import { Welcome, WelcomeForm } from '../screens/first-run/welcome.tsx';
import { t } from '../text/text.ts';

export function UnlockScreen({ desktop, wasWrong }: { desktop: DesktopBridge; wasWrong: boolean }) {
  const [word, setWord] = useState('');
  return (
    <Welcome title={t('unlock.title')} about={t('unlock.about')}>
      <WelcomeForm
        onSubmit={() => {
          if (word !== '') void desktop.givePassphrase(word);
        }}
      >
        <TextField
          label={t('unlock.word')}
          type="password"
          autoComplete="current-password"
          autoFocus
          value={word}
          onValue={setWord}
          error={wasWrong && word === '' ? t('unlock.wrong') : undefined}
        />
        <Button type="submit" look="primary" disabled={word === ''}>
          {t('unlock.go')}
        </Button>
      </WelcomeForm>
    </Welcome>
  );
}
