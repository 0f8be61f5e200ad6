/** A thing whose label was read: how it stands, and the step that is next for the person, as one button. */
import { useEffect, useRef, useState } from 'react';
import type { ItemPageView } from '../../../core/api/inventory-methods.ts';
import type { LoanHistoryView, LoanStep } from '../../../core/api/loan-methods.ts';
import type { KithApi } from '../../../core/api/methods.ts';
import { Button } from '../../components/button.tsx';
import { attempt } from '../../components/notices.tsx';
import { Failure } from '../../components/page.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useApi, usePeerQuery } from '../../peer/use-peer.ts';
import { goTo } from '../../router/use-route.ts';
import { loanStepName } from '../../text/names.ts';
import { t } from '../../text/text.ts';
import { today } from '../../text/when.ts';
import { ItemState } from './item-state.tsx';
import { loanWords, type LoanWords } from './loan-words.ts';
import { ReturnDialog } from './return-dialog.tsx';
import styles from './scan-dialog.module.css';

const calls: Partial<Record<LoanStep, (api: KithApi, loan: string) => Promise<unknown>>> = {
  approve: (api, loan) => api.loanApprove({ loan }),
  'hand-over': (api, loan) => api.loanHandOver({ loan }),
  return: (api, loan) => api.loanReturn({ loan }),
};

interface NextStep {
  readonly loan: LoanHistoryView;
  readonly words: LoanWords;
  readonly step: LoanStep;
}

/** What is due first, then what comes back, then what goes out. */
function nextSteps(loans: readonly LoanHistoryView[], day: string): NextStep[] {
  const order: readonly LoanStep[] = ['return', 'hand-over', 'approve'];
  return loans
    .map((loan) => ({ loan, words: loanWords(loan, day) }))
    .flatMap(({ loan, words }) => {
      const step = words.next;
      return step !== undefined && order.includes(step) ? [{ loan, words, step }] : [];
    })
    .sort(
      (a, b) =>
        Number(b.words.isDue) - Number(a.words.isDue) || order.indexOf(a.step) - order.indexOf(b.step),
    );
}

interface ScannedThingProps {
  item: string;
  /** A step was taken, in words; without: none was to be taken. */
  onDone: (what?: string) => void;
  /** The page of the thing is opened instead. */
  onLeave: () => void;
}

export function ScannedThing({ item, onDone, onLeave }: ScannedThingProps) {
  const { value, error } = usePeerQuery('item', { item });
  if (error !== undefined) return <Failure error={error} />;
  return value ? <Found page={value} onDone={onDone} onLeave={onLeave} /> : <Skeleton rows={2} />;
}

function Found({ page, onDone, onLeave }: Omit<ScannedThingProps, 'item'> & { page: ItemPageView }) {
  const api = useApi();
  const { item, community } = page;
  const [returning, setReturning] = useState<LoanHistoryView | null>(null);
  const frame = useRef<HTMLElement>(null);
  const steps = nextSteps(page.loans, today());
  const hasSteps = steps.length > 0;
  // Enter takes the step: whoever scans has one hand free.
  useEffect(() => {
    frame.current?.querySelector<HTMLElement>('[data-next] button')?.focus();
  }, [hasSteps]);
  const name = ({ loan, step }: NextStep): string => loanStepName(step, loan.side === 'custodian');
  const said = (next: NextStep): string => t('check.did', { title: next.words.title, step: name(next) });

  async function take(next: NextStep): Promise<void> {
    // What was promised is handed over next: the thing stays.
    if (await attempt(() => calls[next.step]!(api, next.loan.id))) {
      if (next.step !== 'approve') onDone(said(next));
    }
  }

  return (
    <section ref={frame} className={styles['thing']} aria-label={item.title}>
      <div className={styles['head']}>
        <strong dir="auto">{item.title}</strong>
        {item.label !== '' && <span className={styles['number']}>{item.label}</span>}
        <ItemState item={item} me={undefined} />
      </div>
      {!hasSteps && <p>{t(item.own && item.state === 'available' ? 'check.here' : 'check.nothing')}</p>}
      {steps.map((next, index) => (
        <div key={next.loan.id} className={styles['step']} data-next={index === 0 ? '' : undefined}>
          <div>
            <div dir="auto">{next.words.title}</div>
            <div className={styles['more']}>{next.words.sentence}</div>
          </div>
          <div className={styles['ways']}>
            <Button look={index === 0 ? 'primary' : 'plain'} onClick={() => void take(next)}>
              {name(next)}
            </Button>
            {next.step === 'return' && (
              <Button look="quiet" onClick={() => setReturning(next.loan)}>
                {t('loanBack.menu')}
              </Button>
            )}
          </div>
        </div>
      ))}
      <div className={`${styles['ways']} ${styles['foot']}`}>
        <Button
          look="quiet"
          size="small"
          onClick={() => {
            onLeave();
            goTo({ screen: 'things', community, place: page.inventory, object: item.id });
          }}
        >
          {t('check.open')}
        </Button>
        {!hasSteps && (
          <Button look="quiet" size="small" onClick={() => onDone()}>
            {t('check.next')}
          </Button>
        )}
      </div>
      {returning && (
        <ReturnDialog
          community={community}
          loan={returning}
          onClose={() => setReturning(null)}
          onDone={() => {
            const next = steps.find(({ loan }) => loan.id === returning.id);
            if (next) onDone(said(next));
          }}
        />
      )}
    </section>
  );
}
