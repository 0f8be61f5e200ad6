/** Two links that bring somebody in as who they are already: the own further device, and a member who lost theirs. */
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions } from '../../components/dialog.tsx';
import { TextField } from '../../components/field.tsx';
import { Failure } from '../../components/page.tsx';
import { useApi } from '../../peer/use-peer.ts';
import { sentenceOf } from '../../text/sentence.ts';
import { t } from '../../text/text.ts';
import { dateAndTime } from '../../text/when.ts';
import { LinkToShow } from './link-to-show.tsx';
import styles from './trust.module.css';

interface DialogProps {
  open: boolean;
  onClose: () => void;
}

export function AddDeviceDialog({ open, onClose }: DialogProps) {
  return (
    <Dialog open={open} onClose={onClose} title={t('self.add')} about={t('self.addAbout')} wide>
      <AddDevice onClose={onClose} />
    </Dialog>
  );
}

function AddDevice({ onClose }: { onClose: () => void }) {
  const api = useApi();
  const [label, setLabel] = useState('');
  const [link, setLink] = useState<string>();
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);

  async function make(): Promise<void> {
    setBusy(true);
    try {
      setLink((await api.deviceLink({ label })).link);
    } catch (refusal) {
      setError(refusal);
    }
    setBusy(false);
  }

  if (link !== undefined) {
    return (
      <div className={styles['stack']}>
        <p role="alert" className={styles['warn']}>
          {t('self.warn')}
        </p>
        <p>{t('self.next')}</p>
        <LinkToShow link={link} label={t('self.link')} file="device.kith.txt" />
        <DialogActions>
          <Button onClick={onClose}>{t('action.done')}</Button>
        </DialogActions>
      </div>
    );
  }
  return (
    <form
      className={styles['stack']}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) void make();
      }}
    >
      <TextField
        label={t('self.label')}
        placeholder={t('self.labelPlaceholder')}
        value={label}
        onValue={(next) => {
          setLabel(next);
          setError(undefined);
        }}
        error={error === undefined ? undefined : sentenceOf(error)}
        autoComplete="off"
        autoFocus
      />
      <DialogActions>
        <Button look="quiet" onClick={onClose}>
          {t('action.cancel')}
        </Button>
        <Button type="submit" look="primary" disabled={isBusy}>
          {t('self.make')}
        </Button>
      </DialogActions>
    </form>
  );
}

interface ReturnProps extends DialogProps {
  member: string;
  name: string;
}

export function ReturnDialog({ member, name, open, onClose }: ReturnProps) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('return.title', { name })}
      about={t('return.about', { name })}
      wide
    >
      <ReturnLink member={member} onClose={onClose} />
    </Dialog>
  );
}

function ReturnLink({ member, onClose }: { member: string; onClose: () => void }) {
  const api = useApi();
  const [made, setMade] = useState<{ link: string; expires: number | null }>();
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);

  async function make(): Promise<void> {
    setBusy(true);
    try {
      setMade(await api.returnInvite({ member }));
    } catch (refusal) {
      setError(refusal);
    }
    setBusy(false);
  }

  return (
    <div className={styles['stack']}>
      {error !== undefined && <Failure error={error} />}
      {made && (
        <LinkToShow
          link={made.link}
          label={t('return.link')}
          file="return.kith.txt"
          {...(made.expires !== null && { hint: t('return.until', { when: dateAndTime(made.expires) }) })}
        />
      )}
      <DialogActions>
        <Button look="quiet" onClick={onClose}>
          {t(made ? 'action.done' : 'action.cancel')}
        </Button>
        {!made && (
          <Button look="primary" disabled={isBusy} onClick={() => void make()}>
            {t('member.returnGo')}
          </Button>
        )}
      </DialogActions>
    </div>
  );
}
