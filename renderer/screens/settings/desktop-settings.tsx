/** What only the desktop window can do: stay in the tray, start with the computer, notify. Not there in a browser. */
import { useEffect, useState } from 'react';
import type {
  DesktopBridge,
  DesktopChange,
  DesktopSettings as Settings,
} from '../../../core/api/desktop-bridge.ts';
import { Card } from '../../components/card.tsx';
import { showProblem } from '../../components/notices.tsx';
import { Section } from '../../components/page.tsx';
import { SwitchRow } from '../../components/switch-row.tsx';
import { desktop } from '../../peer/desktop.ts';
import { t } from '../../text/text.ts';

export function DesktopSettings() {
  return desktop && <OfWindow bridge={desktop} />;
}

function OfWindow({ bridge }: { bridge: DesktopBridge }) {
  const [settings, setSettings] = useState<Settings>();
  useEffect(() => {
    bridge.settings().then(setSettings, showProblem);
  }, [bridge]);
  if (!settings) return null;
  const { notifications } = settings;
  const change = (wanted: DesktopChange): void => {
    bridge.changeSettings(wanted).then(setSettings, showProblem);
  };
  const notifyAbout = (wanted: Partial<Settings['notifications']>): void => {
    change({ notifications: { ...notifications, ...wanted } });
  };
  return (
    <>
      <Section title={t('desktop.title')}>
        <Card>
          <SwitchRow
            label={t(settings.hasTray ? 'desktop.tray' : 'desktop.minimise')}
            about={t('desktop.trayAbout')}
            checked={settings.closeToTray === true}
            onChecked={(closeToTray) => {
              change({ closeToTray });
            }}
          />
          {settings.startAtLogin !== null && (
            <SwitchRow
              label={t('desktop.login')}
              about={t('desktop.loginAbout')}
              checked={settings.startAtLogin}
              onChecked={(startAtLogin) => {
                change({ startAtLogin });
              }}
            />
          )}
          {settings.spellCheck !== null && (
            <SwitchRow
              label={t('desktop.spelling')}
              checked={settings.spellCheck}
              onChecked={(spellCheck) => {
                change({ spellCheck });
              }}
            />
          )}
        </Card>
      </Section>
      <Section title={t('desktop.notifications')}>
        <Card>
          <SwitchRow
            label={t('desktop.notify')}
            about={t('desktop.notifyAbout')}
            checked={notifications.enabled}
            onChecked={(enabled) => {
              notifyAbout({ enabled });
            }}
          />
          {(['mentions', 'replies', 'loans', 'showContents'] as const).map((each) => (
            <SwitchRow
              key={each}
              label={t(`desktop.${each}`)}
              checked={notifications[each]}
              disabled={!notifications.enabled}
              onChecked={(checked) => {
                notifyAbout({ [each]: checked });
              }}
            />
          ))}
        </Card>
      </Section>
    </>
  );
}
