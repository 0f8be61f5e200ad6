/** The devices of the others, each with how it is reached, how far it is, and what it costs. */
import type { NeighbourDeviceView } from '../../../core/api/neighbour-methods.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Badge } from '../../components/badge.tsx';
import list from '../../components/list.module.css';
import { dataAmount } from '../../text/amount.ts';
import { pathName } from '../../text/names.ts';
import { t } from '../../text/text.ts';
import { dateAndTime } from '../../text/when.ts';
import styles from './connections-screen.module.css';
import { stepOf } from './people-of.ts';

export function NeighbourList({ devices }: { devices: readonly NeighbourDeviceView[] }) {
  return (
    <ul className={list['list']}>
      {devices.map((device) => (
        <li key={device.id} className={list['row']}>
          <Avatar id={device.person} name={device.name} here={device.path !== null} />
          <div className={list['main']}>
            <div className={list['name']}>{nameOf(device)}</div>
            <div className={list['more']}>
              {device.path === null ? lastSeen(device) : pathName(device.path)}
            </div>
            {device.heldBackUntil !== null && (
              <div className={styles['heldBack']}>
                {t('connections.heldBack', { when: dateAndTime(device.heldBackUntil) })}
              </div>
            )}
          </div>
          {device.received + device.sent > 0 && (
            <span className={styles['data']}>
              {t('connections.data', {
                received: dataAmount(device.received),
                sent: dataAmount(device.sent),
              })}
            </span>
          )}
          <StepBadge device={device} />
        </li>
      ))}
    </ul>
  );
}

function nameOf({ name, label, own }: NeighbourDeviceView): string {
  if (own) return label === '' ? t('connections.ownDevice') : t('connections.ownDeviceNamed', { label });
  return label === '' ? name : t('connections.deviceOf', { name, label });
}

function lastSeen({ lastSeen: seen }: NeighbourDeviceView): string {
  return seen === null ? t('connections.neverMet') : t('connections.lastSeen', { when: dateAndTime(seen) });
}

function StepBadge({ device }: { device: NeighbourDeviceView }) {
  switch (stepOf(device)) {
    case 'in-step':
      return <Badge tone="good">{t('connections.inStep')}</Badge>;
    case 'comparing':
      return <Badge tone="warn">{t('connections.comparing')}</Badge>;
    case 'behind':
      return (
        <Badge tone="warn">
          {t('connections.behind', { count: (device.behind ?? 0) + (device.lacks ?? 0) })}
        </Badge>
      );
    case 'away':
      return (
        <Badge>
          {device.lastInStep === null
            ? t('connections.away')
            : t('connections.hadUpTo', { when: dateAndTime(device.lastInStep) })}
        </Badge>
      );
  }
}
