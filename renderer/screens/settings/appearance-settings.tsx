/** Colours, contrast and size of text: seen at once, kept for this browser. */
import { Monitor, Moon, Sun } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { Card } from '../../components/card.tsx';
import { Segmented } from '../../components/segmented.tsx';
import {
  appearance,
  chooseAppearance,
  contrasts,
  onAppearance,
  textSizes,
  themes,
} from '../../shell/appearance.ts';
import { t } from '../../text/text.ts';

const icons = {
  system: <Monitor aria-hidden />,
  light: <Sun aria-hidden />,
  dark: <Moon aria-hidden />,
};

export function AppearanceSettings() {
  const { theme, contrast, textSize } = useSyncExternalStore(onAppearance, appearance);
  return (
    <Card>
      <Segmented
        label={t('theme.label')}
        value={theme}
        onValue={(value) => {
          chooseAppearance({ theme: value });
        }}
        options={themes.map((value) => ({ value, label: t(`theme.${value}`), icon: icons[value] }))}
      />
      <Segmented
        label={t('contrast.label')}
        about={t('contrast.about')}
        value={contrast}
        onValue={(value) => {
          chooseAppearance({ contrast: value });
        }}
        options={contrasts.map((value) => ({ value, label: t(`contrast.${value}`) }))}
      />
      <Segmented
        label={t('textSize.label')}
        about={t('textSize.about')}
        value={textSize}
        onValue={(value) => {
          chooseAppearance({ textSize: value });
        }}
        options={textSizes.map((value) => ({
          value,
          label: t('textSize.percent', { percent: Number(value) }),
        }))}
      />
    </Card>
  );
}
