/** Who belongs to the community, and how others come in. */
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import type { InviteView, MemberView } from '../../../core/api/community-methods.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { Compared } from '../../components/compared.tsx';
import { Confirm } from '../../components/dialog.tsx';
import list from '../../components/list.module.css';
import { attempt, showDone } from '../../components/notices.tsx';
import { Failure, Page, Section } from '../../components/page.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useApi, usePeerQuery } from '../../peer/use-peer.ts';
import { goTo, replaceWith } from '../../router/use-route.ts';
import { hrefOf } from '../../router/route.ts';
import { roleName } from '../../text/names.ts';
import { t } from '../../text/text.ts';
import { dateAndTime } from '../../text/when.ts';
import { Proposals } from '../trust/proposals.tsx';
import { TrustLinks } from '../trust/trust-links.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { JoinRequests } from './join-requests.tsx';

export function PeopleScreen({
  community,
  title,
  open,
}: {
  community: string;
  title: string;
  open: string | null;
}) {
  const { value, error } = usePeerQuery('members', { community });
  const members = value?.members ?? [];
  const present = members.filter((member) => member.state === 'in');
  const gone = members.filter((member) => member.state !== 'in');
  return (
    <Page
      title={t('nav.people')}
      about={value && t('people.count', { count: present.length })}
      actions={
        <Button
          look="primary"
          icon={<UserPlus aria-hidden />}
          onClick={() => goTo({ screen: 'people', community, open: 'invite' })}
        >
          {t('people.invite')}
        </Button>
      }
    >
      <TrustLinks community={community} />
      {error !== undefined && <Failure error={error} />}
      <JoinRequests community={community} />
      <Proposals community={community} />
      {!value && error === undefined && <Skeleton rows={4} tall />}
      {value && (
        <ul className={list['list']}>
          {present.map((member) => (
            <Member key={member.id} community={community} member={member} />
          ))}
        </ul>
      )}
      {gone.length > 0 && (
        <Section title={t('people.gone')}>
          <ul className={list['list']}>
            {gone.map((member) => (
              <Member key={member.id} community={community} member={member} />
            ))}
          </ul>
        </Section>
      )}
      <Invites community={community} />
      <InviteDialog
        community={community}
        title={title}
        open={open === 'invite'}
        onClose={() => replaceWith({ screen: 'people', community, open: null })}
      />
    </Page>
  );
}

function Member({ community, member }: { community: string; member: MemberView }) {
  const devices = member.devices.filter((device) => device.state === 'current').length;
  return (
    <li className={list['row']}>
      <Avatar id={member.id} name={member.name} here={member.here} />
      <div className={list['main']}>
        <div className={list['name']}>
          <a href={hrefOf({ screen: 'people', community, open: member.id })}>
            {member.self ? t('people.you', { name: member.name }) : member.name}
          </a>
          <Compared safety={member.safety} />
        </div>
        <div className={list['more']}>
          {t('people.more', {
            role: roleName(member.role),
            devices: t('people.devices', { count: devices }),
          })}
        </div>
      </div>
      {member.state !== 'in' && <Badge>{t(`people.${member.state}`)}</Badge>}
      {member.here && !member.self && <Badge tone="good">{t('people.here')}</Badge>}
    </li>
  );
}

function Invites({ community }: { community: string }) {
  const invites = usePeerQuery('invites', { community }).value?.invites ?? [];
  const [isAll, setAll] = useState(false);
  // Those that lead nowhere any more are looked up, not looked at.
  const open = invites.filter(({ state }) => state === 'open');
  const shown = isAll ? invites : open;
  const closed = invites.length - open.length;
  if (invites.length === 0) return null;
  return (
    <Section title={t('invites.title')}>
      {shown.length > 0 && (
        <ul className={list['list']}>
          {shown.map((invite) => (
            <Invite key={invite.id} invite={invite} />
          ))}
        </ul>
      )}
      {closed > 0 && (
        <div>
          <Button look="quiet" size="small" aria-expanded={isAll} onClick={() => setAll(!isAll)}>
            {t(isAll ? 'invites.lessClosed' : 'invites.closed', { count: closed })}
          </Button>
        </div>
      )}
    </Section>
  );
}

function Invite({ invite }: { invite: InviteView }) {
  const api = useApi();
  const [isAsking, setAsking] = useState(false);
  const used =
    invite.uses === null
      ? t('invites.usedAny', { count: invite.used })
      : t('invites.used', { used: invite.used, uses: invite.uses });
  return (
    <li className={list['row']}>
      <div className={list['main']}>
        <div className={list['name']}>{t('invites.as', { role: roleName(invite.role) })}</div>
        <div className={list['more']}>
          {t('invites.by', { name: invite.byName })} {used} {invite.approval && `${t('invites.approval')} `}
          {invite.expires !== null && t('invites.until', { when: dateAndTime(invite.expires) })}
        </div>
      </div>
      {invite.overused && <Badge tone="warn">{t('invites.overused')}</Badge>}
      {invite.state === 'open' ? (
        <Button look="quiet" size="small" onClick={() => setAsking(true)}>
          {t('invites.withdraw')}
        </Button>
      ) : (
        <Badge>{t(invite.state === 'used' ? 'invites.usedUp' : `invites.${invite.state}`)}</Badge>
      )}
      <Confirm
        open={isAsking}
        onClose={() => setAsking(false)}
        title={t('invites.withdrawTitle')}
        about={t('invites.withdrawAbout')}
        action={t('invites.withdraw')}
        onConfirm={() => {
          void attempt(() => api.revokeInvite({ invite: invite.id })).then((isDone) => {
            if (isDone) showDone(t('invites.withdrawn'));
          });
        }}
      />
    </li>
  );
}
