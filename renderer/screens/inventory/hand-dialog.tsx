/** Who looks after a thing from now on. */
import { useState } from 'react';
import type { ItemView } from '../../../core/api/inventory-methods.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions } from '../../components/dialog.tsx';
import { SelectField } from '../../components/field.tsx';
import { useApi, usePeerQuery } from '../../peer/use-peer.ts';
import { sentenceOf } from '../../text/sentence.ts';
import { t } from '../../text/text.ts';

interface HandDialogProps {
  community: string;
  item: ItemView;
  onClose: () => void;
}

export function HandDialog({ community, item, onClose }: HandDialogProps) {
  const api = useApi();
  const members = usePeerQuery('members', { community }).value?.members ?? [];
  const others = members.filter(({ state, self, role }) => state === 'in' && !self && role !== 'mirror');
  const [person, setPerson] = useState('');
  const [error, setError] = useState<unknown>();

  async function hand(): Promise<void> {
    try {
      await api.itemHand({ item: item.id, person });
      onClose();
    } catch (refusal) {
      setError(refusal);
    }
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={t('item.handTitle', { title: item.title })}
      about={t('item.handAbout')}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (person !== '') void hand();
        }}
      >
        <SelectField
          label={t('item.custodian')}
          value={person}
          onValue={setPerson}
          error={error === undefined ? undefined : sentenceOf(error)}
          options={[
            { value: '', label: t('item.handChoose') },
            ...others.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <DialogActions>
          <Button look="quiet" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" look="primary" disabled={person === ''}>
            {t('item.hand')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
