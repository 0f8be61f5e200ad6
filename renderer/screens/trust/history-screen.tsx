/** What became of the community, as sentences, newest first; what has no effect says why; and a check of all of it. */
import { ArrowLeft, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { Button, LinkButton } from '../../components/button.tsx';
import { attempt } from '../../components/notices.tsx';
import { Page } from '../../components/page.tsx';
import { useApi } from '../../peer/use-peer.ts';
import { t } from '../../text/text.ts';
import { EventPages } from './event-pages.tsx';
import styles from './trust.module.css';

const FIRST = 50;

export function HistoryScreen({ community, title }: { community: string; title: string }) {
  return (
    <Page
      title={t('history.title', { title })}
      about={t('history.about')}
      actions={
        <LinkButton
          look="quiet"
          icon={<ArrowLeft className="mirrored" aria-hidden />}
          to={{ screen: 'people', community, open: null }}
        >
          {t('member.back')}
        </LinkButton>
      }
      narrow
    >
      <Check community={community} />
      <EventPages community={community} first={FIRST} />
    </Page>
  );
}

/** Reads everything again from the disk: who signed it, whether anything is missing or changed. */
function Check({ community }: { community: string }) {
  const api = useApi();
  const [isBusy, setBusy] = useState(false);
  const [found, setFound] = useState<{ entries: number; faults: number }>();

  async function check(): Promise<void> {
    setBusy(true);
    setFound(undefined);
    await attempt(async () => {
      const { entries, faults } = await api.verify({ community });
      setFound({ entries, faults: faults.length });
    });
    setBusy(false);
  }

  return (
    <div className={`${styles['box']} ${styles['check']}`}>
      <div className={styles['checkWords']}>
        <div>{t('history.check')}</div>
        <p role="status" className={found && found.faults > 0 ? styles['warn'] : styles['soft']}>
          {isBusy
            ? t('history.checking')
            : !found
              ? t('history.checkAbout')
              : found.faults === 0
                ? t('history.checked', { count: found.entries })
                : t('history.faults', { count: found.faults })}
        </p>
      </div>
      <Button icon={<ShieldCheck aria-hidden />} disabled={isBusy} onClick={() => void check()}>
        {t('history.checkGo')}
      </Button>
    </div>
  );
}
