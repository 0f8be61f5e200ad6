/**
 * From the gate to the documents: opens what was admitted, and whatever waited for keys that came with it. New keys are
 * written before anything is opened with them.
 */
import { AUTHORITY_CHAIN } from '../authority/actions.ts';
import { WHOLE_COMMUNITY } from '../base/ids.ts';
import { keyIdOf, keyTag } from '../feed/key-id.ts';
import type { Batch } from './batch.ts';
import type { ContentChange } from './contents.ts';
import type { Admitted } from './gate.ts';
import type { LiveState } from './live-state.ts';
import { planReveal, resumeAll, reveal } from './passed-over.ts';

export async function openAdmitted(
  live: LiveState,
  admitted: readonly Admitted[],
  batch: Batch,
): Promise<ContentChange[]> {
  const { state } = live;
  const changes: ContentChange[] = [];
  for (const { feed, entry, depth } of admitted) {
    if (feed.kind !== 'content') continue;
    const { header, record } = entry;
    const later = state.contents.open(feed, { seq: header.seq, depth, header, record }, batch, changes);
    if (later) await later;
  }
  if (!state.hasNewKeys) return changes;
  state.hasNewKeys = false;
  const tags = newTags(live);
  planReveal(live.layout, tags, batch);
  await live.writeSecrets({ ...live.secrets, chainKeys: state.keys.all() }, batch);
  for (const change of await reveal(state, live.layout, tags, batch)) changes.push(change);
  for (const change of await resumeAll(state, batch)) changes.push(change);
  return changes;
}

/** Of keys of private spaces that are held since the secrets were written. */
function newTags({ state, secrets }: LiveState): string[] {
  const known = new Set(secrets.chainKeys.map(({ key }) => keyIdOf(key)));
  return state.keys
    .all()
    .filter(({ id, chain }) => !known.has(id) && chain !== AUTHORITY_CHAIN && chain !== WHOLE_COMMUNITY)
    .map(({ id }) => keyTag(id));
}
