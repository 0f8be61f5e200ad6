/** What this person has chosen: how Kith looks, in which language, how it behaves on this computer; and the recovery words. */
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Confirm } from '../../components/dialog.tsx';
import { attempt, notify } from '../../components/notices.tsx';
import { Page, Section } from '../../components/page.tsx';
import { useApi, usePeerQuery } from '../../peer/use-peer.ts';
import { goTo } from '../../router/use-route.ts';
import { t } from '../../text/text.ts';
import { AppearanceSettings } from './appearance-settings.tsx';
import { DesktopSettings } from './desktop-settings.tsx';
import { LanguageSettings } from './language-settings.tsx';
import { RecoverySettings } from './recovery-settings.tsx';
import { SettingsRow } from './settings-row.tsx';

export function SettingsScreen({ community }: { community: string }) {
  const profile = usePeerQuery('profile', {}).value;
  return (
    <Page title={t('nav.settings')} about={profile && t('settings.you', { name: profile.name })} narrow>
      <Section title={t('settings.look')}>
        <AppearanceSettings />
      </Section>
      <Section title={t('settings.language')}>
        <LanguageSettings />
      </Section>
      <DesktopSettings />
      <Section title={t('settings.safety')}>
        <Card>
          <RecoverySettings />
          {profile && <SettingsRow label={t('connections.secrets')} about={t(`secrets.${profile.keys}`)} />}
        </Card>
      </Section>
      <SampleSettings community={community} />
      <Section title={t('settings.about')}>
        <Card>
          <SettingsRow
            label={t('settings.version', { version: profile?.version ?? '' })}
            about={t('settings.promise')}
          />
        </Card>
      </Section>
    </Page>
  );
}

/** The sample street goes when it is not wanted any more. */
function SampleSettings({ community }: { community: string }) {
  const api = useApi();
  const [isAsking, setAsking] = useState(false);
  const communities = usePeerQuery('communities', {}).value?.communities ?? [];
  const sample = communities.find((each) => each.sample);
  if (!sample) return null;

  async function remove(id: string): Promise<void> {
    if (!(await attempt(() => api.forget({ community: id })))) return;
    notify({ text: t('sample.removed') });
    if (id === community) goTo({ screen: 'root' });
  }

  return (
    <Section title={sample.title}>
      <Card>
        <SettingsRow label={t('sample.title')} about={t('sample.about')}>
          <Button size="small" onClick={() => setAsking(true)}>
            {t('sample.remove')}
          </Button>
        </SettingsRow>
      </Card>
      <Confirm
        open={isAsking}
        onClose={() => setAsking(false)}
        title={t('sample.removeTitle')}
        about={t('sample.removeAbout')}
        action={t('sample.remove')}
        onConfirm={() => void remove(sample.id)}
      />
    </Section>
  );
}
