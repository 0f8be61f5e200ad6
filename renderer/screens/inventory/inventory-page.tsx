/** One list: its things as tiles or as a table, and the loans of the person at this device. */
import { Tabs } from '@base-ui/react/tabs';
import {
  Archive,
  Boxes,
  CalendarDays,
  Ellipsis,
  FileInput,
  FileOutput,
  ListChecks,
  Pencil,
  Plus,
  QrCode,
  Scale,
  ScanLine,
} from 'lucide-react';
import { useMemo, useState } from 'react';
import type { InventoryView } from '../../../core/api/inventory-methods.ts';
import type { LoanView } from '../../../core/api/loan-methods.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { downloadText } from '../../components/download.ts';
import { Menu } from '../../components/menu.tsx';
import { attempt } from '../../components/notices.tsx';
import { Failure, Page } from '../../components/page.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { TitleDialog } from '../../components/title-dialog.tsx';
import { useApi, usePeerQuery } from '../../peer/use-peer.ts';
import type { Route } from '../../router/route.ts';
import { useCommands } from '../../shell/commands.ts';
import { t } from '../../text/text.ts';
import styles from './inventory-page.module.css';
import { FilterBar, filtered, noFilter, useLook } from './item-filter.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { ItemForm } from './item-form.tsx';
import { ItemPage } from './item-page.tsx';
import { ItemTable } from './item-table.tsx';
import { ItemTiles } from './item-tiles.tsx';
import { isLabelled, LabelDialog } from './label-dialog.tsx';
import { isOver } from './loan-words.ts';
import { MyLoans, myLoans } from './my-loans.tsx';
import { QuestionsDialog } from './questions-dialog.tsx';
import { RulesDialog } from './rules-dialog.tsx';
import { PutAwayThings } from './put-away-things.tsx';
import { ScanDialog } from './scan-dialog.tsx';

interface InventoryPageProps {
  community: string;
  inventory: string;
  /** The thing that is looked at. */
  item: string | null;
}

export function InventoryPage({ community, inventory, item }: InventoryPageProps) {
  const { value, error } = usePeerQuery('inventory', { inventory });
  const loans = usePeerQuery('loans', { community }).value?.loans;
  const me = usePeerQuery('members', { community }).value?.members.find((member) => member.self)?.id;
  if (item !== null) {
    return <ItemPage key={item} community={community} inventory={inventory} item={item} me={me} />;
  }
  if (value) {
    const own = (loans ?? []).filter((loan) => loan.inventory === inventory);
    return <LoadedInventory community={community} id={inventory} inventory={value} me={me} loans={own} />;
  }
  return (
    <Page title={t('nav.things')}>
      {error === undefined ? <Skeleton rows={6} /> : <Failure error={error} />}
    </Page>
  );
}

interface LoadedProps {
  community: string;
  id: string;
  inventory: InventoryView;
  me: string | undefined;
  loans: readonly LoanView[];
}

type Overlay = 'none' | 'add' | 'rename' | 'put-away' | 'rules' | 'questions' | 'import' | 'labels' | 'scan';

function LoadedInventory({ community, id, inventory, me, loans }: LoadedProps) {
  const api = useApi();
  const [filter, setFilter] = useState(noFilter);
  const [look, setLook] = useLook();
  const [overlay, setOverlay] = useState<Overlay>('none');
  const close = (): void => setOverlay('none');
  const { items, mayWrite } = inventory;
  const found = filtered(items, filter);
  const open = myLoans(loans).filter((loan) => !isOver(loan));
  const to = (object: string): Route => ({ screen: 'things', community, place: id, object });
  useCommands(
    useMemo(
      () => [
        { id: 'things.scan', title: t('check.scan'), run: () => setOverlay('scan') },
        ...(mayWrite
          ? [
              { id: 'things.add', title: t('item.add'), keys: 'n', run: () => setOverlay('add') },
              { id: 'things.rename', title: t('inventory.rename'), run: () => setOverlay('rename') },
            ]
          : []),
      ],
      [mayWrite],
    ),
  );

  async function save(format: 'csv' | 'ics'): Promise<void> {
    await attempt(async () => {
      const { name, text } = await api.inventoryExport({ inventory: id, format });
      downloadText(name, text);
    });
  }

  const add = mayWrite && (
    <Button look="primary" icon={<Plus aria-hidden />} onClick={() => setOverlay('add')}>
      {t('item.add')}
    </Button>
  );
  const isBare = items.length + inventory.archived.length === 0;
  return (
    <Page
      title={inventory.title}
      actions={
        <>
          {items.some(isLabelled) && (
            <Button icon={<ScanLine aria-hidden />} onClick={() => setOverlay('scan')}>
              {t('check.scan')}
            </Button>
          )}
          {items.length > 0 && add}
          <Menu
            trigger={
              <IconButton label={t('inventory.menu', { title: inventory.title })} icon={<Ellipsis />} />
            }
            sections={[
              {
                actions: [
                  ...(mayWrite
                    ? [
                        {
                          label: t('inventory.rename'),
                          icon: <Pencil aria-hidden />,
                          onSelect: () => setOverlay('rename'),
                        },
                        {
                          label: t('questions.title'),
                          icon: <ListChecks aria-hidden />,
                          onSelect: () => setOverlay('questions'),
                        },
                        {
                          label: t('import.title'),
                          icon: <FileInput aria-hidden />,
                          onSelect: () => setOverlay('import'),
                        },
                      ]
                    : []),
                  ...(inventory.mayGovern
                    ? [
                        {
                          label: t('rules.title'),
                          icon: <Scale aria-hidden />,
                          onSelect: () => setOverlay('rules'),
                        },
                      ]
                    : []),
                  ...(found.some(isLabelled)
                    ? [
                        {
                          label: t('thingLabels.title'),
                          icon: <QrCode aria-hidden />,
                          onSelect: () => setOverlay('labels'),
                        },
                      ]
                    : []),
                  {
                    label: t('export.table'),
                    icon: <FileOutput aria-hidden />,
                    onSelect: () => void save('csv'),
                  },
                  {
                    label: t('export.calendar'),
                    icon: <CalendarDays aria-hidden />,
                    onSelect: () => void save('ics'),
                  },
                  {
                    label: t('inventory.putAway'),
                    icon: <Archive aria-hidden />,
                    onSelect: () => setOverlay('put-away'),
                  },
                ],
              },
            ]}
          />
        </>
      }
    >
      {items.length === 0 ? (
        <EmptyState
          icon={<Boxes />}
          title={t('inventory.empty')}
          about={mayWrite || !isBare ? t('inventory.emptyAbout') : t('inventory.emptyGuest')}
        >
          {add}
        </EmptyState>
      ) : (
        <Tabs.Root defaultValue="items" className={styles['tabs']}>
          <Tabs.List className={styles['list']} aria-label={inventory.title}>
            <Tabs.Tab value="items" className={styles['tab']}>
              {t('inventory.items', { count: items.length })}
            </Tabs.Tab>
            <Tabs.Tab value="loans" className={styles['tab']}>
              {t('inventory.loans', { count: open.length })}
            </Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="items" className={styles['panel']}>
            <FilterBar
              items={items}
              found={found.length}
              filter={filter}
              onFilter={setFilter}
              look={look}
              onLook={setLook}
            />
            {found.length === 0 && <p>{t('inventory.none')}</p>}
            {found.length > 0 && look === 'tiles' && (
              <ItemTiles inventory={id} items={found} me={me} to={to} />
            )}
            {found.length > 0 && look === 'table' && <ItemTable items={found} me={me} to={to} />}
          </Tabs.Panel>
          <Tabs.Panel value="loans" className={styles['panel']}>
            <MyLoans community={community} loans={loans} isAlone />
          </Tabs.Panel>
        </Tabs.Root>
      )}
      <ItemForm id={id} inventory={inventory} open={overlay === 'add'} onClose={close} />
      <RulesDialog inventory={id} rules={inventory.rules} open={overlay === 'rules'} onClose={close} />
      <QuestionsDialog
        inventory={id}
        questions={inventory.questions}
        open={overlay === 'questions'}
        onClose={close}
      />
      <ImportDialog
        inventory={id}
        questions={inventory.questions}
        open={overlay === 'import'}
        onClose={close}
      />
      {overlay === 'labels' && (
        <LabelDialog inventory={id} title={inventory.title} items={found} onClose={close} />
      )}
      {overlay === 'scan' && <ScanDialog community={community} onClose={close} />}
      <TitleDialog
        open={overlay === 'rename'}
        onClose={close}
        title={t('inventory.rename')}
        label={t('things.name')}
        initial={inventory.title}
        action={t('action.save')}
        onSubmit={(title) => api.inventoryEdit({ inventory: id, title })}
      />
      <PutAwayThings open={overlay === 'put-away'} onClose={close} inventory={inventory} />
    </Page>
  );
}
