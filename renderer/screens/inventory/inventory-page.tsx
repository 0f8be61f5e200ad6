/** One inventory: its things as a table, and the loans of them. */
import { Tabs } from '@base-ui/react/tabs';
import { Boxes, Plus } from 'lucide-react';
import { useState } from 'react';
import type { InventoryView, LoanView } from '../../../core/api/inventory-methods.ts';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { TextField } from '../../components/field.tsx';
import { Failure, Page } from '../../components/page.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { usePeerQuery } from '../../peer/use-peer.ts';
import { t } from '../../text/text.ts';
import styles from './inventory-page.module.css';
import { ItemDialog } from './item-dialog.tsx';
import { ItemForm } from './item-form.tsx';
import { ItemTable } from './item-table.tsx';
import { LoanList } from './loan-list.tsx';

/** Below this many things there is nothing to search. */
const SEARCH_FROM = 6;

export function InventoryPage({ community, inventory }: { community: string; inventory: string }) {
  const { value, error } = usePeerQuery('inventory', { inventory });
  const loans = usePeerQuery('loans', { community }).value?.loans;
  const me = usePeerQuery('members', { community }).value?.members.find((member) => member.self)?.id;
  if (value) {
    const own = (loans ?? []).filter((loan) => loan.inventory === inventory);
    return <LoadedInventory id={inventory} inventory={value} me={me} loans={own} />;
  }
  return (
    <Page title={t('nav.things')}>
      {error === undefined ? <Skeleton rows={6} /> : <Failure error={error} />}
    </Page>
  );
}

interface LoadedProps {
  id: string;
  inventory: InventoryView;
  me: string | undefined;
  loans: readonly LoanView[];
}

function LoadedInventory({ id, inventory, me, loans }: LoadedProps) {
  const [search, setSearch] = useState('');
  const [isAdding, setAdding] = useState(false);
  const [openItem, setOpenItem] = useState<string | null>(null);
  const wanted = search.trim().toLocaleLowerCase();
  const items = inventory.items.filter((item) =>
    `${item.title}\n${item.category}\n${item.custodianName}`.toLocaleLowerCase().includes(wanted),
  );
  const active = loans.filter((loan) => ['requested', 'approved', 'handed-over'].includes(loan.state));
  const past = loans.filter((loan) => !active.includes(loan));
  const add = (
    <Button look="primary" icon={<Plus aria-hidden />} onClick={() => setAdding(true)}>
      {t('item.add')}
    </Button>
  );
  return (
    <Page title={inventory.title} actions={inventory.items.length > 0 && add}>
      {inventory.items.length === 0 ? (
        <EmptyState icon={<Boxes />} title={t('inventory.empty')} about={t('inventory.emptyAbout')}>
          {add}
        </EmptyState>
      ) : (
        <Tabs.Root defaultValue="items" className={styles['tabs']}>
          <Tabs.List className={styles['list']} aria-label={inventory.title}>
            <Tabs.Tab value="items" className={styles['tab']}>
              {t('inventory.items', { count: inventory.items.length })}
            </Tabs.Tab>
            <Tabs.Tab value="loans" className={styles['tab']}>
              {t('inventory.loans', { count: active.length })}
            </Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="items" className={styles['panel']}>
            {inventory.items.length >= SEARCH_FROM && (
              <TextField
                type="search"
                label={t('inventory.search')}
                hideLabel
                placeholder={t('inventory.search')}
                value={search}
                onValue={setSearch}
              />
            )}
            {items.length === 0 ? (
              <p role="status">{t('inventory.none', { search })}</p>
            ) : (
              <ItemTable items={items} me={me} onOpen={setOpenItem} />
            )}
          </Tabs.Panel>
          <Tabs.Panel value="loans" className={styles['panel']}>
            <LoanList loans={active} empty={t('inventory.noLoans')} />
            {past.length > 0 && (
              <details className={styles['past']}>
                <summary>{t('inventory.past', { count: past.length })}</summary>
                <LoanList loans={past} empty="" />
              </details>
            )}
          </Tabs.Panel>
        </Tabs.Root>
      )}
      <ItemForm inventory={id} open={isAdding} onClose={() => setAdding(false)} />
      <ItemDialog
        item={inventory.items.find((item) => item.id === openItem)}
        inventory={id}
        me={me}
        loans={loans.filter((loan) => loan.item === openItem)}
        onClose={() => setOpenItem(null)}
      />
    </Page>
  );
}
