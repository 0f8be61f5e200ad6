/** Over every screen while this device has a copy: says that it writes nothing, why, and lets it go on as a new one. */
import { CopyX } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../components/button.tsx';
import { Choice } from '../components/choice.tsx';
import { Dialog, DialogActions } from '../components/dialog.tsx';
import { TextField } from '../components/field.tsx';
import { showDone } from '../components/notices.tsx';
import { Failure } from '../components/page.tsx';
import { useApi } from '../peer/use-peer.ts';
import { t } from '../text/text.ts';
import styles from './copied-banner.module.css';

export function CopiedBanner() {
  const [isOpen, setOpen] = useState(false);
  const close = (): void => {
    setOpen(false);
  };
  return (
    <div role="status" className={styles['banner']}>
      <CopyX aria-hidden />
      <p className={styles['text']}>{t('copied.banner')}</p>
      <Button size="small" onClick={() => setOpen(true)}>
        {t('copied.open')}
      </Button>
      <Dialog open={isOpen} onClose={close} title={t('copied.title')} about={t('copied.about')}>
        <RenewForm onClose={close} />
      </Dialog>
    </div>
  );
}

function RenewForm({ onClose }: { onClose: () => void }) {
  const api = useApi();
  const [label, setLabel] = useState('');
  const [other, setOther] = useState<'mine' | 'lost'>('mine');
  const [refusal, setRefusal] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);

  async function renew(): Promise<void> {
    setBusy(true);
    setRefusal(undefined);
    try {
      const name = label.trim();
      await api.deviceRenew({ ...(name !== '' && { label: name }), dropOld: other === 'lost' });
      showDone(t('copied.done'));
      onClose();
    } catch (problem) {
      setRefusal(problem);
      setBusy(false);
    }
  }

  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) void renew();
      }}
    >
      <p>{t('copied.renewAbout')}</p>
      <Choice
        label={t('copied.other')}
        value={other}
        onValue={setOther}
        options={[
          { value: 'mine', label: t('copied.mine'), about: t('copied.mineAbout') },
          { value: 'lost', label: t('copied.lost'), about: t('copied.lostAbout') },
        ]}
      />
      <TextField
        label={t('copied.label')}
        hint={t('copied.labelHint')}
        value={label}
        onValue={setLabel}
        maxLength={80}
        autoComplete="off"
      />
      {refusal !== undefined && <Failure error={refusal} />}
      <DialogActions>
        <Button look="quiet" onClick={onClose}>
          {t('action.cancel')}
        </Button>
        <Button type="submit" look="primary" disabled={isBusy}>
          {t('copied.renew')}
        </Button>
      </DialogActions>
    </form>
  );
}
