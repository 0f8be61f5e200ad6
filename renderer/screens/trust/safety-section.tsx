/** The number that two people compare in person, by eye or by camera, and the mark that they did. */
import { useCallback, useState } from 'react';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { attempt, showDone } from '../../components/notices.tsx';
import { Section } from '../../components/page.tsx';
import { QrCode } from '../../components/qr-code.tsx';
import { useApi, usePeerQuery } from '../../peer/use-peer.ts';
import { t } from '../../text/text.ts';
import { ScanWays } from './scan-ways.tsx';
import styles from './trust.module.css';

const tones = { confirmed: 'good', unconfirmed: 'plain', changed: 'warn' } as const;

export function SafetySection({ member, name }: { member: string; name: string }) {
  const api = useApi();
  const safety = usePeerQuery('safety', { member }).value;
  const [isDifferent, setDifferent] = useState(false);
  const digits = safety?.number.replace(/\D/g, '');

  const mark = useCallback(
    (confirmed: boolean) => attempt(() => api.safetyConfirm({ member, confirmed })),
    [api, member],
  );
  const onCode = useCallback(
    (text: string) => {
      // Both screens show the same square: whatever else is scanned is not their number.
      const isSame = text.replace(/\D/g, '') === digits && digits !== undefined;
      setDifferent(!isSame);
      if (!isSame) return;
      void mark(true).then((isDone) => {
        if (isDone) showDone(t('safety.same', { name }));
      });
    },
    [digits, mark, name],
  );

  if (!safety || digits === undefined) return null;
  const isConfirmed = safety.state === 'confirmed';
  return (
    <Section
      title={t('safety.title')}
      actions={<Badge tone={tones[safety.state]}>{t(`safety.${safety.state}`)}</Badge>}
    >
      <div className={`${styles['stack']} ${styles['box']}`}>
        {safety.state === 'changed' ? (
          <p role="alert" className={styles['warn']}>
            {t('safety.changedAbout', { name })}
          </p>
        ) : (
          <p className={styles['soft']}>{t('safety.about', { name })}</p>
        )}
        <div className={styles['compare']}>
          <div className={styles['number']} translate="no">
            {safety.number.split(/\s+/).map((group, at) => (
              <span key={at}>{group}</span>
            ))}
          </div>
          <QrCode text={digits} label={t('safety.qr')} />
        </div>
        {isDifferent && (
          <p role="alert" className={styles['danger']}>
            {t('safety.different', { name })}
          </p>
        )}
        <div className={styles['row']}>
          <Button
            look={isConfirmed ? 'plain' : 'primary'}
            onClick={() => {
              setDifferent(false);
              void mark(!isConfirmed);
            }}
          >
            {t(isConfirmed ? 'safety.unmark' : 'safety.mark')}
          </Button>
          {!isConfirmed && <ScanWays picturesOnly onText={onCode} />}
        </div>
      </div>
    </Section>
  );
}
