/** What a list says about an entry: for a new one, or to change one that is there. What is said seldom is folded away. */
import { useId, useState } from 'react';
import type { FieldValue, InventoryView, ItemKind, ItemView } from '../../../core/api/inventory-methods.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions } from '../../components/dialog.tsx';
import { SelectField, TextArea, TextField } from '../../components/field.tsx';
import { useApi } from '../../peer/use-peer.ts';
import { sentenceOf } from '../../text/sentence.ts';
import { t } from '../../text/text.ts';
import { Answers } from './answers.tsx';
import { categoriesOf } from './item-filter.tsx';
import styles from './item-form.module.css';

const kinds = ['thing', 'consumable', 'offer', 'need'] as const;
const sorts = ['thing', 'skill', 'time', 'lift', 'space'] as const;

interface ItemFormProps {
  id: string;
  inventory: InventoryView;
  /** The entry to change; without: a new one. */
  item?: ItemView;
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

/** As they stand in the form; numbers are texts until they are sent. */
function initial(item: ItemView | undefined) {
  return {
    title: item?.title ?? '',
    category: item?.category ?? '',
    quantity: String(item?.quantity ?? 1),
    note: item?.note ?? '',
    location: item?.location ?? '',
    label: item?.label ?? '',
    tags: item?.tags.join(', ') ?? '',
    deposit: item?.deposit ?? '',
    kit: item?.kit ?? '',
    unit: item?.stock?.unit ?? '',
    low: item?.stock ? String(item.stock.low) : '0',
    until: item?.until ?? '',
    sort: item?.sort ?? ('' as const),
  };
}

type Values = ReturnType<typeof initial>;

function Fields({ id, inventory, item, onClose }: Omit<ItemFormProps, 'open'>) {
  const api = useApi();
  const [kind, setKind] = useState<ItemKind>(item?.kind ?? 'thing');
  const [values, setValues] = useState(() => initial(item));
  const [custom, setCustom] = useState<Record<string, FieldValue>>(() => ({ ...item?.custom }));
  const [error, setError] = useState<unknown>();
  const known = useId();
  const { questions } = inventory;
  const asked = questions.filter(({ archived }) => !archived);
  // How many there are is for who looks after them to say: promises depend on it.
  const mayCount = kind === 'thing' && (!item || item.own);
  const isPosted = kind === 'offer' || kind === 'need';
  const kits = inventory.items.filter(
    (each) => each.kind === 'thing' && each.kit === '' && each.id !== item?.id,
  );

  function set<Name extends keyof Values>(name: Name): (value: string) => void {
    return (value) => {
      setValues((before) => ({ ...before, [name]: value }));
      setError(undefined);
    };
  }

  async function save(): Promise<void> {
    try {
      // A field that was left alone is not written: somebody else may be changing it.
      const before = initial(item);
      const changed = Object.entries(values).filter(
        ([name, value]) => before[name as keyof Values] !== value,
      );
      const answers = Object.entries(custom).filter(([name, value]) => (item?.custom[name] ?? '') !== value);
      const wish = {
        ...sent(Object.fromEntries(changed)),
        ...(answers.length > 0 && { custom: Object.fromEntries(answers) }),
      };
      if (!item) await api.itemAdd({ inventory: id, kind, ...wish, title: values.title });
      else if (Object.keys(wish).length > 0) await api.itemEdit({ item: item.id, ...wish });
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
      {!item && (
        <SelectField
          label={t('item.kind')}
          value={kind}
          onValue={(next) => setKind(next as ItemKind)}
          options={kinds.map((value) => ({ value, label: t(`item.kind.${value}`) }))}
        />
      )}
      <TextField
        label={t('item.title')}
        placeholder={t(`item.placeholder.${kind}`)}
        value={values.title}
        onValue={set('title')}
        error={error === undefined ? undefined : sentenceOf(error)}
        autoComplete="off"
        autoFocus
      />
      <div className={styles['pair']}>
        <TextField
          label={t('item.category')}
          placeholder={t('item.categoryPlaceholder')}
          value={values.category}
          onValue={set('category')}
          autoComplete="off"
          list={known}
        />
        <datalist id={known}>
          {categoriesOf(inventory.items).map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
        {mayCount && (
          <TextField
            type="number"
            min={1}
            label={t('item.quantity')}
            value={values.quantity}
            onValue={set('quantity')}
          />
        )}
        {kind === 'consumable' && (
          <TextField
            label={t('stock.unit')}
            placeholder={t('stock.unitPlaceholder')}
            value={values.unit}
            onValue={set('unit')}
          />
        )}
        {isPosted && (
          <SelectField
            label={t('item.sort')}
            value={values.sort}
            onValue={set('sort')}
            options={[
              { value: '', label: t('item.sort.any') },
              ...sorts.map((value) => ({ value, label: t(`item.sort.${value}`) })),
            ]}
          />
        )}
      </div>
      {kind === 'consumable' && (
        <TextField
          type="number"
          min={0}
          step="any"
          label={t('stock.lowAt')}
          hint={t('stock.lowHint')}
          value={values.low}
          onValue={set('low')}
        />
      )}
      {isPosted && (
        <TextField
          type="date"
          max="9999-12-31"
          label={t('item.until')}
          value={values.until}
          onValue={set('until')}
        />
      )}
      <TextArea
        label={t('item.note')}
        hint={kind === 'thing' ? t('item.noteHint') : undefined}
        value={values.note}
        onValue={set('note')}
        rows={3}
      />
      <Answers questions={asked} answers={custom} onAnswers={setCustom} />
      {!isPosted && (
        <details className={styles['more']}>
          <summary>{t('item.more')}</summary>
          <div className={styles['form']}>
            <div className={styles['pair']}>
              <TextField label={t('item.location')} value={values.location} onValue={set('location')} />
              <TextField label={t('item.label')} value={values.label} onValue={set('label')} />
            </div>
            <TextField
              label={t('item.tags')}
              hint={t('item.tagsHint')}
              value={values.tags}
              onValue={set('tags')}
            />
            {kind === 'thing' && (
              <>
                <TextField
                  label={t('item.deposit')}
                  hint={t('item.depositHint')}
                  value={values.deposit}
                  onValue={set('deposit')}
                />
                {kits.length > 0 && (
                  <SelectField
                    label={t('item.kit')}
                    hint={t('item.kitHint')}
                    value={values.kit}
                    onValue={set('kit')}
                    options={[
                      { value: '', label: t('item.kitNone') },
                      ...kits.map((each) => ({ value: each.id, label: each.title })),
                    ]}
                  />
                )}
              </>
            )}
          </div>
        </details>
      )}
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

function sent({ quantity, low, tags, sort, ...texts }: Partial<Values>) {
  return {
    ...texts,
    ...(quantity !== undefined && { quantity: Number(quantity) }),
    ...(low !== undefined && { low: Number(low) }),
    ...(tags !== undefined && { tags: tags.split(',') }),
    ...(sort !== undefined && { sort: sort }),
  };
}
