/**
 * How a neighbour of the sample street behaves towards the person who looks around: lends what is asked for, and says
 * that it was handed over and came back once the person has said so. A little later than at once, as people are.
 */
import type { ApiClient } from '../../api/client.ts';
import type { LoanView } from '../../api/loan-methods.ts';
import type { Clock } from '../../base/clock.ts';

/** Milliseconds. */
const PAUSE = 2_500;

/** The sample's own people settle their loans among themselves. */
const NAMES = new Set(['Ada', 'Ben', 'Cem']);

/** Ends when the function that it gives is called. */
export function beNeighbourly(api: ApiClient, community: string, clock: Clock): () => void {
  const underWay = new Set<string>();
  const cancels = new Set<() => void>();
  const stop = api.subscribe('loans', { community }, ({ loans }) => {
    for (const loan of loans) {
      const step = answerTo(loan);
      if (!step || underWay.has(`${loan.id} ${step}`)) continue;
      underWay.add(`${loan.id} ${step}`);
      const cancel = clock.after(PAUSE, () => {
        cancels.delete(cancel);
        // The loan may have moved on meanwhile; then there is nothing to answer.
        api[step]({ loan: loan.id }).catch(() => undefined);
      });
      cancels.add(cancel);
    }
  });
  return () => {
    stop();
    for (const cancel of cancels) cancel();
  };
}

function answerTo(loan: LoanView): 'loanApprove' | 'loanHandOver' | 'loanReturn' | undefined {
  if (loan.side !== 'custodian' || NAMES.has(loan.borrowerName)) return undefined;
  if (loan.mine.includes('approve')) return 'loanApprove';
  if (loan.mine.includes('hand-over') && loan.handOver.borrower) return 'loanHandOver';
  if (loan.mine.includes('return') && loan.return.borrower) return 'loanReturn';
  return undefined;
}
