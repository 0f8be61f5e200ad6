/**
 * The answers of a settled fold, in the form that the rest of the app reads. Owns the views and the cache of questions
 * about single content entries; decides nothing.
 */
import type { DeviceId, EntryId, InviteId, KeyId, PersonId, SpaceId } from '../base/ids.ts';
import type { Chain, Cut } from './actions.ts';
import type {
  Authority,
  Device,
  EntryVerdict,
  Invite,
  Member,
  Policy,
  Proposal,
  Space,
  Writer,
} from './authority.ts';
import { KeyChains } from './key-chains.ts';
import { inviteAt, makerStands, revokes } from './ordinary.ts';
import type { Facts } from './facts.ts';
import type { Scope } from './past.ts';
import { EVERYTHING } from './past.ts';
import { policyAt } from './policy.ts';
import { approvers, isProposal, proposalView } from './quorum.ts';
import { isInSpace, namedForSpace } from './spaces.ts';
import type { Standing } from './standing.ts';
import { NO_POWER } from './standing.ts';

/** Questions about content repeat the same few heads; beyond this many the cache starts anew. */
const MAX_CACHED = 20_000;
const EFFECTIVE: EntryVerdict = { effective: true };

export class AuthorityView implements Authority {
  readonly title: string;
  readonly founder: PersonId | null;
  readonly policy: Policy;
  readonly members: ReadonlyMap<PersonId, Member>;
  readonly devices: ReadonlyMap<DeviceId, Device>;
  readonly invites: ReadonlyMap<InviteId, Invite>;
  readonly spaces: ReadonlyMap<SpaceId, Space>;
  readonly chains: ReadonlyMap<Chain, readonly KeyId[]>;
  readonly #standing: Standing;
  readonly #keys: KeyChains;
  #verdicts: ReadonlyMap<EntryId, EntryVerdict> | undefined;
  #proposals: readonly Proposal[] | undefined;
  readonly #writers = new Map<string, Writer | null>();
  readonly #cuts = new Map<string, readonly Cut[] | null>();

  constructor(standing: Standing) {
    const { facts } = standing;
    this.#standing = standing;
    const names = new Map<PersonId, string>();
    let title = facts.genesis < 0 ? '' : facts.action<'genesis'>(facts.genesis).title;
    facts.past.entries.forEach((entry, at) => {
      if (entry.action.type !== 'title' && entry.action.type !== 'profile') return;
      if (!standing.isEffective(at)) return;
      if (entry.action.type === 'title') title = entry.action.title;
      else names.set(standing.devices.authorOf(at)!, entry.action.name);
    });
    this.title = title;
    this.founder = facts.genesis < 0 ? null : facts.action<'genesis'>(facts.genesis).certificate.person;
    this.policy = policyAt(standing, EVERYTHING);
    this.members = memberViews(standing, names);
    this.devices = deviceViews(standing, this.members);
    this.invites = inviteViews(standing);
    this.spaces = spaceViews(standing, this.members);
    this.#keys = new KeyChains(standing, this.members, this.devices, this.spaces);
    this.chains = this.#keys.chains;
  }

  get verdicts(): ReadonlyMap<EntryId, EntryVerdict> {
    return (this.#verdicts ??= verdictViews(this.#standing));
  }

  get proposals(): readonly Proposal[] {
    this.#proposals ??= this.#standing.facts.past.entries.flatMap((_, at) =>
      isProposal(this.#standing, at) && approvers(this.#standing, at).size > 0
        ? [proposalView(this.#standing, at)]
        : [],
    );
    return this.#proposals;
  }

  writerAt(device: DeviceId, heads: readonly EntryId[]): Writer | undefined {
    return cached(this.#writers, device, heads, () => this.#writer(device, heads) ?? null) ?? undefined;
  }

  cutsAt(device: DeviceId, heads: readonly EntryId[]): readonly Cut[] | null {
    return cached(this.#cuts, device, heads, () => {
      const scope = this.#standing.facts.past.scopeOf(heads);
      return scope === undefined ? null : this.#standing.cutsAt(device, scope);
    });
  }

  names(device: DeviceId): boolean {
    return this.#standing.facts.bindings.has(device);
  }

  personOf(device: DeviceId): PersonId | undefined {
    return this.#standing.devices.bindings(device)[0]?.person;
  }

  owedRotations(): readonly Chain[] {
    return this.#keys.owed();
  }

  missingSeals(chain: Chain, key: KeyId): readonly DeviceId[] {
    return this.#keys.missing(chain, key);
  }

  holdersOf(chain: Chain, key: KeyId): ReadonlySet<DeviceId> {
    return this.#keys.holders(chain, key);
  }

  entitledTo(chain: Chain): readonly DeviceId[] {
    return this.#keys.entitled(chain);
  }

  holds(heads: readonly EntryId[], entry: EntryId): boolean {
    const { past } = this.#standing.facts;
    const scope = past.scopeOf(heads);
    const at = past.indexOf(entry);
    return scope !== undefined && at !== undefined && past.has(scope, at);
  }

  #writer(device: DeviceId, heads: readonly EntryId[]): Writer | undefined {
    const standing = this.#standing;
    const scope = standing.facts.past.scopeOf(heads);
    if (scope === undefined) return undefined;
    const person = standing.devices.bindingAt(device, scope)?.person;
    const held = person === undefined ? undefined : standing.roleAt(person, scope);
    if (person === undefined || held === undefined) return undefined;
    return standing.isDroppedAt(device, scope, held.power) ? undefined : { person, role: held.role };
  }
}

function cached<T>(map: Map<string, T>, device: DeviceId, heads: readonly EntryId[], make: () => T): T {
  const key = `${device} ${heads.join(' ')}`;
  const known = map.get(key);
  if (known !== undefined) return known;
  if (map.size >= MAX_CACHED) map.clear();
  const made = make();
  map.set(key, made);
  return made;
}

function verdictViews(standing: Standing): Map<EntryId, EntryVerdict> {
  const { past } = standing.facts;
  const refusals = new Map<string, EntryVerdict>();
  const refusal = (code: string): EntryVerdict => {
    const known = refusals.get(code) ?? { effective: false, code };
    refusals.set(code, known);
    return known;
  };
  const verdicts = new Map<EntryId, EntryVerdict>();
  past.entries.forEach((entry, at) => {
    const code = standing.codeOf(at);
    verdicts.set(entry.id, code === null ? EFFECTIVE : refusal(code ?? 'INTERNAL'));
  });
  for (const entry of past.orphans) verdicts.set(entry.id, refusal('PARENT_MISSING'));
  return verdicts;
}

function memberViews(standing: Standing, names: ReadonlyMap<PersonId, string>): Map<PersonId, Member> {
  const { facts } = standing;
  const members = new Map<PersonId, Member>();
  const stewards = [...standing.stewards()]
    .flatMap((person) => standing.grantAt(person, EVERYTHING) ?? [])
    .sort((a, b) => a - b);
  for (const [person, admits] of facts.admits) {
    const held = standing.roleAt(person, EVERYTHING);
    const last = held?.by ?? lastBearer(standing, person, admits);
    if (last === undefined) continue;
    members.set(person, {
      id: person,
      name: names.get(person) ?? facts.certificates.get(person)!.name,
      root: standing.devices.rootAt(person, EVERYTHING)!,
      role: held?.role ?? roleGivenBy(standing, last),
      seniority: held?.role === 'steward' ? stewards.indexOf(held.by) : null,
      state: held ? 'in' : standing.isRemovedAt(person, EVERYTHING) ? 'removed' : 'left',
      admittedBy: facts.entry(last).id,
      devices: (facts.devicesOf.get(person) ?? []).filter((device) =>
        standing.devices.bindings(device).some((binding) => binding.person === person),
      ),
    });
  }
  return members;
}

function lastBearer(standing: Standing, person: PersonId, admits: readonly number[]): number | undefined {
  const given = [...admits, ...(standing.facts.roles.get(person) ?? [])].filter((at) =>
    standing.isEffective(at),
  );
  return given.length === 0 ? undefined : Math.max(...given);
}

function roleGivenBy(standing: Standing, at: number): string {
  const action = standing.facts.entry(at).action;
  return action.type === 'admit' || action.type === 'role' ? action.role : 'steward';
}

function deviceViews(standing: Standing, members: ReadonlyMap<PersonId, Member>): Map<DeviceId, Device> {
  const devices = new Map<DeviceId, Device>();
  for (const device of standing.facts.bindings.keys()) {
    const binding = standing.devices.bindingAt(device, EVERYTHING);
    const member = binding && members.get(binding.person);
    if (!binding || !member) continue;
    const power = standing.roleAt(member.id, EVERYTHING)?.power ?? NO_POWER;
    const dropped = standing.isDroppedAt(device, EVERYTHING, power);
    devices.set(device, {
      id: device,
      person: member.id,
      box: binding.box,
      label: binding.label,
      state: dropped ? 'dropped' : member.state === 'in' ? 'current' : member.state,
      cuts: standing.cutsAt(device, EVERYTHING),
    });
  }
  return devices;
}

function inviteViews(standing: Standing): Map<InviteId, Invite> {
  const { facts } = standing;
  const invites = new Map<InviteId, Invite>();
  for (const id of facts.invites.keys()) {
    const made = inviteAt(standing, id, EVERYTHING);
    if (made === undefined) continue;
    const { role, uses, expires, approval } = facts.action<'invite'>(made);
    const used = new Set<PersonId>();
    for (const at of facts.admitsWith.get(id) ?? []) {
      if (standing.isEffective(at)) used.add(facts.action<'admit'>(at).certificate.person);
    }
    const isRevoked =
      (facts.revokes.get(id)?.some((at) => revokes(standing, at, made)) ?? false) ||
      !makerStands(standing, made, EVERYTHING);
    const isUsed = uses !== null && used.size >= uses;
    invites.set(id, {
      id,
      role,
      uses,
      used: [...used],
      expires,
      approval,
      by: standing.devices.authorOf(made)!,
      state: isRevoked ? 'revoked' : isUsed ? 'used' : 'open',
      overused: uses !== null && used.size > uses,
      note: noteOf(facts, id),
    });
  }
  return invites;
}

function noteOf(facts: Facts, invite: InviteId): Uint8Array | null {
  const at = facts.notes.get(invite);
  return at === undefined ? null : facts.action<'invite-note'>(at).signature;
}

function spaceViews(standing: Standing, members: ReadonlyMap<PersonId, Member>): Map<SpaceId, Space> {
  const { facts } = standing;
  const spaces = new Map<SpaceId, Space>();
  const everything: Scope = EVERYTHING;
  for (const [id, birth] of facts.spaces) {
    if (!standing.isEffective(birth)) continue;
    const inside = [...namedForSpace(standing, id)].filter(
      (person) => members.get(person)?.state === 'in' && isInSpace(standing, id, person, everything),
    );
    spaces.set(id, {
      id,
      title: facts.action<'space'>(birth).title,
      by: standing.devices.authorOf(birth)!,
      members: new Set(inside.sort()),
    });
  }
  return spaces;
}
