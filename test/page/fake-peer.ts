/** A peer for the tests of the page: the whole API over a FakeWorld, as one person has it. */
import { KithError } from '../../core/base/kith-error.ts';
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
import { FakeViews } from './fake-views.ts';
import type { FakeCard, FakeColumn, FakeCommunity, FakeLoan, FakePerson, FakeWorld } from './fake-world.ts';

const WEEK = 604_800_000;

export class FakePeer implements PeerApi {
  readonly world: FakeWorld;
  person: FakePerson | undefined;
  readonly joins: JoinView[] = [];
  /** Set by a test: the next commands fail with this code. */
  failure: string | undefined;
  readonly handlers: KithHandlers;

  constructor(world: FakeWorld, person?: FakePerson) {
    this.world = world;
    this.person = person;
    this.handlers = {
      ...this.#about(),
      ...this.#community(),
      ...this.#board(),
      ...this.#lending(),
      ...this.#chat(),
    };
  }

  async call(name: CallName, input: unknown): Promise<unknown> {
    if (this.failure !== undefined) throw new KithError(this.failure);
    return (this.handlers[name] as (input: unknown) => Promise<unknown>)(input);
  }

  subscribe(
    name: SubscribeName,
    input: unknown,
    onValue: (value: unknown) => void,
    onError: (error: unknown) => void,
  ): () => void {
    if (name === 'changes') {
      return this.world.onChange.on((event: ChangeEvent | null) => {
        if (event) onValue(event);
      });
    }
    const read = this.handlers[name satisfies QueryName] as (input: unknown) => Promise<unknown>;
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

  get #self(): string {
    if (!this.person) throw new KithError('NOT_INITIALISED');
    return this.person.id;
  }

  get #views(): FakeViews {
    return new FakeViews(this.world, this.#self);
  }

  #title(title: string, kind: 'TITLE' | 'NAME' = 'TITLE'): string {
    const trimmed = title.trim();
    if (trimmed === '') throw new KithError(`${kind}_EMPTY`);
    if (trimmed.length > (kind === 'NAME' ? 80 : 200)) throw new KithError(`${kind}_TOO_LONG`);
    return trimmed;
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
      init: async ({ name }: DecodedOf<'init'>) => {
        if (this.person) throw new KithError('PROFILE_EXISTS');
        this.person = this.world.person(this.#title(name, 'NAME'));
        this.world.changed();
        return this.#profile();
      },
      status: async () => this.#views.status(),
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
          title: this.#title(title),
          members: [{ person: this.#self, role: 'steward' }],
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
      communities: async () => ({
        communities: this.world.communities.flatMap((each) => {
          const own = each.members.find((member) => member.person === this.#self);
          if (!own) return [];
          const unread = each.channels.reduce((sum, channel) => sum + this.#views.unread(channel).length, 0);
          return [{ id: each.id, title: each.title, role: own.role, members: each.members.length, unread }];
        }),
      }),
      members: async ({ community }: DecodedOf<'members'>) => ({ members: this.#views.members(community) }),
      invite: async ({ community: id, uses = 1, expiresMs = WEEK, role = 'member' }: DecodedOf<'invite'>) => {
        const community = this.#views.community(id);
        const invite = {
          id: this.world.id(52),
          link: `kith://join/${this.world.id(52)}${'mfrggzdfmztwq2lk'.repeat(20)}`,
          role,
          uses,
          used: 0,
          expires: expiresMs === null ? null : this.world.now + expiresMs,
          by: this.#self,
          state: 'open' as const,
        };
        community.invites.push(invite);
        this.world.changed();
        return { invite: invite.id, link: invite.link, expires: invite.expires };
      },
      invites: async ({ community }: DecodedOf<'invites'>) => ({
        invites: this.#views.community(community).invites.map(({ link: _, ...invite }) => ({
          ...invite,
          byName: this.world.nameOf(invite.by),
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
          joined: community.members.some((member) => member.person === this.#self),
        };
      },
      revokeInvite: async ({ invite }: DecodedOf<'revokeInvite'>) => {
        const { found } = this.#views.find((each) => each.invites.find(({ id }) => id === invite));
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
    community.members.push({ person: this.#self, role: invite.role });
    Object.assign(join, { phase: 'done', neighbours: 1, received: 40, expected: 40 });
    this.world.changed();
    return { community: community.id, title: community.title };
  }

  #findCard(card: string): { community: FakeCommunity; column: FakeColumn; card: FakeCard } {
    const { community, found } = this.#views.find((each) =>
      each.boards
        .flatMap((board) => board.columns)
        .find((column) => column.cards.some(({ id }) => id === card)),
    );
    return { community, column: found, card: found.cards.find(({ id }) => id === card)! };
  }

  #findColumn(column: string): { community: FakeCommunity; found: FakeColumn } {
    return this.#views.find((each) =>
      each.boards.flatMap((board) => board.columns).find(({ id }) => id === column),
    );
  }

  #editCard(id: string, change: (card: FakeCard) => void): { card: string } {
    const { community, card } = this.#findCard(id);
    change(card);
    card.holders = this.world.holders(community);
    this.world.changed({ community: community.id, kind: 'card', id });
    return { card: id };
  }

  #board() {
    return {
      boardAdd: async ({ community, title }: DecodedOf<'boardAdd'>) => {
        const board = { id: this.world.id(32), title: this.#title(title), columns: [] };
        this.#views.community(community).boards.push(board);
        this.world.changed();
        return { board: board.id };
      },
      boards: async ({ community }: DecodedOf<'boards'>) => ({
        boards: this.#views.community(community).boards.map(({ id, title }) => ({ id, title })),
      }),
      board: async ({ board }: DecodedOf<'board'>) => this.#views.board(board),
      columnAdd: async ({ board, title }: DecodedOf<'columnAdd'>) => {
        const { found } = this.#views.find((each) => each.boards.find(({ id }) => id === board));
        const column = { id: this.world.id(32), title: this.#title(title), archived: false, cards: [] };
        found.columns.push(column);
        this.world.changed();
        return { column: column.id };
      },
      columnEdit: async ({ column, title, archived }: DecodedOf<'columnEdit'>) => {
        const { found } = this.#findColumn(column);
        if (title !== undefined) found.title = this.#title(title);
        if (archived !== undefined) found.archived = archived;
        this.world.changed();
        return { column };
      },
      cardAdd: async ({ column, title, body = '' }: DecodedOf<'cardAdd'>) => {
        const { community, found } = this.#findColumn(column);
        const card = {
          id: this.world.id(32),
          title: this.#title(title),
          body,
          archived: false,
          author: this.#self,
          holders: this.world.holders(community),
        };
        found.cards.push(card);
        this.world.changed({ community: community.id, kind: 'card', id: card.id });
        return { card: card.id };
      },
      cardEdit: async ({ card, title, body }: DecodedOf<'cardEdit'>) =>
        this.#editCard(card, (found) => {
          if (title !== undefined) found.title = this.#title(title);
          if (body !== undefined) found.body = body;
        }),
      cardMove: async ({ card: id, column, after }: DecodedOf<'cardMove'>) => {
        const from = this.#findCard(id);
        const to = this.#findColumn(column).found;
        from.column.cards.splice(from.column.cards.indexOf(from.card), 1);
        const place = after === null ? 0 : to.cards.findIndex((card) => card.id === after) + 1;
        to.cards.splice(after === undefined ? to.cards.length : place, 0, from.card);
        return this.#editCard(id, () => {});
      },
      cardArchive: async ({ card }: DecodedOf<'cardArchive'>) =>
        this.#editCard(card, (found) => {
          found.archived = true;
        }),
      cardRestore: async ({ card }: DecodedOf<'cardRestore'>) =>
        this.#editCard(card, (found) => {
          found.archived = false;
        }),
    };
  }

  #loanStep(
    id: string,
    from: FakeLoan['state'],
    change: (loan: FakeLoan, side: 'borrower' | 'custodian') => void,
  ) {
    const { community, found } = this.#views.find((each) => each.loans.find((loan) => loan.id === id));
    if (found.state !== from) throw new KithError('LOAN_STATE');
    change(found, found.borrower === this.#self ? 'borrower' : 'custodian');
    found.holders = this.world.holders(community);
    this.world.changed({ community: community.id, kind: 'loan', id });
    return { loan: id, state: found.state };
  }

  #approve(id: string) {
    const result = this.#loanStep(id, 'requested', (loan) => {
      loan.state = 'approved';
    });
    const { community, found } = this.#views.find((each) => each.loans.find((loan) => loan.id === id));
    for (const other of community.loans) {
      if (other.item !== found.item || other.state !== 'requested') continue;
      Object.assign(other, { state: 'lost', because: 'LOAN_BEATEN' });
      community.notices.push({
        id: this.world.id(32),
        person: other.borrower,
        loan: other.id,
        item: other.item,
        time: this.world.now,
        seen: false,
      });
    }
    this.world.changed();
    return result;
  }

  #lending() {
    return {
      inventoryAdd: async ({ community, title }: DecodedOf<'inventoryAdd'>) => {
        const inventory = { id: this.world.id(32), title: this.#title(title), items: [] };
        this.#views.community(community).inventories.push(inventory);
        this.world.changed();
        return { inventory: inventory.id };
      },
      inventories: async ({ community }: DecodedOf<'inventories'>) => ({
        inventories: this.#views.community(community).inventories.map(({ id, title }) => ({ id, title })),
      }),
      inventory: async ({ inventory }: DecodedOf<'inventory'>) => this.#views.inventory(inventory),
      itemAdd: async ({ inventory, title, quantity = 1, category = '', note = '' }: DecodedOf<'itemAdd'>) => {
        const { community, found } = this.#views.find((each) =>
          each.inventories.find(({ id }) => id === inventory),
        );
        const item = {
          id: this.world.id(32),
          title: this.#title(title),
          quantity,
          category,
          note,
          custodian: this.#self,
          holders: this.world.holders(community),
        };
        found.items.push(item);
        this.world.changed();
        return { item: item.id };
      },
      itemEdit: async ({ item, ...changes }: DecodedOf<'itemEdit'>) => {
        const { found } = this.#views.find((each) =>
          each.inventories.flatMap((list) => list.items).find(({ id }) => id === item),
        );
        if (changes.title !== undefined) this.#title(changes.title);
        Object.assign(found, changes);
        this.world.changed();
        return { item };
      },
      loanRequest: async ({ item, from = undefined, to = undefined }: DecodedOf<'loanRequest'>) => {
        if (from && to && from > to) throw new KithError('DATES_REVERSED');
        const { community } = this.#views.find((each) =>
          each.inventories.flatMap((list) => list.items).find(({ id }) => id === item),
        );
        const loan: FakeLoan = {
          id: this.world.id(32),
          item,
          borrower: this.#self,
          from: from ?? null,
          to: to ?? null,
          state: 'requested',
          because: null,
          handOver: { borrower: false, custodian: false },
          return: { borrower: false, custodian: false },
          holders: this.world.holders(community),
        };
        community.loans.push(loan);
        this.world.changed();
        return { loan: loan.id };
      },
      loanApprove: async ({ loan }: DecodedOf<'loanApprove'>) => this.#approve(loan),
      loanDecline: async ({ loan }: DecodedOf<'loanDecline'>) =>
        this.#loanStep(loan, 'requested', (found) => {
          found.state = 'declined';
        }),
      loanCancel: async ({ loan }: DecodedOf<'loanCancel'>) =>
        this.#loanStep(loan, 'requested', (found) => {
          found.state = 'cancelled';
        }),
      loanHandOver: async ({ loan }: DecodedOf<'loanHandOver'>) =>
        this.#loanStep(loan, 'approved', (found, side) => {
          found.handOver[side] = true;
          if (found.handOver.borrower && found.handOver.custodian) found.state = 'handed-over';
        }),
      loanReturn: async ({ loan }: DecodedOf<'loanReturn'>) =>
        this.#loanStep(loan, 'handed-over', (found, side) => {
          found.return[side] = true;
          if (found.return.borrower && found.return.custodian) found.state = 'returned';
        }),
      loans: async ({ community }: DecodedOf<'loans'>) => ({ loans: this.#views.loans(community) }),
      notices: async ({ community: id }: DecodedOf<'notices'>) => {
        const community = this.#views.community(id);
        const titles = new Map(
          community.inventories.flatMap((list) => list.items.map((item) => [item.id, item.title])),
        );
        return {
          notices: community.notices
            .filter((notice) => notice.person === this.#self)
            .map(({ person: _, ...notice }) => ({
              ...notice,
              code: 'LOAN_BEATEN',
              details: { item: titles.get(notice.item) ?? '' },
              itemTitle: titles.get(notice.item) ?? null,
            })),
        };
      },
      noticeSeen: async ({ notice }: DecodedOf<'noticeSeen'>) => {
        this.#views.find((each) => each.notices.find(({ id }) => id === notice)).found.seen = true;
        this.world.changed();
        return { notice };
      },
    };
  }

  #findMessage(message: string) {
    const { found } = this.#views.find((each) =>
      each.channels.flatMap((channel) => channel.messages).find(({ id }) => id === message),
    );
    if (found.author !== this.#self) throw new KithError('NOT_YOURS');
    return found;
  }

  #chat() {
    return {
      channelAdd: async ({ community, title }: DecodedOf<'channelAdd'>) => {
        const channel = {
          id: this.world.id(32),
          title: this.#title(title),
          messages: [],
          read: new Map<string, number>(),
        };
        this.#views.community(community).channels.push(channel);
        this.world.changed();
        return { channel: channel.id };
      },
      channels: async ({ community }: DecodedOf<'channels'>) => ({
        channels: this.#views.community(community).channels.map((channel) => ({
          id: channel.id,
          title: channel.title,
          unread: this.#views.unread(channel).length,
        })),
      }),
      say: async ({ channel, text, reply }: DecodedOf<'say'>) => {
        const { community, found } = this.#views.find((each) =>
          each.channels.find(({ id }) => id === channel),
        );
        this.world.now += 60_000;
        const message = {
          id: this.world.id(32),
          author: this.#self,
          text,
          time: this.world.now,
          replyTo: reply ?? null,
          edited: false,
          deleted: false,
          holders: this.world.holders(community),
        };
        found.messages.push(message);
        this.world.changed({ community: community.id, kind: 'message', id: message.id });
        return { message: message.id };
      },
      messageEdit: async ({ message, text }: DecodedOf<'messageEdit'>) => {
        Object.assign(this.#findMessage(message), { text, edited: true });
        this.world.changed();
        return { message };
      },
      messageDelete: async ({ message }: DecodedOf<'messageDelete'>) => {
        this.#findMessage(message).deleted = true;
        this.world.changed();
        return { message };
      },
      messages: async ({ channel, last = 50 }: DecodedOf<'messages'>) => this.#views.messages(channel, last),
      markRead: async ({ channel }: DecodedOf<'markRead'>) => {
        const { found } = this.#views.find((each) => each.channels.find(({ id }) => id === channel));
        found.read.set(this.#self, found.messages.length);
        this.world.changed();
        return { channel };
      },
    };
  }
}
