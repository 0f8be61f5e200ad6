/** The ways through Kith as commands: screens, places, people, the other communities. */
import {
  Boxes,
  Hash,
  House,
  LayoutDashboard,
  Link as LinkIcon,
  Lock,
  MessagesSquare,
  Moon,
  Plus,
  Radio,
  Settings,
  Sun,
  UserPlus,
  UserRound,
  Users,
} from 'lucide-react';
import { useMemo } from 'react';
import type { CommunitySummary } from '../../core/api/community-methods.ts';
import { usePeerQuery } from '../peer/use-peer.ts';
import type { Route } from '../router/route.ts';
import { goTo } from '../router/use-route.ts';
import { t } from '../text/text.ts';
import { chooseAppearance } from './appearance.ts';
import { useCommands, type Command } from './commands.ts';

interface NavigationCommandsProps {
  community: CommunitySummary;
  communities: readonly CommunitySummary[];
}

export function NavigationCommands({ community, communities }: NavigationCommandsProps) {
  const id = community.id;
  const members = usePeerQuery('members', { community: id }).value?.members;
  const channels = usePeerQuery('channels', { community: id }).value?.channels;
  const boards = usePeerQuery('boards', { community: id }).value?.boards;
  const inventories = usePeerQuery('inventories', { community: id }).value?.inventories;
  const spaces = usePeerQuery('spaces', { community: id }).value?.spaces;

  const fixed = useMemo(() => [...screens(id), ...looks()], [id]);
  const varying = useMemo(
    () => [
      ...places('chat', id, channels, <Hash />),
      ...places('boards', id, boards, <LayoutDashboard />),
      ...places('things', id, inventories, <Boxes />),
      ...(spaces ?? [])
        .filter((space) => space.mine && !space.direct)
        .map((space): Command => ({
          id: `space.${space.id}`,
          title: space.title,
          group: 'place',
          icon: <Lock />,
          words: [t('nav.spaces')],
          run: () => {
            goTo({ screen: 'spaces', community: id, space: space.id });
          },
        })),
      ...(members ?? [])
        .filter((member) => member.state === 'in' && !member.self)
        .map((member): Command => ({
          id: `person.${member.id}`,
          title: member.name,
          group: 'person',
          icon: <UserRound />,
          run: () => {
            goTo({ screen: 'people', community: id, open: member.id });
          },
        })),
      ...communities
        .filter((each) => each.id !== id)
        .map((each): Command => ({
          id: `community.${each.id}`,
          title: each.title,
          group: 'go',
          icon: <House />,
          run: () => {
            goTo({ screen: 'home', community: each.id });
          },
        })),
    ],
    [id, channels, boards, inventories, spaces, members, communities],
  );
  useCommands(varying);
  useCommands(fixed);
  return null;
}

function screens(community: string): Command[] {
  const screen = (route: Route, title: string, keys: string, icon: Command['icon']): Command => ({
    id: `go.${route.screen}`,
    title,
    group: 'go',
    keys,
    icon,
    run: () => {
      goTo(route);
    },
  });
  return [
    screen({ screen: 'home', community }, t('nav.home'), 'g h', <House />),
    screen({ screen: 'chat', community, place: null }, t('nav.chat'), 'g c', <MessagesSquare />),
    screen({ screen: 'boards', community, place: null }, t('nav.boards'), 'g b', <LayoutDashboard />),
    screen({ screen: 'things', community, place: null }, t('nav.things'), 'g t', <Boxes />),
    screen({ screen: 'people', community, open: null }, t('nav.people'), 'g p', <Users />),
    screen({ screen: 'connections', community }, t('nav.connections'), 'g n', <Radio />),
    screen({ screen: 'settings', community }, t('nav.settings'), 'g s', <Settings />),
    {
      id: 'do.invite',
      title: t('people.invite'),
      icon: <UserPlus />,
      run: () => {
        goTo({ screen: 'people', community, open: 'invite' });
      },
    },
    screen({ screen: 'spaces', community, space: null }, t('nav.spaces'), 'g v', <Lock />),
    {
      id: 'do.space',
      title: t('spaces.add'),
      icon: <Lock />,
      run: () => {
        goTo({ screen: 'spaces', community, space: 'new' });
      },
    },
    {
      id: 'do.new',
      title: t('start.new'),
      icon: <Plus />,
      run: () => {
        goTo({ screen: 'start', step: 'new' });
      },
    },
    {
      id: 'do.join',
      title: t('start.join'),
      icon: <LinkIcon />,
      run: () => {
        goTo({ screen: 'start', step: 'join' });
      },
    },
  ];
}

function places(
  screen: 'boards' | 'things' | 'chat',
  community: string,
  list: readonly { id: string; title: string }[] | undefined,
  icon: Command['icon'],
): Command[] {
  return (list ?? []).map(({ id, title }) => ({
    id: `place.${id}`,
    title,
    group: 'place',
    icon,
    words: [t(`nav.${screen}`)],
    run: () => {
      goTo({ screen, community, place: id });
    },
  }));
}

function looks(): Command[] {
  return (['light', 'dark'] as const).map((theme) => ({
    id: `look.${theme}`,
    title: t('theme.use', { theme: t(`theme.${theme}`) }),
    group: 'look',
    icon: theme === 'light' ? <Sun /> : <Moon />,
    run: () => {
      chooseAppearance({ theme });
    },
  }));
}
