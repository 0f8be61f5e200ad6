/** From the people to their rules and their history, and to vouching for one of them. */
import { useState } from 'react';
import { Button, LinkButton } from '../../components/button.tsx';
import { t } from '../../text/text.ts';
import styles from './trust.module.css';
import { VouchDialog } from './vouch-dialog.tsx';

export function TrustLinks({ community }: { community: string }) {
  const [isVouching, setVouching] = useState(false);
  return (
    <div className={styles['row']}>
      <LinkButton size="small" to={{ screen: 'rules', community }}>
        {t('rules.open')}
      </LinkButton>
      <LinkButton size="small" to={{ screen: 'history', community }}>
        {t('history.open')}
      </LinkButton>
      <Button size="small" onClick={() => setVouching(true)}>
        {t('vouch.open')}
      </Button>
      <VouchDialog open={isVouching} onClose={() => setVouching(false)} />
    </div>
  );
}
