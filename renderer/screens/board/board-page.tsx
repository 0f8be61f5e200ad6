/** One board: its columns side by side. */
import { Archive, Plus } from 'lucide-react';
import { useState } from 'react';
import type { BoardView } from '../../../core/api/board-methods.ts';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { attempt } from '../../components/notices.tsx';
import { Failure, Page } from '../../components/page.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { TitleDialog } from '../../components/title-dialog.tsx';
import { useApi, usePeerQuery } from '../../peer/use-peer.ts';
import { t } from '../../text/text.ts';
import { ArchiveDialog } from './archive-dialog.tsx';
import styles from './board-page.module.css';
import { CardDialog } from './card-dialog.tsx';
import { Column } from './column.tsx';

export function BoardPage({ board }: { board: string }) {
  const { value, error } = usePeerQuery('board', { board });
  if (error !== undefined) {
    return (
      <Page title={t('nav.boards')}>
        <Failure error={error} />
      </Page>
    );
  }
  if (!value) {
    return (
      <Page title={t('nav.boards')}>
        <Skeleton rows={4} tall />
      </Page>
    );
  }
  return <LoadedBoard id={board} board={value} />;
}

type Overlay = { kind: 'none' } | { kind: 'column' } | { kind: 'archive' } | { kind: 'card'; card: string };

function LoadedBoard({ id, board }: { id: string; board: BoardView }) {
  const api = useApi();
  const [overlay, setOverlay] = useState<Overlay>({ kind: 'none' });
  const close = (): void => setOverlay({ kind: 'none' });
  const archived = board.columns.flatMap((column) => column.cards.filter((card) => card.archived));
  const addColumn = (
    <Button icon={<Plus aria-hidden />} onClick={() => setOverlay({ kind: 'column' })}>
      {t('column.add')}
    </Button>
  );

  async function addUsualColumns(): Promise<void> {
    for (const title of [t('column.todo'), t('column.doing'), t('column.done')]) {
      await api.columnAdd({ board: id, title });
    }
  }

  return (
    <Page
      fill
      title={board.title}
      actions={
        <>
          {archived.length > 0 && (
            <Button
              look="quiet"
              icon={<Archive aria-hidden />}
              onClick={() => setOverlay({ kind: 'archive' })}
            >
              {t('board.archive', { count: archived.length })}
            </Button>
          )}
          {board.columns.length > 0 && addColumn}
        </>
      }
    >
      {board.columns.length === 0 ? (
        <EmptyState icon={<Plus />} title={t('board.empty')} about={t('board.emptyAbout')}>
          <div className={styles['first']}>
            <Button look="primary" onClick={() => void attempt(addUsualColumns)}>
              {t('board.usual')}
            </Button>
            {addColumn}
          </div>
        </EmptyState>
      ) : (
        // Scrolled by keyboard, too.
        <div className={styles['columns']} role="region" aria-label={t('board.columns')} tabIndex={0}>
          {board.columns.map((column) => (
            <Column
              key={column.id}
              column={column}
              columns={board.columns}
              onOpen={(card) => setOverlay({ kind: 'card', card })}
            />
          ))}
        </div>
      )}
      <TitleDialog
        open={overlay.kind === 'column'}
        onClose={close}
        title={t('column.add')}
        label={t('column.name')}
        action={t('column.add')}
        onSubmit={(title) => api.columnAdd({ board: id, title })}
      />
      <ArchiveDialog open={overlay.kind === 'archive'} onClose={close} cards={archived} />
      <CardDialog
        card={overlay.kind === 'card' ? overlay.card : null}
        columns={board.columns}
        onClose={close}
      />
    </Page>
  );
}
