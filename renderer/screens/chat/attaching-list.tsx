/** What goes out with the next message. */
import { Paperclip, X } from 'lucide-react';
import { IconButton } from '../../components/button.tsx';
import { sizeText } from '../../text/size.ts';
import { t } from '../../text/text.ts';
import styles from './attaching-list.module.css';
import type { Attaching } from './use-attaching.ts';

interface AttachingListProps {
  files: readonly Attaching[];
  onRemove: (file: Attaching) => void;
}

export function AttachingList({ files, onRemove }: AttachingListProps) {
  if (files.length === 0) return null;
  return (
    <ul className={styles['list']} aria-label={t('attachment.going')}>
      {files.map((file) => (
        <li key={file.key} className={styles['file']} data-coming={file.brought === undefined}>
          <Paperclip aria-hidden />
          <span className={styles['name']} dir="auto">
            {file.name}
          </span>
          <span className={styles['more']}>
            {file.brought ? sizeText(file.size) : t('attachment.coming')}
          </span>
          <IconButton
            label={t('attachment.remove', { name: file.name })}
            icon={<X />}
            onClick={() => onRemove(file)}
          />
        </li>
      ))}
    </ul>
  );
}
