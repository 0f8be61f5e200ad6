/** For when two devices do not find each other by themselves. */
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { Fold } from '../../components/fold.tsx';
import list from '../../components/list.module.css';
import { attempt, showDone } from '../../components/notices.tsx';
import { useApi } from '../../peer/use-peer.ts';
import { t } from '../../text/text.ts';
import styles from './connections-screen.module.css';

export function ByHand({ addresses }: { addresses: readonly string[] }) {
  const api = useApi();
  const [address, setAddress] = useState('');

  async function connect(): Promise<void> {
    if (await attempt(() => api.dial({ address }))) {
      setAddress('');
      showDone(t('connections.connected'));
    }
  }

  return (
    <Fold title={t('connections.byHand')}>
      <form
        className={styles['dial']}
        onSubmit={(event) => {
          event.preventDefault();
          void connect();
        }}
      >
        <TextField
          label={t('connections.address')}
          hint={t('connections.addressHint')}
          value={address}
          onValue={setAddress}
          autoComplete="off"
          spellCheck={false}
          dir="ltr"
        />
        <Button type="submit" disabled={address.trim() === ''}>
          {t('connections.connect')}
        </Button>
      </form>
      {addresses.length > 0 && (
        <div>
          <p className={list['more']}>{t('connections.ownAddresses')}</p>
          <ul className={styles['addresses']}>
            {addresses.map((own) => (
              <li key={own}>
                <code dir="ltr">{own}</code>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Fold>
  );
}
