/** The devices of a member, each with its state; one that is in use can be dropped. */
import { useState } from 'react';
import type { MemberView } from '../../../core/api/community-methods.ts';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import list from '../../components/list.module.css';
import { Section } from '../../components/page.tsx';
import { t } from '../../text/text.ts';
import { EndDialog, type Ending } from './end-dialog.tsx';

export function DeviceList({ member }: { member: MemberView }) {
  const [ending, setEnding] = useState<Ending>();
  return (
    <Section title={t('member.devices')}>
      <ul className={list['list']}>
        {member.devices.map((device, at) => (
          <li key={device.id} className={list['row']}>
            <div className={list['main']}>
              <div className={list['name']}>{t('member.device', { number: at + 1 })}</div>
              {device.self && <div className={list['more']}>{t('member.thisDevice')}</div>}
            </div>
            <Badge tone={device.state === 'current' ? 'good' : 'plain'}>
              {t(`member.state.${device.state}`)}
            </Badge>
            {device.state === 'current' && !device.self && (
              <Button
                look="quiet"
                size="small"
                aria-label={t('member.dropNamed', { number: at + 1 })}
                onClick={() => setEnding({ kind: 'drop', device: device.id, name: member.name })}
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
