/** The first question of all: the name. And, for those who want to say it now, whom this device may find. */
import { useState } from 'react';
import { codeOf } from '../../../core/api/codes.ts';
import type { NetworkMode } from '../../../core/api/fields.ts';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { showProblem } from '../../components/notices.tsx';
import { useApi } from '../../peer/use-peer.ts';
import { sentenceOf } from '../../text/sentence.ts';
import { t } from '../../text/text.ts';
import { NetworkChoice } from '../connections/network-choice.tsx';
import { WaysBack } from '../trust/ways-back.tsx';
import styles from './welcome.module.css';
import { Welcome, WelcomeForm } from './welcome.tsx';

interface NameScreenProps {
  /** How the peer was started: it stays so unless the person chooses otherwise. */
  network: NetworkMode;
}

export function NameScreen({ network: started }: NameScreenProps) {
  const api = useApi();
  const [name, setName] = useState('');
  const [network, setNetwork] = useState<NetworkMode>(started);
  const [isChoosing, setChoosing] = useState(false);
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);

  async function submit(): Promise<void> {
    setBusy(true);
    try {
      await api.init({ name, ...(network !== started && { network }) });
    } catch (refusal) {
      if (codeOf(refusal).startsWith('NAME_')) setError(refusal);
      else showProblem(refusal);
    }
    setBusy(false);
  }

  return (
    <Welcome title={t('first.title')} about={t('first.about')}>
      <WelcomeForm
        onSubmit={() => {
          if (!isBusy) void submit();
        }}
      >
        <TextField
          label={t('first.name')}
          hint={t('first.nameHint')}
          value={name}
          onValue={(next) => {
            setName(next);
            setError(undefined);
          }}
          error={error === undefined ? undefined : sentenceOf(error)}
          autoComplete="name"
          autoFocus
        />
        {isChoosing ? (
          <NetworkChoice label={t('network.label')} value={network} onValue={setNetwork} />
        ) : (
          <div className={styles['flush']}>
            <Button look="quiet" size="small" onClick={() => setChoosing(true)}>
              {t('first.network')}
            </Button>
          </div>
        )}
        <Button type="submit" look="primary" disabled={isBusy}>
          {t('first.go')}
        </Button>
        <WaysBack />
      </WelcomeForm>
    </Welcome>
  );
}
