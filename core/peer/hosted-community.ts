/**
 * A community that this peer runs, with its views and with what a person may do in it. Owns writing: which document an
 * edit goes to, who writes, and turning a refusal into an error with its code.
 */
import type { Role } from '../authority/roles.ts';
import type { Clock } from '../base/clock.ts';
import type { ObjectId, PersonId, PlaceId, SpaceId } from '../base/ids.ts';
import { KithError } from '../base/kith-error.ts';
import type { Community } from '../community/community.ts';
import { partsOf } from '../community/place-parts.ts';
import type { PartSummary } from '../community/part-summary.ts';
import type { Author, Built } from '../documents/author.ts';
import { partFor } from '../features/chat/segments.ts';
import type { Authorship } from '../documents/place-events.ts';
import type { Attachments } from './attachments.ts';
import type { KeyKeeper } from './key-keeper.ts';
import { PlaceViews } from './place-views.ts';

/** Log items or entries of one document of a board, an inventory or a directory; far below what a document holds. */
const FULL_DOCUMENT = 16_000;

/** Local row that marks the sample street. */
export const SAMPLE = 'sample';

export class HostedCommunity {
  readonly community: Community;
  readonly views: PlaceViews;
  readonly #clock: Clock;
  readonly #keeper: KeyKeeper | undefined;
  readonly #attachments: Attachments | undefined;

  constructor(community: Community, clock: Clock, keeper?: KeyKeeper, attachments?: Attachments) {
    this.community = community;
    this.#attachments = attachments;
    this.#keeper = keeper;
    this.views = new PlaceViews(community);
    this.#clock = clock;
    community.onChange.on((change) => {
      this.views.follow(change);
    });
  }

  get id(): string {
    return this.community.id;
  }

  get attachments(): Attachments {
    if (!this.#attachments) throw new Error('this community was hosted without a store for files');
    return this.#attachments;
  }

  /** Does at once what is owed about keys; what fails now is done by the next change of authority, or start. */
  async keepKeys(): Promise<void> {
    await this.#keeper?.now().catch(() => undefined);
  }

  /** The sample street: never on a network of the profile. */
  get isSample(): boolean {
    return this.community.getLocal(SAMPLE) !== undefined;
  }

  /** Throws KithError NOT_A_MEMBER while the admission has not come, or after it has ended; DEVICE_GONE. */
  me(): { person: PersonId; role: Role } {
    const { person } = this.community;
    const member = person === undefined ? undefined : this.community.authority().members.get(person);
    if (!member || member.state !== 'in') throw new KithError('NOT_A_MEMBER');
    if (this.#isDropped) throw new KithError('DEVICE_GONE');
    return { person: member.id, role: member.role };
  }

  /**
   * Who reads here, also when the membership has ended: what somebody has stays readable to them; the role is empty then.
   * Throws KithError NOT_A_MEMBER while the admission has not come.
   */
  reader(): { person: PersonId; role: Role } {
    const { person } = this.community;
    const member = person === undefined ? undefined : this.community.authority().members.get(person);
    if (!member) throw new KithError('NOT_A_MEMBER');
    const isIn = member.state === 'in' && !this.#isDropped;
    return { person: member.id, role: isIn ? member.role : '' };
  }

  /** Is the person at this device a member? */
  get isIn(): boolean {
    const { person } = this.community;
    const isMember = person !== undefined && this.community.authority().members.get(person)?.state === 'in';
    return isMember && !this.#isDropped;
  }

  /** While the admission is still to come, who is let in counts as in. */
  get standing(): 'in' | 'left' | 'removed' | 'dropped' {
    const own = this.community.authority().devices.get(this.community.device);
    return own === undefined || own.state === 'current' ? 'in' : own.state;
  }

  get #isDropped(): boolean {
    const { community } = this;
    return community.authority().devices.get(community.device)?.state === 'dropped';
  }

  nameOf(person: PersonId): string {
    return this.community.authority().members.get(person)?.name ?? '';
  }

  isMember(person: PersonId): boolean {
    return this.community.authority().members.get(person)?.state === 'in';
  }

  /** Milliseconds since 1970, as this device's clock says. */
  now(): number {
    return this.#clock.now();
  }

  /** Other devices that are known to hold the newest change of a thing. */
  holdersOf({ device, stamp }: Pick<Authorship, 'device' | 'stamp'>): number {
    return this.community.holders(device, stamp.seq);
  }

  /** Throws KithError with the code of the refusal. */
  async edit(
    place: PlaceId,
    kind: 'exact' | 'erasable' | 'chat',
    build: (author: Author) => Built | Promise<Built>,
  ): Promise<ObjectId> {
    let id: ObjectId | undefined;
    const space = await this.views.spaceOf(place);
    const part = this.#partFor(space, place, kind);
    const target = { space, place, part, isErasable: kind !== 'exact' };
    await this.community.write(target, async () => {
      const built = await build(this.author(place));
      if (!built.ok) throw new KithError(built.code, built.code, built.details);
      id = built.value.id;
      return built.value.edit;
    });
    if (id === undefined) throw new Error('an edit was written and has no id');
    return id;
  }

  /** Throws what `me` throws. */
  author(place: PlaceId): Author {
    const { community } = this;
    return {
      ...this.me(),
      device: community.device,
      tag: community.ownTag(place),
      newId: () => community.newObjectId(place),
      now: this.#clock.now(),
    };
  }

  #partFor(space: SpaceId, place: PlaceId, kind: 'exact' | 'erasable' | 'chat'): number {
    const own = partsOf(this.community, space, place).filter((part) => this.#isOwn(part));
    const last = own.reduce<PartSummary | undefined>((a, b) => (a && a.part > b.part ? a : b), undefined);
    if (!last) return 0;
    if (last.isRetired) return last.part + 1;
    if (kind === 'chat') return partFor(own.map(({ part, logged }) => ({ part, items: logged })));
    return last.entries >= FULL_DOCUMENT || last.logged >= FULL_DOCUMENT ? last.part + 1 : last.part;
  }

  #isOwn(summary: PartSummary): boolean {
    return this.community.state.feeds.numbered(summary.feed).device === this.community.device;
  }
}
