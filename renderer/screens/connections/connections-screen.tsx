/** Who is connected and how, what is on this device alone, and whom this device may find. */
import { RadioTower } from 'lucide-react';
import type { StatusView } from '../../../core/api/profile-methods.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { attempt } from '../../components/notices.tsx';
import { Failure, Page, Section } from '../../components/page.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useApi, usePeerQuery } from '../../peer/use-peer.ts';
import { useSyncState } from '../../shell/sync-sentence.ts';
import { t } from '../../text/text.ts';
import { dateAndTime } from '../../text/when.ts';
import { ByHand } from './by-hand.tsx';
import { CarryFile } from './carry-file.tsx';
import { ConnectionPicture } from './connection-picture.tsx';
import styles from './connections-screen.module.css';
import { DayLimit } from './day-limit.tsx';
import { NeighbourList } from './neighbour-list.tsx';
import { NetworkChoice } from './network-choice.tsx';
import { peopleOf } from './people-of.ts';

export function ConnectionsScreen({ community, title }: { community: string; title: string }) {
  const { value: status, error } = usePeerQuery('status', {});
  const limit = usePeerQuery('neighbours', { community }).value?.dayLimit;
  const sync = useSyncState(community);
  const api = useApi();
  return (
    <Page title={t('nav.connections')} about={sync?.long}>
      {error !== undefined && <Failure error={error} />}
      {!status && error === undefined && <Skeleton rows={5} tall />}
      {status && (
        <>
          <Neighbours status={status} community={community} />
          <ThisDevice status={status} community={community} />
          <Section title={t('network.title')}>
            <NetworkChoice
              label={t('network.title')}
              hideLabel
              value={status.network}
              onValue={(network) => void attempt(() => api.setNetwork({ network }))}
            />
          </Section>
          <CarryFile community={community} title={title} />
          {limit !== undefined && <DayLimit community={community} value={limit} />}
          <ByHand addresses={status.addresses} />
        </>
      )}
    </Page>
  );
}

function Neighbours({ status, community }: { status: StatusView; community: string }) {
  const { value, error } = usePeerQuery('neighbours', { community });
  if (error !== undefined) return <Failure error={error} />;
  if (!value) return <Skeleton rows={3} tall />;
  const here = value.devices.filter(({ path }) => path !== null);
  const away = value.devices.filter(({ path }) => path === null);
  return (
    <>
      {value.devices.length > 0 && <ConnectionPicture people={peopleOf(value.devices)} />}
      {here.length === 0 ? (
        <EmptyState
          {...(value.devices.length === 0 ? { drawing: 'connections' as const } : { icon: <RadioTower /> })}
          title={t('connections.nobody')}
          about={status.network === 'offline' ? t('connections.offlineAbout') : t('connections.nobodyAbout')}
        />
      ) : (
        <Section title={t('connections.neighbours', { count: here.length })}>
          <NeighbourList devices={here} />
        </Section>
      )}
      {away.length > 0 && (
        <Section title={t('connections.awayTitle')}>
          <NeighbourList devices={away} />
        </Section>
      )}
    </>
  );
}

function ThisDevice({ status, community }: { status: StatusView; community: string }) {
  const own = status.communities.find((each) => each.id === community);
  return (
    <Section title={t('connections.thisDevice')}>
      <dl className={styles['facts']}>
        <Fact name={t('connections.held')} value={t('connections.entries', { count: own?.entries ?? 0 })} />
        <Fact
          name={t('connections.onlyHere')}
          value={
            own && own.onlyHere > 0
              ? t('connections.entries', { count: own.onlyHere })
              : t('connections.onlyHereNone')
          }
        />
        <Fact
          name={t('connections.lastInStep')}
          value={own?.lastInStep ? dateAndTime(own.lastInStep) : t('connections.never')}
        />
        <Fact name={t('connections.secrets')} value={t(`secrets.${status.keys}`)} />
      </dl>
    </Section>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div className={styles['fact']}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
