/** An attempt to join, and what it is waiting for. */
import { Progress } from '@base-ui/react/progress';
import { CircleCheck, CircleX, LoaderCircle } from 'lucide-react';
import type { JoinView } from '../../../core/api/community-methods.ts';
import { Button } from '../../components/button.tsx';
import { attempt } from '../../components/notices.tsx';
import { useApi } from '../../peer/use-peer.ts';
import { goTo } from '../../router/use-route.ts';
import { sentenceFor } from '../../text/sentence.ts';
import { t } from '../../text/text.ts';
import styles from './join-progress.module.css';

export function JoinProgress({ join }: { join: JoinView }) {
  const api = useApi();
  const isOver = join.phase === 'done' || join.phase === 'failed';
  const Icon = join.phase === 'done' ? CircleCheck : join.phase === 'failed' ? CircleX : LoaderCircle;
  return (
    <section className={styles['join']} aria-label={t('join.attempt', { title: join.title })}>
      <Icon
        className={`${styles['icon']} ${isOver ? '' : styles['turning']}`}
        data-phase={join.phase}
        aria-hidden
      />
      <div className={styles['main']}>
        <p className={styles['title']}>{join.title}</p>
        <p className={styles['about']} role="status">
          {sentenceOfJoin(join)}
        </p>
        {join.phase === 'receiving' && (
          <Progress.Root
            value={join.expected === null ? null : join.received}
            max={join.expected ?? 1}
            aria-label={t('join.progress')}
          >
            <Progress.Track className={styles['track']}>
              <Progress.Indicator className={styles['bar']} />
            </Progress.Track>
          </Progress.Root>
        )}
      </div>
      {join.phase === 'done' || join.phase === 'receiving' ? (
        <Button
          look="primary"
          size="small"
          onClick={() => goTo({ screen: 'home', community: join.community })}
        >
          {t('join.open')}
        </Button>
      ) : (
        <Button
          look="quiet"
          size="small"
          onClick={() => void attempt(() => api.cancelJoin({ join: join.id }))}
        >
          {isOver ? t('action.dismiss') : t('join.stop')}
        </Button>
      )}
    </section>
  );
}

function sentenceOfJoin(join: JoinView): string {
  switch (join.phase) {
    case 'looking':
      return join.neighbours === 0
        ? t('join.looking', { title: join.title })
        : t('join.found', { count: join.neighbours });
    case 'waiting':
      return t('join.waiting', { title: join.title });
    case 'asking':
      return t('join.asking', { title: join.title });
    case 'receiving':
      return join.expected === null
        ? t('join.receiving')
        : t('join.receivingOf', { received: join.received, expected: join.expected });
    case 'done':
      return t('join.done');
    case 'failed':
      return sentenceFor(join.code ?? 'INTERNAL') ?? sentenceFor('INTERNAL') ?? '';
    default:
      return join.phase satisfies never;
  }
}
