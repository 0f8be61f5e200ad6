/** What waits for me, what is new, who is here, what is due, and how things stand, at one look. */
import { UserPlus } from 'lucide-react';
import type { OutputOf } from '../../../core/api/methods.ts';
import { LinkButton, Button } from '../../components/button.tsx';
import { Drawing } from '../../components/drawing.tsx';
import list from '../../components/list.module.css';
import { attempt } from '../../components/notices.tsx';
import { Failure, Page, Section } from '../../components/page.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useApi, usePeerQuery } from '../../peer/use-peer.ts';
import { useSyncState } from '../../shell/sync-sentence.ts';
import { sentenceFor } from '../../text/sentence.ts';
import { t } from '../../text/text.ts';
import { LoanList } from '../inventory/loan-list.tsx';
import { FirstSteps } from './first-steps.tsx';
import { Due, HereNow } from './home-aside.tsx';
import { HomeNews } from './home-news.tsx';
import styles from './home-screen.module.css';
import { RecoveryReminder } from './recovery-reminder.tsx';

type Notice = OutputOf<'notices'>['notices'][number];

/** Somebody waits for the person: an answer, a thing to be handed over or taken back. Giving back has time. */
function isAwaited({ side, mine, state }: OutputOf<'loans'>['loans'][number]): boolean {
  const steps = mine.filter((step) => step !== 'cancel' && step !== 'return');
  if (side === 'borrower') return steps.includes('hand-over');
  return side === 'custodian' && (state === 'handed-over' ? mine.includes('return') : steps.length > 0);
}

export function HomeScreen({ community, title }: { community: string; title: string }) {
  const input = { community };
  const members = usePeerQuery('members', input);
  const channels = usePeerQuery('channels', input).value?.channels;
  const boards = usePeerQuery('boards', input).value?.boards;
  const inventories = usePeerQuery('inventories', input).value?.inventories;
  const loans = usePeerQuery('loans', input).value?.loans;
  const notices = usePeerQuery('notices', input).value?.notices;
  const news = usePeerQuery('news', input).value;
  const sync = useSyncState(community);
  const error = members.error;

  const unread = (channels ?? []).filter((channel) => channel.unread > 0);
  const waiting = (loans ?? []).filter(isAwaited);
  const others = (loans ?? []).filter((loan) => !waiting.includes(loan));
  // What has a button above is not said once more.
  const unseen = (notices ?? []).filter(
    (notice) => !notice.seen && !waiting.some(({ id }) => id === notice.loan),
  );
  const isLoaded = members.value && channels && loans && notices && news;
  const people = members.value?.members ?? [];
  const summary = usePeerQuery('communities', {}).value?.communities.find((each) => each.id === community);
  // The first thing that somebody would miss.
  const hasSomething =
    summary?.sample === false &&
    (channels?.length ?? 0) + (boards?.length ?? 0) + (inventories?.length ?? 0) > 0;
  const hasNews = unread.length + (news?.items.length ?? 0) > 0;
  const isAlone = people.filter(({ state }) => state === 'in').length < 2;

  return (
    <Page
      title={title}
      about={sync?.long}
      actions={
        !isAlone && (
          <LinkButton
            size="small"
            icon={<UserPlus aria-hidden />}
            to={{ screen: 'people', community, open: 'invite' }}
          >
            {t('people.invite')}
          </LinkButton>
        )
      }
    >
      {error !== undefined && <Failure error={error} />}
      {!isLoaded && error === undefined && <Skeleton rows={4} tall />}
      {isLoaded && (
        <div className={styles['columns']}>
          <div className={styles['main']}>
            {hasSomething && <RecoveryReminder />}
            {isAlone && <Beginning community={community} title={title} />}
            {waiting.length > 0 && (
              <Section title={t('home.waiting')}>
                <LoanList loans={waiting} empty="" />
              </Section>
            )}
            {unseen.length > 0 && <Notices notices={unseen} />}
            {hasNews && <HomeNews community={community} news={news} unread={unread} />}
            {!hasNews && !isAlone && <Quiet />}
            <FirstSteps community={community} />
          </div>
          <div className={styles['aside']}>
            <HereNow community={community} members={people} />
            <Due community={community} loans={others} />
          </div>
        </div>
      )}
    </Page>
  );
}

function Quiet() {
  return (
    <div className={styles['calm']}>
      <Drawing name="street" />
      <div>
        <p className={styles['calmTitle']}>{t('home.quietTitle')}</p>
        <p className={styles['quiet']}>{t('home.quiet')}</p>
      </div>
    </div>
  );
}

/** A community of one. */
function Beginning({ community, title }: { community: string; title: string }) {
  return (
    <div className={styles['beginning']}>
      <Drawing name="street" />
      <div>
        <h2 className={styles['beginningTitle']}>{t('home.beginning', { title })}</h2>
        <p className={styles['about']}>{t('home.beginningAbout')}</p>
        <LinkButton
          look="primary"
          icon={<UserPlus aria-hidden />}
          to={{ screen: 'people', community, open: 'invite' }}
        >
          {t('steps.invite')}
        </LinkButton>
      </div>
    </div>
  );
}

function Notices({ notices }: { notices: readonly Notice[] }) {
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
