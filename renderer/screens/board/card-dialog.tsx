/** A card opened: its title, text, lines, files and what was said; beside them its facts. What is typed shows its state. */
import { Archive, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { BoardView, CardView, ColumnView } from '../../../core/api/board-methods.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { TextField } from '../../components/field.tsx';
import { Holding } from '../../components/holding.tsx';
import { useApi, usePeerQuery } from '../../peer/use-peer.ts';
import { sentenceOf } from '../../text/sentence.ts';
import { t } from '../../text/text.ts';
import { dateAndTime } from '../../text/when.ts';
import { useBoardActs } from './board-acts.ts';
import { findCard } from './board-changes.ts';
import { CardFacts } from './card-facts.tsx';
import { CardFiles } from './card-files.tsx';
import { CardHistory } from './card-history.tsx';
import { CardText } from './card-text.tsx';
import styles from './card-dialog.module.css';
import { Checklists } from './checklists.tsx';
import { Comments } from './comments.tsx';

interface CardDialogProps {
  id: string | null;
  board: BoardView;
  onClose: () => void;
  onLabels: () => void;
}

export function CardDialog({ id, board, onClose, onLabels }: CardDialogProps) {
  const found = findCard(board, id);
  return (
    <Dialog
      open={id !== null}
      onClose={onClose}
      title={found ? t('card.title') : t('card.gone')}
      about={found ? undefined : t('card.goneAbout')}
      widest
    >
      {found && (
        <OpenCard
          key={found.card.id}
          card={found.card}
          column={found.column}
          board={board}
          onClose={onClose}
          onLabels={onLabels}
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
  onLabels: () => void;
}

function OpenCard({ card, column, board, onClose, onLabels }: OpenCardProps) {
  const acts = useBoardActs();
  const { mayWrite, mayComment } = board;
  const page = usePeerQuery('card', { card: card.id }).value;
  return (
    <div className={styles['card']}>
      {mayWrite ? (
        <CardTitle card={card} onClose={onClose} />
      ) : (
        <p className={styles['title']}>{card.title}</p>
      )}
      <div className={styles['columns']}>
        <div className={styles['main']}>
          <CardText card={card} mayWrite={mayWrite} />
          {page && (
            <>
              <Checklists card={card.id} lists={page.checklists} mayWrite={mayWrite} />
              <CardFiles community={page.community} card={card.id} files={page.files} mayWrite={mayWrite} />
              <Comments card={card.id} comments={page.comments} mayComment={mayComment} />
            </>
          )}
        </div>
        <aside className={styles['aside']} aria-label={t('card.facts')}>
          <CardFacts card={card} column={column} board={board} onLabels={onLabels} />
        </aside>
      </div>
      <footer className={styles['foot']}>
        <div className={styles['facts']}>
          <p>{t('card.by', { name: card.authorName, when: dateAndTime(card.created) })}</p>
          {card.changed !== card.created && (
            <p>{t('card.changedBy', { name: card.changedName, when: dateAndTime(card.changed) })}</p>
          )}
          <Holding holders={card.holders} />
          {page && page.history.length > 0 && <CardHistory events={page.history} />}
        </div>
        {mayWrite &&
          (card.archived || card.binned ? (
            <Button look="quiet" icon={<Archive aria-hidden />} onClick={() => void acts.restoreCard(card)}>
              {t('archive.restore')}
            </Button>
          ) : (
            <div className={styles['ends']}>
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
              <Button
                look="quiet"
                icon={<Trash2 aria-hidden />}
                onClick={() => {
                  onClose();
                  void acts.changeCards([card], { binned: true }, t('card.binned', { title: card.title }));
                }}
              >
                {t('card.bin')}
              </Button>
            </div>
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
