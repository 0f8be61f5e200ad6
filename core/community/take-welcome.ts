/**
 * A welcome that comes when the community is here already: the admission before did not hold, and somebody else has let
 * this device in. What it hands over opens the very entry that admits it. [GATE-15]
 */
import type { LiveState } from './live-state.ts';
import { frontierOf } from './frontier.ts';
import { openAdmitted } from './open-admitted.ts';
import { openWelcome } from './welcome.ts';

/** False when it is not for this device, or malformed. Resolves when the keys are on the disk. */
export async function takeWelcome(live: LiveState, welcome: Uint8Array): Promise<boolean> {
  const keys = openWelcome(live.options.id, live.secrets.keys.box, welcome);
  if (!keys) return false;
  await live.change(async () => {
    const { state } = live;
    const learned = keys.filter((key) => state.keys.learn(key));
    if (learned.length === 0) return;
    state.hasNewKeys = true;
    state.authorityFeeds.retry();
    const batch = live.batch(true);
    const contents = await openAdmitted(live, [], batch);
    await live.flush(batch);
    // Who is in may be another matter now, though no entry has come.
    const tips = frontierOf(state).filter(({ kind }) => kind === 'authority');
    live.onStored.emit({ tips, own: false, runs: [] });
    live.onChange.emit({ contents, authority: true, receipts: false });
  });
  return true;
}
