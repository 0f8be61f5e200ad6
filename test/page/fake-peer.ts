/** A peer for the tests of the page: the whole API over a FakeWorld, as one person has it. */
import { KithError } from '../../core/base/kith-error.ts';
import type { attachmentMethods } from '../../core/api/attachment-methods.ts';
import type { boardMethods } from '../../core/api/board-methods.ts';
import type { photoMethods } from '../../core/api/photo-methods.ts';
import type { deviceMethods } from '../../core/api/device-methods.ts';
import type { spaceMethods } from '../../core/api/space-methods.ts';
import type { trustMethods } from '../../core/api/trust-methods.ts';
import type { JoinView } from '../../core/api/community-methods.ts';
import type {
  CallName,
  DecodedOf,
  KithHandlers,
  PeerApi,
  QueryName,
  SubscribeName,
} from '../../core/api/methods.ts';
import type { ChangeEvent } from '../../core/api/profile-methods.ts';
import type { RecoveryState } from '../../core/api/recovery-methods.ts';
import { boardHandlers } from './fake-board.ts';
import { chatHandlers } from './fake-chat.ts';
import { lendingHandlers } from './fake-lending.ts';
import { checkTitle, type FakeScope } from './fake-scope.ts';
import { FakeViews } from './fake-views.ts';
import { START, type FakeCommunity, type FakePerson, type FakeWorld } from './fake-world.ts';

const WEEK = 604_800_000;
/** The words of 32 bytes 7f. */
const WORDS = Array.from({ length: 3 }, () => 'legal winner thank year wave sausage worth useful'.split(' '))
  .flat()
  .with(23, 'title');

type CardPartName = Extract<
  keyof typeof boardMethods,
  `check${string}` | `comment${string}` | `cardFile${string}`
>;

/** Roles, devices, private spaces and files are tested with real peers. */
type Faked = Exclude<
  CallName,
  | keyof typeof trustMethods
  | keyof typeof deviceMethods
  | keyof typeof spaceMethods
  | 'joinRequests'
  | 'joinAnswer'
  | keyof typeof attachmentMethods
  | keyof typeof photoMethods
  // So is what cards carry.
  | 'labelAdd'
  | 'labelEdit'
  | 'cardsEdit'
  | CardPartName
  // So is what stands beside messages.
  | 'messageReact'
  | 'messageHide'
  // And what lists can do beyond lending.
  | 'inventoryImport'
  | 'inventoryExport'
  | 'boardExport'
  | 'rulesSet'
  | 'questionAdd'
  | 'questionEdit'
  | 'itemHand'
  | 'itemTakeOver'
  | 'itemRemark'
  | 'thingFind'
  | 'labels'
  | 'stockMove'
  | 'stockCount'
  | 'loanAsk'
  | 'loanExtend'
  | 'loanRefuse'
  | 'loanMissing'
>;

export class FakePeer implements PeerApi, FakeScope {
  readonly world: FakeWorld;
  person: FakePerson | undefined;
  readonly joins: JoinView[] = [];
  recovery: RecoveryState = 'unconfirmed';
  /** Set by a test: the next commands fail with this code. */
  failure: string | undefined;
  readonly handlers: Pick<KithHandlers, Faked>;

  constructor(world: FakeWorld, person?: FakePerson) {
    this.world = world;
    this.person = person;
    this.handlers = {
      ...this.#about(),
      ...this.#community(),
      ...boardHandlers(this),
      ...lendingHandlers(this),
      ...chatHandlers(this),
    };
  }

  async call(name: CallName, input: unknown): Promise<unknown> {
    if (this.failure !== undefined) throw new KithError(this.failure);
    const handler = (this.handlers as Partial<KithHandlers>)[name] as
      ((input: unknown) => Promise<unknown>) | undefined;
    if (!handler) throw new KithError('METHOD_UNKNOWN');
    return handler(input);
  }

  subscribe(
    name: SubscribeName,
    input: unknown,
    onValue: (value: unknown) => void,
    onError: (error: unknown) => void,
  ): () => void {
    if (name === 'alerts') return () => {};
    if (name === 'changes') {
      return this.world.onChange.on((event: ChangeEvent | null) => {
        if (event) onValue(event);
      });
    }
    const read = (input: unknown): Promise<unknown> => this.call(name satisfies QueryName, input);
    let isStopped = false;
    const tell = (): void => {
      read(input).then(
        // A value that was handed over is never changed afterwards.
        (value) => isStopped || onValue(structuredClone(value)),
        (error: unknown) => isStopped || onError(error),
      );
    };
    const stop = this.world.onChange.on(tell);
    tell();
    return () => {
      isStopped = true;
      stop();
    };
  }

  get self(): string {
    if (!this.person) throw new KithError('NOT_INITIALISED');
    return this.person.id;
  }

  get views(): FakeViews {
    return new FakeViews(this.world, this.self);
  }

  #profile() {
    return {
      initialised: this.person !== undefined,
      name: this.person?.name ?? '',
      network: this.world.network,
      keys: 'insecure' as const,
      version: '0.1.0',
    };
  }

  #about() {
    return {
      profile: async () => this.#profile(),
      init: async ({ name, network }: DecodedOf<'init'>) => {
        if (this.person) throw new KithError('PROFILE_EXISTS');
        this.person = this.world.person(checkTitle(name, 'NAME'));
        this.world.network = network ?? this.world.network;
        this.world.changed();
        return this.#profile();
      },
      recovery: async () => ({ state: this.recovery }),
      recoveryWords: async () => {
        if (this.recovery === 'confirmed') throw new KithError('WORDS_GONE');
        return { words: WORDS };
      },
      recoveryConfirm: async ({ words }: DecodedOf<'recoveryConfirm'>) => {
        if (words.trim().split(/\s+/).join(' ') !== WORDS.join(' ')) throw new KithError('WORDS_OTHER');
        this.recovery = 'confirmed';
        this.world.changed();
        return { state: this.recovery };
      },
      status: async () => this.views.status(),
      neighbours: async ({ community }: DecodedOf<'neighbours'>) => this.views.neighbours(community),
      dayLimitSet: async ({ dayLimit }: DecodedOf<'dayLimitSet'>) => ({ dayLimit }),
      news: async () => ({ since: START, at: 'now', items: [], more: 0 }),
      newsSeen: async ({ community }: DecodedOf<'newsSeen'>) => ({ community }),
      sync: async () => ({ inStep: this.world.together }),
      dial: async ({ address }: DecodedOf<'dial'>) => {
        if (!address.startsWith('/ip4/')) throw new KithError('ADDRESS_INVALID');
        return { path: 'lan' as const };
      },
      setNetwork: async ({ network }: DecodedOf<'setNetwork'>) => {
        this.world.network = network;
        this.world.changed();
        return { network };
      },
      verify: async () => ({ entries: 40, heads: 1, state: 'a'.repeat(64), faults: [] }),
      bundleExport: async () => ({ entries: 40, bytes: 4_096 }),
      bundleImport: async (): Promise<never> => {
        throw new KithError('BUNDLE_UNREADABLE');
      },
    };
  }

  #community() {
    return {
      create: async ({ title }: DecodedOf<'create'>) => {
        const community: FakeCommunity = {
          id: this.world.id(52),
          title: checkTitle(title),
          members: [{ person: this.self, role: 'steward' }],
          boards: [],
          inventories: [],
          channels: [],
          loans: [],
          invites: [],
          notices: [],
        };
        this.world.communities.push(community);
        this.world.changed();
        return { community: community.id };
      },
      sample: async (): Promise<never> => {
        throw new KithError('METHOD_UNKNOWN');
      },
      forget: async (): Promise<never> => {
        throw new KithError('FORGET_MEMBER');
      },
      communities: async () => ({
        communities: this.world.communities.flatMap((each) => {
          const own = each.members.find((member) => member.person === this.self);
          if (!own) return [];
          const unread = each.channels.reduce((sum, channel) => sum + this.views.unread(channel).length, 0);
          return [
            {
              id: each.id,
              title: each.title,
              role: own.role,
              standing: 'in' as const,
              members: each.members.length,
              unread,
              sample: false,
              copied: false,
            },
          ];
        }),
      }),
      members: async ({ community }: DecodedOf<'members'>) => ({ members: this.views.members(community) }),
      invite: async ({ community: id, uses = 1, expiresMs = WEEK, role = 'member' }: DecodedOf<'invite'>) => {
        const community = this.views.community(id);
        const invite = {
          id: this.world.id(52),
          link: `kith://join/${this.world.id(52)}${'mfrggzdfmztwq2lk'.repeat(20)}`,
          role,
          uses,
          used: 0,
          expires: expiresMs === null ? null : this.world.now + expiresMs,
          by: this.self,
          state: 'open' as const,
        };
        community.invites.push(invite);
        this.world.changed();
        const words = 'agree raise sock naive pluck salad cushion sting plate'.split(' ');
        return { invite: invite.id, link: invite.link, words, expires: invite.expires };
      },
      invites: async ({ community }: DecodedOf<'invites'>) => ({
        invites: this.views.community(community).invites.map(({ link: _, ...invite }) => ({
          ...invite,
          byName: this.world.nameOf(invite.by),
          approval: false,
          overused: false,
        })),
      }),
      invitePreview: async ({ link }: DecodedOf<'invitePreview'>) => {
        const { community, invite } = this.#invited(link);
        return {
          community: community.id,
          title: community.title,
          from: this.world.nameOf(invite.by),
          role: invite.role,
          expires: invite.expires,
          joined: community.members.some((member) => member.person === this.self),
          isReturn: false,
        };
      },
      joinLook: async ({ link }: DecodedOf<'joinLook'>) => {
        const { community, invite } = this.#invited(link);
        return {
          community: community.id,
          title: community.title,
          from: this.world.nameOf(invite.by),
          role: invite.role,
          expires: invite.expires,
          joined: community.members.some((member) => member.person === this.self),
          isReturn: false,
          link: invite.link,
        };
      },
      revokeInvite: async ({ invite }: DecodedOf<'revokeInvite'>) => {
        const { found } = this.views.find((each) => each.invites.find(({ id }) => id === invite));
        found.state = 'revoked';
        this.world.changed();
        return { invite };
      },
      join: async ({ link }: DecodedOf<'join'>) => this.#join(link),
      joins: async () => ({ joins: this.joins }),
      cancelJoin: async ({ join }: DecodedOf<'cancelJoin'>) => {
        this.joins.splice(
          this.joins.findIndex((each) => each.id === join),
          1,
        );
        this.world.changed();
        return { join };
      },
    };
  }

  #invited(link: string) {
    const wanted = link.trim();
    for (const community of this.world.communities) {
      const invite = community.invites.find((each) => each.link === wanted);
      if (invite) return { community, invite };
    }
    throw new KithError('INVITE_UNREADABLE');
  }

  async #join(link: string): Promise<{ community: string; title: string }> {
    const { community, invite } = this.#invited(link);
    const join: JoinView = {
      id: `join-${this.joins.length}`,
      community: community.id,
      title: community.title,
      from: this.world.nameOf(invite.by),
      phase: 'looking',
      code: null,
      neighbours: 0,
      received: 0,
      expected: null,
    };
    this.joins.push(join);
    this.world.changed();
    if (invite.state === 'revoked') {
      Object.assign(join, { phase: 'failed', code: 'INVITE_REVOKED' });
      this.world.changed();
      throw new KithError('INVITE_REVOKED');
    }
    if (!this.world.together) {
      await new Promise<void>((resolve) => {
        const stop = this.world.onChange.on(() => {
          if (!this.world.together) return;
          stop();
          resolve();
        });
      });
    }
    invite.used++;
    if (invite.used === invite.uses) invite.state = 'used';
    community.members.push({ person: this.self, role: invite.role });
    Object.assign(join, { phase: 'done', neighbours: 1, received: 40, expected: 40 });
    this.world.changed();
    return { community: community.id, title: community.title };
  }
}
