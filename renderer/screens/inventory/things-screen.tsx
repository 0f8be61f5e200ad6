/** The inventories of a community: all of them, or one. */
import { Boxes, Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Failure, Page } from '../../components/page.tsx';
import { PlaceTiles } from '../../components/place-tiles.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { TitleDialog } from '../../components/title-dialog.tsx';
import { useApi, usePeerQuery } from '../../peer/use-peer.ts';
import { goTo } from '../../router/use-route.ts';
import { t } from '../../text/text.ts';
import { InventoryPage } from './inventory-page.tsx';
import { MyLoans } from './my-loans.tsx';

interface ThingsScreenProps {
  community: string;
  inventory: string | null;
  /** The thing that is looked at. */
  item: string | null;
}

export function ThingsScreen({ community, inventory, item }: ThingsScreenProps) {
  if (inventory === null) return <Inventories community={community} />;
  return <InventoryPage key={inventory} community={community} inventory={inventory} item={item} />;
}

function Inventories({ community }: { community: string }) {
  const api = useApi();
  const { value, error } = usePeerQuery('inventories', { community });
  const loans = usePeerQuery('loans', { community }).value?.loans ?? [];
  const [isAdding, setAdding] = useState(false);
  const add = (
    <Button look="primary" icon={<Plus aria-hidden />} onClick={() => setAdding(true)}>
      {t('things.add')}
    </Button>
  );
  const isEmpty = value?.inventories.length === 0;
  return (
    <Page title={t('nav.things')} actions={!isEmpty && add}>
      {error !== undefined && <Failure error={error} />}
      {!value && error === undefined && <Skeleton rows={3} tall />}
      {isEmpty && (
        <EmptyState drawing="things" title={t('things.empty')} about={t('things.emptyAbout')}>
          {add}
        </EmptyState>
      )}
      {value && (
        <PlaceTiles
          places={value.inventories}
          icon={<Boxes />}
          to={(place) => ({ screen: 'things', community, place })}
        />
      )}
      {value && !isEmpty && <MyLoans community={community} loans={loans} isAlone={false} />}
      <TitleDialog
        open={isAdding}
        onClose={() => setAdding(false)}
        title={t('things.add')}
        label={t('things.name')}
        placeholder={t('things.placeholder')}
        action={t('things.make')}
        onSubmit={async (title) => {
          const { inventory } = await api.inventoryAdd({ community, title });
          goTo({ screen: 'things', community, place: inventory });
        }}
      />
    </Page>
  );
}
