/** In what state a thing is: in words, by a choice, and with pictures. Owns the pictures that are on their way. */
import { ImagePlus, X } from 'lucide-react';
import type { Condition } from '../../../core/api/loan-methods.ts';
import type { KithApi } from '../../../core/api/methods.ts';
import { bringPicture, type Brought } from '../../attachments/bring-file.ts';
import { PickFiles } from '../../attachments/pick-files.tsx';
import { IconButton } from '../../components/button.tsx';
import { SelectField, TextArea } from '../../components/field.tsx';
import { t } from '../../text/text.ts';
import styles from './state-fields.module.css';

const conditions = ['usable', 'needs-repair', 'in-repair', 'written-off'] as const;
const KINDS = 'image/jpeg,image/png,image/webp,image/gif';

export interface ItemStateWish {
  readonly text: string;
  readonly condition: Condition | '';
  readonly pictures: readonly File[];
}

export const noState: ItemStateWish = { text: '', condition: '', pictures: [] };

/** Brings the pictures in, and gives what the methods take. */
export async function sentState(
  api: KithApi,
  community: string,
  { text, condition, pictures }: ItemStateWish,
): Promise<{ text: string; condition?: Condition; photos?: Brought[] }> {
  const photos: Brought[] = [];
  for (const picture of pictures) photos.push(await bringPicture(api, community, picture));
  return { text, ...(condition !== '' && { condition }), ...(photos.length > 0 && { photos }) };
}

interface StateFieldsProps {
  /** What is written. */
  label: string;
  wish: ItemStateWish;
  onWish: (wish: ItemStateWish) => void;
  error?: string | undefined;
  /** An answer to an offer says nothing of a state. */
  isPosted?: boolean;
}

export function StateFields({ label, wish, onWish, error, isPosted = false }: StateFieldsProps) {
  return (
    <>
      <TextArea
        label={label}
        value={wish.text}
        onValue={(text) => onWish({ ...wish, text })}
        error={error}
        rows={2}
      />
      <div className={styles['row']}>
        {!isPosted && (
          <SelectField
            label={t('remark.condition')}
            hideLabel
            value={wish.condition}
            onValue={(condition) => onWish({ ...wish, condition: condition as Condition | '' })}
            options={[
              { value: '', label: t('remark.conditionSame') },
              ...conditions.map((value) => ({ value, label: t(`item.condition.${value}`) })),
            ]}
          />
        )}
        <PickFiles
          accept={KINDS}
          onFiles={(files) => onWish({ ...wish, pictures: [...wish.pictures, ...files] })}
          label={t('photos.add')}
          icon={<ImagePlus aria-hidden />}
        />
      </div>
      {wish.pictures.length > 0 && (
        <ul className={styles['pictures']} aria-label={t('photos.title')}>
          {wish.pictures.map((picture, index) => (
            <li key={index} className={styles['picture']}>
              <span className={styles['name']} dir="auto">
                {picture.name}
              </span>
              <IconButton
                label={t('remark.withoutPhoto', { name: picture.name })}
                icon={<X />}
                onClick={() => onWish({ ...wish, pictures: wish.pictures.filter((_, at) => at !== index) })}
              />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
