/** Things as rows. A row's name opens the thing. */
import type { ItemView } from '../../../core/api/inventory-methods.ts';
import { Badge } from '../../components/badge.tsx';
import { Holding } from '../../components/holding.tsx';
import { itemStateName } from '../../text/names.ts';
import { t } from '../../text/text.ts';
import styles from './item-table.module.css';

interface ItemTableProps {
  items: readonly ItemView[];
  /** Own person; undefined while unknown. */
  me: string | undefined;
  onOpen: (item: string) => void;
}

export function ItemTable({ items, me, onOpen }: ItemTableProps) {
  return (
    // Scrolled by keyboard where it is wider than the page.
    <div className={styles['frame']} role="region" aria-label={t('inventory.table')} tabIndex={0}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{t('item.title')}</th>
            <th scope="col" className={styles['number']}>
              {t('item.quantity')}
            </th>
            <th scope="col">{t('item.custodian')}</th>
            <th scope="col">{t('item.state')}</th>
            <th scope="col">{t('item.holding')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <th scope="row">
                <button type="button" className={styles['open']} onClick={() => onOpen(item.id)}>
                  {item.title}
                </button>
                {item.category !== '' && <div className={styles['category']}>{item.category}</div>}
              </th>
              <td className={styles['number']}>{item.quantity}</td>
              <td>{item.own ? t('item.you') : item.custodianName}</td>
              <td>
                <ItemState item={item} me={me} />
              </td>
              <td>
                <Holding holders={item.holders} short />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function ItemState({ item, me }: { item: ItemView; me: string | undefined }) {
  return <Badge tone={item.state === 'available' ? 'good' : 'warn'}>{itemStateName(item, me)}</Badge>;
}
