/** In the navigation: the private spaces of the person with what is in them, and the conversations of two. */
import { Lock } from 'lucide-react';
import type { PlaceSummary } from '../../core/api/board-methods.ts';
import type { ChannelSummary } from '../../core/api/chat-methods.ts';
import type { SpaceView } from '../../core/api/space-methods.ts';
import { Unread } from '../components/badge.tsx';
import { usePeerQuery } from '../peer/use-peer.ts';
import type { Route } from '../router/route.ts';
import { t } from '../text/text.ts';
import { Entry, Place } from './sidebar-entry.tsx';

interface PrivateSpacesProps {
  community: string;
  here: string;
  channels: readonly ChannelSummary[];
  boards: readonly PlaceSummary[];
  inventories: readonly PlaceSummary[];
}

export function PrivateSpaces({ community, here, channels, boards, inventories }: PrivateSpacesProps) {
  const spaces = usePeerQuery('spaces', { community }).value?.spaces ?? [];
  const isReadable = ({ id, mine }: SpaceView): boolean =>
    mine || [...channels, ...boards, ...inventories].some(({ space }) => space === id);
  const shown = spaces.filter(isReadable);
  const to = (space: string | null): Route => ({ screen: 'spaces', community, space });
  const place = (screen: 'boards' | 'things' | 'chat', id: string): Route => ({
    screen,
    community,
    place: id,
  });
  const channelRow = (channel: ChannelSummary, label: string) => (
    <Place
      key={channel.id}
      to={place('chat', channel.id)}
      here={here}
      label={label}
      isNew={channel.unread > 0}
    >
      <Unread count={channel.unread} label={t('chat.unread', { count: channel.unread })} />
    </Place>
  );
  return (
    <Entry to={to(null)} here={here} icon={<Lock />} label={t('nav.spaces')}>
      {shown.map((space) => {
        const inIt = channels.filter((channel) => channel.space === space.id);
        const [only] = inIt;
        if (space.direct && only) return channelRow(only, space.direct.name);
        const of = (list: readonly PlaceSummary[], screen: 'boards' | 'things') =>
          list
            .filter((each) => each.space === space.id)
            .map(({ id, title }) => <Place key={id} to={place(screen, id)} here={here} label={title} />);
        return (
          <Place
            key={space.id}
            to={to(space.id)}
            here={here}
            label={space.direct?.name ?? space.title}
            within={[
              ...inIt.map((channel) => channelRow(channel, channel.title)),
              ...of(boards, 'boards'),
              ...of(inventories, 'things'),
            ]}
          />
        );
      })}
    </Entry>
  );
}
