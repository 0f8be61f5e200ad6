/** Goes on as oneself on this device, by a link from the own other one. Nothing happens before it says who that is. */
import { useCallback, useEffect, useState } from 'react';
import { codeOf } from '../../../core/api/codes.ts';
import type { DeviceLinkPreview } from '../../../core/api/device-methods.ts';
import { Button } from '../../components/button.tsx';
import { LinkArea } from '../../components/field.tsx';
import { Failure } from '../../components/page.tsx';
import { linkKindOf, openLink } from '../../desktop/opened-link.ts';
import { useApi, usePeerQuery } from '../../peer/use-peer.ts';
import { goTo } from '../../router/use-route.ts';
import { sentenceOf } from '../../text/sentence.ts';
import { t } from '../../text/text.ts';
import { WelcomeForm } from '../first-run/welcome.tsx';
import { ScanWays } from './scan-ways.tsx';
import styles from './trust.module.css';

/** It goes on by itself: nobody has answered yet, or not everything is here. */
const goesOn = new Set(['JOIN_NOBODY', 'JOIN_SLOW']);

/** `opened`: a link that was opened outside of Kith, or pasted elsewhere; it is read at once, and nothing more. */
export function OtherDeviceForm({ opened }: { opened: string }) {
  const api = useApi();
  const isInitialised = usePeerQuery('profile', {}).value?.initialised === true;
  const [link, setLink] = useState(opened);
  const [preview, setPreview] = useState<DeviceLinkPreview>();
  const [error, setError] = useState<unknown>();
  const [state, setState] = useState<'idle' | 'busy' | 'going-on'>('idle');

  const read = useCallback(
    async (text: string): Promise<void> => {
      const kind = linkKindOf(text);
      if (kind !== undefined && kind !== 'device') {
        openLink(kind, text);
        return;
      }
      setLink(text);
      try {
        setPreview(await api.deviceLinkPreview({ link: text }));
      } catch (refusal) {
        setError(refusal);
      }
    },
    [api],
  );

  useEffect(() => {
    if (opened !== '') api.deviceLinkPreview({ link: opened }).then(setPreview, setError);
  }, [api, opened]);

  async function join({ name }: DeviceLinkPreview): Promise<void> {
    setState('busy');
    setError(undefined);
    try {
      if (!isInitialised) await api.init({ name });
      const { communities } = await api.deviceJoin({ link });
      goToFirst(communities);
    } catch (refusal) {
      if (goesOn.has(codeOf(refusal))) {
        setState('going-on');
        return;
      }
      setError(refusal);
      setState('idle');
    }
  }

  if (!preview) {
    return (
      <WelcomeForm onSubmit={() => void read(link)}>
        <LinkArea
          label={t('other.link')}
          hint={t('other.linkHint')}
          placeholder="kith://device/…"
          value={link}
          onValue={(next) => {
            setLink(next);
            setError(undefined);
          }}
          error={error === undefined ? undefined : sentenceOf(error)}
          autoFocus
        />
        <Button type="submit" look="primary" disabled={link.trim() === ''}>
          {t('other.read')}
        </Button>
        <ScanWays onText={(text) => void read(text)} />
      </WelcomeForm>
    );
  }
  const isBusy = state === 'busy';
  return (
    <div className={`${styles['stack']} ${styles['box']}`}>
      <p className={styles['lead']}>{t('other.you', { name: preview.name, label: preview.label })}</p>
      <ul className={styles['bullets']}>
        {preview.communities.map(({ id, title }) => (
          <li key={id}>{title}</li>
        ))}
      </ul>
      <p role="status" className={styles['soft']}>
        {isBusy ? t('other.waiting') : state === 'going-on' ? t('other.goesOn') : ''}
      </p>
      {error !== undefined && <Failure error={error} />}
      {state === 'going-on' ? (
        <GoesOn communities={preview.communities.map(({ id }) => id)} />
      ) : (
        <div className={styles['row']}>
          <Button look="primary" disabled={isBusy} onClick={() => void join(preview)}>
            {t('other.go')}
          </Button>
          <Button look="quiet" disabled={isBusy} onClick={() => setPreview(undefined)}>
            {t('action.cancel')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Opens a community as soon as one is there. */
function GoesOn({ communities }: { communities: readonly string[] }) {
  const known = usePeerQuery('communities', {}).value?.communities ?? [];
  const here = known.find(({ id, members }) => communities.includes(id) && members > 0);
  useEffect(() => {
    if (here) goToFirst([here.id]);
  }, [here]);
  return null;
}

function goToFirst([first]: readonly string[]): void {
  goTo(first === undefined ? { screen: 'root' } : { screen: 'home', community: first });
}
