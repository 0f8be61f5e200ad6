/** A picture that neighbours share: its preview first, then itself; a quiet sign while it is on its way or away. */
import { ImageOff, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import type { AttachmentView } from '../../core/api/attachment-methods.ts';
import { t } from '../text/text.ts';
import styles from './picture.module.css';
import { useNear, usePicture } from './use-picture.ts';

interface PictureProps {
  community: string;
  picture: AttachmentView;
  /** What it shows, for who does not see it; empty where a text beside it says so. */
  alt: string;
  /** The small one is enough. */
  small?: boolean;
  /** Fills its frame, cut where it must be; otherwise it is shown whole. */
  cover?: boolean;
  /** Instead, while there is no picture. */
  meanwhile?: ReactNode;
  /** A word on why there is none; there is no room for it on a small tile. */
  explain?: boolean;
}

export function Picture({ community, picture, alt, small, cover, meanwhile, explain }: PictureProps) {
  const [element, isNear] = useNear();
  return (
    <span ref={element} className={styles['frame']} data-cover={cover}>
      {isNear ? (
        <Loaded
          {...{ community, picture, alt, meanwhile }}
          small={small === true}
          explain={explain === true}
        />
      ) : (
        meanwhile
      )}
    </span>
  );
}

interface LoadedProps extends Pick<PictureProps, 'community' | 'picture' | 'alt' | 'meanwhile'> {
  small: boolean;
  explain: boolean;
}

function Loaded({ community, picture, alt, small, explain, meanwhile }: LoadedProps) {
  const preview = usePicture(community, picture.preview ?? picture.id, true);
  const whole = usePicture(community, picture.id, !small);
  const best = !small && whole.state === 'here' ? whole : preview.state === 'here' ? preview : whole;
  if (best.state === 'here') {
    const { width, height } = picture.picture ?? {};
    return (
      <>
        <img
          className={styles['picture']}
          src={best.url}
          alt={alt}
          width={width}
          height={height}
          draggable={false}
        />
        {explain && !small && whole.state === 'away' && (
          <span className={styles['note']}>
            <WifiOff aria-hidden />
            {t('picture.smallOnly')}
          </span>
        )}
      </>
    );
  }
  const state = small ? preview.state : whole.state;
  if (state === 'coming') return meanwhile ?? <span className={styles['coming']} />;
  return (
    <>
      {meanwhile ?? (
        <span className={styles['none']}>
          {state === 'away' ? <WifiOff aria-hidden /> : <ImageOff aria-hidden />}
        </span>
      )}
      {explain && (
        <span className={styles['note']}>{t(state === 'away' ? 'picture.away' : 'picture.unreadable')}</span>
      )}
    </>
  );
}
