/** Writes an authority action, and says what the fold makes of it. */
import type { Decision } from '../api/trust-methods.ts';
import type { ActionBody } from '../authority/action-bodies.ts';
import type { Authority } from '../authority/authority.ts';
import type { EntryId } from '../base/ids.ts';
import { KithError } from '../base/kith-error.ts';
import type { HostedCommunity } from './hosted-community.ts';

/** The locks are changed, where that is owed, before anything else is written. */
export async function decide(host: HostedCommunity, action: ActionBody): Promise<Decision> {
  const { device, seq } = await host.community.act(action);
  const entry = host.community.state.log.entries().find((one) => one.device === device && one.seq === seq);
  if (!entry) throw new Error('an action was written and is not in the log');
  await host.keepKeys();
  return { state: decisionState(host.community.authority(), entry.id), id: entry.id };
}

/** Throws KithError with the code of the verdict for what neither counts nor waits. */
export function decisionState(authority: Authority, id: EntryId): Decision['state'] {
  const verdict = authority.verdicts.get(id);
  if (verdict?.effective === true) return 'done';
  if (authority.proposals.some(({ entry }) => entry === id)) return 'proposed';
  throw new KithError(verdict?.code ?? 'INTERNAL');
}
