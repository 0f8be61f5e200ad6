/** How much of one device this one takes in a day, so that nobody fills its disk. */
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { Fold } from '../../components/fold.tsx';
import { attempt, showDone } from '../../components/notices.tsx';
import { useApi } from '../../peer/use-peer.ts';
import { t } from '../../text/text.ts';
import styles from './connections-screen.module.css';

const MEGABYTE = 1024 * 1024;
const MOST = 1_000_000;

/** `value`: bytes. */
export function DayLimit({ community, value }: { community: string; value: number }) {
  const api = useApi();
  const now = String(Math.max(1, Math.round(value / MEGABYTE)));
  const [text, setText] = useState<string | null>(null);
  const wish = Number(text ?? now);
  const isValid = Number.isInteger(wish) && wish >= 1 && wish <= MOST;

  async function save(): Promise<void> {
    if (await attempt(() => api.dayLimitSet({ community, dayLimit: wish * MEGABYTE }))) {
      setText(null);
      showDone(t('connections.dayLimitSaved'));
    }
  }

  return (
    <Fold title={t('connections.dayLimitTitle')}>
      <form
        className={styles['dial']}
        onSubmit={(event) => {
          event.preventDefault();
          if (isValid) void save();
        }}
      >
        <TextField
          label={t('connections.dayLimit')}
          hint={t('connections.dayLimitHint')}
          error={isValid ? undefined : t('connections.dayLimitInvalid', { most: MOST })}
          inputMode="numeric"
          value={text ?? now}
          onValue={setText}
          autoComplete="off"
        />
        <Button type="submit" disabled={!isValid || text === null || text === now}>
          {t('action.save')}
        </Button>
      </form>
    </Fold>
  );
}
