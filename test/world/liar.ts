/**
 * A member whose device lies: it writes what no honest device would, in its own name, and hands others spoilt copies of
 * everything. No two entries that could be stored are written for one place of its feed (that is a fork, which is proven
 * elsewhere), so all honest devices still have to agree, about the liar too.
 */
import * as bodies from '../../core/authority/action-bodies.ts';
import type { Cbor } from '../../core/base/cbor.ts';
import { bytesOfId } from '../../core/base/id-bytes.ts';
import {
  WHOLE_COMMUNITY,
  type EntryId,
  type InviteId,
  type KeyId,
  type PlaceId,
  type SpaceId,
} from '../../core/base/ids.ts';
import type { Json } from '../../core/base/json.ts';
import { toBase32 } from '../../core/base/base32.ts';
import type { Community } from '../../core/community/community.ts';
import type { DeviceKeys } from '../../core/identity/keys.ts';
import { OwnPart } from '../../core/documents/own-part.ts';
import {
  FLAG_ERASABLE,
  MAX_PAYLOAD,
  type ChainedEntry,
  type FeedKind,
  type Payload,
} from '../../core/feed/entry.ts';
import { feedContext } from '../../core/feed/feed-context.ts';
import { keyIdOf } from '../../core/feed/key-id.ts';
import { makeEntry } from '../../core/feed/make-entry.ts';
import type { Run } from '../../core/feed/run.ts';
import type { SeededRandom } from './random.ts';

export interface Wish {
  readonly kind: FeedKind;
  readonly payload: Partial<Payload>;
  readonly isErasable?: boolean;
  /** A key that nobody has been given. */
  readonly isSealedAway?: boolean;
  readonly heads?: readonly EntryId[];
}

export class Liar {
  readonly #community: () => Community;
  readonly #keys: DeviceKeys;
  readonly #random: SeededRandom;
  /** Ids of objects. */
  readonly #seen: () => readonly string[];

  /** `community`: the liar's own replica, which runs honest code: what it refuses is in nobody's feed. */
  constructor(
    community: () => Community,
    keys: DeviceKeys,
    random: SeededRandom,
    seen: () => readonly string[],
  ) {
    this.#community = community;
    this.#seen = seen;
    this.#keys = keys;
    this.#random = random;
  }

  /** Writes something wrong into its own feed. */
  async lie(): Promise<string> {
    const random = this.#random;
    const [name, lie] = random.pick<readonly [string, () => Promise<string>]>([
      ['values', () => this.#writeValues()],
      ['values', () => this.#writeValues()],
      ['update', () => this.#writeUpdate()],
      ['update', () => this.#writeUpdate()],
      ['payload', () => this.publish(this.#oddPayload())],
      ['retire', () => this.publish(this.#oddRetire())],
      ['retire', () => this.publish(this.#oddRetire())],
      ['authority', () => this.publish(this.#oddAction())],
    ]);
    return `lies: ${name} ${await lie()}`;
  }

  /** An entry that is well signed, whatever it says. */
  async publish(wish: Wish): Promise<string> {
    const entry = this.make(wish);
    const report = await this.#community().receive([runOf(wish.kind, this.#community(), [entry])]);
    return report.stored === 1
      ? `${wish.kind} ${entry.header.seq}`
      : `refused ${report.refused[0]?.code ?? ''}`;
  }

  make(wish: Wish, after?: ChainedEntry): ChainedEntry {
    const community = this.#community();
    const random = this.#random;
    const { kind, isErasable = false, isSealedAway = false } = wish;
    const tip = after ? { seq: after.header.seq, id: after.id } : community.tip(kind, community.device);
    const { chain, key: held } = community.state.keys.held(
      kind === 'authority' ? 'authority' : WHOLE_COMMUNITY,
    )[0]!;
    const key = isSealedAway ? random.bytes(32) : held;
    const payload: Payload = {
      time: random.pick([0, Number.MAX_SAFE_INTEGER, 1_767_225_600_000]),
      kind: 0,
      space: (chain === 'authority' ? '' : chain) as SpaceId,
      document: null,
      body: null,
      ...wish.payload,
    };
    const context = feedContext(community.id, kind, community.device);
    const draft = {
      seq: (tip?.seq ?? -1) + 1,
      prev: tip?.id ?? null,
      heads: wish.heads ?? this.#someHeads(kind),
      authorityHeads: kind === 'content' && (!tip || random.happens(0.3)) ? this.#authorityHeads(!tip) : [],
      flags: isErasable ? FLAG_ERASABLE : 0,
      keyId: keyIdOf(key),
      key,
      payload,
    };
    return makeEntry(context, draft, this.#keys.device, random);
  }

  /**
   * Entries whose parents do not exist, in its own name, for one victim alone: who goes on to get what everybody else
   * has got in their place. [THREAT-17]
   */
  async flood(victim: Community): Promise<string> {
    const entries: ChainedEntry[] = [];
    const document = { place: this.#somePlace(victim), part: 9 };
    for (let i = 0; i < 40 + this.#random.below(60); i++) {
      const heads = [this.#noEntry()];
      entries.push(this.make({ kind: 'content', payload: { kind: 32, document }, heads }, entries.at(-1)));
    }
    const { device } = this.#community();
    const before = victim.tip('content', device)?.seq;
    await victim.receive([runOf('content', this.#community(), entries)]);
    const first = entries[0]!.header.seq;
    const held = victim.tip('content', device)?.seq ?? -1;
    if (held !== before && held >= first) throw new Error('an entry without its parents was stored');
    return `floods ${entries.length}`;
  }

  /** A signed retire for one victim alone; whether the entry ever comes is open. [THREAT-45] */
  async showRetire(victim: Community): Promise<string> {
    const entry = this.make({ ...this.#oddRetire(), isErasable: false });
    await victim.receiveErasures([runOf('content', this.#community(), [entry])]);
    return `shows a retire ${entry.header.seq}`;
  }

  async #writeValues(): Promise<string> {
    const community = this.#community();
    const place = this.#somePlace(community);
    const target = {
      space: WHOLE_COMMUNITY,
      place,
      part: this.#random.below(3),
      isErasable: this.#random.happens(0.5),
    };
    const { seq } = await community.write(target, () => ({
      set: Array.from(
        { length: this.#random.below(3) },
        () => [this.#someKey(community), this.#someValue()] as const,
      ),
      push: Array.from({ length: 1 + this.#random.below(2) }, () => this.#someEvent(community)),
    }));
    return `content ${seq}`;
  }

  /** A good update, then spoilt: bytes turned, another document's, one that was there before. */
  async #writeUpdate(): Promise<string> {
    const random = this.#random;
    const community = this.#community();
    const document = { place: this.#somePlace(community), part: random.below(3) };
    const feed = community.state.feeds.find('content', community.device);
    if (!feed) return 'nothing';
    const address = { space: WHOLE_COMMUNITY, feed: feed.number, ...document };
    const own = new OwnPart(await community.state.contents.part(address));
    const [session, update] = own.write({ set: [['k', 1]], push: [{ t: 'x' }] }, random.bytes(8)) as [
      Cbor,
      Uint8Array,
    ];
    const spoilt = Uint8Array.from(update);
    spoilt[random.below(spoilt.length)]! ^= 1 << random.below(8);
    const body = random.pick<Cbor>([
      [session, spoilt],
      [session, spoilt],
      [null, update],
      [random.bytes(8), update],
      [session, update.subarray(0, random.below(update.length))],
      [session, new Uint8Array([...update, 0])],
      [session, update],
      [session],
      'not a body',
    ]);
    const isErasable = random.happens(0.6);
    const first = await this.publish({ kind: 'content', payload: { kind: 32, document, body }, isErasable });
    if (random.happens(0.6)) return first;
    // The same once more: its clock is used up.
    return `${first}, again ${await this.publish({ kind: 'content', payload: { kind: 32, document, body }, isErasable })}`;
  }

  #oddPayload(): Wish {
    const random = this.#random;
    const document = { place: this.#somePlace(this.#community()), part: random.below(3) };
    const isErasable = random.happens(0.4);
    return random.pick<Wish>([
      // A kind of a later version: everybody keeps it, and what comes after it in the document waits. [THREAT-42]
      { kind: 'content', payload: { kind: 40, document, body: ['later'] }, isErasable },
      { kind: 'content', payload: { kind: 41, body: [1] } },
      { kind: 'content', payload: { kind: 3, body: [1] } },
      { kind: 'content', payload: { kind: 32, document: null, body: [null, new Uint8Array(3)] } },
      {
        kind: 'content',
        payload: { kind: 32, document, body: null, space: toBase32(random.bytes(20)) as SpaceId },
      },
      {
        kind: 'content',
        payload: { kind: 32, document, body: new Uint8Array(MAX_PAYLOAD - 200) },
        isErasable,
      },
      // A place that nobody has founded.
      {
        kind: 'content',
        payload: { kind: 32, document: { place: toBase32(random.bytes(20)) as PlaceId, part: 0 } },
      },
      ...(random.happens(0.15)
        ? [{ kind: 'content', payload: {}, isSealedAway: true, isErasable } as Wish]
        : []),
    ]);
  }

  #oddRetire(): Wish {
    const random = this.#random;
    const community = this.#community();
    const last = community.tip('content', community.device)?.seq ?? 0;
    const from = random.below(last + 1);
    const to = from + random.below(4);
    const document = { place: this.#somePlace(community), part: 0 };
    return {
      kind: 'content',
      isErasable: random.happens(0.15),
      payload: {
        kind: 33,
        document: random.happens(0.85) ? document : null,
        body: random.pick<Cbor>([
          [random.below(3), [[from, to]]],
          [random.below(3), [[from, Math.min(to, last)]]],
          [random.below(3), [[0, last]]],
          [random.below(3), []],
          [0, [[to, from]]],
          'everything',
        ]),
      },
    };
  }

  #oddAction(): Wish {
    const random = this.#random;
    const community = this.#community();
    const authority = community.authority();
    const other = random.pick([...authority.members.keys()]);
    const me = community.person ?? other;
    const cut = { device: community.device, authority: null, content: null };
    const action = random.pick<{ kind: number; body: Cbor }>([
      bodies.roleBody(me, 'steward'),
      bodies.roleBody(other, 'guest'),
      bodies.roleBody(me, 'emperor'),
      bodies.removeBody(other, [], 'because'),
      bodies.removeBody(other, [cut], ''),
      bodies.policyBody('rules', 99),
      bodies.policyBody('invites', 'stewards'),
      bodies.titleBody('Mine'),
      bodies.profileBody('Somebody else'),
      bodies.inviteBody({
        invite: toBase32(random.bytes(32)) as InviteId,
        role: 'steward',
        uses: null,
        expires: null,
        approval: false,
      }),
      bodies.revokeInviteBody(random.pick([...authority.invites.keys()])),
      bodies.rotateBody('authority', toBase32(random.bytes(32)) as KeyId, random.bytes(40)),
      bodies.sealBody('authority', toBase32(random.bytes(32)) as KeyId, []),
      {
        kind: 1,
        body: [random.bytes(16), 'Mine too', random.bytes(200), [], random.bytes(32), random.bytes(32), []],
      },
      { kind: 2, body: [random.bytes(100), 'member', []] },
      { kind: 16, body: [random.bytes(32)] },
      { kind: 25, body: ['later'] },
      { kind: 32, body: null },
      { kind: 6, body: 'malformed' },
      { kind: 10, body: [bytesOfId(other), random.bytes(32), null] },
    ]);
    return { kind: 'authority', payload: { ...action } };
  }

  #someKey(community: Community): string {
    const id = this.#someObject(community);
    return this.#random.pick([
      `${id}/title`,
      `${id}/rank`,
      `${id}/column`,
      `${id}/archived`,
      `${id}/body`,
      'loose',
      `${id}/constructors`,
    ]);
  }

  #someValue(): Json {
    return this.#random.pick<Json>([
      '',
      'a fine title',
      null,
      7,
      true,
      ['x'],
      { toString: 1 },
      'not a rank!',
      'x'.repeat(300),
    ]);
  }

  #someEvent(community: Community): Json {
    const random = this.#random;
    const id = this.#someObject(community);
    const local = toBase32(random.bytes(10));
    return random.pick<Json>([
      null,
      'text',
      [1, 2],
      { t: 5 },
      { t: 'place', id: local, type: 'board', title: '' },
      { t: 'place', id: local, type: 'casino', title: 'Casino' },
      { t: 'place', id, type: 'board', title: 'Not mine' },
      { t: 'column', id: local, title: 'No rank', rank: 5 },
      { t: 'card', id: local, title: 'Lost', column: id, rank: 'a0' },
      { t: 'card', id: local, title: 'Lost', column: 'nowhere', rank: 'a0' },
      { t: 'item', id: local, title: 'Ghost', quantity: -3 },
      { t: 'item', id: local, title: 'Ghost', quantity: 2, note: 'kept', toString: 'x' },
      { t: 'request', id: local, item: id, from: '2026-02-30', to: null },
      { t: 'request', id: local, item: id, from: '2026-07-01', to: '2026-07-04' },
      { t: 'request', id: local, item: id },
      { t: 'approve', loan: id },
      { t: 'decline', loan: id, for: id },
      { t: 'hand-over', loan: id },
      { t: 'return', loan: id },
      { t: 'cancel', loan: id },
      { t: 'quantity', item: id, quantity: 0.5 },
      { t: 'quantity', item: id, quantity: 900 },
      { t: 'message', id: local, text: '' },
      { t: 'message', id: local, text: 'Hello', re: id },
      { t: 'message', id: local, text: 'Hello', re: 'nobody' },
      { t: 'message', id, text: 'Not mine' },
      { t: 'edit', id, text: 'I never said that' },
      { t: 'delete', id },
    ]);
  }

  /** A thing of somebody's, mostly. */
  #someObject(community: Community): string {
    const seen = this.#seen();
    if (seen.length > 0 && this.#random.happens(0.8)) return this.#random.pick(seen);
    return this.#random.happens(0.5) ? this.#somePlace(community) : toBase32(this.#random.bytes(20));
  }

  #somePlace(community: Community): PlaceId {
    const places = [...community.state.contents.places()];
    return places.length > 0 ? this.#random.pick(places) : (toBase32(this.#random.bytes(20)) as PlaceId);
  }

  /** It may pretend to have seen nothing, or anything that it has. [THREAT-46] */
  #someHeads(kind: FeedKind): EntryId[] {
    if (this.#random.happens(0.4)) return [];
    const community = this.#community();
    const tips = community.frontier().filter((tip) => tip.kind === kind && tip.device !== community.device);
    const older = tips.map(({ device, seq }) => {
      const feed = community.state.feeds.find(kind, device)!;
      return community.state.entryIdAt(feed, this.#random.happens(0.5) ? seq : this.#random.below(seq + 1));
    });
    return older.filter(() => this.#random.happens(0.7));
  }

  #authorityHeads(isNeeded: boolean): EntryId[] {
    const tips = this.#community()
      .frontier()
      .filter((tip) => tip.kind === 'authority');
    const some = tips.filter(() => this.#random.happens(0.5));
    return (some.length > 0 || !isNeeded ? some : tips.slice(0, 1)).map(({ id }) => id);
  }

  #noEntry(): EntryId {
    return [...this.#random.bytes(32)].map((byte) => byte.toString(16).padStart(2, '0')).join('') as EntryId;
  }
}

function runOf(kind: FeedKind, community: Community, entries: readonly ChainedEntry[]): Run {
  const { header, prev } = entries[0]!;
  return {
    kind,
    device: community.device,
    from: header.seq,
    prev,
    records: entries.map(({ record }) => record),
  };
}
