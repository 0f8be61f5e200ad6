/** What people said about a card, and the field in which one says more. Own comments are changed in place, and deleted. */
import { Ellipsis, Pencil, Trash2 } from 'lucide-react';
import { useId, useState } from 'react';
import type { CommentView } from '../../../core/api/board-methods.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Button, IconButton } from '../../components/button.tsx';
import { TextArea } from '../../components/field.tsx';
import { Holding } from '../../components/holding.tsx';
import { LinkedText } from '../../components/linked-text.tsx';
import { Menu } from '../../components/menu.tsx';
import { attempt } from '../../components/notices.tsx';
import { useApi } from '../../peer/use-peer.ts';
import { t } from '../../text/text.ts';
import { dateAndTime } from '../../text/when.ts';
import styles from './comments.module.css';

interface CommentsProps {
  card: string;
  comments: readonly CommentView[];
  mayComment: boolean;
}

export function Comments({ card, comments, mayComment }: CommentsProps) {
  const heading = useId();
  const api = useApi();
  if (comments.length === 0 && !mayComment) return null;
  return (
    <section className={styles['comments']} aria-labelledby={heading}>
      <h3 id={heading}>{t('comments.title')}</h3>
      {comments.length > 0 && (
        <ol className={styles['list']}>
          {comments.map((comment) => (
            <Comment key={comment.id} comment={comment} mayComment={mayComment} />
          ))}
        </ol>
      )}
      {mayComment && (
        <Field
          label={t('comments.add')}
          hint={t('comments.hint')}
          action={t('comments.send')}
          onSend={(text) => api.commentAdd({ card, text })}
        />
      )}
    </section>
  );
}

function Comment({ comment, mayComment }: { comment: CommentView; mayComment: boolean }) {
  const api = useApi();
  const [isEditing, setEditing] = useState(false);
  const { id, author, name, text, time, edited, deleted, own, holders } = comment;
  return (
    <li className={styles['comment']}>
      <Avatar id={author} name={name} small />
      <div className={styles['said']}>
        <p className={styles['by']}>
          <strong dir="auto">{name}</strong> <time>{dateAndTime(time)}</time>
          {edited && !deleted && <span>{t('comments.edited')}</span>}
          <Holding holders={holders} short />
        </p>
        {deleted ? (
          <p className={styles['gone']}>{t('comments.deleted')}</p>
        ) : isEditing ? (
          <Field
            label={t('comments.change')}
            initial={text}
            action={t('action.save')}
            onSend={(next) => api.commentEdit({ comment: id, text: next })}
            onDone={() => setEditing(false)}
          />
        ) : (
          <p className={styles['text']} dir="auto">
            <LinkedText text={text} />
          </p>
        )}
      </div>
      {own && !deleted && mayComment && !isEditing && (
        <Menu
          trigger={<IconButton label={t('comments.menu')} icon={<Ellipsis />} />}
          sections={[
            {
              actions: [
                {
                  label: t('comments.change'),
                  icon: <Pencil aria-hidden />,
                  onSelect: () => setEditing(true),
                },
                {
                  label: t('comments.delete'),
                  icon: <Trash2 aria-hidden />,
                  danger: true,
                  onSelect: () => void attempt(() => api.commentDelete({ comment: id })),
                },
              ],
            },
          ]}
        />
      )}
    </li>
  );
}

interface FieldProps {
  label: string;
  hint?: string;
  initial?: string;
  action: string;
  onSend: (text: string) => Promise<unknown>;
  /** It was saved, or given up. */
  onDone?: () => void;
}

function Field({ label, hint, initial = '', action, onSend, onDone }: FieldProps) {
  const [text, setText] = useState(initial);
  const isBlank = text.trim() === '';

  async function send(): Promise<void> {
    if (isBlank) return;
    if (!(await attempt(() => onSend(text)))) return;
    setText('');
    onDone?.();
  }

  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <TextArea
        label={label}
        hideLabel
        placeholder={hint}
        value={text}
        onValue={setText}
        rows={2}
        dir="auto"
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          void send();
        }}
      />
      {(!isBlank || onDone) && (
        <div className={styles['actions']}>
          <Button type="submit" size="small" look="primary" disabled={isBlank}>
            {action}
          </Button>
          {onDone && (
            <Button size="small" look="quiet" onClick={onDone}>
              {t('action.cancel')}
            </Button>
          )}
        </div>
      )}
    </form>
  );
}
