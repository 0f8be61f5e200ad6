/** Where somebody's feeds end: what a removal, a drop or a leave says, and what it would mean. */
import type { Cut, Tip } from '../authority/actions.ts';
import type { EndPreview } from '../api/trust-methods.ts';
import type { DeviceId, PersonId } from '../base/ids.ts';
import type { Community } from '../community/community.ts';
import type { FeedTip } from '../community/replica.ts';
import { chain } from '../feed/chain.ts';
import { openPayload } from '../feed/payload.ts';
import type { HostedCommunity } from './hosted-community.ts';

/** Everything of these devices that is here counts, and nothing later. */
export function cutsOf(community: Community, devices: readonly DeviceId[]): Cut[] {
  return devices.flatMap((device): Cut[] => {
    const authority = endsOf(community, 'authority', device);
    const content = endsOf(community, 'content', device);
    // Each branch of a forked feed is named; which ends stand in one cut says nothing.
    return Array.from({ length: Math.max(authority.length, content.length) }, (_, at) => ({
      device,
      authority: authority[at] ?? null,
      content: content[at] ?? null,
    }));
  });
}

/** `devices`: current ones of that person. */
export async function endOf(
  host: HostedCommunity,
  person: PersonId,
  devices: readonly DeviceId[],
): Promise<Omit<EndPreview, 'outcome'>> {
  const { community } = host;
  let kept = 0;
  let until: number | null = null;
  for (const device of devices) {
    for (const { seq, base } of community.state.feeds.family({ kind: 'content', device }))
      kept += Math.max(0, seq - base + 1);
    const time = await lastTime(community, device);
    if (time !== undefined && (until === null || time > until)) until = time;
  }
  let items = 0;
  let borrowed = 0;
  for (const place of await host.views.places('inventory')) {
    for (const item of (await host.views.inventory(place.id)).items) {
      if (item.custodian === person && !item.archived) items += 1;
      borrowed += item.loans.filter(
        ({ borrower, state }) => borrower === person && (state === 'out' || state === 'returning'),
      ).length;
    }
  }
  return { name: host.nameOf(person), devices: devices.length, kept, until, items, borrowed };
}

function endsOf(community: Community, kind: 'authority' | 'content', device: DeviceId): Tip[] {
  const of = (tip: FeedTip): boolean => tip.kind === kind && tip.device === device;
  const branches = community.branches().filter(of);
  const trunk = community.tip(kind, device);
  const ends = branches.length > 0 ? branches : trunk ? [trunk] : [];
  return ends.map(({ seq, id }) => ({ seq, id }));
}

/** When the newest entry of the device says that it was written; undefined when it does not open here. */
async function lastTime(community: Community, device: DeviceId): Promise<number | undefined> {
  const feed = community.state.feeds.find('content', device);
  if (!feed?.written) return undefined;
  const { seq } = feed.written;
  const run = await community.read('content', device, seq, seq, 1);
  const chained = run && chain(feed.context, { from: seq, prev: run.prev }, run.records);
  const entry = chained?.ok ? chained.value.at(-1) : undefined;
  const held = entry && community.keys.find(entry.header.key);
  const payload = held && openPayload(feed.context, entry, held.key);
  return payload?.ok ? payload.value.time : undefined;
}
