/** The channels of a community: all of them, or one. */
import { MessagesSquare, Plus } from 'lucide-react';
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
import { ChannelPage } from './channel-page.tsx';

export function ChatScreen({
  community,
  channel,
}: {
  community: string;
  channel: string | null;
  message: string | null;
}) {
  return channel === null ? (
    <Channels community={community} />
  ) : (
    <ChannelPage key={channel} channel={channel} />
  );
}

function Channels({ community }: { community: string }) {
  const api = useApi();
  const { value, error } = usePeerQuery('channels', { community });
  const [isAdding, setAdding] = useState(false);
  const add = (
    <Button look="primary" icon={<Plus aria-hidden />} onClick={() => setAdding(true)}>
      {t('channels.add')}
    </Button>
  );
  const isEmpty = value?.channels.length === 0;
  return (
    <Page title={t('nav.chat')} actions={!isEmpty && add}>
      {error !== undefined && <Failure error={error} />}
      {!value && error === undefined && <Skeleton rows={3} tall />}
      {isEmpty && (
        <EmptyState icon={<MessagesSquare />} title={t('channels.empty')} about={t('channels.emptyAbout')}>
          {add}
        </EmptyState>
      )}
      {value && (
        <PlaceTiles
          places={value.channels}
          icon={<MessagesSquare />}
          to={(place) => ({ screen: 'chat', community, place })}
        />
      )}
      <TitleDialog
        open={isAdding}
        onClose={() => setAdding(false)}
        title={t('channels.add')}
        label={t('channels.name')}
        placeholder={t('channels.placeholder')}
        action={t('channels.make')}
        onSubmit={async (title) => {
          const { channel } = await api.channelAdd({ community, title });
          goTo({ screen: 'chat', community, place: channel });
        }}
      />
    </Page>
  );
}
