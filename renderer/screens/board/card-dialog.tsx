/** A card opened: its title and text, where it stands, who made it and who has it. */
import { Archive } from 'lucide-react';
import { useState } from 'react';
import type { CardView, ColumnView } from '../../../core/api/board-methods.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions } from '../../components/dialog.tsx';
import { SelectField, TextArea, TextField } from '../../components/field.tsx';
import { Holding } from '../../components/holding.tsx';
import { useApi } from '../../peer/use-peer.ts';
import { sentenceOf } from '../../text/sentence.ts';
import { t } from '../../text/text.ts';
import { archiveCard, moveCard } from './card-acts.ts';
import styles from './card-dialog.module.css';

interface CardDialogProps {
  card: string | null;
  columns: readonly ColumnView[];
  onClose: () => void;
}

export function CardDialog({ card: id, columns, onClose }: CardDialogProps) {
  const column = columns.find((each) => each.cards.some((card) => card.id === id));
  const card = column?.cards.find((each) => each.id === id);
  return (
    <Dialog open={card !== undefined} onClose={onClose} title={t('card.title')} wide>
      {card && column && (
        <CardForm key={card.id} card={card} column={column} columns={columns} onClose={onClose} />
      )}
    </Dialog>
  );
}

interface CardFormProps {
  card: CardView;
  column: ColumnView;
  columns: readonly ColumnView[];
  onClose: () => void;
}

function CardForm({ card, column, columns, onClose }: CardFormProps) {
  const api = useApi();
  const [title, setTitle] = useState(card.title);
  const [body, setBody] = useState(card.body);
  const [error, setError] = useState<unknown>();

  async function save(): Promise<void> {
    const changed = {
      // A field that was left alone is not written: somebody else may be changing it.
      ...(title !== card.title && { title }),
      ...(body !== card.body && { body }),
    };
    try {
      if (Object.keys(changed).length > 0) await api.cardEdit({ card: card.id, ...changed });
      onClose();
    } catch (refusal) {
      setError(refusal);
    }
  }

  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextField
        label={t('card.name')}
        value={title}
        onValue={(next) => {
          setTitle(next);
          setError(undefined);
        }}
        error={error === undefined ? undefined : sentenceOf(error)}
        autoComplete="off"
      />
      <TextArea label={t('card.text')} value={body} onValue={setBody} rows={5} />
      <SelectField
        label={t('card.column')}
        value={column.id}
        onValue={(next) => {
          const to = columns.find((each) => each.id === next);
          const before = column.cards[column.cards.indexOf(card) - 1];
          if (to) void moveCard(api, card, { column, after: before?.id ?? null }, { column: to });
        }}
        options={columns.map((each) => ({ value: each.id, label: each.title }))}
      />
      <p className={styles['facts']}>
        {t('card.by', { name: card.authorName })} <Holding holders={card.holders} />
      </p>
      <div className={styles['end']}>
        <Button
          look="quiet"
          icon={<Archive aria-hidden />}
          onClick={() => {
            onClose();
            void archiveCard(api, card);
          }}
        >
          {t('card.archive')}
        </Button>
        <DialogActions>
          <Button look="quiet" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" look="primary">
            {t('action.save')}
          </Button>
        </DialogActions>
      </div>
    </form>
  );
}
