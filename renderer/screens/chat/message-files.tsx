/** The pictures and files of a message. */
import { useState } from 'react';
import type { MessageView } from '../../../core/api/chat-methods.ts';
import { FileCard } from '../../attachments/file-card.tsx';
import { PictureDialog, shapeOf } from '../../attachments/picture-dialog.tsx';
import { Picture } from '../../attachments/picture.tsx';
import { t } from '../../text/text.ts';
import { useChannelPeople } from './channel-people.ts';
import styles from './message-files.module.css';

interface MessageFilesProps {
  message: MessageView;
  tabIndex: number;
}

export function MessageFiles({ message, tabIndex }: MessageFilesProps) {
  const { community } = useChannelPeople();
  const [shown, setShown] = useState<number | null>(null);
  const files = message.files ?? [];
  if (files.length === 0) return null;
  const pictures = files.filter(({ picture }) => picture !== null);
  return (
    <div className={styles['files']}>
      {pictures.length > 0 && (
        <div className={styles['pictures']} data-several={pictures.length > 1}>
          {pictures.map((picture, i) => (
            <button
              key={picture.id}
              type="button"
              className={styles['picture']}
              style={shapeOf(picture)}
              tabIndex={tabIndex}
              aria-label={t('attachment.show', { name: picture.name })}
              onClick={() => setShown(i)}
            >
              <Picture
                community={community}
                picture={picture}
                alt=""
                cover
                explain
                small={pictures.length > 4}
              />
            </button>
          ))}
        </div>
      )}
      {files
        .filter(({ picture }) => picture === null)
        .map((file) => (
          <FileCard key={file.id} community={community} file={file} tabIndex={tabIndex} />
        ))}
      <PictureDialog
        community={community}
        title={shown === null ? '' : (pictures[shown]?.name ?? '')}
        pictures={pictures}
        shown={shown}
        nameOf={() => message.name}
        onShow={setShown}
      />
    </div>
  );
}
