/** The number that two people compare in person, and the mark that they did. */
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { attempt } from '../../components/notices.tsx';
import { Section } from '../../components/page.tsx';
import { useApi, usePeerQuery } from '../../peer/use-peer.ts';
import { t } from '../../text/text.ts';
import styles from './trust.module.css';

const tones = { confirmed: 'good', unconfirmed: 'plain', changed: 'warn' } as const;

export function SafetySection({ member, name }: { member: string; name: string }) {
  const api = useApi();
  const safety = usePeerQuery('safety', { member }).value;
  if (!safety) return null;
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
        <div className={styles['number']}>
          {safety.number.split(/\s+/).map((group, at) => (
            <span key={at}>{group}</span>
          ))}
        </div>
        <div>
          <Button onClick={() => void attempt(() => api.safetyConfirm({ member, confirmed: !isConfirmed }))}>
            {t(isConfirmed ? 'safety.unmark' : 'safety.mark')}
          </Button>
        </div>
      </div>
    </Section>
  );
}
