/**
 * What is to be done about keys: rotations that are owed since somebody has gone, and devices that lack a current key.
 * Pure but for the new keys; who does it, and when, is for the caller [AUTH-54] .. [AUTH-57].
 */
import { rotateBody, sealBody, type ActionBody } from '../authority/action-bodies.ts';
import { AUTHORITY_CHAIN, type Chain } from '../authority/actions.ts';
import type { Authority } from '../authority/authority.ts';
import { mayRotate } from '../authority/decide.ts';
import { newChainKey, sealKeys, sealPrevious, type ChainKey, type KeyRing } from '../authority/key-ring.ts';
import type { Random } from '../base/clock.ts';
import type { CommunityId, DeviceId, KeyId } from '../base/ids.ts';

export interface KeyAction {
  readonly action: ActionBody;
  /** The key of the authority chain that seals the entry. */
  readonly under: KeyId;
}

export interface KeyHolder {
  readonly id: CommunityId;
  readonly device: DeviceId;
  readonly authority: Authority;
  readonly keys: KeyRing;
}

/** Of one entry: a sealed key takes 117 bytes of the 64 KiB. */
const SEALS_AN_ENTRY = 400;

/** Is there anything to do? */
export function owesKeys(holder: KeyHolder): boolean {
  return dueRotations(holder).length > 0 || dueSeals(holder).length > 0;
}

/** In the order in which they are to be written, all in one write. */
export function keyActions(holder: KeyHolder, random: Random): KeyAction[] {
  const actions: KeyAction[] = [];
  for (const { key, devices } of dueSeals(holder)) actions.push(...sealActions(holder, key, devices, random));
  for (const chain of dueRotations(holder)) actions.push(...rotation(holder, chain, random));
  return actions;
}

function dueRotations({ authority, device, keys }: KeyHolder): Chain[] {
  return authority
    .owedRotations()
    .filter((chain) => mayRotate(authority, device, chain).ok && keys.current(chain) !== undefined);
}

/** Only of current keys: they carry the earlier ones, where history is for all. */
function dueSeals({ authority, device, keys }: KeyHolder): { key: ChainKey; devices: readonly DeviceId[] }[] {
  const due = [];
  for (const [chain, ids] of authority.chains) {
    const current = ids.at(-1);
    const key = current && keys.get(current);
    if (!key || !mayRotate(authority, device, chain).ok) continue;
    const devices = authority.missingSeals(chain, key.id).filter((each) => each !== device);
    if (devices.length > 0) due.push({ key, devices });
  }
  return due;
}

/**
 * The new key goes out before it becomes current, sealed under one that all of them have: so nobody ever meets a
 * rotation without the key that it brings in.
 */
function rotation(holder: KeyHolder, chain: Chain, random: Random): KeyAction[] {
  const { authority, keys, id, device } = holder;
  const next = newChainKey(chain, random);
  const isWhole = chain === AUTHORITY_CHAIN || authority.policy.history === 'all';
  const earlier = isWhole ? keys.held(chain).slice(0, MAX_PREVIOUS) : [];
  // This device needs it too, should it be read from the disk alone.
  const seals = sealActions(holder, next, authority.entitledTo(chain), random);
  const previous = sealPrevious(next, earlier, id, random);
  return [...seals, { action: rotateBody(chain, next.id, previous), under: underFor(holder, [device]) }];
}

/** What fits. */
const MAX_PREVIOUS = 1_400;

function sealActions(
  holder: KeyHolder,
  key: ChainKey,
  devices: readonly DeviceId[],
  random: Random,
): KeyAction[] {
  const { authority, id } = holder;
  const groups = new Map<KeyId, DeviceId[]>();
  for (const device of devices) {
    const under = underFor(holder, [device, holder.device]);
    groups.set(under, [...(groups.get(under) ?? []), device]);
  }
  const actions: KeyAction[] = [];
  for (const [under, group] of groups) {
    for (let at = 0; at < group.length; at += SEALS_AN_ENTRY) {
      const seals = group
        .slice(at, at + SEALS_AN_ENTRY)
        .flatMap((device) =>
          sealKeys([key], { device, box: authority.devices.get(device)!.box }, id, random),
        );
      actions.push({ action: sealBody(key.chain, key.id, seals), under });
    }
  }
  return actions;
}

/** The newest key of the authority chain that all of them can have, as far as the held entries say. */
function underFor({ authority, keys }: KeyHolder, devices: readonly DeviceId[]): KeyId {
  const held = keys.held(AUTHORITY_CHAIN);
  const common = held.find(({ id }) => {
    const holders = authority.holdersOf(AUTHORITY_CHAIN, id);
    return devices.every((device) => holders.has(device));
  });
  // Who got in by a welcome alone has at least what was current then; the oldest is what most have.
  return (common ?? held.at(-1)!).id;
}
