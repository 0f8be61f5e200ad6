/** A private space with a name and some members. */
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions } from '../../components/dialog.tsx';
import { TextField } from '../../components/field.tsx';
import { useApi, usePeerQuery } from '../../peer/use-peer.ts';
import { goTo } from '../../router/use-route.ts';
import { sentenceOf } from '../../text/sentence.ts';
import { t } from '../../text/text.ts';
import { MemberChoice } from './member-choice.tsx';
import styles from './spaces.module.css';

interface NewSpaceDialogProps {
  community: string;
  open: boolean;
  onClose: () => void;
}

export function NewSpaceDialog({ community, open, onClose }: NewSpaceDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} title={t('spaces.add')} about={t('spaces.about')}>
      <NewSpace community={community} onClose={onClose} />
    </Dialog>
  );
}

function NewSpace({ community, onClose }: { community: string; onClose: () => void }) {
  const api = useApi();
  const members = usePeerQuery('members', { community }).value?.members ?? [];
  // Who holds a locked copy could read nothing of it.
  const others = members.filter(({ self, state, role }) => !self && state === 'in' && role !== 'mirror');
  const [title, setTitle] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);

  async function make(): Promise<void> {
    setBusy(true);
    try {
      const { space } = await api.spaceAdd({ community, title, members: [...chosen] });
      onClose();
      goTo({ screen: 'spaces', community, space });
    } catch (refusal) {
      setError(refusal);
      setBusy(false);
    }
  }

  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) void make();
      }}
    >
      <TextField
        label={t('spaces.name')}
        placeholder={t('spaces.placeholder')}
        value={title}
        onValue={(next) => {
          setTitle(next);
          setError(undefined);
        }}
        error={error === undefined ? undefined : sentenceOf(error)}
        autoComplete="off"
        autoFocus
      />
      {others.length === 0 ? (
        <p className={styles['soft']}>{t('spaces.nobodyElse')}</p>
      ) : (
        <MemberChoice label={t('spaces.who')} members={others} chosen={chosen} onChosen={setChosen} />
      )}
      <DialogActions>
        <Button look="quiet" onClick={onClose}>
          {t('action.cancel')}
        </Button>
        <Button type="submit" look="primary" disabled={isBusy}>
          {t('spaces.make')}
        </Button>
      </DialogActions>
    </form>
  );
}
