/** Do devices that hold the same show the same, now, from the disk, and as the naive oracle says? */
import { deepStrictEqual } from 'node:assert';
import type { Community } from '../../core/community/community.ts';
import { stateHash } from '../../core/peer/state-hash.ts';
import { foldedView, frontierOf } from './folded-view.ts';
import { naiveView, type NaiveView } from './oracle.ts';

/**
 * Throws with what differs. Returns the state's hash. `hasFurtherDevices`: the oracle of loans knows the desk alone, not
 * what a custodian decides on another device; on that the devices still have to agree with each other.
 */
export async function expectAgreement(
  replicas: readonly Community[],
  hasFurtherDevices = false,
): Promise<string> {
  const [first, ...others] = replicas;
  const naive = await naiveView(replicas);
  const folded = await foldedView(first!);
  const told = (view: NaiveView): NaiveView => (hasFurtherDevices ? withoutDecisions(view) : view);
  deepStrictEqual(told(folded), told(naive), 'the first device is not as the oracle says');
  const hash = await stateHash(first!, first!.state);
  for (const other of others) {
    deepStrictEqual(frontierOf(other.state), folded.frontier, 'two devices hold different entries');
    if ((await stateHash(other, other.state)) === hash) continue;
    deepStrictEqual(await foldedView(other), folded, 'two devices show something else');
    throw new Error('two devices have another state hash');
  }
  return hash;
}

function withoutDecisions(view: NaiveView): NaiveView {
  const contents = view.contents.map((content, at) =>
    view.places[at]!.type === 'inventory'
      ? (content as Record<string, unknown>[]).map((item) => ({
          ...item,
          state: '',
          holders: [],
          loans: (item['loans'] as { id: string }[]).map(({ id }) => id),
        }))
      : content,
  );
  return { ...view, contents };
}

/** Recomputed from the disk there are no faults, and the same state. */
export async function expectSound(community: Community, hash: string): Promise<void> {
  const { faults, state } = await community.verify();
  deepStrictEqual(faults, [], 'verify finds faults');
  if ((await stateHash(community, state)) === hash) return;
  deepStrictEqual(
    await foldedView(community, state),
    await foldedView(community),
    'a rebuild shows something else',
  );
  throw new Error('a rebuild has another state hash');
}
