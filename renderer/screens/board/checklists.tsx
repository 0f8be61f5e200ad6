/** The checklists of a card: lines are ticked, added one after the other, renamed in place, and taken away with an undo. */
import { Ellipsis, ListPlus, Pencil, Trash2, X } from 'lucide-react';
import { useState } from 'react';
import type { CheckView, ChecklistView } from '../../../core/api/board-methods.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { Menu } from '../../components/menu.tsx';
import { attempt, notify } from '../../components/notices.tsx';
import { TitleDialog } from '../../components/title-dialog.tsx';
import { useApi } from '../../peer/use-peer.ts';
import { t } from '../../text/text.ts';
import styles from './checklists.module.css';

interface ChecklistsProps {
  card: string;
  lists: readonly ChecklistView[];
  mayWrite: boolean;
}

export function Checklists({ card, lists, mayWrite }: ChecklistsProps) {
  const api = useApi();
  const [isAdding, setAdding] = useState(false);
  return (
    <>
      {lists.map((list) => (
        <Checklist key={list.id} list={list} mayWrite={mayWrite} />
      ))}
      {mayWrite && (
        <div>
          <Button size="small" icon={<ListPlus aria-hidden />} onClick={() => setAdding(true)}>
            {t('checklist.add')}
          </Button>
        </div>
      )}
      <TitleDialog
        open={isAdding}
        onClose={() => setAdding(false)}
        title={t('checklist.add')}
        label={t('checklist.name')}
        initial={t('checklist.usual')}
        action={t('checklist.add')}
        onSubmit={(title) => api.checklistAdd({ card, title })}
      />
    </>
  );
}

function Checklist({ list, mayWrite }: { list: ChecklistView; mayWrite: boolean }) {
  const api = useApi();
  const [isRenaming, setRenaming] = useState(false);
  const done = list.checks.filter((check) => check.done).length;

  async function remove(): Promise<void> {
    const { id: checklist, title } = list;
    if (await attempt(() => api.checklistEdit({ checklist, removed: true })))
      notify({
        text: t('checklist.removed', { title }),
        undo: () => api.checklistEdit({ checklist, removed: false }),
      });
  }

  return (
    <section className={styles['list']} aria-label={list.title}>
      <header className={styles['head']}>
        <h3 dir="auto">{list.title}</h3>
        {list.checks.length > 0 && (
          <span className={styles['count']}>
            {t('checklist.progress', { done, all: list.checks.length })}
          </span>
        )}
        {mayWrite && (
          <Menu
            trigger={<IconButton label={t('checklist.menu', { title: list.title })} icon={<Ellipsis />} />}
            sections={[
              {
                actions: [
                  {
                    label: t('checklist.rename'),
                    icon: <Pencil aria-hidden />,
                    onSelect: () => setRenaming(true),
                  },
                  {
                    label: t('checklist.remove'),
                    icon: <Trash2 aria-hidden />,
                    onSelect: () => void remove(),
                  },
                ],
              },
            ]}
          />
        )}
      </header>
      {list.checks.length > 0 && (
        <progress className={styles['bar']} value={done} max={list.checks.length} aria-label={list.title} />
      )}
      <ul>
        {list.checks.map((check) => (
          <Line key={check.id} check={check} mayWrite={mayWrite} />
        ))}
      </ul>
      {mayWrite && <NewLine checklist={list.id} title={list.title} />}
      <TitleDialog
        open={isRenaming}
        onClose={() => setRenaming(false)}
        title={t('checklist.rename')}
        label={t('checklist.name')}
        initial={list.title}
        action={t('action.save')}
        onSubmit={(title) => api.checklistEdit({ checklist: list.id, title })}
      />
    </section>
  );
}

function Line({ check, mayWrite }: { check: CheckView; mayWrite: boolean }) {
  const api = useApi();
  const { id, title } = check;
  // Seen at once; what the device says later counts.
  const [meant, setMeant] = useState<{ done: boolean; before: boolean }>();
  const done = meant && meant.before === check.done ? meant.done : check.done;

  async function tick(next: boolean): Promise<void> {
    setMeant({ done: next, before: check.done });
    if (!(await attempt(() => api.checkEdit({ check: id, done: next })))) setMeant(undefined);
  }

  async function remove(): Promise<void> {
    if (await attempt(() => api.checkEdit({ check: id, removed: true })))
      notify({
        text: t('checklist.removed', { title }),
        undo: () => api.checkEdit({ check: id, removed: false }),
      });
  }

  return (
    <li className={styles['line']}>
      <label className={styles['check']}>
        <input
          type="checkbox"
          checked={done}
          disabled={!mayWrite}
          onChange={(event) => void tick(event.currentTarget.checked)}
        />
        <span className={done ? styles['done'] : undefined} dir="auto">
          {title}
        </span>
      </label>
      {mayWrite && (
        <IconButton
          className={styles['remove']}
          label={t('checklist.removeLine', { title })}
          icon={<X />}
          onClick={() => void remove()}
        />
      )}
    </li>
  );
}

/** Enter adds one and waits for the next. */
function NewLine({ checklist, title }: { checklist: string; title: string }) {
  const api = useApi();
  const [text, setText] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() === '') return;
        setText('');
        void attempt(() => api.checkAdd({ checklist, title: text })).then((isDone) => {
          // What was typed is not lost when it is refused.
          if (!isDone) setText(text);
        });
      }}
    >
      <TextField
        label={t('checklist.addLineTo', { title })}
        hideLabel
        placeholder={t('checklist.addLine')}
        value={text}
        onValue={setText}
        autoComplete="off"
        dir="auto"
      />
    </form>
  );
}
