/**
 * A device that introduces itself: the first entry of its authority feed binds it to its person, certified by an earlier
 * device of that person or by their root. So who goes on as a new device depends on nobody to write that down. [GATE-19]
 */
import { decodeAction } from '../authority/decode-action.ts';
import type { KeyRing } from '../authority/key-ring.ts';
import type { CommunityId } from '../base/ids.ts';
import { chain } from '../feed/chain.ts';
import { feedContext } from '../feed/feed-context.ts';
import { openPayload } from '../feed/payload.ts';
import type { Run } from '../feed/run.ts';
import type { AuthorityLog } from './authority-log.ts';

/** What is held only grows, so what has been an introduction once stays one. */
export function isIntroduction(community: CommunityId, run: Run, keys: KeyRing, log: AuthorityLog): boolean {
  const { kind, device, from } = run;
  if (kind !== 'authority' || from !== 0) return false;
  const context = feedContext(community, kind, device);
  const chained = chain(context, { from: 0, prev: null }, run.records.slice(0, 1));
  const entry = chained.ok ? chained.value[0] : undefined;
  const held = entry && keys.find(entry.header.key);
  if (held?.chain !== 'authority') return false;
  const payload = openPayload(context, entry!, held.key);
  if (!payload.ok) return false;
  const action = decodeAction(payload.value.kind, payload.value.body, community);
  if (action.type !== 'add-device' || action.certificate.device !== device) return false;
  return log.mayCertify(action.certificate.certifier);
}
