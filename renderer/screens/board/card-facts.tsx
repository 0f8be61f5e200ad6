/** Beside a card that is open: where it stands, whose it is, by when, and under which labels. */
import { CircleCheck, Circle, Tag, UserPlus } from 'lucide-react';
import { useState } from 'react';
import type { BoardView, CardView, ColumnView } from '../../../core/api/board-methods.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Button } from '../../components/button.tsx';
import { SelectField, TextField } from '../../components/field.tsx';
import { t } from '../../text/text.ts';
import { today } from '../../text/when.ts';
import { useBoardActs } from './board-acts.ts';
import { shownCards } from './board-changes.ts';
import styles from './card-facts.module.css';
import { labelsOf } from './card-marks.tsx';
import { dueWords } from './due-words.ts';
import { ColorDot, LabelChip } from './label-chip.tsx';
import { PickMenu } from './pick-menu.tsx';

interface CardFactsProps {
  card: CardView;
  column: ColumnView | undefined;
  board: BoardView;
  onLabels: () => void;
}

export function CardFacts({ card, column, board, onLabels }: CardFactsProps) {
  const acts = useBoardActs();
  const { columns, mayWrite, labels, people } = board;
  const worn = labelsOf(card, labels);
  const doers = people.filter(({ id }) => card.members.includes(id));
  return (
    <div className={styles['facts']}>
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
      <section className={styles['fact']}>
        <h3>{t('card.members')}</h3>
        {doers.length > 0 && (
          <ul className={styles['people']}>
            {doers.map(({ id, name }) => (
              <li key={id} className={styles['person']}>
                <Avatar id={id} name={name} small />
                <span dir="auto">{name}</span>
              </li>
            ))}
          </ul>
        )}
        {mayWrite && (
          <PickMenu
            trigger={
              <Button size="small" icon={<UserPlus aria-hidden />}>
                {t('card.membersPick')}
              </Button>
            }
            options={people
              .filter(({ id, isIn }) => isIn || card.members.includes(id))
              .map(({ id, name }) => ({
                id,
                label: id === board.me ? t('home.you', { name }) : name,
                icon: <Avatar id={id} name={name} small />,
              }))}
            chosen={card.members}
            onChange={(id, isChosen) =>
              void acts.changeCards([card], isChosen ? { addMembers: [id] } : { removeMembers: [id] })
            }
          />
        )}
      </section>
      <section className={styles['fact']}>
        <h3>{t('card.labels')}</h3>
        {worn.length > 0 && (
          <p className={styles['chips']}>
            {worn.map((label) => (
              <LabelChip key={label.id} label={label} />
            ))}
          </p>
        )}
        {mayWrite && (
          <PickMenu
            trigger={
              <Button size="small" icon={<Tag aria-hidden />}>
                {t('card.labelsPick')}
              </Button>
            }
            options={labels.map(({ id, title, color }) => ({
              id,
              label: title,
              icon: <ColorDot color={color} />,
            }))}
            chosen={card.labels}
            onChange={(id, isChosen) =>
              void acts.changeCards([card], isChosen ? { addLabels: [id] } : { removeLabels: [id] })
            }
            more={{ label: t('labels.edit'), icon: <Tag aria-hidden />, onSelect: onLabels }}
          />
        )}
      </section>
      <Due card={card} mayWrite={mayWrite} />
    </div>
  );
}

function Due({ card, mayWrite }: { card: CardView; mayWrite: boolean }) {
  const acts = useBoardActs();
  const [now] = useState(today);
  const words = card.due === null ? undefined : dueWords(card.due, card.done, now);
  if (!mayWrite) {
    const text = words?.text ?? (card.done ? t('card.isDone') : undefined);
    return text === undefined ? null : <p>{text}</p>;
  }
  return (
    <section className={styles['fact']}>
      <TextField
        type="date"
        label={t('card.due')}
        hint={words?.text}
        value={card.due ?? ''}
        onValue={(next) => {
          // Half a day that is being typed is none yet.
          if (next === '' || /^[1-9]\d{3}-\d\d-\d\d$/.test(next))
            void acts.changeCards([card], { due: next === '' ? null : next });
        }}
      />
      <Button
        size="small"
        aria-pressed={card.done}
        icon={card.done ? <CircleCheck aria-hidden /> : <Circle aria-hidden />}
        onClick={() => void acts.changeCards([card], { done: !card.done })}
      >
        {card.done ? t('card.isDone') : t('card.markDone')}
      </Button>
    </section>
  );
}
