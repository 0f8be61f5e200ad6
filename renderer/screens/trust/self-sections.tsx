/** What a person does with their own membership: another name, a further device, leaving, and putting away what was left. */
import { useState } from 'react';
import type { MemberView } from '../../../core/api/community-methods.ts';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Confirm } from '../../components/dialog.tsx';
import { attempt, showDone } from '../../components/notices.tsx';
import { Section } from '../../components/page.tsx';
import { TitleDialog } from '../../components/title-dialog.tsx';
import { useApi } from '../../peer/use-peer.ts';
import { goTo } from '../../router/use-route.ts';
import { t } from '../../text/text.ts';
import { SettingsRow } from '../settings/settings-row.tsx';
import { EndDialog } from './end-dialog.tsx';
import { AddDeviceDialog } from './link-dialogs.tsx';

interface SelfProps {
  community: string;
  title: string;
  member: MemberView;
}

export function SelfSections({ community, title, member }: SelfProps) {
  return (
    <Section title={t('self.title', { title })}>
      {member.state === 'in' ? (
        <Inside community={community} title={title} member={member} />
      ) : (
        <Outside community={community} title={title} />
      )}
    </Section>
  );
}

function Inside({ community, title, member }: SelfProps) {
  const api = useApi();
  const [open, setOpen] = useState<'name' | 'device' | 'leave'>();
  const close = (): void => {
    setOpen(undefined);
  };
  return (
    <>
      <Card>
        <SettingsRow label={t('self.add')} about={t('self.addAbout')}>
          <Button size="small" look="primary" onClick={() => setOpen('device')}>
            {t('self.add')}
          </Button>
        </SettingsRow>
        <SettingsRow label={t('self.name')} about={t('self.nameAbout')}>
          <Button size="small" onClick={() => setOpen('name')}>
            {t('self.name')}
          </Button>
        </SettingsRow>
        <SettingsRow label={t('self.leave')} about={t('self.leaveAbout')}>
          <Button size="small" look="danger" onClick={() => setOpen('leave')}>
            {t('end.leave')}
          </Button>
        </SettingsRow>
      </Card>
      <TitleDialog
        open={open === 'name'}
        onClose={close}
        title={t('self.name')}
        about={t('self.nameAbout')}
        label={t('self.nameField')}
        initial={member.name}
        action={t('action.save')}
        onSubmit={(name) => api.renameSelf({ community, name })}
      />
      <AddDeviceDialog open={open === 'device'} onClose={close} />
      <EndDialog
        ending={open === 'leave' ? { kind: 'leave', community, title } : undefined}
        onClose={close}
      />
    </>
  );
}

function Outside({ community, title }: { community: string; title: string }) {
  const api = useApi();
  const [isAsking, setAsking] = useState(false);

  async function putAway(): Promise<void> {
    if (!(await attempt(() => api.forget({ community })))) return;
    showDone(t('self.awayDone', { title }));
    goTo({ screen: 'root' });
  }

  return (
    <>
      <Card>
        <SettingsRow label={t('self.away')} about={t('self.awayAbout')}>
          <Button size="small" look="danger" onClick={() => setAsking(true)}>
            {t('self.away')}
          </Button>
        </SettingsRow>
      </Card>
      <Confirm
        open={isAsking}
        onClose={() => setAsking(false)}
        title={t('self.awayTitle', { title })}
        about={t('self.awayConfirm', { title })}
        action={t('self.away')}
        onConfirm={() => void putAway()}
      />
    </>
  );
}
