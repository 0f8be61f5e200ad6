/** A card opened: its title and text, where it stands, who made it and who has it. What is typed shows its state. */
import { Archive } from 'lucide-react';
import { useState } from 'react';
import type { BoardView, CardView, ColumnView } from '../../../core/api/board-methods.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { SelectField, TextField } from '../../components/field.tsx';
import { Holding } from '../../components/holding.tsx';
import { useApi } from '../../peer/use-peer.ts';
import { sentenceOf } from '../../text/sentence.ts';
import { t } from '../../text/text.ts';
import { dateAndTime } from '../../text/when.ts';
import { useBoardActs } from './board-acts.ts';
import { findCard, shownCards } from './board-changes.ts';
import { CardText } from './card-text.tsx';
import styles from './card-dialog.module.css';

interface CardDialogProps {
  id: string | null;
  board: BoardView;
  onClose: () => void;
}

export function CardDialog({ id, board, onClose }: CardDialogProps) {
  const found = findCard(board, id);
  return (
    <Dialog
      open={id !== null}
      onClose={onClose}
      title={found ? t('card.title') : t('card.gone')}
      about={found ? undefined : t('card.goneAbout')}
      wide
    >
      {found && (
        <OpenCard
          key={found.card.id}
          card={found.card}
          column={found.column}
          board={board}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}

interface OpenCardProps {
  card: CardView;
  column: ColumnView | undefined;
  board: BoardView;
  onClose: () => void;
}

function OpenCard({ card, column, board, onClose }: OpenCardProps) {
  const acts = useBoardActs();
  const { columns, mayWrite } = board;
  return (
    <div className={styles['card']}>
      {mayWrite ? (
        <CardTitle card={card} onClose={onClose} />
      ) : (
        <p className={styles['title']}>{card.title}</p>
      )}
      <CardText card={card} mayWrite={mayWrite} />
      {mayWrite && (
        <SelectField
          label={t('card.column')}
          value={column?.id ?? ''}
          onValue={(next) => {
            const to = columns.find((each) => each.id === next);
            if (to) void acts.moveCard(card.id, to.id, shownCards(to).length);
          }}
          options={[
            ...(column ? [] : [{ value: '', label: t('board.loose') }]),
            ...columns.map((each) => ({ value: each.id, label: each.title })),
          ]}
        />
      )}
      <footer className={styles['foot']}>
        <div className={styles['facts']}>
          <p>{t('card.by', { name: card.authorName, when: dateAndTime(card.created) })}</p>
          {card.changed !== card.created && (
            <p>{t('card.changedBy', { name: card.changedName, when: dateAndTime(card.changed) })}</p>
          )}
          <Holding holders={card.holders} />
        </div>
        {mayWrite &&
          (card.archived ? (
            <Button look="quiet" icon={<Archive aria-hidden />} onClick={() => void acts.restoreCard(card)}>
              {t('archive.restore')}
            </Button>
          ) : (
            <Button
              look="quiet"
              icon={<Archive aria-hidden />}
              onClick={() => {
                onClose();
                void acts.archiveCard(card);
              }}
            >
              {t('card.archive')}
            </Button>
          ))}
      </footer>
    </div>
  );
}

/** Saved by Enter, and by going on to something else. */
function CardTitle({ card, onClose }: { card: CardView; onClose: () => void }) {
  const api = useApi();
  const [title, setTitle] = useState(card.title);
  const [saved, setSaved] = useState(card.title);
  const [error, setError] = useState<unknown>();
  // Somebody else's new title shows, unless the person is typing one.
  if (card.title !== saved) {
    setSaved(card.title);
    if (title === saved) setTitle(card.title);
  }

  async function save(): Promise<boolean> {
    if (title === card.title) return true;
    try {
      await api.cardEdit({ card: card.id, title });
      return true;
    } catch (refusal) {
      setError(refusal);
      return false;
    }
  }

  return (
    <form
      className={styles['titleForm']}
      onSubmit={(event) => {
        event.preventDefault();
        void save().then((isSaved) => {
          if (isSaved) onClose();
        });
      }}
    >
      <TextField
        label={t('card.name')}
        value={title}
        onValue={(next) => {
          setTitle(next);
          setError(undefined);
        }}
        onBlur={() => void save()}
        error={error === undefined ? undefined : sentenceOf(error)}
        autoComplete="off"
      />
    </form>
  );
}
