/** Files and pictures on a card: picked, seen small, saved, taken off with an undo. */
import { Paperclip, X } from 'lucide-react';
import { useId, useState } from 'react';
import type { CardFileView } from '../../../core/api/board-methods.ts';
import { bringFile, bringPicture } from '../../attachments/bring-file.ts';
import { FileCard } from '../../attachments/file-card.tsx';
import { PickFiles, useDrop } from '../../attachments/pick-files.tsx';
import { IconButton } from '../../components/button.tsx';
import { attempt, notify, showProblem } from '../../components/notices.tsx';
import { useApi } from '../../peer/use-peer.ts';
import { t } from '../../text/text.ts';
import styles from './card-files.module.css';

interface CardFilesProps {
  community: string;
  card: string;
  files: readonly CardFileView[];
  mayWrite: boolean;
}

export function CardFiles({ community, card, files, mayWrite }: CardFilesProps) {
  const api = useApi();
  const heading = useId();
  const [left, setLeft] = useState(0);

  async function add(picked: readonly File[]): Promise<void> {
    setLeft((before) => before + picked.length);
    for (const file of picked) {
      try {
        const isPicture = /^image\/(?:jpeg|png|webp|gif)$/.test(file.type);
        const brought = isPicture
          ? await bringPicture(api, community, file)
          : await bringFile(api, community, file.name, file);
        await api.cardFileAdd({ card, ...brought });
      } catch (error) {
        showProblem(error);
      }
      setLeft((before) => before - 1);
    }
  }

  async function remove({ id: file, file: { name } }: CardFileView): Promise<void> {
    if (await attempt(() => api.cardFileRemove({ file })))
      notify({ text: t('cardFiles.removed', { name }), undo: () => api.cardFileRestore({ file }) });
  }

  const drop = useDrop(mayWrite ? (picked) => void add(picked) : null);
  if (files.length === 0 && !mayWrite) return null;
  return (
    <section
      className={styles['files']}
      aria-labelledby={heading}
      data-over={drop.isOver || undefined}
      {...drop.handlers}
    >
      <h3 id={heading} className={files.length === 0 ? 'visually-hidden' : undefined}>
        {t('cardFiles.title')}
      </h3>
      {files.length > 0 && (
        <ul className={styles['list']}>
          {files.map((each) => (
            <li key={each.id} className={styles['row']}>
              <FileCard community={community} file={each.file} tabIndex={0} />
              {mayWrite && (
                <IconButton
                  label={t('cardFiles.remove', { name: each.file.name })}
                  icon={<X />}
                  onClick={() => void remove(each)}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {mayWrite && (
        <div>
          <PickFiles
            accept={null}
            onFiles={(picked) => void add(picked)}
            label={t('cardFiles.add')}
            icon={<Paperclip aria-hidden />}
            size="small"
          />
        </div>
      )}
      <p role="status" className={left === 0 ? 'visually-hidden' : undefined}>
        {left > 0 && t('cardFiles.coming', { count: left })}
      </p>
    </section>
  );
}
