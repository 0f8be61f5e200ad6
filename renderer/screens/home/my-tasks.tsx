/** Cards that are mine and not done, what is due first: beside what is lent and borrowed. */
import { useState } from 'react';
import type { TaskView } from '../../../core/api/board-methods.ts';
import { usePeerQuery } from '../../peer/use-peer.ts';
import { hrefOf } from '../../router/route.ts';
import { t } from '../../text/text.ts';
import { today } from '../../text/when.ts';
import { dueWords } from '../board/due-words.ts';
import styles from './home-screen.module.css';

/** So many are shown. */
const MOST = 8;

export function MyTasks({ community }: { community: string }) {
  const tasks = usePeerQuery('tasks', { community }).value?.tasks ?? [];
  const [now] = useState(today);
  if (tasks.length === 0) return null;
  return (
    <section className={styles['card']} aria-label={t('tasks.title')}>
      <h2 className={styles['cardTitle']}>{t('tasks.title')}</h2>
      <ul className={styles['dues']}>
        {tasks.slice(0, MOST).map((task) => (
          <Task key={task.card} community={community} task={task} now={now} />
        ))}
      </ul>
      {tasks.length > MOST && (
        <p className={styles['quiet']}>{t('home.moreNews', { count: tasks.length - MOST })}</p>
      )}
    </section>
  );
}

function Task({ community, task, now }: { community: string; task: TaskView; now: string }) {
  const { card, title, board, boardTitle, due } = task;
  return (
    <li>
      <a className={styles['due']} href={hrefOf({ screen: 'boards', community, place: board, object: card })}>
        <span className={styles['dueThing']} dir="auto">
          {title}
        </span>
        <span className={styles['dueWhen']} data-late={(due !== null && due < now) || undefined}>
          {due === null ? boardTitle : dueWords(due, false, now).text}
        </span>
      </a>
    </li>
  );
}
