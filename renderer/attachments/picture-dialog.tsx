/** One picture after the other, as large as the window is; the arrow keys go on and back. */
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect, useRef, type CSSProperties } from 'react';
import type { AttachmentView } from '../../core/api/attachment-methods.ts';
import { IconButton } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { t } from '../text/text.ts';
import { Picture } from './picture.tsx';
import styles from './picture-dialog.module.css';

interface PictureDialogProps {
  community: string;
  title: string;
  pictures: readonly AttachmentView[];
  /** Which is shown, from 0; null: closed. */
  shown: number | null;
  /** Who added it. */
  nameOf: (index: number) => string;
  onShow: (index: number | null) => void;
}

export function PictureDialog({ community, title, pictures, shown, nameOf, onShow }: PictureDialogProps) {
  const picture = shown === null ? undefined : pictures[shown];
  const at = shown ?? 0;
  const count = pictures.length;
  const go = (step: number): void => onShow((at + step + count) % count);
  useTurning(picture ? go : null);
  return (
    <Dialog
      open={picture !== undefined}
      onClose={() => onShow(null)}
      title={title}
      about={picture && t('photos.by', { name: nameOf(at), number: at + 1, count })}
      wide
    >
      {picture && (
        <div className={styles['large']}>
          {count > 1 && (
            <IconButton
              label={t('photos.previous')}
              icon={<ChevronLeft className="mirrored" />}
              onClick={() => go(-1)}
            />
          )}
          <span className={styles['whole']} style={shapeOf(picture)}>
            <Picture
              key={picture.id}
              community={community}
              picture={picture}
              alt={t('photos.one', { title, number: at + 1, count })}
              explain
            />
          </span>
          {count > 1 && (
            <IconButton
              label={t('photos.next')}
              icon={<ChevronRight className="mirrored" />}
              onClick={() => go(1)}
            />
          )}
        </div>
      )}
    </Dialog>
  );
}

/** As it is, so that a wide one does not stand in a tall frame. */
export function shapeOf({ picture }: AttachmentView): CSSProperties {
  return picture ? { aspectRatio: `${picture.width} / ${picture.height}` } : {};
}

/** By the arrow keys, wherever in the dialog the focus is. */
function useTurning(go: ((step: number) => void) | null): void {
  const latest = useRef(go);
  useEffect(() => {
    latest.current = go;
  });
  const isOpen = go !== null;
  useEffect(() => {
    if (!isOpen) return undefined;
    const turn = (event: KeyboardEvent): void => {
      const on = document.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
      if (event.key === 'ArrowRight' || event.key === 'ArrowLeft')
        latest.current?.(event.key === on ? 1 : -1);
    };
    // Before the dialog, which keeps such keys to itself.
    document.addEventListener('keydown', turn, true);
    return () => {
      document.removeEventListener('keydown', turn, true);
    };
  }, [isOpen]);
}
