/** A file that somebody has sent: what it is called, how large it is, and how to save it. It is never opened here. [ATT-7] */
import { Download, FileText, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { AttachmentView } from '../../core/api/attachment-methods.ts';
import { IconButton } from '../components/button.tsx';
import { Confirm } from '../components/dialog.tsx';
import { attempt, showDone } from '../components/notices.tsx';
import { useApi } from '../peer/use-peer.ts';
import { sizeText } from '../text/size.ts';
import { t } from '../text/text.ts';
import styles from './file-card.module.css';
import { saveFile } from './save-file.ts';

interface FileCardProps {
  community: string;
  file: AttachmentView;
  tabIndex: number;
}

export function FileCard({ community, file, tabIndex }: FileCardProps) {
  const api = useApi();
  const [isAsking, setAsking] = useState(false);
  const [isBusy, setBusy] = useState(false);

  async function save(): Promise<void> {
    setBusy(true);
    await attempt(async () => {
      if (await saveFile(api, community, file)) showDone(t('attachment.saved', { name: file.name }));
    });
    setBusy(false);
  }

  return (
    <div className={styles['card']}>
      {file.warning ? <TriangleAlert className={styles['warn']} aria-hidden /> : <FileText aria-hidden />}
      <span className={styles['about']}>
        <span className={styles['name']} dir="auto">
          {file.name}
        </span>
        <span className={styles['more']}>
          {sizeText(file.size)}
          {file.warning && ` · ${t('attachment.program')}`}
        </span>
      </span>
      <IconButton
        label={t('attachment.saveOne', { name: file.name })}
        icon={<Download />}
        disabled={isBusy}
        tabIndex={tabIndex}
        onClick={() => (file.warning ? setAsking(true) : void save())}
      />
      <Confirm
        open={isAsking}
        onClose={() => setAsking(false)}
        title={t('attachment.saveProgram')}
        about={t(file.warning === 'disguised' ? 'attachment.disguised' : 'attachment.programAbout', {
          name: file.name,
        })}
        action={t('attachment.saveAnyway')}
        onConfirm={() => void save()}
      />
    </div>
  );
}
