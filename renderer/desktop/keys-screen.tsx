/** First run without a keychain of the system [THREAT-37]: no secret is written in clear unless the person says so. */
import { useState } from 'react';
import type { DesktopBridge } from '../../core/api/desktop-bridge.ts';
import { Button } from '../components/button.tsx';
import { Choice } from '../components/choice.tsx';
import { TextField } from '../components/field.tsx';
import { Welcome, WelcomeForm } from '../screens/first-run/welcome.tsx';
import { t } from '../text/text.ts';

const SHORTEST = 8;

export function KeysScreen({ desktop }: { desktop: DesktopBridge }) {
  const [kind, setKind] = useState<'passphrase' | 'insecure'>('passphrase');
  const [word, setWord] = useState('');
  const [again, setAgain] = useState('');
  const [problem, setProblem] = useState<'keys.short' | 'keys.differ'>();

  function submit(): void {
    if (kind === 'insecure') void desktop.chooseKeys({ kind });
    else if (word.length < SHORTEST) setProblem('keys.short');
    else if (word !== again) setProblem('keys.differ');
    else void desktop.chooseKeys({ kind, passphrase: word });
  }

  return (
    <Welcome title={t('keys.title')} about={t('keys.about')}>
      <WelcomeForm onSubmit={submit}>
        <Choice
          label={t('keys.choice')}
          hideLabel
          value={kind}
          onValue={setKind}
          options={(['passphrase', 'insecure'] as const).map((value) => ({
            value,
            label: t(`keys.${value}`),
            about: t(`keys.${value}About`),
          }))}
        />
        {kind === 'passphrase' && (
          <>
            <TextField
              label={t('keys.word')}
              hint={t('keys.wordHint')}
              type="password"
              autoComplete="new-password"
              value={word}
              onValue={(next) => {
                setWord(next);
                setProblem(undefined);
              }}
              error={problem === 'keys.short' ? t(problem) : undefined}
            />
            <TextField
              label={t('keys.again')}
              type="password"
              autoComplete="new-password"
              value={again}
              onValue={(next) => {
                setAgain(next);
                setProblem(undefined);
              }}
              error={problem === 'keys.differ' ? t(problem) : undefined}
            />
          </>
        )}
        <Button type="submit" look="primary">
          {t('keys.go')}
        </Button>
      </WelcomeForm>
    </Welcome>
  );
}
