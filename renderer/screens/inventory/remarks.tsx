/** What people wrote beside a thing: what they noticed and what state it is in; or answers to an offer or a need. */
import { useState } from 'react';
import type { AttachmentView } from '../../../core/api/attachment-methods.ts';
import type { ItemPageView } from '../../../core/api/inventory-methods.ts';
import { PictureDialog } from '../../attachments/picture-dialog.tsx';
import { Picture } from '../../attachments/picture.tsx';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { LinkedText } from '../../components/linked-text.tsx';
import list from '../../components/list.module.css';
import { Section } from '../../components/page.tsx';
import { useApi } from '../../peer/use-peer.ts';
import { sentenceOf } from '../../text/sentence.ts';
import { t } from '../../text/text.ts';
import { dateAndTime } from '../../text/when.ts';
import styles from './remarks.module.css';
import { noState, sentState, StateFields } from './state-fields.tsx';

export function Remarks({ page: { community, item, remarks } }: { page: ItemPageView }) {
  const isPosted = item.kind === 'offer' || item.kind === 'need';
  return (
    <Section title={t(isPosted ? 'remark.answers' : 'remark.title')}>
      {remarks.length > 0 && (
        <ol className={list['list']}>
          {remarks.map(({ id, name, text, condition, photos, loan, time }) => (
            <li key={id} className={list['row']}>
              <div className={list['main']}>
                <div className={styles['head']}>
                  <span className={list['name']}>{name}</span>
                  <time className={list['more']}>{dateAndTime(time)}</time>
                  {condition !== null && (
                    <Badge tone={condition === 'usable' ? 'good' : 'warn'}>
                      {t(`item.condition.${condition}`)}
                    </Badge>
                  )}
                  {loan !== null && <span className={list['more']}>{t('remark.onReturn')}</span>}
                </div>
                {text !== '' && (
                  <p className={styles['text']} dir="auto">
                    <LinkedText text={text} />
                  </p>
                )}
                <RemarkPhotos community={community} title={item.title} name={name} photos={photos} />
              </div>
            </li>
          ))}
        </ol>
      )}
      <RemarkForm key={remarks.length} community={community} item={item.id} isPosted={isPosted} />
    </Section>
  );
}

interface RemarkPhotosProps {
  community: string;
  title: string;
  /** Who wrote the remark. */
  name: string;
  photos: readonly AttachmentView[];
}

function RemarkPhotos({ community, title, name, photos }: RemarkPhotosProps) {
  const [shown, setShown] = useState<number | null>(null);
  if (photos.length === 0) return null;
  return (
    <>
      <ul className={styles['photos']}>
        {photos.map((picture, index) => (
          <li key={picture.id}>
            <button
              type="button"
              className={styles['photo']}
              aria-label={t('photos.by', { name, number: index + 1, count: photos.length })}
              onClick={() => setShown(index)}
            >
              <Picture community={community} picture={picture} alt="" small cover />
            </button>
          </li>
        ))}
      </ul>
      <PictureDialog
        community={community}
        title={title}
        pictures={photos}
        shown={shown}
        nameOf={() => name}
        onShow={setShown}
      />
    </>
  );
}

interface RemarkFormProps {
  community: string;
  item: string;
  isPosted: boolean;
}

function RemarkForm({ community, item, isPosted }: RemarkFormProps) {
  const api = useApi();
  const [wish, setWish] = useState(noState);
  const [error, setError] = useState<unknown>();
  const [isSending, setSending] = useState(false);

  async function send(): Promise<void> {
    setSending(true);
    try {
      await api.itemRemark({ item, ...(await sentState(api, community, wish)) });
      setWish(noState);
    } catch (refusal) {
      setError(refusal);
    }
    setSending(false);
  }

  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <StateFields
        label={t(isPosted ? 'remark.answer' : 'remark.write')}
        wish={wish}
        onWish={(next) => {
          setWish(next);
          setError(undefined);
        }}
        error={error === undefined ? undefined : sentenceOf(error)}
        isPosted={isPosted}
      />
      <div className={styles['actions']}>
        <Button type="submit" disabled={isSending}>
          {t('remark.send')}
        </Button>
      </div>
    </form>
  );
}
