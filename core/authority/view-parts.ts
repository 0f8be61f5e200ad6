/**
 * The lists of a settled fold: members, devices, invitations, spaces, title and policy; made whole, or from those before
 * when one entry has come after all others [AUTH-1]. Pure; decides nothing.
 */
import type { DeviceId, InviteId, PersonId, SpaceId } from '../base/ids.ts';
import type { Device, Invite, Member, Policy, Space } from './authority.ts';
import type { Facts } from './facts.ts';
import { inviteAt, makerStands, revokes } from './ordinary.ts';
import { EVERYTHING } from './past.ts';
import { policyAt } from './policy.ts';
import { isInSpace, namedForSpace } from './spaces.ts';
import type { Standing } from './standing.ts';
import { NO_POWER } from './standing.ts';

export interface ViewParts {
  readonly title: string;
  readonly founder: PersonId | null;
  readonly policy: Policy;
  /** As the persons call themselves now, where they have said so. */
  readonly names: ReadonlyMap<PersonId, string>;
  readonly members: ReadonlyMap<PersonId, Member>;
  readonly devices: ReadonlyMap<DeviceId, Device>;
  readonly invites: ReadonlyMap<InviteId, Invite>;
  readonly spaces: ReadonlyMap<SpaceId, Space>;
}

export function allParts(standing: Standing): ViewParts {
  const { facts } = standing;
  const genesis = facts.genesis < 0 ? undefined : facts.action<'genesis'>(facts.genesis);
  const names = new Map<PersonId, string>();
  let title = genesis?.title ?? '';
  facts.past.entries.forEach(({ action }, at) => {
    if ((action.type !== 'title' && action.type !== 'profile') || !standing.isEffective(at)) return;
    if (action.type === 'title') title = action.title;
    else names.set(standing.devices.authorOf(at)!, action.name);
  });
  const founder = genesis?.certificate.person ?? null;
  return { ...rolesAndMore(standing, names), title, founder, policy: policyAt(standing, EVERYTHING), names };
}

/** `at` has been settled and changes no other verdict. */
export function partsAfter(standing: Standing, before: ViewParts, at: number): ViewParts {
  const { facts } = standing;
  const { action } = facts.entry(at);
  switch (action.type) {
    case 'merge':
    case 'seal':
    case 'rotate':
    case 'approve':
    case 'unknown':
    case 'void':
      return before;
    case 'admit': {
      const { person } = action.certificate;
      const members = withOne(before.members, person, memberView(standing, before.names, person));
      let { devices } = before;
      for (const device of facts.devicesOf.get(person)!)
        devices = withOne(devices, device, deviceView(standing, members, device));
      let { spaces } = before;
      for (const id of facts.spaces.keys())
        if (namedForSpace(standing, id).has(person))
          spaces = withOne(spaces, id, spaceView(standing, members, id));
      return { ...withInvite(standing, before, action.invite), members, devices, spaces };
    }
    case 'add-device': {
      const { person, device } = action.certificate;
      const members = withOne(before.members, person, memberView(standing, before.names, person));
      return {
        ...before,
        members,
        devices: withOne(before.devices, device, deviceView(standing, members, device)),
      };
    }
    case 'invite':
    case 'revoke-invite':
    case 'invite-note':
      return withInvite(standing, before, action.invite);
    case 'space':
    case 'space-members': {
      const space = spaceView(standing, before.members, action.space);
      return { ...before, spaces: withOne(before.spaces, action.space, space) };
    }
    case 'policy':
      return { ...before, policy: policyAt(standing, EVERYTHING) };
    case 'title':
      return standing.isEffective(at) ? { ...before, title: action.title } : before;
    case 'profile': {
      const person = standing.devices.authorOf(at);
      if (person === undefined || !standing.isEffective(at)) return before;
      const names = new Map(before.names).set(person, action.name);
      return {
        ...before,
        names,
        members: withOne(before.members, person, memberView(standing, names, person)),
      };
    }
    case 'genesis':
    case 'role':
    case 'remove':
    case 'leave':
    case 'drop-device':
    case 'reroot':
      return { ...before, ...rolesAndMore(standing, before.names) };
    default:
      return action satisfies never;
  }
}

type ByRoles = Pick<ViewParts, 'members' | 'devices' | 'invites' | 'spaces'>;

/** What depends on who has which role. */
function rolesAndMore(standing: Standing, names: ReadonlyMap<PersonId, string>): ByRoles {
  const { facts } = standing;
  const members = viewsOf(facts.admits.keys(), (person) => memberView(standing, names, person));
  return {
    members,
    devices: viewsOf(facts.bindings.keys(), (device) => deviceView(standing, members, device)),
    invites: viewsOf(facts.invites.keys(), (id) => inviteView(standing, id)),
    spaces: viewsOf(facts.spaces.keys(), (id) => spaceView(standing, members, id)),
  };
}

function viewsOf<K, V>(keys: Iterable<K>, view: (key: K) => V | undefined): Map<K, V> {
  const views = new Map<K, V>();
  for (const key of keys) {
    const made = view(key);
    if (made !== undefined) views.set(key, made);
  }
  return views;
}

function withOne<K, V>(views: ReadonlyMap<K, V>, key: K, view: V | undefined): ReadonlyMap<K, V> {
  const next = new Map(views);
  if (view === undefined) next.delete(key);
  else next.set(key, view);
  return next;
}

function withInvite(standing: Standing, before: ViewParts, id: InviteId): ViewParts {
  return { ...before, invites: withOne(before.invites, id, inviteView(standing, id)) };
}

/** Undefined: never a member. */
function memberView(
  standing: Standing,
  names: ReadonlyMap<PersonId, string>,
  person: PersonId,
): Member | undefined {
  const { facts } = standing;
  const admits = facts.admits.get(person);
  const held = standing.roleAt(person, EVERYTHING);
  const last = admits && (held?.by ?? lastBearer(standing, person, admits));
  if (last === undefined) return undefined;
  return {
    id: person,
    name: names.get(person) ?? facts.certificates.get(person)!.name,
    root: standing.devices.rootAt(person, EVERYTHING)!,
    role: held?.role ?? roleGivenBy(standing, last),
    seniority: held?.role === 'steward' ? seniorityOf(standing, held.by) : null,
    state: held ? 'in' : standing.isRemovedAt(person, EVERYTHING) ? 'removed' : 'left',
    admittedBy: facts.entry(last).id,
    devices: (facts.devicesOf.get(person) ?? []).filter((device) =>
      standing.devices.bindings(device).some((binding) => binding.person === person),
    ),
  };
}

/** How many stewards are more senior than the one by that grant. */
function seniorityOf(standing: Standing, grant: number): number {
  let seniors = 0;
  for (const person of standing.stewards()) {
    const other = standing.grantAt(person, EVERYTHING);
    if (other !== undefined && other < grant) seniors += 1;
  }
  return seniors;
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

function deviceView(
  standing: Standing,
  members: ReadonlyMap<PersonId, Member>,
  device: DeviceId,
): Device | undefined {
  const binding = standing.devices.bindingAt(device, EVERYTHING);
  const member = binding && members.get(binding.person);
  if (!binding || !member) return undefined;
  const power = standing.roleAt(member.id, EVERYTHING)?.power ?? NO_POWER;
  const isDropped = standing.isDroppedAt(device, EVERYTHING, power);
  return {
    id: device,
    person: member.id,
    box: binding.box,
    label: binding.label,
    state: isDropped ? 'dropped' : member.state === 'in' ? 'current' : member.state,
    cuts: standing.cutsAt(device, EVERYTHING),
  };
}

function inviteView(standing: Standing, id: InviteId): Invite | undefined {
  const { facts } = standing;
  const made = inviteAt(standing, id, EVERYTHING);
  if (made === undefined) return undefined;
  const { role, uses, expires, approval } = facts.action<'invite'>(made);
  const used = new Set<PersonId>();
  for (const at of facts.admitsWith.get(id) ?? []) {
    if (standing.isEffective(at)) used.add(facts.action<'admit'>(at).certificate.person);
  }
  const isRevoked =
    (facts.revokes.get(id)?.some((at) => revokes(standing, at, made)) ?? false) ||
    !makerStands(standing, made, EVERYTHING);
  const isUsed = uses !== null && used.size >= uses;
  return {
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
  };
}

function noteOf(facts: Facts, invite: InviteId): Uint8Array | null {
  const at = facts.notes.get(invite);
  return at === undefined ? null : facts.action<'invite-note'>(at).signature;
}

function spaceView(
  standing: Standing,
  members: ReadonlyMap<PersonId, Member>,
  id: SpaceId,
): Space | undefined {
  const { facts } = standing;
  const birth = facts.spaces.get(id);
  if (birth === undefined || !standing.isEffective(birth)) return undefined;
  const inside = [...namedForSpace(standing, id)].filter(
    (person) => members.get(person)?.state === 'in' && isInSpace(standing, id, person, EVERYTHING),
  );
  return {
    id,
    title: facts.action<'space'>(birth).title,
    by: standing.devices.authorOf(birth)!,
    members: new Set(inside.sort()),
  };
}
