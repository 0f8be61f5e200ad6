/**
 * Another copy of this device writes too, or has: this one must not, or one number of its feed would be used twice. What
 * says so is on the disk before anybody hears of it. [GATE-11] [GATE-20]
 */
import type { DeviceId } from '../base/ids.ts';
import type { Batch } from './batch.ts';
import type { CommunityState } from './community-state.ts';
import type { Admitted } from './gate.ts';
import type { LiveState } from './live-state.ts';
import { FLOOR, readFloor } from './own-floor.ts';

/** Of the local row. */
const COPIED = 'copied';

export function isCopied({ state, options, layout }: LiveState): boolean {
  return options.store.get(layout.local(COPIED)) !== undefined || forkedDevices(state).has(state.device);
}

export function forkedDevices(state: CommunityState): ReadonlySet<DeviceId> {
  return new Set([...state.proofs.values()].map(({ device }) => device));
}

/** After a power loss it must not take up writing where the copy has written. */
export function noteCopied({ layout }: LiveState, batch: Batch): void {
  batch.sync();
  batch.put(layout.local(COPIED), new Uint8Array(0));
}

/** The device goes on as a new one, which nobody has a copy of. */
export function forgetCopied({ layout }: LiveState, batch: Batch): void {
  batch.del(layout.local(COPIED));
  batch.del(layout.local(FLOOR));
}

/**
 * An entry of this device that it has not written, as far as its disk knows: another copy of the profile has, or this
 * one is an older backup. What a rescue waits for is excepted. [GATE-20]
 */
export function isByCopy({ state, options, layout }: LiveState, { feed, entry }: Admitted): boolean {
  if (feed.device !== state.device) return false;
  return entry.header.seq > readFloor(options.store, layout)[feed.kind];
}
