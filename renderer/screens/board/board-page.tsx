/** One board: its columns side by side, and everything that is done on it. */
import { Archive, Download, Ellipsis, Pencil, Plus, Tag } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import type { BoardView } from '../../../core/api/board-methods.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { downloadText } from '../../components/download.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { Menu } from '../../components/menu.tsx';
import { attempt } from '../../components/notices.tsx';
import { Failure, Page } from '../../components/page.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { TitleDialog } from '../../components/title-dialog.tsx';
import { useApi, usePeerQuery } from '../../peer/use-peer.ts';
import { useOptimistic } from '../../peer/use-optimistic.ts';
import { goTo } from '../../router/use-route.ts';
import { useCommands, type Command } from '../../shell/commands.ts';
import { t } from '../../text/text.ts';
import { boardActs, BoardActsContext, type BoardActs } from './board-acts.ts';
import { applyChange } from './board-changes.ts';
import { BoardSearch, FilterBar, useBoardFilter } from './board-filter.tsx';
import styles from './board-page.module.css';
import { CardDialog } from './card-dialog.tsx';
import { Columns } from './columns.tsx';
import { LabelsDialog } from './labels-dialog.tsx';
import { OwnSteps } from './own-steps.ts';
import { archivedCards, PutAwayDialog } from './put-away-dialog.tsx';

interface BoardPageProps {
  community: string;
  board: string;
  /** The card that is open. */
  card: string | null;
}

export function BoardPage({ community, board, card }: BoardPageProps) {
  const { value, error } = usePeerQuery('board', { board });
  if (value) return <LoadedBoard community={community} id={board} base={value} card={card} />;
  return (
    <Page title={t('nav.boards')}>
      {error === undefined ? <Skeleton rows={4} tall /> : <Failure error={error} />}
    </Page>
  );
}

interface LoadedBoardProps {
  community: string;
  id: string;
  base: BoardView;
  card: string | null;
}

const FORMATS = ['csv', 'md', 'json', 'ics'] as const;

type Overlay = 'none' | 'column' | 'put-away' | 'rename' | 'labels';

function LoadedBoard({ community, id, base, card }: LoadedBoardProps) {
  const api = useApi();
  const { shown: board, change } = useOptimistic(base, applyChange);
  const [said, announce] = useState('');
  const [overlay, setOverlay] = useState<Overlay>('none');
  const [adding, setAdding] = useState<string | null>(null);
  const [steps] = useState(() => new OwnSteps());
  const filter = useBoardFilter(board);
  const close = (): void => setOverlay('none');
  const acts = useMemo(
    () =>
      boardActs({
        api,
        board: () => board,
        change,
        announce,
        steps,
        open: (object) => goTo({ screen: 'boards', community, place: id, object }),
      }),
    [api, board, change, steps, community, id],
  );
  useBoardCommands(board, acts, setOverlay, setAdding);
  useUndoKey(acts);

  async function save(format: (typeof FORMATS)[number]): Promise<void> {
    await attempt(async () => {
      const { name, text } = await api.boardExport({ board: id, format });
      downloadText(name, text);
    });
  }

  async function addUsualColumns(): Promise<void> {
    for (const title of [t('column.todo'), t('column.doing'), t('column.done')]) {
      await api.columnAdd({ board: id, title });
    }
  }

  const putAway = archivedCards(board).length + board.archivedColumns.length;
  const isBare = board.columns.length + board.loose.length === 0;
  const addColumn = (
    <Button icon={<Plus aria-hidden />} onClick={() => setOverlay('column')}>
      {t('column.add')}
    </Button>
  );
  return (
    <BoardActsContext value={acts}>
      <Page
        fill
        title={board.title}
        about={board.mayWrite ? undefined : t('board.guest')}
        actions={
          <>
            <BoardSearch filter={filter} />
            {board.mayWrite && !isBare && addColumn}
            <Menu
              trigger={<IconButton label={t('board.menu', { title: board.title })} icon={<Ellipsis />} />}
              sections={[
                {
                  actions: [
                    ...(board.mayWrite
                      ? [
                          {
                            label: t('board.rename'),
                            icon: <Pencil aria-hidden />,
                            onSelect: () => setOverlay('rename'),
                          },
                          {
                            label: t('labels.edit'),
                            icon: <Tag aria-hidden />,
                            onSelect: () => setOverlay('labels'),
                          },
                        ]
                      : []),
                    ...FORMATS.map((format) => ({
                      label: t(`board.save.${format}`),
                      icon: <Download aria-hidden />,
                      onSelect: () => void save(format),
                    })),
                    {
                      label: putAway === 0 ? t('board.putAway') : t('board.putAwaySome', { count: putAway }),
                      icon: <Archive aria-hidden />,
                      onSelect: () => setOverlay('put-away'),
                    },
                  ],
                },
              ]}
            />
          </>
        }
      >
        {isBare ? (
          <EmptyState
            icon={<Plus />}
            title={t('board.empty')}
            about={board.mayWrite ? t('board.emptyAbout') : t('board.emptyGuest')}
          >
            {board.mayWrite && (
              <div className={styles['first']}>
                <Button look="primary" onClick={() => void attempt(addUsualColumns)}>
                  {t('board.usual')}
                </Button>
                {addColumn}
              </div>
            )}
          </EmptyState>
        ) : (
          <>
            <FilterBar board={board} filter={filter} />
            <Columns board={board} fits={filter.fits} adding={adding} onAdding={setAdding} />
          </>
        )}
        {board.mayWrite && (
          <p id="card-keys" hidden>
            {t('card.keys')}
          </p>
        )}
        <p role="status" className="visually-hidden">
          {said}
        </p>
        <TitleDialog
          open={overlay === 'column'}
          onClose={close}
          title={t('column.add')}
          label={t('column.name')}
          placeholder={t('column.placeholder')}
          action={t('column.add')}
          onSubmit={(title) => api.columnAdd({ board: id, title })}
        />
        <TitleDialog
          open={overlay === 'rename'}
          onClose={close}
          title={t('board.rename')}
          label={t('boards.name')}
          initial={board.title}
          action={t('action.save')}
          onSubmit={(title) => api.boardEdit({ board: id, title })}
        />
        <PutAwayDialog open={overlay === 'put-away'} onClose={close} board={board} />
        <LabelsDialog open={overlay === 'labels'} onClose={close} board={id} labels={board.labels} />
        <CardDialog
          onLabels={() => setOverlay('labels')}
          id={card}
          board={board}
          onClose={() => goTo({ screen: 'boards', community, place: id })}
        />
      </Page>
    </BoardActsContext>
  );
}

/** What the palette offers while the board is shown. */
function useBoardCommands(
  board: BoardView,
  acts: BoardActs,
  onOverlay: (overlay: Overlay) => void,
  onAdding: (column: string) => void,
): void {
  const { columns, mayWrite } = board;
  const commands = useMemo(() => {
    const put: Command = {
      id: 'board.put-away',
      title: t('board.putAway'),
      run: () => onOverlay('put-away'),
    };
    if (!mayWrite) return [put];
    const adds = columns.map(({ id, title }, index): Command => ({
      id: `board.add-card.${id}`,
      title: t('board.commandAddCard', { column: title }),
      ...(index === 0 && { keys: 'n' }),
      run: () => onAdding(id),
    }));
    const more: Command[] = [
      { id: 'board.add-column', title: t('column.add'), run: () => onOverlay('column') },
      { id: 'board.rename', title: t('board.rename'), run: () => onOverlay('rename') },
      { id: 'board.labels', title: t('labels.edit'), run: () => onOverlay('labels') },
      { id: 'board.undo', title: t('board.undo'), run: () => void acts.undo() },
    ];
    return [...adds, ...more, put];
  }, [columns, mayWrite, acts, onOverlay, onAdding]);
  useCommands(commands);
}

/** Ctrl+Z takes back the latest own step; in a field it belongs to what is typed there. */
function useUndoKey(acts: BoardActs): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'z' || !(event.ctrlKey || event.metaKey) || event.shiftKey) return;
      if (event.target instanceof Element && event.target.closest('input, textarea, select')) return;
      event.preventDefault();
      void acts.undo();
    };
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onKey);
    };
  }, [acts]);
}
