/** A thing opened: what it is, who has it, its loans, and how to borrow it. */
import { Pencil } from 'lucide-react';
import { useState } from 'react';
import type { ItemView, LoanView } from '../../../core/api/inventory-methods.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Holding } from '../../components/holding.tsx';
import { t } from '../../text/text.ts';
import { BorrowForm } from './borrow-form.tsx';
import styles from './item-dialog.module.css';
import { ItemForm } from './item-form.tsx';
import { ItemState } from './item-table.tsx';
import { LoanList } from './loan-list.tsx';

interface ItemDialogProps {
  item: ItemView | undefined;
  inventory: string;
  me: string | undefined;
  loans: readonly LoanView[];
  onClose: () => void;
}

export function ItemDialog({ item, inventory, me, loans, onClose }: ItemDialogProps) {
  return (
    <Dialog open={item !== undefined} onClose={onClose} title={item?.title ?? ''} wide>
      {item && <ItemDetails key={item.id} item={item} inventory={inventory} me={me} loans={loans} />}
    </Dialog>
  );
}

function ItemDetails({
  item,
  inventory,
  me,
  loans,
}: Omit<ItemDialogProps, 'onClose' | 'item'> & { item: ItemView }) {
  const [isEditing, setEditing] = useState(false);
  return (
    <>
      <div className={styles['facts']}>
        <ItemState item={item} me={me} />
        <span>{item.own ? t('item.yours') : t('item.withCustodian', { name: item.custodianName })}</span>
        {item.category !== '' && <span>{item.category}</span>}
        <span>{t('item.pieces', { count: item.quantity })}</span>
        <Holding holders={item.holders} />
        {item.own && (
          <Button look="quiet" size="small" icon={<Pencil aria-hidden />} onClick={() => setEditing(true)}>
            {t('item.edit')}
          </Button>
        )}
      </div>
      {item.note !== '' && <p className={styles['note']}>{item.note}</p>}
      {!item.own && <BorrowForm item={item} />}
      <section className={styles['loans']}>
        <h3>{t('item.loans')}</h3>
        <LoanList loans={loans} empty={t('item.noLoans')} />
      </section>
      <ItemForm inventory={inventory} item={item} open={isEditing} onClose={() => setEditing(false)} />
    </>
  );
}
