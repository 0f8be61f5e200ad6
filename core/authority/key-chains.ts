/**
 * Which keys there are, in which order, who has been handed which, and what follows: rotations owed, seals missing
 * [AUTH-50] .. [AUTH-54]. Owns ids of keys only; the keys themselves are in key-ring.ts.
 */
import type { DeviceId, KeyId, PersonId, SpaceId } from '../base/ids.ts';
import { WHOLE_COMMUNITY } from '../base/ids.ts';
import type { Chain, SealedKey } from './actions.ts';
import { AUTHORITY_CHAIN } from './actions.ts';
import type { Device, Member, Space } from './authority.ts';
import { push } from './facts.ts';
import { may } from './roles.ts';
import type { Standing } from './standing.ts';

const NOBODY: ReadonlySet<DeviceId> = new Set();

/** Who and what there is. */
interface Holders {
  readonly members: ReadonlyMap<PersonId, Member>;
  readonly devices: ReadonlyMap<DeviceId, Device>;
  readonly spaces: ReadonlyMap<SpaceId, Space>;
}

export class KeyChains {
  readonly chains: Map<Chain, KeyId[]>;
  readonly #standing: Standing;
  readonly #parts: Holders;
  /** The entry that brought a key in, by chain and key. */
  readonly #births: Map<string, number>;
  /** Who can have a key, by chain and key: who brought it in, and whoever it was sealed to, also by a void entry. */
  readonly #holders: Map<string, Set<DeviceId>>;

  static of(standing: Standing, parts: Holders): KeyChains {
    const keys = new KeyChains(standing, parts, new Map(), new Map(), new Map());
    standing.facts.past.entries.forEach((_, at) => keys.#note(at));
    return keys;
  }

  private constructor(
    standing: Standing,
    parts: Holders,
    chains: Map<Chain, KeyId[]>,
    births: Map<string, number>,
    holders: Map<string, Set<DeviceId>>,
  ) {
    this.#standing = standing;
    this.#parts = parts;
    this.chains = chains;
    this.#births = births;
    this.#holders = holders;
  }

  /** With the entry that comes after all others. The list of chains is a new one, the notes behind it are shared. */
  after(parts: Holders, at: number): KeyChains {
    const isBirth = /^(rotate|space)$/.test(this.#standing.facts.entry(at).action.type);
    const chains = isBirth
      ? new Map([...this.chains].map(([chain, keys]) => [chain, [...keys]]))
      : this.chains;
    const next = new KeyChains(this.#standing, parts, chains, this.#births, this.#holders);
    next.#note(at);
    return next;
  }

  owed(): readonly Chain[] {
    const owed: Chain[] = [];
    for (const [chain, keys] of this.chains) {
      const current = keys.at(-1);
      if (current === undefined) continue;
      const holders = this.#holders.get(slot(chain, current)) ?? [];
      for (const device of holders) {
        if (this.#isEntitled(device, chain)) continue;
        owed.push(chain);
        break;
      }
    }
    return owed;
  }

  /** Of an older key: only devices that were bound before a later key came in, as history may begin with joining. */
  missing(chain: Chain, key: KeyId): readonly DeviceId[] {
    const keys = this.chains.get(chain) ?? [];
    const place = keys.indexOf(key);
    if (place < 0) return [];
    const next = keys[place + 1];
    const before = next === undefined ? Infinity : this.#births.get(slot(chain, next))!;
    const holders = this.#holders.get(slot(chain, key));
    return [...this.#parts.devices.keys()].filter((device) => {
      if (holders?.has(device) || !this.#isEntitled(device, chain)) return false;
      return this.#standing.devices.bindings(device).some((binding) => binding.entry < before);
    });
  }

  /** Devices that brought the key in, or to which some held entry seals it. */
  holders(chain: Chain, key: KeyId): ReadonlySet<DeviceId> {
    return this.#holders.get(slot(chain, key)) ?? NOBODY;
  }

  /** Of the devices that there are, those that are to have the chain's keys. */
  entitled(chain: Chain): readonly DeviceId[] {
    return [...this.#parts.devices.keys()].filter((device) => this.#isEntitled(device, chain));
  }

  #isEntitled(device: DeviceId, chain: Chain): boolean {
    const held = this.#parts.devices.get(device);
    if (held?.state !== 'current') return false;
    if (chain === AUTHORITY_CHAIN) return true;
    const member = this.#parts.members.get(held.person);
    if (!member || !may(member.role, 'read')) return false;
    return chain === WHOLE_COMMUNITY || (this.#parts.spaces.get(chain)?.members.has(member.id) ?? false);
  }

  #note(at: number): void {
    const { action, device } = this.#standing.facts.entry(at);
    const isEffective = this.#standing.isEffective(at);
    const birth = (chain: Chain, key: KeyId) => {
      if (!isEffective) return;
      this.#hold(chain, key, device);
      if (this.#births.has(slot(chain, key))) return;
      this.#births.set(slot(chain, key), at);
      push(this.chains, chain, key);
    };
    if (action.type === 'genesis') {
      birth(AUTHORITY_CHAIN, action.authorityKey);
      birth(WHOLE_COMMUNITY, action.contentKey);
    } else if (action.type === 'space') birth(action.space, action.key);
    else if (action.type === 'rotate') birth(action.chain, action.key);
    if ('seals' in action) this.#seals(action.seals);
  }

  #seals(seals: readonly SealedKey[]): void {
    for (const seal of seals) this.#hold(seal.chain, seal.key, seal.device);
  }

  #hold(chain: Chain, key: KeyId, device: DeviceId): void {
    const at = slot(chain, key);
    const holders = this.#holders.get(at);
    if (holders) holders.add(device);
    else this.#holders.set(at, new Set([device]));
  }
}

function slot(chain: Chain, key: KeyId): string {
  return `${chain}/${key}`;
}
