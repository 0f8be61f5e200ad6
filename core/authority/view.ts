/**
 * The answers of a settled fold, in the form that the rest of the app reads. Owns the verdicts, the proposals and the
 * cache of questions about single content entries; what the lists say is view-parts.ts. Decides nothing.
 */
import type { DeviceId, EntryId, InviteId, KeyId, PersonId, SpaceId } from '../base/ids.ts';
import type { Chain, Cut } from './actions.ts';
import type {
  Authority,
  AuthorityEntry,
  Device,
  EntryVerdict,
  Invite,
  Member,
  Policy,
  Proposal,
  Space,
  Writer,
} from './authority.ts';
import { endingsOf } from './endings.ts';
import { KeyChains } from './key-chains.ts';
import { approvers, proposalView } from './quorum.ts';
import type { Standing } from './standing.ts';
import { allParts, partsAfter, type ViewParts } from './view-parts.ts';

/** Questions about content repeat the same few heads; beyond this many the cache starts anew. */
const MAX_CACHED = 20_000;
const EFFECTIVE: EntryVerdict = { effective: true };
/** What may end the content of somebody's devices. */
const ENDS: ReadonlySet<string> = new Set(['remove', 'leave', 'drop-device']);

export class AuthorityView implements Authority {
  readonly standing: Standing;
  /** Entries that a quorum could carry and has not. */
  readonly open: readonly number[];
  readonly #parts: ViewParts;
  readonly #keys: KeyChains;
  #verdicts: Map<EntryId, EntryVerdict> | undefined;
  #proposals: readonly Proposal[] | undefined;
  #writers = new Map<string, Writer | null>();
  #cuts = new Map<string, readonly Cut[] | null>();

  static of(standing: Standing, open: readonly number[]): AuthorityView {
    const parts = allParts(standing);
    return new AuthorityView(standing, open, parts, KeyChains.of(standing, parts));
  }

  private constructor(standing: Standing, open: readonly number[], parts: ViewParts, keys: KeyChains) {
    this.standing = standing;
    this.open = open;
    this.#parts = parts;
    this.#keys = keys;
  }

  /** The view when `at` has been settled, which comes after all others and changes nothing that they said [AUTH-1]. */
  after(at: number, isOpen: boolean): AuthorityView {
    const { standing } = this;
    const open = isOpen ? [...this.open, at] : this.open;
    const parts = partsAfter(standing, this.#parts, at);
    const next = new AuthorityView(standing, open, parts, this.#keys.after(parts, at));
    const { id, action } = standing.facts.entry(at);
    next.#writers = this.#writers;
    if (!ENDS.has(action.type)) next.#cuts = this.#cuts;
    next.#verdicts = this.#verdicts?.set(id, verdictOf(standing, at));
    if (!isOpen) next.#proposals = this.#proposals;
    return next;
  }

  get title(): string {
    return this.#parts.title;
  }

  get founder(): PersonId | null {
    return this.#parts.founder;
  }

  get policy(): Policy {
    return this.#parts.policy;
  }

  get members(): ReadonlyMap<PersonId, Member> {
    return this.#parts.members;
  }

  get devices(): ReadonlyMap<DeviceId, Device> {
    return this.#parts.devices;
  }

  get invites(): ReadonlyMap<InviteId, Invite> {
    return this.#parts.invites;
  }

  get spaces(): ReadonlyMap<SpaceId, Space> {
    return this.#parts.spaces;
  }

  get chains(): ReadonlyMap<Chain, readonly KeyId[]> {
    return this.#keys.chains;
  }

  get verdicts(): ReadonlyMap<EntryId, EntryVerdict> {
    return (this.#verdicts ??= verdictViews(this.standing));
  }

  get proposals(): readonly Proposal[] {
    this.#proposals ??= this.open
      .filter((at) => approvers(this.standing, at).size > 0)
      .map((at) => proposalView(this.standing, at));
    return this.#proposals;
  }

  writerAt(device: DeviceId, heads: readonly EntryId[]): Writer | undefined {
    return cached(this.#writers, device, heads, () => this.#writer(device, heads)) ?? undefined;
  }

  cutsAt(device: DeviceId, heads: readonly EntryId[]): readonly Cut[] | null {
    const cuts = cached(this.#cuts, device, heads, () => {
      const scope = this.standing.facts.past.scopeOf(heads);
      return scope && this.standing.cutsAt(device, scope);
    });
    return cuts ?? null;
  }

  names(device: DeviceId): boolean {
    return this.standing.facts.bindings.has(device);
  }

  personOf(device: DeviceId): PersonId | undefined {
    return this.standing.devices.bindings(device)[0]?.person;
  }

  endingsOf(device: DeviceId): readonly (readonly AuthorityEntry[])[] {
    return endingsOf(this.standing, device);
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
    const { past } = this.standing.facts;
    const scope = past.scopeOf(heads);
    const at = past.indexOf(entry);
    return scope !== undefined && at !== undefined && past.has(scope, at);
  }

  /** Undefined: a head is not held. */
  #writer(device: DeviceId, heads: readonly EntryId[]): Writer | null | undefined {
    const standing = this.standing;
    const scope = standing.facts.past.scopeOf(heads);
    if (scope === undefined) return undefined;
    const person = standing.devices.bindingAt(device, scope)?.person;
    const held = person === undefined ? undefined : standing.roleAt(person, scope);
    if (person === undefined || held === undefined) return null;
    return standing.isDroppedAt(device, scope, held.power) ? null : { person, role: held.role };
  }
}

/** `make` is not asked again; what it cannot say yet (undefined) is not kept. */
function cached<T>(
  map: Map<string, T>,
  device: DeviceId,
  heads: readonly EntryId[],
  make: () => T | undefined,
): T | undefined {
  const key = `${device} ${heads.join(' ')}`;
  const known = map.get(key);
  if (known !== undefined) return known;
  if (map.size >= MAX_CACHED) map.clear();
  const made = make();
  if (made !== undefined) map.set(key, made);
  return made;
}

function verdictViews(standing: Standing): Map<EntryId, EntryVerdict> {
  const { past } = standing.facts;
  const verdicts = new Map<EntryId, EntryVerdict>();
  past.entries.forEach((entry, at) => verdicts.set(entry.id, verdictOf(standing, at)));
  for (const entry of past.orphans) verdicts.set(entry.id, refusal('PARENT_MISSING'));
  return verdicts;
}

function verdictOf(standing: Standing, at: number): EntryVerdict {
  const code = standing.codeOf(at);
  return code === null ? EFFECTIVE : refusal(code ?? 'INTERNAL');
}

const refusals = new Map<string, EntryVerdict>();

/** One object for all entries with that code: codes are ours, and few. */
function refusal(code: string): EntryVerdict {
  const known = refusals.get(code) ?? { effective: false, code };
  refusals.set(code, known);
  return known;
}
