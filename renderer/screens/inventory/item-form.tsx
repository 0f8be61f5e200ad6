/** The fields of a thing: for a new one, or to change one that is there. */
import { useId, useState } from 'react';
import type { ItemView } from '../../../core/api/inventory-methods.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions } from '../../components/dialog.tsx';
import { TextArea, TextField } from '../../components/field.tsx';
import { useApi } from '../../peer/use-peer.ts';
import { sentenceOf } from '../../text/sentence.ts';
import { t } from '../../text/text.ts';
import styles from './item-form.module.css';

interface ItemFormProps {
  inventory: string;
  /** The thing to change; without: a new one. */
  item?: ItemView;
  /** That the list has already. */
  categories: readonly string[];
  open: boolean;
  onClose: () => void;
}

export function ItemForm({ open, onClose, ...form }: ItemFormProps) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={form.item ? t('item.edit') : t('item.add')}
      about={form.item ? undefined : t('item.addAbout')}
    >
      <Fields {...form} onClose={onClose} />
    </Dialog>
  );
}

function Fields({ inventory, item, categories, onClose }: Omit<ItemFormProps, 'open'>) {
  const api = useApi();
  const [title, setTitle] = useState(item?.title ?? '');
  const [category, setCategory] = useState(item?.category ?? '');
  const [quantity, setQuantity] = useState(String(item?.quantity ?? 1));
  const [note, setNote] = useState(item?.note ?? '');
  const [error, setError] = useState<unknown>();
  const known = useId();
  // How many there are is for who looks after them to say: promises depend on it.
  const mayCount = !item || item.own;

  async function save(): Promise<void> {
    const fields = { title, category, quantity: Number(quantity), note };
    try {
      if (item) {
        // A field that was left alone is not written: somebody else may be changing it.
        const changed = Object.entries(fields).filter(
          ([name, value]) => item[name as keyof typeof fields] !== value,
        );
        if (changed.length > 0) await api.itemEdit({ item: item.id, ...Object.fromEntries(changed) });
      } else {
        await api.itemAdd({ inventory, ...fields });
      }
      onClose();
    } catch (refusal) {
      setError(refusal);
    }
  }

  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextField
        label={t('item.title')}
        placeholder={t('item.placeholder')}
        value={title}
        onValue={(next) => {
          setTitle(next);
          setError(undefined);
        }}
        error={error === undefined ? undefined : sentenceOf(error)}
        autoComplete="off"
        autoFocus
      />
      <div className={styles['pair']}>
        <TextField
          label={t('item.category')}
          placeholder={t('item.categoryPlaceholder')}
          value={category}
          onValue={setCategory}
          autoComplete="off"
          list={known}
        />
        <datalist id={known}>
          {categories.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
        {mayCount && (
          <TextField
            type="number"
            min={1}
            label={t('item.quantity')}
            value={quantity}
            onValue={setQuantity}
          />
        )}
      </div>
      <TextArea label={t('item.note')} hint={t('item.noteHint')} value={note} onValue={setNote} rows={3} />
      <DialogActions>
        <Button look="quiet" onClick={onClose}>
          {t('action.cancel')}
        </Button>
        <Button type="submit" look="primary">
          {item ? t('action.save') : t('item.add')}
        </Button>
      </DialogActions>
    </form>
  );
}
