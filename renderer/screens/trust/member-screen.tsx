/** One member: role and since when, devices, safety number; and what can be done. The own page is `SelfSections`. */
import { useState } from 'react';
import type { MemberView } from '../../../core/api/community-methods.ts';
import { Badge } from '../../components/badge.tsx';
import { Button, LinkButton } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Failure, Page, Section } from '../../components/page.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { usePeerQuery } from '../../peer/use-peer.ts';
import { roleName } from '../../text/names.ts';
import { sentenceFor } from '../../text/sentence.ts';
import { t } from '../../text/text.ts';
import { dateAndTime } from '../../text/when.ts';
import { SettingsRow } from '../settings/settings-row.tsx';
import { DeviceList } from './device-list.tsx';
import { EndDialog, type Ending } from './end-dialog.tsx';
import { ReturnDialog } from './link-dialogs.tsx';
import { RoleDialog } from './role-dialog.tsx';
import { SafetySection } from './safety-section.tsx';
import { SelfSections } from './self-sections.tsx';

interface MemberScreenProps {
  community: string;
  title: string;
  member: string;
}

/** As far back as the page looks for when a member came. */
const FAR = 10_000;
const known = ['steward', 'member', 'guest', 'mirror'] as const;

export function MemberScreen({ community, title, member: id }: MemberScreenProps) {
  const { value, error } = usePeerQuery('members', { community });
  const member = value?.members.find((each) => each.id === id);
  const back = (
    <LinkButton look="quiet" to={{ screen: 'people', community, open: null }}>
      {t('member.back')}
    </LinkButton>
  );
  return (
    <Page
      title={member?.name ?? t('nav.people')}
      about={member?.self && t('member.you')}
      actions={back}
      narrow
    >
      {error !== undefined && <Failure error={error} />}
      {!value && error === undefined && <Skeleton rows={4} tall />}
      {value && !member && (
        <EmptyState drawing="people" title={t('nav.people')} about={sentenceFor('MEMBER_UNKNOWN') ?? ''} />
      )}
      {member && <About community={community} member={member} />}
      {member && <DeviceList member={member} />}
      {member && !member.self && <SafetySection member={id} name={member.name} />}
      {member?.self && <SelfSections community={community} title={title} member={member} />}
      {member && !member.self && member.state === 'in' && <Ends member={member} />}
    </Page>
  );
}

function About({ community, member }: { community: string; member: MemberView }) {
  const [isChanging, setChanging] = useState(false);
  const events = usePeerQuery('history', { community, last: FAR }).value?.events ?? [];
  const counting = events.filter(({ because }) => because === null);
  const isAbout = (code: string) => (event: (typeof events)[number]) =>
    event.code === code && event.details['member'] === member.id;
  const given = counting.find(isAbout('HISTORY_ROLE'));
  const admitted = counting.find(isAbout('HISTORY_ADMITTED'));
  const founded = counting.find(({ code, by }) => code === 'HISTORY_FOUNDED' && by === member.id);
  const role = roleName(member.role);
  const since = [
    ...(given ? [t('member.roleSince', { role, when: dateAndTime(given.time), by: given.byName })] : []),
    ...(founded ? [t('member.founded', { when: dateAndTime(founded.time) })] : []),
    ...(admitted ? [t('member.since', { when: dateAndTime(admitted.time), by: admitted.byName })] : []),
  ];
  const can = known.find((each) => each === member.role) ?? 'other';
  return (
    <Section
      title={t('member.role')}
      actions={member.state !== 'in' && <Badge>{t(`people.${member.state}`)}</Badge>}
    >
      <Card>
        <SettingsRow label={role} about={t(`member.can.${can}`)}>
          {member.state === 'in' && (
            <Button size="small" onClick={() => setChanging(true)}>
              {t('member.changeRole')}
            </Button>
          )}
        </SettingsRow>
        {since.length > 0 && <p>{since.join(' ')}</p>}
      </Card>
      <RoleDialog member={member} open={isChanging} onClose={() => setChanging(false)} />
    </Section>
  );
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
