/** The photos of a thing: the cover large, the others beneath it; added by picking, dropping or pasting. */
import { ArrowLeft, ArrowRight, Download, Ellipsis, ImagePlus, Star, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { PhotoView } from '../../../core/api/photo-methods.ts';
import { bringPicture } from '../../attachments/bring-file.ts';
import { PickFiles, useDrop, usePaste } from '../../attachments/pick-files.tsx';
import { PictureDialog } from '../../attachments/picture-dialog.tsx';
import { Picture } from '../../attachments/picture.tsx';
import { saveFile } from '../../attachments/save-file.ts';
import { IconButton } from '../../components/button.tsx';
import { Menu } from '../../components/menu.tsx';
import { attempt, notify, showDone, showProblem } from '../../components/notices.tsx';
import { useApi, usePeerQuery } from '../../peer/use-peer.ts';
import { t } from '../../text/text.ts';
import styles from './item-photos.module.css';

interface ItemPhotosProps {
  community: string;
  item: string;
  title: string;
  mayWrite: boolean;
}

const KINDS = 'image/jpeg,image/png,image/webp,image/gif';

export function ItemPhotos({ community, item, title, mayWrite }: ItemPhotosProps) {
  const api = useApi();
  const photos = usePeerQuery('itemPhotos', { item }).value?.photos;
  const [left, setLeft] = useState(0);
  const [shown, setShown] = useState<string | null>(null);

  async function add(files: readonly File[]): Promise<void> {
    setLeft((before) => before + files.length);
    for (const file of files) {
      try {
        await api.photoAdd({ item, ...(await bringPicture(api, community, file)) });
      } catch (error) {
        showProblem(error);
      }
      setLeft((before) => before - 1);
    }
  }

  const take = mayWrite ? (files: readonly File[]) => void add(files) : null;
  const drop = useDrop(take);
  usePaste(take);
  if (!photos || (photos.length === 0 && !mayWrite)) return null;
  const shownAt = photos.findIndex(({ id }) => id === shown);
  const [cover, ...rest] = photos;
  const pick = mayWrite && (
    <PickFiles
      accept={KINDS}
      onFiles={(files) => void add(files)}
      label={t('photos.add')}
      icon={<ImagePlus aria-hidden />}
      size={cover ? 'small' : 'normal'}
    />
  );
  return (
    <section
      className={styles['photos']}
      aria-label={t('photos.title')}
      data-over={drop.isOver}
      {...drop.handlers}
    >
      {cover ? (
        <>
          <Tile {...{ community, title, mayWrite, photos }} photo={cover} isCover onShow={setShown} />
          <ul className={styles['strip']}>
            {rest.map((photo) => (
              <li key={photo.id}>
                <Tile {...{ community, title, mayWrite, photos, photo }} onShow={setShown} />
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p className={styles['empty']}>{t('photos.empty')}</p>
      )}
      <p className={styles['foot']} role="status">
        {pick}
        {left > 0 && t('photos.adding', { count: left })}
      </p>
      {drop.isOver && <p className={styles['drop']}>{t('photos.drop')}</p>}
      <PictureDialog
        community={community}
        title={title}
        pictures={photos.map(({ picture }) => picture)}
        shown={shownAt < 0 ? null : shownAt}
        nameOf={(index) => photos[index]?.authorName ?? ''}
        onShow={(index) => setShown(index === null ? null : (photos[index]?.id ?? null))}
      />
    </section>
  );
}

interface TileProps {
  community: string;
  title: string;
  photo: PhotoView;
  photos: readonly PhotoView[];
  mayWrite: boolean;
  isCover?: boolean;
  onShow: (photo: string) => void;
}

function Tile({ community, title, photo, photos, mayWrite, isCover = false, onShow }: TileProps) {
  const api = useApi();
  const at = photos.findIndex(({ id }) => id === photo.id);
  const name = t('photos.one', { title, number: at + 1, count: photos.length });
  const move = (after: string | null): void => void attempt(() => api.photoMove({ photo: photo.id, after }));

  async function remove(): Promise<void> {
    if (await attempt(() => api.photoRemove({ photo: photo.id })))
      notify({ text: t('photos.removed'), undo: () => api.photoRestore({ photo: photo.id }) });
  }

  async function save(): Promise<void> {
    await attempt(async () => {
      if (await saveFile(api, community, photo.picture))
        showDone(t('attachment.saved', { name: photo.picture.name }));
    });
  }

  return (
    <div className={isCover ? styles['cover'] : styles['tile']}>
      <button type="button" className={styles['show']} aria-label={name} onClick={() => onShow(photo.id)}>
        <Picture
          community={community}
          picture={photo.picture}
          alt=""
          small={!isCover}
          cover
          explain={isCover}
        />
      </button>
      <span className={styles['more']}>
        <Menu
          trigger={<IconButton label={t('photos.menu', { number: at + 1 })} icon={<Ellipsis />} />}
          sections={[
            {
              actions: [
                ...(mayWrite && at > 0
                  ? [{ label: t('photos.makeCover'), icon: <Star aria-hidden />, onSelect: () => move(null) }]
                  : []),
                ...(mayWrite && at > 1
                  ? [
                      {
                        label: t('photos.before'),
                        icon: <ArrowLeft className="mirrored" aria-hidden />,
                        onSelect: () => move(photos[at - 2]!.id),
                      },
                    ]
                  : []),
                ...(mayWrite && at < photos.length - 1
                  ? [
                      {
                        label: t('photos.after'),
                        icon: <ArrowRight className="mirrored" aria-hidden />,
                        onSelect: () => move(photos[at + 1]!.id),
                      },
                    ]
                  : []),
              ],
            },
            {
              actions: [
                { label: t('attachment.save'), icon: <Download aria-hidden />, onSelect: () => void save() },
                ...(mayWrite
                  ? [
                      {
                        label: t('photos.remove'),
                        icon: <Trash2 aria-hidden />,
                        danger: true,
                        onSelect: () => void remove(),
                      },
                    ]
                  : []),
              ],
            },
          ]}
        />
      </span>
    </div>
  );
}
