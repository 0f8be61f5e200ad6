/** The boards of a community: all of them, or one. */
import { LayoutDashboard, Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Failure, Page } from '../../components/page.tsx';
import { PlaceTiles } from '../../components/place-tiles.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { TitleDialog } from '../../components/title-dialog.tsx';
import { useApi, usePeerQuery } from '../../peer/use-peer.ts';
import { goTo } from '../../router/use-route.ts';
import { t } from '../../text/text.ts';
import { BoardPage } from './board-page.tsx';

interface BoardsScreenProps {
  community: string;
  board: string | null;
  /** The card that is open. */
  card: string | null;
}

export function BoardsScreen({ community, board, card }: BoardsScreenProps) {
  if (board === null) return <Boards community={community} />;
  return <BoardPage key={board} community={community} board={board} card={card} />;
}

function Boards({ community }: { community: string }) {
  const api = useApi();
  const { value, error } = usePeerQuery('boards', { community });
  const [isAdding, setAdding] = useState(false);
  const add = (
    <Button look="primary" icon={<Plus aria-hidden />} onClick={() => setAdding(true)}>
      {t('boards.add')}
    </Button>
  );
  const isEmpty = value?.boards.length === 0;
  return (
    <Page title={t('nav.boards')} actions={!isEmpty && add}>
      {error !== undefined && <Failure error={error} />}
      {!value && error === undefined && <Skeleton rows={3} tall />}
      {isEmpty && (
        <EmptyState drawing="board" title={t('boards.empty')} about={t('boards.emptyAbout')}>
          {add}
        </EmptyState>
      )}
      {value && (
        <PlaceTiles
          places={value.boards}
          icon={<LayoutDashboard />}
          to={(place) => ({ screen: 'boards', community, place })}
        />
      )}
      <TitleDialog
        open={isAdding}
        onClose={() => setAdding(false)}
        title={t('boards.add')}
        label={t('boards.name')}
        placeholder={t('boards.placeholder')}
        action={t('boards.make')}
        onSubmit={async (title) => {
          const { board } = await api.boardAdd({ community, title });
          goTo({ screen: 'boards', community, place: board });
        }}
      />
    </Page>
  );
}
