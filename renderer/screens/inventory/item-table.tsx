/** Things as rows, sorted by any column. A row's name leads to the thing. */
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useState } from 'react';
import type { ItemView } from '../../../core/api/inventory-methods.ts';
import { Holding } from '../../components/holding.tsx';
import { hrefOf, type Route } from '../../router/route.ts';
import { itemStateName } from '../../text/names.ts';
import { locale, t } from '../../text/text.ts';
import { ItemState } from './item-state.tsx';
import styles from './item-table.module.css';

interface ItemTableProps {
  items: readonly ItemView[];
  /** Own person; undefined while unknown. */
  me: string | undefined;
  to: (item: string) => Route;
}

const columns = ['title', 'category', 'quantity', 'custodian', 'state'] as const;
type Column = (typeof columns)[number];

export function ItemTable({ items, me, to }: ItemTableProps) {
  const [order, setOrder] = useState<{ column: Column; isDown: boolean }>({ column: 'title', isDown: false });
  const collator = new Intl.Collator(locale(), { numeric: true, sensitivity: 'base' });
  const valueOf = (item: ItemView): string => {
    switch (order.column) {
      case 'title':
      case 'category':
        return item[order.column];
      case 'quantity':
        return String(item.quantity);
      case 'custodian':
        return item.custodianName;
      case 'state':
        return itemStateName(item, me);
      default:
        return order.column satisfies never;
    }
  };
  const sign = order.isDown ? -1 : 1;
  const sorted = [...items].sort(
    (a, b) =>
      sign * collator.compare(valueOf(a), valueOf(b)) ||
      collator.compare(a.title, b.title) ||
      (a.id < b.id ? -1 : 1),
  );
  return (
    // Scrolled by keyboard where it is wider than the page.
    <div className={styles['frame']} role="region" aria-label={t('inventory.table')} tabIndex={0}>
      <table className={styles['table']}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column}
                scope="col"
                className={column === 'quantity' ? styles['number'] : undefined}
                aria-sort={order.column !== column ? 'none' : order.isDown ? 'descending' : 'ascending'}
              >
                <button
                  type="button"
                  className={styles['sort']}
                  title={t('inventory.sortBy', { column: t(`item.${column}`) })}
                  onClick={() => setOrder({ column, isDown: order.column === column && !order.isDown })}
                >
                  {t(`item.${column}`)}
                  {order.column === column &&
                    (order.isDown ? <ArrowDown aria-hidden /> : <ArrowUp aria-hidden />)}
                </button>
              </th>
            ))}
            <th scope="col">{t('item.holding')}</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((item) => (
            <tr key={item.id}>
              <th scope="row">
                <a href={hrefOf(to(item.id))} className={styles['open']}>
                  {item.title}
                </a>
              </th>
              <td>{item.category}</td>
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
