/** What was put away on this board, cards and columns: still there, and back with one press. */
import { ArchiveRestore } from 'lucide-react';
import { useState } from 'react';
import type { BoardView, CardView } from '../../../core/api/board-methods.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { TextField } from '../../components/field.tsx';
import list from '../../components/list.module.css';
import { t } from '../../text/text.ts';
import { useBoardActs } from './board-acts.ts';
import styles from './put-away-dialog.module.css';

interface PutAwayDialogProps {
  open: boolean;
  onClose: () => void;
  board: BoardView;
}

/** So many are shown; the search finds the others. */
const MOST = 100;

export function PutAwayDialog({ open, onClose, board }: PutAwayDialogProps) {
  const cards = archivedCards(board);
  const isEmpty = cards.length + board.archivedColumns.length === 0;
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('archive.title')}
      about={isEmpty ? t('archive.empty') : t('archive.about')}
    >
      {!isEmpty && <PutAway board={board} cards={cards} />}
    </Dialog>
  );
}

interface Archived {
  card: CardView;
  column: string;
}

export function archivedCards(board: BoardView): Archived[] {
  return board.columns
    .flatMap((column) => column.cards.map((card) => ({ card, column: column.title })))
    .filter(({ card }) => card.archived || card.binned)
    .sort((a, b) => b.card.changed - a.card.changed);
}

function PutAway({ board, cards }: { board: BoardView; cards: readonly Archived[] }) {
  const acts = useBoardActs();
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLocaleLowerCase();
  const found = cards.filter(({ card }) => card.title.toLocaleLowerCase().includes(wanted));
  return (
    <>
      {board.archivedColumns.length > 0 && (
        <section className={styles['part']}>
          <h3>{t('archive.columns')}</h3>
          <ul className={list['list']}>
            {board.archivedColumns.map((column) => (
              <Row
                key={column.id}
                title={column.title}
                more={t('column.cards', { count: column.cards })}
                onRestore={board.mayWrite ? () => void acts.restoreColumn(column) : undefined}
              />
            ))}
          </ul>
        </section>
      )}
      {cards.length > 0 && (
        <section className={styles['part']}>
          <h3>{t('archive.cards')}</h3>
          {cards.length > 8 && (
            <TextField
              type="search"
              label={t('board.search')}
              hideLabel
              placeholder={t('board.search')}
              value={search}
              onValue={setSearch}
            />
          )}
          <ul className={list['list']}>
            {found.slice(0, MOST).map(({ card, column }) => (
              <Row
                key={card.id}
                title={card.title}
                more={t(card.binned ? 'archive.inBin' : 'archive.in', { column })}
                onRestore={board.mayWrite ? () => void acts.restoreCard(card) : undefined}
              />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Row({
  title,
  more,
  onRestore,
}: {
  title: string;
  more: string;
  onRestore: (() => void) | undefined;
}) {
  return (
    <li className={list['row']}>
      <div className={list['main']}>
        <div className={list['name']}>{title}</div>
        <div className={list['more']}>{more}</div>
      </div>
      {onRestore && (
        <Button
          size="small"
          icon={<ArchiveRestore aria-hidden />}
          aria-label={t('archive.restoreOf', { title })}
          onClick={onRestore}
        >
          {t('archive.restore')}
        </Button>
      )}
    </li>
  );
}
