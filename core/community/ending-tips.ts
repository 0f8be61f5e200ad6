/**
 * Which authority entries a device that is out is shown here: where the feeds of the best set end that it can open. [SYNC-31]
 */
import { AUTHORITY_CHAIN } from '../authority/actions.ts';
import type { Authority, AuthorityEntry } from '../authority/authority.ts';
import { fold } from '../authority/fold.ts';
import type { KeyRing } from '../authority/key-ring.ts';
import type { DeviceId, EntryId } from '../base/ids.ts';
import type { AuthorityLog } from './authority-log.ts';
import type { FeedTip } from './replica.ts';

/** The last entry of each feed, of a forked one of each branch; undefined: the device is not out, or could open none. */
export function endingTips(
  authority: Authority,
  log: AuthorityLog,
  keys: KeyRing,
  device: DeviceId,
): readonly FeedTip[] | undefined {
  const ways = authority.endingsOf(device);
  if (ways.length === 0) return undefined;
  const chain = authority.chains.get(AUTHORITY_CHAIN) ?? [];
  const isHanded = (key: (typeof chain)[number]): boolean =>
    authority.holdersOf(AUTHORITY_CHAIN, key).has(device);
  // Each key of the chain comes with all before it.
  const opens = new Set(chain.slice(0, chain.findLastIndex(isHanded) + 1));
  const mayOpen = ({ id }: AuthorityEntry): boolean => {
    const key = keys.find(log.keyTagOf(id))?.id;
    return key !== undefined && (opens.has(key) || isHanded(key));
  };
  const way = ways.find((entries) => entries.every(mayOpen) && suffices(authority, log, device, entries));
  return way && tipsOf(way);
}

/** Does the fold of these say what ours says? What says whose the device is, with its past, it holds itself. */
function suffices(
  authority: Authority,
  log: AuthorityLog,
  device: DeviceId,
  entries: readonly AuthorityEntry[],
): boolean {
  const byId = new Map(log.entries().map((entry) => [entry.id, entry]));
  const held = new Map(entries.map((entry) => [entry.id, entry]));
  const open = log
    .entries()
    .filter(({ action }) => 'certificate' in action && action.certificate.device === device);
  for (let entry = open.pop(); entry; entry = open.pop()) {
    if (held.has(entry.id)) continue;
    held.set(entry.id, entry);
    for (const ref of entry.refs) open.push(byId.get(ref)!);
  }
  const told = fold(log.community, [...held.values()]).devices.get(device);
  return told?.state === authority.devices.get(device)?.state;
}

function tipsOf(entries: readonly AuthorityEntry[]): readonly FeedTip[] {
  const continued = new Set<EntryId>();
  for (const { seq, refs } of entries) if (seq > 0) continued.add(refs[0]!);
  return entries
    .filter(({ id }) => !continued.has(id))
    .map(({ id, device, seq }) => ({ kind: 'authority', device, seq, id }));
}
