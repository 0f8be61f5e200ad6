/** What people see of a session: how far each side is behind the other. */
import type { CommunityExchange } from './community-exchange.ts';
import { heldSeq, type Frontier } from './frontier.ts';
import type { SessionHost } from './session-host.ts';
import type { SyncPeer } from './sync.ts';

export function statusOf(exchange: CommunityExchange, host: SessionHost): SyncPeer {
  const { replica } = exchange;
  const { state, view } = host;
  // A device that gets no content is never in step; it has said what it has when it has named both kinds.
  const isKnown = state.isWhole.authority && (state.isWhole.content || state.level !== 'full');
  const behind = isKnown ? behindOf(host, state.theirs) : null;
  const theyBehind = isKnown ? theirLack(host) : null;
  const isInStep = behind === 0 && theyBehind === 0 && state.level === 'full' && state.speaksOf.content;
  if (isInStep) host.lastInStep = view.now;
  return {
    transport: host.pipe.transport,
    path: host.pipe.path,
    community: replica.id,
    device: host.device,
    person: replica.authority().personOf(host.device) ?? null,
    behind,
    theyBehind,
    inStep: isInStep,
    lastInStep: host.lastInStep,
  };
}

/** What this device does not take is no lack. */
function behindOf({ view }: SessionHost, theirs: Frontier): number {
  let behind = 0;
  for (const kind of ['authority', 'content'] as const) {
    for (const [device, { seq }] of theirs[kind]) {
      const lack = seq - heldSeq(view, kind, device);
      if (lack > 0 && !view.isExcused(kind, device)) behind += lack;
    }
  }
  return behind;
}

function theirLack({ state, view }: SessionHost): number {
  let lack = 0;
  for (const { kind, device, seq } of view.frontier()) {
    lack += Math.max(0, seq - (state.theirs[kind].get(device)?.seq ?? -1));
  }
  return lack;
}
