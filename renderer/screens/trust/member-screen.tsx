/**
 * One member: role and since when, devices, safety number, what happened; and what the person at this device may do. The
 * own page is `SelfSections`.
 */
import { ArrowLeft, MessageCircle } from 'lucide-react';
import { useState } from 'react';
import type { MemberView } from '../../../core/api/community-methods.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Badge } from '../../components/badge.tsx';
import { Button, LinkButton } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Compared } from '../../components/compared.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Failure, Page, Section } from '../../components/page.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { attempt } from '../../components/notices.tsx';
import { useApi, usePeerQuery } from '../../peer/use-peer.ts';
import { goTo } from '../../router/use-route.ts';
import { roleName } from '../../text/names.ts';
import { sentenceFor } from '../../text/sentence.ts';
import { t } from '../../text/text.ts';
import { dateAndTime } from '../../text/when.ts';
import { SettingsRow } from '../settings/settings-row.tsx';
import { DeviceList } from './device-list.tsx';
import { EndDialog, type Ending } from './end-dialog.tsx';
import { ReturnDialog } from './link-dialogs.tsx';
import { MemberStory } from './member-story.tsx';
import { RoleDialog } from './role-dialog.tsx';
import { SafetySection } from './safety-section.tsx';
import { SelfSections } from './self-sections.tsx';
import styles from './trust.module.css';

interface MemberScreenProps {
  community: string;
  title: string;
  member: string;
}

const known = ['steward', 'member', 'guest', 'mirror'] as const;
/** Who has a vote: they may at least propose what one alone may not decide. */
const voters = new Set(['steward', 'member']);

export function MemberScreen({ community, title, member: id }: MemberScreenProps) {
  const { value, error } = usePeerQuery('members', { community });
  const member = value?.members.find((each) => each.id === id);
  const self = value?.members.find((each) => each.self);
  const mayDecide = self?.state === 'in' && voters.has(self.role);
  return (
    <Page
      title={member?.name ?? t('nav.people')}
      about={member && <Sort member={member} />}
      actions={
        <>
          <LinkButton
            look="quiet"
            icon={<ArrowLeft className="mirrored" aria-hidden />}
            to={{ screen: 'people', community, open: null }}
          >
            {t('member.back')}
          </LinkButton>
          {mayDecide && member?.state === 'in' && !member.self && (
            <WritePrivately community={community} member={id} />
          )}
        </>
      }
      narrow
    >
      {error !== undefined && <Failure error={error} />}
      {!value && error === undefined && <Skeleton rows={4} tall />}
      {value && !member && (
        <EmptyState drawing="people" title={t('nav.people')} about={sentenceFor('MEMBER_UNKNOWN') ?? ''} />
      )}
      {member && (
        <>
          <Role community={community} member={member} mayDecide={mayDecide} />
          <DeviceList member={member} mayDrop={member.self || mayDecide} />
          {!member.self && <SafetySection member={id} name={member.name} />}
          {member.self && <SelfSections community={community} title={title} member={member} />}
          <MemberStory community={community} member={id} />
          {!member.self && member.state === 'in' && mayDecide && <Ends member={member} />}
        </>
      )}
    </Page>
  );
}

function WritePrivately({ community, member }: { community: string; member: string }) {
  const api = useApi();

  function open(): void {
    void attempt(async () => {
      const { channel } = await api.direct({ member });
      goTo({ screen: 'chat', community, place: channel });
    });
  }

  return (
    <Button icon={<MessageCircle aria-hidden />} title={t('direct.about')} onClick={open}>
      {t('direct.open')}
    </Button>
  );
}

/** Under the name: a picture, and whether they are here. */
function Sort({ member }: { member: MemberView }) {
  return (
    <span className={styles['sort']}>
      <Avatar id={member.id} name={member.name} here={member.here && member.state === 'in'} small />
      {member.self
        ? t('member.you')
        : member.here && member.state === 'in'
          ? t('people.here')
          : member.state === 'in'
            ? t('member.away')
            : t(`people.${member.state}`)}
      <Compared safety={member.safety} />
    </span>
  );
}

function Role({
  community,
  member,
  mayDecide,
}: {
  community: string;
  member: MemberView;
  mayDecide: boolean;
}) {
  const [isChanging, setChanging] = useState(false);
  const since = useSince(community, member);
  const role = roleName(member.role);
  const can = known.find((each) => each === member.role) ?? 'other';
  // Who cares for the community may lay that down; nobody raises themselves.
  const mayChange = member.self ? member.role === 'steward' : mayDecide;
  return (
    <Section
      title={t('member.role')}
      actions={member.state !== 'in' && <Badge>{t(`people.${member.state}`)}</Badge>}
    >
      <Card>
        <SettingsRow label={role} about={t(`member.can.${can}`)}>
          {member.state === 'in' && mayChange && (
            <Button size="small" onClick={() => setChanging(true)}>
              {t(member.self ? 'member.stepDown' : 'member.changeRole')}
            </Button>
          )}
        </SettingsRow>
        {since.length > 0 && <p className={styles['soft']}>{since.join(' ')}</p>}
      </Card>
      <RoleDialog member={member} open={isChanging} onClose={() => setChanging(false)} />
    </Section>
  );
}

/** Who gave the role, who let them in, and when. */
function useSince(community: string, member: MemberView): string[] {
  const events = usePeerQuery('history', { community, member: member.id }).value?.events ?? [];
  const counting = events.filter(({ because }) => because === null);
  const last = (wanted: string) => counting.find(({ code }) => code === wanted);
  const [given, admitted, founded] = [
    last('HISTORY_ROLE'),
    last('HISTORY_ADMITTED'),
    last('HISTORY_FOUNDED'),
  ];
  return [
    ...(given
      ? [
          t('member.roleSince', {
            role: roleName(member.role),
            when: dateAndTime(given.time),
            by: given.byName,
          }),
        ]
      : []),
    ...(founded ? [t('member.founded', { when: dateAndTime(founded.time) })] : []),
    ...(admitted ? [t('member.since', { when: dateAndTime(admitted.time), by: admitted.byName })] : []),
  ];
}

function Ends({ member }: { member: MemberView }) {
  const [ending, setEnding] = useState<Ending>();
  const [isReturning, setReturning] = useState(false);
  const { id, name } = member;
  return (
    <Section title={t('member.danger')}>
      <Card>
        <SettingsRow label={t('member.return')} about={t('member.returnAbout', { name })}>
          <Button size="small" onClick={() => setReturning(true)}>
            {t('member.returnGo')}
          </Button>
        </SettingsRow>
        <SettingsRow label={t('member.remove', { name })} about={t('member.removeAbout')}>
          <Button size="small" look="danger" onClick={() => setEnding({ kind: 'remove', member: id, name })}>
            {t('end.remove')}
          </Button>
        </SettingsRow>
      </Card>
      <EndDialog ending={ending} onClose={() => setEnding(undefined)} />
      <ReturnDialog member={id} name={name} open={isReturning} onClose={() => setReturning(false)} />
    </Section>
  );
}
