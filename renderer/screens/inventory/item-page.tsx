/** A thing: what it is, who has it, when it is free, its loans, and how to borrow it. */
import { Archive, ArchiveRestore, ArrowLeft, Ellipsis, Pencil, QrCode, UserRoundCheck } from 'lucide-react';
import { useId, useState } from 'react';
import type { InventoryView, ItemPageView, ItemView } from '../../../core/api/inventory-methods.ts';
import { Badge } from '../../components/badge.tsx';
import { Button, IconButton, LinkButton } from '../../components/button.tsx';
import { Holding } from '../../components/holding.tsx';
import { LinkedText } from '../../components/linked-text.tsx';
import { Menu } from '../../components/menu.tsx';
import { attempt, notify } from '../../components/notices.tsx';
import { Failure, Page, Section } from '../../components/page.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useApi, usePeerQuery } from '../../peer/use-peer.ts';
import { hrefOf } from '../../router/route.ts';
import { t } from '../../text/text.ts';
import { today } from '../../text/when.ts';
import { Availability } from './availability.tsx';
import { BorrowForm, ownDays } from './borrow-form.tsx';
import { ItemForm } from './item-form.tsx';
import styles from './item-page.module.css';
import { ItemPhotos } from './item-photos.tsx';
import { ItemState } from './item-state.tsx';
import { isLabelled, LabelDialog } from './label-dialog.tsx';
import { LoanList } from './loan-list.tsx';
import { isOver } from './loan-words.ts';
import { Details } from './item-details.tsx';
import { HandDialog } from './hand-dialog.tsx';
import { Remarks } from './remarks.tsx';
import { StockPanel } from './stock-panel.tsx';

interface ItemPageProps {
  community: string;
  inventory: string;
  item: string;
  me: string | undefined;
}

export function ItemPage({ community, inventory, item, me }: ItemPageProps) {
  const { value, error } = usePeerQuery('item', { item });
  const list = usePeerQuery('inventory', { inventory }).value;
  if (value && list) return <LoadedItem page={value} list={list} me={me} />;
  return (
    <Page
      title={t('nav.things')}
      actions={
        <LinkButton look="quiet" to={{ screen: 'things', community, place: inventory }}>
          {t('action.back')}
        </LinkButton>
      }
    >
      {error === undefined ? <Skeleton rows={6} /> : <Failure error={error} />}
    </Page>
  );
}

interface LoadedItemProps {
  page: ItemPageView;
  list: InventoryView;
  me: string | undefined;
}

function LoadedItem({ page, list, me }: LoadedItemProps) {
  const api = useApi();
  const { item, community, inventory } = page;
  const [isEditing, setEditing] = useState(false);
  const heading = useId();
  const loans = [...page.loans].sort((a, b) => b.changed - a.changed);
  const past = loans.filter(isOver);
  const [isHanding, setHanding] = useState(false);
  const [isPrinting, setPrinting] = useState(false);
  const isLent = item.kind === 'thing' || item.kind === 'offer';

  async function archive(): Promise<void> {
    if (await attempt(() => api.itemArchive({ item: item.id }))) {
      notify({
        text: t('item.archived', { title: item.title }),
        undo: () => api.itemRestore({ item: item.id }),
      });
    }
  }

  return (
    <Page
      title={item.title}
      about={
        <a className={styles['back']} href={hrefOf({ screen: 'things', community, place: inventory })}>
          <ArrowLeft className="mirrored" aria-hidden />
          {page.inventoryTitle}
        </a>
      }
      actions={
        page.mayWrite && (
          <>
            <Button icon={<Pencil aria-hidden />} onClick={() => setEditing(true)}>
              {t('item.edit')}
            </Button>
            {!item.archived && (
              <Menu
                trigger={<IconButton label={t('item.menu', { title: item.title })} icon={<Ellipsis />} />}
                sections={[
                  {
                    actions: [
                      ...(item.own
                        ? [
                            {
                              label: t('item.hand'),
                              icon: <UserRoundCheck aria-hidden />,
                              onSelect: () => setHanding(true),
                            },
                          ]
                        : []),
                      ...(isLabelled(item)
                        ? [
                            {
                              label: t('thingLabels.one'),
                              icon: <QrCode aria-hidden />,
                              onSelect: () => setPrinting(true),
                            },
                          ]
                        : []),
                      {
                        label: t('item.archive'),
                        icon: <Archive aria-hidden />,
                        onSelect: () => void archive(),
                      },
                    ],
                  },
                ]}
              />
            )}
          </>
        )
      }
    >
      {item.archived && (
        <p className={styles['archived']}>
          {t('item.isArchived')}
          {page.mayWrite && (
            <Button
              size="small"
              icon={<ArchiveRestore aria-hidden />}
              onClick={() => void attempt(() => api.itemRestore({ item: item.id }))}
            >
              {t('archive.restore')}
            </Button>
          )}
        </p>
      )}
      {page.mayTakeOver && !item.archived && (
        <p className={styles['archived']}>
          {t('item.nobody', { name: item.custodianName })}
          <Button size="small" onClick={() => void attempt(() => api.itemTakeOver({ item: item.id }))}>
            {t('item.takeOver')}
          </Button>
        </p>
      )}
      <div className={styles['columns']}>
        <div className={styles['about']}>
          <Facts page={page} me={me} />
          <ItemPhotos community={community} item={item.id} title={item.title} mayWrite={page.mayWrite} />
          {item.note !== '' && (
            <p className={styles['note']} dir="auto">
              <LinkedText text={item.note} />
            </p>
          )}
          <Details page={page} />
          {isLent && (
            <Section title={t('item.loans')}>
              <LoanList
                loans={loans.filter((loan) => !isOver(loan))}
                empty={t('item.noLoans')}
                community={community}
              />
            </Section>
          )}
          <Remarks page={page} />
          {past.length > 0 && (
            <Section title={t('item.past')}>
              <LoanList loans={past} empty="" community={community} />
            </Section>
          )}
        </div>
        {item.stock && (
          <section className={styles['panel']} aria-labelledby={heading}>
            <h2 id={heading}>{t('stock.title')}</h2>
            <StockPanel page={page} stock={item.stock} />
          </section>
        )}
        {isLent && (
          <section className={styles['panel']} aria-labelledby={heading}>
            <h2 id={heading}>{mayAsk(item) ? t('borrow.title') : t('calendar.title')}</h2>
            {mayAsk(item) ? (
              <BorrowForm page={page} />
            ) : (
              <>
                {whyNot(item) !== undefined && <p role="note">{whyNot(item)}</p>}
                <Availability
                  taken={page.taken}
                  own={ownDays(page.loans)}
                  quantity={item.quantity}
                  today={today()}
                />
              </>
            )}
          </section>
        )}
      </div>
      {isPrinting && (
        <LabelDialog
          inventory={inventory}
          title={page.inventoryTitle}
          items={[item]}
          onClose={() => setPrinting(false)}
        />
      )}
      {isHanding && <HandDialog community={community} item={item} onClose={() => setHanding(false)} />}
      <ItemForm
        id={inventory}
        inventory={list}
        item={item}
        open={isEditing}
        onClose={() => setEditing(false)}
      />
    </Page>
  );
}

function mayAsk(item: ItemView): boolean {
  return !item.own && !item.archived && whyNot(item) === undefined;
}

/** Why nobody can ask for it now; undefined where they can. */
function whyNot({ condition, kit, kitTitle }: ItemView): string | undefined {
  if (condition !== 'usable') return t('item.notInOrder');
  return kit === '' || kitTitle === '' ? undefined : t('item.inKit', { kit: kitTitle });
}

function Facts({ page: { item }, me }: { page: ItemPageView; me: string | undefined }) {
  const free = Math.max(0, item.quantity - item.out - item.promised);
  return (
    <div className={styles['facts']}>
      {item.kind !== 'thing' && <Badge>{t(`item.kind.${item.kind}`)}</Badge>}
      {item.kind === 'thing' && (item.condition === 'usable' || item.out > 0) && (
        <ItemState item={item} me={me} />
      )}
      {item.condition !== 'usable' && <Badge tone="warn">{t(`item.condition.${item.condition}`)}</Badge>}
      {item.category !== '' && <span>{item.category}</span>}
      <span>{item.own ? t('item.yours') : t('item.withCustodian', { name: item.custodianName })}</span>
      {item.kind === 'thing' && <span>{t('item.pieces', { count: item.quantity })}</span>}
      {item.quantity > 1 && <span>{t('item.piecesFree', { count: free })}</span>}
      {item.quantity > 1 && item.out > 0 && <span>{t('item.piecesOut', { count: item.out })}</span>}
      <Holding holders={item.holders} />
    </div>
  );
}
