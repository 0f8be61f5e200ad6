/** One private space: what is in it, who is in it, and what the person at this device may change of that. */
import { ArrowLeft, Boxes, LayoutDashboard, Lock, MessagesSquare, Plus } from 'lucide-react';
import { useState } from 'react';
import type { SpaceView } from '../../../core/api/space-methods.ts';
import { Button, LinkButton } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Menu } from '../../components/menu.tsx';
import { Failure, Page, Section } from '../../components/page.tsx';
import { PlaceTiles } from '../../components/place-tiles.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { TitleDialog } from '../../components/title-dialog.tsx';
import { useApi, usePeerQuery } from '../../peer/use-peer.ts';
import { goTo } from '../../router/use-route.ts';
import { sentenceFor } from '../../text/sentence.ts';
import { t } from '../../text/text.ts';
import { SpaceMembers } from './space-members.tsx';
import { titleOfSpace } from './space-title.ts';
import styles from './spaces.module.css';

interface SpacePageProps {
  community: string;
  space: string;
}

export function SpacePage({ community, space: id }: SpacePageProps) {
  const { value, error } = usePeerQuery('spaces', { community });
  const places = usePlaces(community, id);
  const space = value?.spaces.find((each) => each.id === id);
  const isEmpty = places.every(({ list }) => list.length === 0);
  const mayAdd = useMayWrite(community) && space?.mine === true;
  return (
    <Page
      title={space ? titleOfSpace(space) : t('spaces.title')}
      about={
        space && (
          <span className={styles['about']}>
            <Lock aria-hidden />
            {t('space.private')}, {t('spaces.people', { count: space.members.length })}.{' '}
            {t('space.opened', { name: space.byName })}
          </span>
        )
      }
      actions={
        <>
          <LinkButton
            look="quiet"
            icon={<ArrowLeft className="mirrored" aria-hidden />}
            to={{ screen: 'spaces', community, space: null }}
          >
            {t('spaces.title')}
          </LinkButton>
          {mayAdd && !isEmpty && <Add community={community} space={id} />}
        </>
      }
      narrow
    >
      {error !== undefined && <Failure error={error} />}
      {!value && error === undefined && <Skeleton rows={3} tall />}
      {value && !space && (
        <EmptyState icon={<Lock />} title={t('space.gone')} about={sentenceFor('SPACE_UNKNOWN') ?? ''} />
      )}
      {space && !space.mine && (
        <p className={styles['note']}>{t(isEmpty ? 'space.outside' : 'space.outsideKept')}</p>
      )}
      {mayAdd && isEmpty && (
        <EmptyState icon={<Lock />} title={t('space.empty')} about={t('space.emptyAbout')}>
          <Add community={community} space={id} />
        </EmptyState>
      )}
      {space && !isEmpty && <Places community={community} places={places} />}
      {space && <SpaceMembers community={community} space={space} />}
    </Page>
  );
}

type Screen = 'chat' | 'boards' | 'things';

interface PlacesOf {
  readonly screen: Screen;
  readonly list: readonly { id: string; title: string; space: string | null }[];
}

function usePlaces(community: string, space: string): PlacesOf[] {
  const input = { community };
  const channels = usePeerQuery('channels', input).value?.channels ?? [];
  const boards = usePeerQuery('boards', input).value?.boards ?? [];
  const inventories = usePeerQuery('inventories', input).value?.inventories ?? [];
  return [
    { screen: 'chat' as const, list: channels },
    { screen: 'boards' as const, list: boards },
    { screen: 'things' as const, list: inventories },
  ].map(({ screen, list }) => ({ screen, list: list.filter((each) => each.space === space) }));
}

function useMayWrite(community: string): boolean {
  const self = usePeerQuery('members', { community }).value?.members.find((each) => each.self);
  return self?.state === 'in' && (self.role === 'steward' || self.role === 'member');
}

const icons = { chat: <MessagesSquare />, boards: <LayoutDashboard />, things: <Boxes /> };

function Places({ community, places }: { community: string; places: readonly PlacesOf[] }) {
  return (
    <Section title={t('space.places')}>
      {places.map(({ screen, list }) => (
        <PlaceTiles
          key={screen}
          // The whole page says that they are private.
          places={list.map(({ id, title }) => ({ id, title, space: null }))}
          icon={icons[screen]}
          to={(place) => ({ screen, community, place })}
        />
      ))}
    </Section>
  );
}

const kinds = {
  chat: { add: 'space.addChannel', name: 'channels.name', make: 'channels.make' },
  boards: { add: 'space.addBoard', name: 'boards.name', make: 'boards.make' },
  things: { add: 'space.addList', name: 'things.name', make: 'things.make' },
} as const;

function Add({ community, space }: { community: string; space: SpaceView['id'] }) {
  const api = useApi();
  const [kind, setKind] = useState<Screen>();

  async function make(screen: Screen, title: string): Promise<void> {
    const wish = { community, title, space };
    const place =
      screen === 'chat'
        ? (await api.channelAdd(wish)).channel
        : screen === 'boards'
          ? (await api.boardAdd(wish)).board
          : (await api.inventoryAdd(wish)).inventory;
    goTo({ screen, community, place });
  }

  return (
    <>
      <Menu
        trigger={
          <Button look="primary" icon={<Plus aria-hidden />}>
            {t('space.add')}
          </Button>
        }
        sections={[
          {
            actions: (['chat', 'boards', 'things'] as const).map((screen) => ({
              label: t(kinds[screen].add),
              icon: icons[screen],
              onSelect: () => setKind(screen),
            })),
          },
        ]}
      />
      {kind && (
        <TitleDialog
          open
          onClose={() => setKind(undefined)}
          title={t(kinds[kind].add)}
          label={t(kinds[kind].name)}
          action={t(kinds[kind].make)}
          onSubmit={(title) => make(kind, title)}
        />
      )}
    </>
  );
}
