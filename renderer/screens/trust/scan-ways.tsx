/** Brings a link in without typing: a file that holds it, a picture of its square code, or the camera. */
import { Camera as CameraIcon, FileUp } from 'lucide-react';
import { useCallback, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { FileButton } from '../../components/file-button.tsx';
import { showSentence } from '../../components/notices.tsx';
import { t } from '../../text/text.ts';
import { Camera } from '../first-run/camera.tsx';
import { readSquareCode } from '../first-run/square-code.ts';
import styles from './trust.module.css';

/** Bytes: more is no link and no picture of one. */
const LARGEST_FILE = 32_000_000;

interface ScanWaysProps {
  onText: (text: string) => void;
  /** A text in a file is of no use: only a picture or the camera. */
  picturesOnly?: boolean;
}

export function ScanWays({ onText, picturesOnly = false }: ScanWaysProps) {
  const [isFilming, setFilming] = useState(false);
  const onCode = useCallback(
    (text: string) => {
      setFilming(false);
      onText(text);
    },
    [onText],
  );

  async function open(file: File): Promise<void> {
    if (file.size > LARGEST_FILE) {
      showSentence(t('scan.noLink'));
      return;
    }
    if (!file.type.startsWith('image/')) {
      onText((await file.text()).trim());
      return;
    }
    const code = await createImageBitmap(file).then(readSquareCode, () => undefined);
    if (code === undefined) showSentence(t('scan.noCode'));
    else onText(code);
  }

  if (isFilming) return <Camera onCode={onCode} onClose={() => setFilming(false)} />;
  return (
    <div className={styles['ways']}>
      <FileButton
        look="quiet"
        size="small"
        icon={<FileUp aria-hidden />}
        accept={picturesOnly ? 'image/*' : '.kith,.txt,text/plain,image/*'}
        onFile={(file) => void open(file)}
      >
        {t(picturesOnly ? 'scan.picture' : 'scan.file')}
      </FileButton>
      <Button look="quiet" size="small" icon={<CameraIcon aria-hidden />} onClick={() => setFilming(true)}>
        {t('scan.camera')}
      </Button>
    </div>
  );
}
