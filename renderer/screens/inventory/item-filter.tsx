/** What of a list is shown: by a word, a category and a state, which all must fit; that something is left out is said. */
import { LayoutGrid, List } from 'lucide-react';
import { useState } from 'react';
import type { ItemView } from '../../../core/api/inventory-methods.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { SelectField, TextField } from '../../components/field.tsx';
import { t } from '../../text/text.ts';
import styles from './item-filter.module.css';

type StateFilter = '' | 'mine' | ItemView['state'];

export interface ItemFilter {
  readonly search: string;
  readonly category: string;
  readonly state: StateFilter;
}

/** Any category is '', that of things without one is this: categories have no space around them. */
const NONE = ' ';
export const noFilter: ItemFilter = { search: '', category: '', state: '' };

export type Look = 'tiles' | 'table';
const LOOK = 'kith.things.look';

export function useLook(): [look: Look, setLook: (look: Look) => void] {
  const [look, setLook] = useState<Look>(() => (localStorage.getItem(LOOK) === 'table' ? 'table' : 'tiles'));
  return [
    look,
    (next) => {
      setLook(next);
      localStorage.setItem(LOOK, next);
    },
  ];
}

export function filtered(items: readonly ItemView[], { search, category, state }: ItemFilter): ItemView[] {
  const wanted = search.trim().toLocaleLowerCase();
  return items.filter(
    (item) =>
      [item.title, item.category, item.custodianName, item.note, item.label, item.location, ...item.tags]
        .join('\n')
        .toLocaleLowerCase()
        .includes(wanted) &&
      (category === '' || item.category === (category === NONE ? '' : category)) &&
      (state === '' || (state === 'mine' ? item.own : item.state === state)),
  );
}

export function categoriesOf(items: readonly ItemView[]): string[] {
  return [...new Set(items.map(({ category }) => category).filter((category) => category !== ''))].sort(
    (a, b) => a.localeCompare(b),
  );
}

interface FilterBarProps {
  items: readonly ItemView[];
  found: number;
  filter: ItemFilter;
  onFilter: (filter: ItemFilter) => void;
  look: Look;
  onLook: (look: Look) => void;
}

export function FilterBar({ items, found, filter, onFilter, look, onLook }: FilterBarProps) {
  const states = ['available', 'reserved', 'out'] as const;
  const hasBare = items.some(({ category }) => category === '');
  const isActive = filter.search.trim() !== '' || filter.category !== '' || filter.state !== '';
  return (
    <div className={styles['bar']} role="search">
      <div className={styles['search']}>
        <TextField
          type="search"
          label={t('inventory.search')}
          hideLabel
          placeholder={t('inventory.search')}
          value={filter.search}
          onValue={(search) => onFilter({ ...filter, search })}
        />
      </div>
      <SelectField
        label={t('inventory.category')}
        hideLabel
        value={filter.category}
        onValue={(category) => onFilter({ ...filter, category })}
        options={[
          { value: '', label: t('inventory.categoryAny') },
          ...categoriesOf(items).map((category) => ({ value: category, label: category })),
          ...(hasBare ? [{ value: NONE, label: t('inventory.categoryNone') }] : []),
        ]}
      />
      <SelectField
        label={t('inventory.stateFilter')}
        hideLabel
        value={filter.state}
        onValue={(state) => onFilter({ ...filter, state: state as StateFilter })}
        options={[
          { value: '', label: t('inventory.stateAny') },
          ...states.map((state) => ({ value: state, label: t(`item.state.${state}`) })),
          { value: 'mine', label: t('inventory.stateMine') },
        ]}
      />
      <span role="status" className={styles['found']}>
        {isActive && t('inventory.found', { count: found, all: items.length })}
      </span>
      {isActive && (
        <Button look="quiet" size="small" onClick={() => onFilter(noFilter)}>
          {t('inventory.clear')}
        </Button>
      )}
      <div className={styles['look']} role="group" aria-label={t('inventory.look')}>
        <IconButton
          label={t('inventory.asTiles')}
          icon={<LayoutGrid />}
          aria-pressed={look === 'tiles'}
          className={look === 'tiles' ? styles['pressed'] : undefined}
          onClick={() => onLook('tiles')}
        />
        <IconButton
          label={t('inventory.asTable')}
          icon={<List />}
          aria-pressed={look === 'table'}
          className={look === 'table' ? styles['pressed'] : undefined}
          onClick={() => onLook('table')}
        />
      </div>
    </div>
  );
}
