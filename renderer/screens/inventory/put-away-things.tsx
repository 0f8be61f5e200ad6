/** The things of a list that were put away: still there, and back with one press. */
import { ArchiveRestore } from 'lucide-react';
import type { InventoryView } from '../../../core/api/inventory-methods.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import list from '../../components/list.module.css';
import { attempt, notify } from '../../components/notices.tsx';
import { useApi } from '../../peer/use-peer.ts';
import { t } from '../../text/text.ts';

interface PutAwayThingsProps {
  open: boolean;
  onClose: () => void;
  inventory: InventoryView;
}

export function PutAwayThings({ open, onClose, inventory }: PutAwayThingsProps) {
  const api = useApi();
  const { archived, mayWrite } = inventory;
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('inventory.putAway')}
      about={archived.length === 0 ? t('archive.empty') : t('archive.about')}
    >
      <ul className={list['list']} hidden={archived.length === 0}>
        {archived.map(({ id: item, title, custodianName }) => (
          <li key={item} className={list['row']}>
            <div className={list['main']}>
              <div className={list['name']}>{title}</div>
              <div className={list['more']}>{custodianName}</div>
            </div>
            {mayWrite && (
              <Button
                size="small"
                icon={<ArchiveRestore aria-hidden />}
                aria-label={t('archive.restoreOf', { title })}
                onClick={() =>
                  void attempt(async () => {
                    await api.itemRestore({ item });
                    notify({ text: t('item.restored', { title }) });
                  })
                }
              >
                {t('archive.restore')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
