/** Which language Kith speaks. A translation is a file: anyone can make one, and open it here. */
import { Download, FileUp } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { SelectField } from '../../components/field.tsx';
import { FileButton } from '../../components/file-button.tsx';
import { notify, showSentence } from '../../components/notices.tsx';
import { downloadText } from '../../components/download.ts';
import { chooseLanguage, languages } from '../../text/language.ts';
import { i18n, t } from '../../text/text.ts';
import { keepTranslation, readTranslation, translationTemplate } from '../../text/translations.ts';
import { SettingsRow } from './settings-row.tsx';
import styles from './settings.module.css';

export function LanguageSettings() {
  const [known, setKnown] = useState(languages);

  async function open(file: File): Promise<void> {
    const translation = readTranslation(await file.text());
    if (!translation) {
      showSentence(t('language.unreadable'));
      return;
    }
    keepTranslation(translation);
    setKnown(languages());
    chooseLanguage(translation.tag);
    notify({ text: t('language.opened', { name: translation.name }) });
  }

  return (
    <Card>
      <SettingsRow label={t('language.label')} about={t('language.about')}>
        <div className={styles['select']}>
          <SelectField
            label={t('language.label')}
            hideLabel
            value={known.some(({ tag }) => tag === i18n.language) ? i18n.language : 'en'}
            onValue={chooseLanguage}
            options={known.map(({ tag, name }) => ({ value: tag, label: name }))}
          />
        </div>
      </SettingsRow>
      <SettingsRow label={t('language.own')} about={t('language.ownAbout')}>
        <div className={styles['buttons']}>
          <Button
            size="small"
            icon={<Download aria-hidden />}
            onClick={() => {
              downloadText('kith-english.json', translationTemplate());
            }}
          >
            {t('language.template')}
          </Button>
          <FileButton
            size="small"
            icon={<FileUp aria-hidden />}
            accept=".json,application/json"
            onFile={(file) => void open(file)}
          >
            {t('language.open')}
          </FileButton>
        </div>
      </SettingsRow>
    </Card>
  );
}
