/** Goes on as oneself on this device, by a link from the own other one. Nothing happens before it says who that is. */
import { useState } from 'react';
import type { DeviceLinkPreview } from '../../../core/api/device-methods.ts';
import { Button } from '../../components/button.tsx';
import { TextArea } from '../../components/field.tsx';
import { Failure } from '../../components/page.tsx';
import { useApi, usePeerQuery } from '../../peer/use-peer.ts';
import { goTo } from '../../router/use-route.ts';
import { sentenceOf } from '../../text/sentence.ts';
import { t } from '../../text/text.ts';
import { WelcomeForm } from '../first-run/welcome.tsx';
import styles from './trust.module.css';

export function OtherDeviceForm() {
  const api = useApi();
  const isInitialised = usePeerQuery('profile', {}).value?.initialised === true;
  const [link, setLink] = useState('');
  const [preview, setPreview] = useState<DeviceLinkPreview>();
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);

  async function read(): Promise<void> {
    try {
      setPreview(await api.deviceLinkPreview({ link }));
    } catch (refusal) {
      setError(refusal);
    }
  }

  async function join({ name }: DeviceLinkPreview): Promise<void> {
    setBusy(true);
    setError(undefined);
    try {
      if (!isInitialised) await api.init({ name });
      const { communities } = await api.deviceJoin({ link });
      const [first] = communities;
      goTo(first === undefined ? { screen: 'root' } : { screen: 'home', community: first });
    } catch (refusal) {
      setError(refusal);
      setBusy(false);
    }
  }

  if (!preview) {
    return (
      <WelcomeForm onSubmit={() => void read()}>
        <TextArea
          label={t('other.link')}
          hint={t('other.linkHint')}
          placeholder="kith://device/…"
          value={link}
          onValue={(next) => {
            setLink(next);
            setError(undefined);
          }}
          error={error === undefined ? undefined : sentenceOf(error)}
          spellCheck={false}
          autoFocus
        />
        <Button type="submit" look="primary" disabled={link.trim() === ''}>
          {t('other.read')}
        </Button>
      </WelcomeForm>
    );
  }
  return (
    <div className={`${styles['stack']} ${styles['box']}`}>
      <p>{t('other.you', { name: preview.name, label: preview.label })}</p>
      <ul>
        {preview.communities.map(({ id, title }) => (
          <li key={id}>{title}</li>
        ))}
      </ul>
      {isBusy && <p role="status">{t('other.waiting')}</p>}
      {error !== undefined && <Failure error={error} />}
      <div className={styles['row']}>
        <Button look="primary" disabled={isBusy} onClick={() => void join(preview)}>
          {t('other.go')}
        </Button>
        <Button look="quiet" disabled={isBusy} onClick={() => setPreview(undefined)}>
          {t('action.cancel')}
        </Button>
      </div>
    </div>
  );
}
