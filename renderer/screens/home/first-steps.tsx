/** What a community still lacks, each as one step away. Gone when all are there. */
import { Boxes, LayoutDashboard, MessagesSquare } from 'lucide-react';
import { Section } from '../../components/page.tsx';
import { usePeerQuery } from '../../peer/use-peer.ts';
import { hrefOf, type Route } from '../../router/route.ts';
import { t } from '../../text/text.ts';
import styles from './home-screen.module.css';

export function FirstSteps({ community }: { community: string }) {
  const channels = usePeerQuery('channels', { community }).value?.channels;
  const boards = usePeerQuery('boards', { community }).value?.boards;
  const inventories = usePeerQuery('inventories', { community }).value?.inventories;
  const place = (screen: 'chat' | 'boards' | 'things'): Route => ({ screen, community, place: null });
  const steps = [
    { name: 'chat', icon: <MessagesSquare />, to: place('chat'), isDue: channels?.length === 0 },
    { name: 'board', icon: <LayoutDashboard />, to: place('boards'), isDue: boards?.length === 0 },
    { name: 'things', icon: <Boxes />, to: place('things'), isDue: inventories?.length === 0 },
  ] as const;
  const due = steps.filter((step) => step.isDue);
  if (due.length === 0) return null;
  return (
    <Section title={t('steps.title')}>
      <ul className={styles['steps']}>
        {due.map((step) => (
          <li key={step.name}>
            <a href={hrefOf(step.to)} className={styles['step']}>
              {step.icon}
              <span className={styles['stepTitle']}>{t(`steps.${step.name}`)}</span>
              <span className={styles['stepAbout']}>{t(`steps.${step.name}About`)}</span>
            </a>
          </li>
        ))}
      </ul>
    </Section>
  );
}
