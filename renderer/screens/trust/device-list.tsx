/** The devices of a member by name, each with its state; one that is in use can be dropped by who may. */
import { useState } from 'react';
import { Laptop } from 'lucide-react';
import type { MemberView } from '../../../core/api/community-methods.ts';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import list from '../../components/list.module.css';
import { Section } from '../../components/page.tsx';
import { t } from '../../text/text.ts';
import { EndDialog, type Ending } from './end-dialog.tsx';
import styles from './trust.module.css';

interface DeviceListProps {
  member: MemberView;
  /** The person at this device may drop them, or propose it. */
  mayDrop: boolean;
}

type DeviceView = MemberView['devices'][number];

/** First devices have no name of their own. */
export function deviceName({ label }: Pick<DeviceView, 'label'>): string {
  return label === '' ? t('member.firstDevice') : label;
}

function StateBadge({ device }: { device: DeviceView }) {
  if (device.state !== 'current') return <Badge tone="plain">{t(`member.state.${device.state}`)}</Badge>;
  return (
    <Badge tone={device.copied ? 'warn' : 'good'}>
      {t(device.copied ? 'copied.badge' : 'member.state.current')}
    </Badge>
  );
}

export function DeviceList({ member, mayDrop }: DeviceListProps) {
  const [ending, setEnding] = useState<Ending>();
  return (
    <Section title={t('member.devices')}>
      <ul className={list['list']}>
        {member.devices.map((device) => (
          <li key={device.id} className={list['row']}>
            <Laptop className={styles['icon']} aria-hidden />
            <div className={list['main']}>
              <div className={list['name']}>{deviceName(device)}</div>
              {device.self && <div className={list['more']}>{t('member.thisDevice')}</div>}
              {device.copied && <div className={list['more']}>{t('copied.member')}</div>}
            </div>
            <StateBadge device={device} />
            {device.state === 'current' && !device.self && mayDrop && (
              <Button
                look="quiet"
                size="small"
                aria-label={t('member.dropNamed', { name: deviceName(device) })}
                onClick={() =>
                  setEnding({
                    kind: 'drop',
                    device: device.id,
                    label: deviceName(device),
                    name: member.name,
                  })
                }
              >
                {t('member.drop')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <EndDialog ending={ending} onClose={() => setEnding(undefined)} />
    </Section>
  );
}
