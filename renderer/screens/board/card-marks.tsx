/** What a card carries, at a glance: its day, its lines, what was said, its files, and who does it. */
import { CircleCheck, ListChecks, MessageSquare, Paperclip } from 'lucide-react';
import { useState } from 'react';
import type { BoardView, CardView, LabelView } from '../../../core/api/board-methods.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Badge } from '../../components/badge.tsx';
import { t } from '../../text/text.ts';
import { today } from '../../text/when.ts';
import styles from './card-marks.module.css';
import { dueWords } from './due-words.ts';
import { LabelChip } from './label-chip.tsx';

export function labelsOf(card: CardView, labels: readonly LabelView[]): LabelView[] {
  return labels.filter(({ id }) => card.labels.includes(id));
}

export function CardLabels({ card, labels }: { card: CardView; labels: readonly LabelView[] }) {
  const worn = labelsOf(card, labels);
  if (worn.length === 0) return null;
  return (
    <span className={styles['labels']}>
      {worn.map((label) => (
        <LabelChip key={label.id} label={label} />
      ))}
    </span>
  );
}

export function CardMarks({ card, people }: { card: CardView; people: BoardView['people'] }) {
  const [now] = useState(today);
  const { due, done, checks, comments, files } = card;
  const words = due === null ? undefined : dueWords(due, done, now);
  const doers = people.filter(({ id }) => card.members.includes(id));
  const isBare = !words && !done && checks.all + comments + files + doers.length === 0;
  if (isBare) return null;
  return (
    <span className={styles['marks']}>
      {words ? (
        <Badge tone={words.tone}>{words.text}</Badge>
      ) : (
        done && (
          <span className={styles['mark']}>
            <CircleCheck aria-hidden />
            {t('card.isDone')}
          </span>
        )
      )}
      {checks.all > 0 && (
        <span className={styles['mark']}>
          <ListChecks aria-hidden />
          <span aria-hidden>
            {checks.done}/{checks.all}
          </span>
          <span className="visually-hidden">{t('card.checksDone', { ...checks })}</span>
        </span>
      )}
      {comments > 0 && (
        <span className={styles['mark']}>
          <MessageSquare aria-hidden />
          <span aria-hidden>{comments}</span>
          <span className="visually-hidden">{t('card.commentCount', { count: comments })}</span>
        </span>
      )}
      {files > 0 && (
        <span className={styles['mark']}>
          <Paperclip aria-hidden />
          <span aria-hidden>{files}</span>
          <span className="visually-hidden">{t('card.fileCount', { count: files })}</span>
        </span>
      )}
      {doers.length > 0 && (
        <span className={styles['doers']}>
          {doers.slice(0, 4).map(({ id, name }) => (
            <Avatar key={id} id={id} name={name} small />
          ))}
          {doers.length > 4 && <span aria-hidden>+{doers.length - 4}</span>}
          <span className="visually-hidden">
            {t('card.doneBy', { names: doers.map(({ name }) => name).join(', ') })}
          </span>
        </span>
      )}
    </span>
  );
}
