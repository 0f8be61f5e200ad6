/** Who is connected and how, what is on this device alone, and whom this device may find. */
import { RadioTower } from 'lucide-react';
import { useState } from 'react';
import type { StatusView } from '../../../core/api/profile-methods.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { TextField } from '../../components/field.tsx';
import list from '../../components/list.module.css';
import { attempt, showDone } from '../../components/notices.tsx';
import { Failure, Page, Section } from '../../components/page.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useApi, usePeerQuery } from '../../peer/use-peer.ts';
import { useSyncState } from '../../shell/sync-sentence.ts';
import { pathName } from '../../text/names.ts';
import { t } from '../../text/text.ts';
import { dateAndTime } from '../../text/when.ts';
import { CarryFile } from './carry-file.tsx';
import styles from './connections-screen.module.css';
import { NetworkChoice } from './network-choice.tsx';

export function ConnectionsScreen({ community, title }: { community: string; title: string }) {
  const { value: status, error } = usePeerQuery('status', {});
  const sync = useSyncState(community);
  const api = useApi();
  return (
    <Page title={t('nav.connections')} about={sync?.sentence}>
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
          <Addresses status={status} />
        </>
      )}
    </Page>
  );
}

function Neighbours({ status, community }: { status: StatusView; community: string }) {
  const members = usePeerQuery('members', { community }).value?.members;
  const personOf = (device: string): string | undefined =>
    members?.find((member) => member.devices.some((each) => each.id === device))?.id;
  const neighbours = status.peers.filter((neighbour) => neighbour.community === community);
  if (neighbours.length === 0) {
    return (
      <EmptyState
        icon={<RadioTower />}
        title={t('connections.nobody')}
        about={status.network === 'offline' ? t('connections.offlineAbout') : t('connections.nobodyAbout')}
      />
    );
  }
  return (
    <Section title={t('connections.neighbours', { count: neighbours.length })}>
      <ul className={list['list']}>
        {neighbours.map((neighbour) => (
          <li key={neighbour.id} className={list['row']}>
            <Avatar id={personOf(neighbour.device) ?? neighbour.device} name={neighbour.name} here />
            <div className={list['main']}>
              <div className={list['name']}>{neighbour.name}</div>
              <div className={list['more']}>{pathName(neighbour.path)}</div>
            </div>
            {neighbour.behind === 0 ? (
              <Badge tone="good">{t('connections.inStep')}</Badge>
            ) : (
              <Badge tone="warn">
                {neighbour.behind === null
                  ? t('connections.comparing')
                  : t('connections.behind', { count: neighbour.behind })}
              </Badge>
            )}
          </li>
        ))}
      </ul>
    </Section>
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

/** For when two devices do not find each other by themselves. */
function Addresses({ status }: { status: StatusView }) {
  const api = useApi();
  const [address, setAddress] = useState('');

  async function connect(): Promise<void> {
    if (await attempt(() => api.dial({ address }))) {
      setAddress('');
      showDone(t('connections.connected'));
    }
  }

  return (
    <Section title={t('connections.byHand')}>
      <form
        className={styles['dial']}
        onSubmit={(event) => {
          event.preventDefault();
          void connect();
        }}
      >
        <TextField
          label={t('connections.address')}
          hint={t('connections.addressHint')}
          value={address}
          onValue={setAddress}
          autoComplete="off"
          spellCheck={false}
        />
        <Button type="submit" disabled={address.trim() === ''}>
          {t('connections.connect')}
        </Button>
      </form>
      {status.addresses.length > 0 && (
        <div>
          <p className={list['more']}>{t('connections.ownAddresses')}</p>
          <ul className={styles['addresses']}>
            {status.addresses.map((own) => (
              <li key={own}>
                <code>{own}</code>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Section>
  );
}
