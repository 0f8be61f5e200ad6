/** What is new, what waits for me, who is here, and how things stand, at one look. */
import { MessagesSquare } from 'lucide-react';
import type { NoticeView } from '../../../core/api/inventory-methods.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Unread } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import list from '../../components/list.module.css';
import { attempt } from '../../components/notices.tsx';
import { Failure, Page, Section } from '../../components/page.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useApi, usePeerQuery } from '../../peer/use-peer.ts';
import { hrefOf } from '../../router/route.ts';
import { useSyncState } from '../../shell/sync-sentence.ts';
import { sentenceFor } from '../../text/sentence.ts';
import { t } from '../../text/text.ts';
import { LoanList } from '../inventory/loan-list.tsx';
import { FirstSteps } from './first-steps.tsx';
import styles from './home-screen.module.css';
import { RecoveryReminder } from './recovery-reminder.tsx';

export function HomeScreen({ community, title }: { community: string; title: string }) {
  const input = { community };
  const members = usePeerQuery('members', input);
  const channels = usePeerQuery('channels', input).value?.channels;
  const boards = usePeerQuery('boards', input).value?.boards;
  const inventories = usePeerQuery('inventories', input).value?.inventories;
  const loans = usePeerQuery('loans', input).value?.loans;
  const notices = usePeerQuery('notices', input).value?.notices;
  const sync = useSyncState(community);
  const error = members.error;

  const unread = (channels ?? []).filter((channel) => channel.unread > 0);
  const waiting = (loans ?? []).filter((loan) => loan.mine.some((step) => step !== 'cancel'));
  const others = (loans ?? []).filter(
    (loan) =>
      loan.side === 'borrower' &&
      !waiting.includes(loan) &&
      ['requested', 'approved', 'handed-over'].includes(loan.state),
  );
  const unseen = (notices ?? []).filter((notice) => !notice.seen);
  const here = (members.value?.members ?? []).filter((member) => member.here && !member.self);
  const isLoaded = members.value && channels && loans && notices;
  const summary = usePeerQuery('communities', {}).value?.communities.find((each) => each.id === community);
  // The first thing that somebody would miss.
  const hasSomething =
    summary?.sample === false &&
    (channels?.length ?? 0) + (boards?.length ?? 0) + (inventories?.length ?? 0) > 0;
  const isQuiet = unread.length + waiting.length + others.length + unseen.length === 0;

  return (
    <Page title={title} about={sync?.sentence}>
      {error !== undefined && <Failure error={error} />}
      {!isLoaded && error === undefined && <Skeleton rows={4} tall />}
      {isLoaded && (
        <>
          {here.length > 0 && (
            <div className={styles['here']}>
              {here.map((member) => (
                <span key={member.id} className={styles['person']}>
                  <Avatar id={member.id} name={member.name} here />
                  {member.name}
                </span>
              ))}
              <span className={styles['hereLabel']}>{t('home.here', { count: here.length })}</span>
            </div>
          )}
          {hasSomething && <RecoveryReminder />}
          {unseen.length > 0 && <Notices notices={unseen} />}
          {waiting.length > 0 && (
            <Section title={t('home.waiting')}>
              <LoanList loans={waiting} empty="" />
            </Section>
          )}
          {unread.length > 0 && (
            <Section title={t('home.unread')}>
              <ul className={list['list']}>
                {unread.map((channel) => (
                  <li key={channel.id} className={list['row']}>
                    <MessagesSquare className={styles['icon']} aria-hidden />
                    <a
                      className={`${list['main']} ${list['name']} ${styles['link']}`}
                      href={hrefOf({ screen: 'chat', community, place: channel.id })}
                    >
                      {channel.title}
                    </a>
                    <Unread count={channel.unread} label={t('chat.unread', { count: channel.unread })} />
                  </li>
                ))}
              </ul>
            </Section>
          )}
          {others.length > 0 && (
            <Section title={t('home.borrowed')}>
              <LoanList loans={others} empty="" />
            </Section>
          )}
          {isQuiet && <p className={styles['quiet']}>{t('home.quiet')}</p>}
          <FirstSteps community={community} isAlone={(members.value?.members.length ?? 0) < 2} />
        </>
      )}
    </Page>
  );
}

function Notices({ notices }: { notices: readonly NoticeView[] }) {
  const api = useApi();
  return (
    <Section title={t('home.notices')}>
      <ul className={list['list']}>
        {notices.map((notice) => (
          <li key={notice.id} className={list['row']}>
            <p className={list['main']}>
              {sentenceFor(notice.code, notice.details) ?? t('home.noticeUnknown')}
            </p>
            <Button size="small" onClick={() => void attempt(() => api.noticeSeen({ notice: notice.id }))}>
              {t('home.noticeSeen')}
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
