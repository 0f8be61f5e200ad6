/** A column: its cards in order, and the field that adds to it. */
import { Archive, Ellipsis, Pencil } from 'lucide-react';
import { useState } from 'react';
import type { ColumnView } from '../../../core/api/board-methods.ts';
import { IconButton } from '../../components/button.tsx';
import { Menu } from '../../components/menu.tsx';
import { attempt, showDone } from '../../components/notices.tsx';
import { QuickAdd } from '../../components/quick-add.tsx';
import { TitleDialog } from '../../components/title-dialog.tsx';
import { useApi } from '../../peer/use-peer.ts';
import { t } from '../../text/text.ts';
import { Card } from './card.tsx';
import styles from './column.module.css';

interface ColumnProps {
  column: ColumnView;
  columns: readonly ColumnView[];
  onOpen: (card: string) => void;
}

export function Column({ column, columns, onOpen }: ColumnProps) {
  const api = useApi();
  const [isRenaming, setRenaming] = useState(false);
  const cards = column.cards.filter((card) => !card.archived);

  async function archive(): Promise<void> {
    if (await attempt(() => api.columnEdit({ column: column.id, archived: true }))) {
      showDone(t('column.archived', { title: column.title }), () =>
        api.columnEdit({ column: column.id, archived: false }),
      );
    }
  }

  return (
    <section className={styles['column']} aria-label={column.title}>
      <header className={styles['head']}>
        <h2 className={styles['title']}>{column.title}</h2>
        <span className={styles['count']}>
          <span aria-hidden>{cards.length}</span>
          <span className="visually-hidden">{t('column.cards', { count: cards.length })}</span>
        </span>
        <Menu
          trigger={<IconButton label={t('column.menu', { title: column.title })} icon={<Ellipsis />} />}
          sections={[
            {
              actions: [
                {
                  label: t('column.rename'),
                  icon: <Pencil aria-hidden />,
                  onSelect: () => setRenaming(true),
                },
                { label: t('column.archive'), icon: <Archive aria-hidden />, onSelect: () => void archive() },
              ],
            },
          ]}
        />
      </header>
      {cards.length > 0 && (
        <ul className={styles['cards']}>
          {cards.map((card, index) => (
            <li key={card.id}>
              <Card
                card={card}
                index={index}
                cards={cards}
                column={column}
                columns={columns}
                onOpen={onOpen}
              />
            </li>
          ))}
        </ul>
      )}
      <QuickAdd
        label={t('card.add')}
        placeholder={t('card.placeholder')}
        onAdd={(title) => api.cardAdd({ column: column.id, title })}
      />
      <TitleDialog
        open={isRenaming}
        onClose={() => setRenaming(false)}
        title={t('column.rename')}
        label={t('column.name')}
        initial={column.title}
        action={t('action.save')}
        onSubmit={(title) => api.columnEdit({ column: column.id, title })}
      />
    </section>
  );
}
