/** What is new, place by place: each line says who did what and leads there. */
import { Boxes, CheckCheck, Hash, LayoutDashboard, Users } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { ChannelSummary } from '../../../core/api/chat-methods.ts';
import type { NewsListView, NewsView } from '../../../core/api/news-methods.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Unread } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { attempt, showDone } from '../../components/notices.tsx';
import { useApi } from '../../peer/use-peer.ts';
import { hrefOf, type Route } from '../../router/route.ts';
import { t } from '../../text/text.ts';
import { dayName, startOfDay, timeOfDay } from '../../text/when.ts';
import styles from './home-news.module.css';
import { newsRoute, newsSentence } from './news-words.ts';

/** Lines of one place that are shown. */
const SHOWN = 4;

interface HomeNewsProps {
  community: string;
  /** Nothing where it cannot be told: what was written is there all the same. */
  news: NewsListView | undefined;
  unread: readonly ChannelSummary[];
}

const icons = { board: <LayoutDashboard />, inventory: <Boxes />, channel: <Hash /> };

export function HomeNews({ community, news, unread }: HomeNewsProps) {
  const api = useApi();
  const [now] = useState(() => Date.now());
  const groups = new Map<string, NewsView[]>();
  for (const item of news?.items ?? []) {
    // Its messages say it already.
    if (item.kind === 'place-added' && unread.some(({ id }) => id === item.place)) continue;
    const key = item.place ?? '';
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }

  async function seeAll(): Promise<void> {
    const isDone = await attempt(async () => {
      if (news) await api.newsSeen({ community, at: news.at });
      for (const channel of unread) await api.markRead({ channel: channel.id });
    });
    if (isDone) showDone(t('home.seenDone'));
  }

  return (
    <section className={styles['news']} aria-labelledby="home-news">
      <header className={styles['head']}>
        <h2 id="home-news" className={styles['title']}>
          {t('home.new')}
          {news && news.since !== null && <span className={styles['since']}>{moment(news.since, now)}</span>}
        </h2>
        <Button look="quiet" size="small" icon={<CheckCheck aria-hidden />} onClick={() => void seeAll()}>
          {t('home.seenAll')}
        </Button>
      </header>
      <div className={styles['groups']}>
        {unread.map((channel) => (
          <Group
            key={channel.id}
            to={{ screen: 'chat', community, place: channel.id }}
            icon={<Hash />}
            title={channel.title}
            count={channel.unread}
            label={t('home.messages', { count: channel.unread })}
            isPlain
          />
        ))}
        {[...groups].map(([place, items]) => {
          const first = items[0]!;
          return (
            <Group
              key={place}
              to={newsRoute(community, { ...first, object: null })}
              icon={first.placeType === null ? <Users /> : icons[first.placeType]}
              title={first.placeType === null ? t('home.people') : first.placeTitle}
              count={items.length}
              label={t('home.changes', { count: items.length })}
            >
              {items.slice(0, SHOWN).map((item) => (
                <Line key={item.id} community={community} item={item} now={now} />
              ))}
              {items.length > SHOWN && (
                <li>
                  <a
                    className={styles['more']}
                    href={hrefOf(newsRoute(community, { ...first, object: null }))}
                  >
                    {t('home.moreNews', { count: items.length - SHOWN })}
                  </a>
                </li>
              )}
            </Group>
          );
        })}
      </div>
    </section>
  );
}

interface GroupProps {
  to: Route;
  icon: ReactNode;
  title: string;
  count: number;
  label: string;
  /** It has no lines of its own: the count stands as words. */
  isPlain?: boolean;
  children?: ReactNode;
}

function Group({ to, icon, title, count, label, isPlain = false, children }: GroupProps) {
  return (
    <div className={styles['group']}>
      <a className={styles['place']} href={hrefOf(to)}>
        <span className={styles['icon']} aria-hidden>
          {icon}
        </span>
        <span className={styles['placeTitle']}>{title}</span>
        {isPlain && <span className={styles['words']}>{label}</span>}
        {!isPlain && <Unread count={count} label={label} />}
      </a>
      {children !== undefined && <ul className={styles['lines']}>{children}</ul>}
    </div>
  );
}

function Line({ community, item, now }: { community: string; item: NewsView; now: number }) {
  const { before, title, after } = newsSentence(item);
  return (
    <li>
      <a className={styles['line']} href={hrefOf(newsRoute(community, item))}>
        <Avatar id={item.by} name={item.byName} small />
        <span className={styles['sentence']}>
          {before}
          {title !== '' && <strong className={styles['thing']}>{title}</strong>}
          {after}
        </span>
        <time className={styles['time']} dateTime={new Date(item.time).toISOString()}>
          {moment(item.time, now)}
        </time>
      </a>
    </li>
  );
}

/** Today the time, before that the day. */
function moment(ms: number, now: number): string {
  return startOfDay(ms) === startOfDay(now) ? timeOfDay(ms) : dayName(ms, now);
}
