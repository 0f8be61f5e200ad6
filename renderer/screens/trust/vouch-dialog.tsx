/** Says of a member who has lost devices and words that it is really them. First who that is, and a warning. */
import { useCallback, useEffect, useState } from 'react';
import type { VouchPreview } from '../../../core/api/device-methods.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions } from '../../components/dialog.tsx';
import { LinkArea } from '../../components/field.tsx';
import { showDone } from '../../components/notices.tsx';
import { linkKindOf, openLink } from '../../desktop/opened-link.ts';
import { useApi } from '../../peer/use-peer.ts';
import { sentenceOf } from '../../text/sentence.ts';
import { t } from '../../text/text.ts';
import { Failure } from '../../components/page.tsx';
import { ScanWays } from './scan-ways.tsx';
import styles from './trust.module.css';

export function VouchDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onClose={onClose} title={t('vouch.title')} about={t('vouch.about')}>
      <VouchForm opened="" onClose={onClose} />
    </Dialog>
  );
}

/** `opened`: a request that was opened outside of Kith, or pasted elsewhere; it is read at once, and nothing more. */
export function VouchForm({ opened, onClose }: { opened: string; onClose: () => void }) {
  const api = useApi();
  const [link, setLink] = useState(opened);
  const [preview, setPreview] = useState<VouchPreview>();
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);

  const read = useCallback(
    async (text: string): Promise<void> => {
      const kind = linkKindOf(text);
      if (kind !== undefined && kind !== 'vouch') {
        openLink(kind, text);
        return;
      }
      setLink(text);
      try {
        setPreview(await api.vouchPreview({ link: text }));
      } catch (refusal) {
        setError(refusal);
      }
    },
    [api],
  );

  useEffect(() => {
    if (opened !== '') api.vouchPreview({ link: opened }).then(setPreview, setError);
  }, [api, opened]);

  async function vouch(name: string): Promise<void> {
    setBusy(true);
    try {
      const { state } = await api.vouch({ link });
      showDone(state === 'done' ? t('vouch.done', { name }) : t('vouch.wait'));
      onClose();
    } catch (refusal) {
      setError(refusal);
      setBusy(false);
    }
  }

  const cancel = (
    <Button look="quiet" onClick={onClose}>
      {t('action.cancel')}
    </Button>
  );
  if (preview) {
    const { name, title } = preview;
    return (
      <div className={styles['stack']}>
        <p className={styles['lead']}>{t('vouch.who', { name, title })}</p>
        <p role="alert" className={styles['warn']}>
          {t('vouch.warn', { name })}
        </p>
        {error !== undefined && <Failure error={error} />}
        <DialogActions>
          {cancel}
          <Button look="danger" disabled={isBusy} onClick={() => void vouch(name)}>
            {t('vouch.go', { name })}
          </Button>
        </DialogActions>
      </div>
    );
  }
  return (
    <form
      className={styles['stack']}
      onSubmit={(event) => {
        event.preventDefault();
        void read(link);
      }}
    >
      <LinkArea
        label={t('vouch.link')}
        hint={t('vouch.linkHint')}
        placeholder="kith://vouch/…"
        value={link}
        onValue={(next) => {
          setLink(next);
          setError(undefined);
        }}
        error={error === undefined ? undefined : sentenceOf(error)}
        autoFocus
      />
      <ScanWays onText={(text) => void read(text)} />
      <DialogActions>
        {cancel}
        <Button type="submit" look="primary" disabled={link.trim() === ''}>
          {t('vouch.read')}
        </Button>
      </DialogActions>
    </form>
  );
}
