/**
 * The fold of a community that goes on: gives what `fold` gives of all entries that have come so far [AUTH-1]. An entry
 * that comes after all others in the order and can change no verdict but its own settles only itself; whatever else
 * comes has everything folded anew. Owns which entries those are; the rules are the fold's.
 *
 * An answer is good until the next entry is added: later answers share what lies behind it.
 */
import type { CommunityId, DeviceId, PersonId } from '../base/ids.ts';
import { compareOrder } from '../feed/order.ts';
import type { Authority, AuthorityEntry } from './authority.ts';
import { foldToView, leavesNoSteward, MAX_STAYS } from './fold.ts';
import { settleOrdinaryOf } from './ordinary.ts';
import { hasQuorum, isProposal } from './quorum.ts';
import type { Standing } from './standing.ts';
import { settleStewardshipOf } from './stewardship.ts';
import type { AuthorityView } from './view.ts';

/** More at once than these are a history that comes in: one fold of everything costs less. */
const MAX_ONE_BY_ONE = 64;

export class LiveFold {
  readonly #community: CommunityId;
  readonly #entries: AuthorityEntry[] = [];
  /** Not in the view yet. */
  #fresh: AuthorityEntry[] = [];
  #view: AuthorityView | undefined;

  constructor(community: CommunityId) {
    this.#community = community;
  }

  /** In the order in which they came. */
  get entries(): readonly AuthorityEntry[] {
    return this.#entries;
  }

  /** Something has come since `authority` was asked for. */
  get isBehind(): boolean {
    return this.#fresh.length > 0 || !this.#view;
  }

  add(entry: AuthorityEntry): void {
    this.#entries.push(entry);
    this.#fresh.push(entry);
  }

  authority(): Authority {
    const fresh = this.#fresh.sort(compareOrder);
    this.#fresh = [];
    let view = fresh.length > MAX_ONE_BY_ONE ? undefined : this.#view;
    for (const entry of fresh) view &&= advance(view, entry);
    this.#view = view ?? foldToView(this.#community, this.#entries);
    return this.#view;
  }
}

/** Undefined: everything is to be folded anew, and the view given is no longer to be asked. */
export function advance(view: AuthorityView, entry: AuthorityEntry): AuthorityView | undefined {
  const { standing } = view;
  const { facts } = standing;
  if (!mayStandAlone(standing, entry) || standing.stays.size >= MAX_STAYS) return undefined;
  const at = facts.past.append(entry);
  if (at === undefined) return undefined;
  facts.append(at);
  standing.append(at);
  settleStewardshipOf(standing, at);
  settleOrdinaryOf(standing, at);
  if (!changesNothingElse(view, at)) return undefined;
  const isOpen = isProposal(standing, at);
  return isOpen && hasQuorum(standing, at) ? undefined : view.after(at, isOpen);
}

/** What the entry says is about persons and devices of whom nothing was said that it could turn over. */
function mayStandAlone({ facts }: Standing, { id, action }: AuthorityEntry): boolean {
  if (facts.genesis < 0 || facts.past.indexOf(id) !== undefined) return false;
  if (action.type === 'genesis' || action.type === 'reroot' || action.type === 'drop-device') return false;
  if (action.type === 'add-device') return !facts.bindings.has(action.certificate.device);
  if (action.type !== 'admit') return true;
  const { person, device } = action.certificate;
  const isNew = !facts.devicesOf.has(person) && !facts.reroots.has(person);
  if (!isNew && !facts.certificates.has(person)) return false;
  return (facts.bindings.get(device) ?? []).every(({ certifier }) => certifier === null);
}

/** `at` is settled. Could it void, restore, carry or keep in anything that came before it? */
function changesNothingElse({ standing, open }: AuthorityView, at: number): boolean {
  const { facts } = standing;
  const { past } = facts;
  const { action } = facts.entry(at);
  const isEffective = standing.isEffective(at);
  switch (action.type) {
    case 'approve': {
      const proposal = past.indexOf(action.entry);
      return proposal === undefined || !open.includes(proposal);
    }
    case 'admit':
      // Who is let in apart from a proposal may have a say in it.
      return [...open, ...standing.approved].every((proposal) => past.knows(at, proposal));
    case 'revoke-invite':
      return (facts.admitsWith.get(action.invite) ?? []).every((admit) => past.knows(at, admit));
    case 'leave':
      return mayGo(standing, at);
    case 'role': {
      if (action.role === 'steward') return true;
      if (standing.devices.authorOf(at) === action.person && !mayGo(standing, at)) return false;
      return !isEffective || knowsAllOf(standing, at, action.person);
    }
    case 'remove': {
      if (!isEffective) return true;
      const others = (facts.removes.get(action.person) ?? []).filter(
        (other) => other !== at && standing.isEffective(other),
      );
      return others.length === 0 && knowsAllOf(standing, at, action.person);
    }
    case 'merge':
    case 'genesis':
    case 'invite':
    case 'invite-note':
    case 'add-device':
    case 'drop-device':
    case 'reroot':
    case 'rotate':
    case 'seal':
    case 'space':
    case 'space-members':
    case 'policy':
    case 'profile':
    case 'title':
    case 'unknown':
    case 'void':
      return true;
    default:
      return action satisfies never;
  }
}

/** A last steward may not; and who that is, the fold says before anything is carried by a quorum. */
function mayGo(standing: Standing, at: number): boolean {
  return standing.approved.size === 0 && !leavesNoSteward(standing, at);
}

/** Everything that devices said to be the person's have written is in the past of `at`. */
function knowsAllOf({ facts }: Standing, at: number, person: PersonId): boolean {
  const devices: readonly DeviceId[] = facts.devicesOf.get(person) ?? [];
  return devices.every((device) =>
    (facts.by.get(device) ?? []).every((entry) => entry === at || facts.past.knows(at, entry)),
  );
}
