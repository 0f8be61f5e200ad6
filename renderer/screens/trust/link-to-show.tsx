/** A link for somebody else's device: to copy, or to hold before a camera. */
import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { TextArea } from '../../components/field.tsx';
import { attempt } from '../../components/notices.tsx';
import { QrCode } from '../../components/qr-code.tsx';
import { t } from '../../text/text.ts';
import styles from './trust.module.css';

export function LinkToShow({ link, label, hint }: { link: string; label: string; hint?: string }) {
  const [isCopied, setCopied] = useState(false);
  return (
    <>
      <div className={styles['link']}>
        <TextArea
          label={label}
          hint={hint}
          value={link}
          onValue={() => {}}
          readOnly
          rows={3}
          onFocus={(event) => {
            event.currentTarget.select();
          }}
        />
      </div>
      <Button
        icon={isCopied ? <Check aria-hidden /> : <Copy aria-hidden />}
        onClick={() => void attempt(() => navigator.clipboard.writeText(link)).then(setCopied)}
      >
        <span aria-live="polite">{isCopied ? t('show.copied') : t('show.copy')}</span>
      </Button>
      <QrCode text={link} label={t('show.qr')} />
    </>
  );
}
