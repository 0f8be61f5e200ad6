/** A link for somebody else's device: to copy, to save as a file, or to hold before a camera. */
import { Check, Copy, Download } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { downloadText } from '../../components/download.ts';
import { LinkArea } from '../../components/field.tsx';
import { attempt } from '../../components/notices.tsx';
import { QrCode } from '../../components/qr-code.tsx';
import { t } from '../../text/text.ts';
import styles from './trust.module.css';

/** Characters that a camera still reads out of a square of this size. */
const LARGEST_SQUARE = 2_000;

interface LinkToShowProps {
  link: string;
  label: string;
  hint?: string;
  /** What the file is called. */
  file: string;
}

export function LinkToShow({ link, label, hint, file }: LinkToShowProps) {
  const [isCopied, setCopied] = useState(false);
  return (
    <div className={styles['show']}>
      {link.length <= LARGEST_SQUARE && <QrCode text={link} label={t('show.qr')} />}
      <div className={styles['showWays']}>
        <div className={styles['link']}>
          <LinkArea
            label={label}
            hint={hint}
            value={link}
            onValue={() => {}}
            readOnly
            onFocus={(event) => {
              event.currentTarget.select();
            }}
          />
        </div>
        <Button
          look="primary"
          icon={isCopied ? <Check aria-hidden /> : <Copy aria-hidden />}
          onClick={() => void attempt(() => navigator.clipboard.writeText(link)).then(setCopied)}
        >
          <span aria-live="polite">{isCopied ? t('show.copied') : t('show.copy')}</span>
        </Button>
        <Button
          icon={<Download aria-hidden />}
          onClick={() => {
            downloadText(file, `${link}\n`);
          }}
        >
          {t('show.file')}
        </Button>
      </div>
    </div>
  );
}
