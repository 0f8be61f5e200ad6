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
import { hrefOf } from '../../router/route.ts';
import { sentenceFor, sentenceOf } from '../../text/sentence.ts';
import { t } from '../../text/text.ts';
import { LoanList } from '../inventory/loan-list.tsx';
import { FirstSteps } from './first-steps.tsx';
import { Due, HereNow } from './home-aside.tsx';
import { HomeNews } from './home-news.tsx';
import styles from './home-screen.module.css';
import { MyTasks } from './my-tasks.tsx';
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
  const asked = {
    members: usePeerQuery('members', input),
    channels: usePeerQuery('channels', input),
    loans: usePeerQuery('loans', input),
    notices: usePeerQuery('notices', input),
    news: usePeerQuery('news', input),
  };
  const boards = usePeerQuery('boards', input).value?.boards;
  const inventories = usePeerQuery('inventories', input).value?.inventories;
  const sync = useSyncState(community);
  const answers = Object.values(asked);
  const isLoaded = answers.every(({ value, error }) => value !== undefined || error !== undefined);
  // What cannot be shown is said once, and takes nothing else along.
  const failures = new Map(
    answers.flatMap(({ error }) => (error === undefined ? [] : [[sentenceOf(error), error]])),
  );

  const channels = asked.channels.value?.channels ?? [];
  const unread = channels.filter((channel) => channel.unread > 0);
  const loans = asked.loans.value?.loans ?? [];
  const waiting = loans.filter(isAwaited);
  const others = loans.filter((loan) => !waiting.includes(loan));
  // What has a button above is not said once more.
  const unseen = (asked.notices.value?.notices ?? []).filter(
    (notice) => !notice.seen && !waiting.some(({ id }) => id === notice.loan),
  );
  const news = asked.news.value;
  const people = asked.members.value?.members ?? [];
  const summary = usePeerQuery('communities', {}).value?.communities.find((each) => each.id === community);
  // The first thing that somebody would miss.
  const hasSomething =
    summary?.sample === false && channels.length + (boards?.length ?? 0) + (inventories?.length ?? 0) > 0;
  const hasNews = unread.length + (news?.items.length ?? 0) > 0;
  const isAlone = people.filter(({ state }) => state === 'in').length === 1;
  const isQuiet = news !== undefined && asked.channels.value !== undefined && !hasNews;

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
      {!isLoaded && <Skeleton rows={4} tall />}
      {isLoaded && (
        <div className={styles['columns']}>
          <div className={styles['main']}>
            {[...failures].map(([sentence, error]) => (
              <Failure key={sentence} error={error} />
            ))}
            {hasSomething && <RecoveryReminder />}
            {isAlone && <Beginning community={community} title={title} />}
            {waiting.length > 0 && (
              <Section title={t('home.waiting')}>
                <LoanList loans={waiting} empty="" community={community} />
              </Section>
            )}
            {unseen.length > 0 && <Notices community={community} notices={unseen} />}
            {hasNews && <HomeNews community={community} news={news} unread={unread} />}
            {isQuiet && !isAlone && <Quiet />}
            <FirstSteps community={community} />
          </div>
          <div className={styles['aside']}>
            {people.length > 0 && <HereNow community={community} members={people} />}
            <MyTasks community={community} />
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

function Notices({ community, notices }: { community: string; notices: readonly Notice[] }) {
  const api = useApi();
  return (
    <Section title={t('home.notices')}>
      <ul className={list['list']}>
        {notices.map((notice) => (
          <li key={notice.id} className={list['row']}>
            <p className={list['main']}>
              <a
                className={styles['notice']}
                href={hrefOf({
                  screen: 'things',
                  community,
                  place: notice.inventory,
                  ...(notice.item !== null && { object: notice.item }),
                })}
              >
                {sentenceFor(notice.code, notice.details) ?? t('home.noticeUnknown')}
              </a>
            </p>
            <Button
              look="quiet"
              size="small"
              onClick={() => void attempt(() => api.noticeSeen({ notice: notice.id }))}
            >
              {t('home.noticeSeen')}
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
