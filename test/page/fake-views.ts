/** What a person sees of the fake world: the answers of the queries. */
import { KithError } from '../../core/base/kith-error.ts';
import type { BoardView } from '../../core/api/board-methods.ts';
import type { MessagesView, MessageView } from '../../core/api/chat-methods.ts';
import type { MemberView } from '../../core/api/community-methods.ts';
import type { InventoryView, ItemPageView, ItemView } from '../../core/api/inventory-methods.ts';
import type { LoanStep, LoanView } from '../../core/api/loan-methods.ts';
import type { NeighboursView } from '../../core/api/neighbour-methods.ts';
import type { StatusView } from '../../core/api/profile-methods.ts';
import type { FakeCommunity, FakeItem, FakeLoan, FakeMessage, FakeWorld } from './fake-world.ts';

const NO_RULES = {
  guests: true,
  selfService: false,
  longest: 0,
  atOnce: 0,
  ahead: 0,
  quiet: 0,
  hours: [],
  words: '',
};

const NO_DETAILS = {
  kind: 'thing',
  location: '',
  label: '',
  owner: '',
  ownerName: '',
  kit: '',
  kitTitle: '',
  deposit: '',
  sort: '',
  until: '',
  condition: 'usable',
  stock: null,
  custom: {},
} as const satisfies Partial<ItemView>;

/** What cards carry is tested with real peers. */
const PLAIN_CARD = {
  binned: false,
  labels: [],
  members: [],
  due: null,
  done: false,
  checks: { done: 0, all: 0 },
  comments: 0,
  files: 0,
};

export class FakeViews {
  readonly #world: FakeWorld;
  readonly #self: string;

  constructor(world: FakeWorld, self: string) {
    this.#world = world;
    this.#self = self;
  }

  community(id: string): FakeCommunity {
    const found = this.#world.communities.find((each) => each.id === id);
    if (!found?.members.some((member) => member.person === this.#self))
      throw new KithError('COMMUNITY_UNKNOWN');
    return found;
  }

  /** The first thing that `pick` finds in any community; throws OBJECT_UNKNOWN. */
  find<Found>(pick: (community: FakeCommunity) => Found | undefined): {
    community: FakeCommunity;
    found: Found;
  } {
    for (const community of this.#world.communities) {
      const found = pick(community);
      if (found !== undefined) return { community, found };
    }
    throw new KithError('OBJECT_UNKNOWN');
  }

  members(id: string): MemberView[] {
    return this.community(id).members.map(({ person, role }) => ({
      id: person,
      name: this.#world.nameOf(person),
      role,
      state: 'in',
      self: person === this.#self,
      here: person === this.#self || this.#world.together,
      safety: 'unconfirmed',
      devices: [
        {
          id: this.#world.people.get(person)!.device,
          label: '',
          state: 'current',
          self: person === this.#self,
          copied: false,
        },
      ],
    }));
  }

  board(id: string): BoardView {
    const { community, found } = this.find((each) => each.boards.find((board) => board.id === id));
    const columns = found.columns
      .filter((column) => !column.archived)
      .map((column) => ({
        id: column.id,
        title: column.title,
        color: null,
        limit: null,
        cards: column.cards.map(({ changer, ...card }) => ({
          ...PLAIN_CARD,
          ...card,
          authorName: this.#world.nameOf(card.author),
          changedName: this.#world.nameOf(changer),
        })),
      }));
    const archivedColumns = found.columns
      .filter((column) => column.archived)
      .map(({ id: column, title, cards }) => ({ id: column, title, cards: cards.length }));
    return {
      title: found.title,
      community: community.id,
      me: this.#self,
      mayWrite: this.#mayWrite(community),
      mayComment: true,
      labels: [],
      people: community.members.map(({ person }) => ({
        id: person,
        name: this.#world.nameOf(person),
        isIn: true,
      })),
      columns,
      archivedColumns,
      loose: [],
    };
  }

  inventory(id: string): InventoryView {
    const { community, found } = this.find((each) => each.inventories.find((list) => list.id === id));
    return {
      title: found.title,
      community: community.id,
      mayWrite: this.#mayWrite(community),
      items: found.items.filter((item) => !item.archived).map((item) => this.#item(community, item)),
      archived: found.items.filter((item) => item.archived).map((item) => this.#item(community, item)),
      mayGovern: false,
      questions: [],
      rules: NO_RULES,
    };
  }

  item(id: string): ItemPageView {
    const { community, found } = this.find((each) =>
      each.inventories.find((list) => list.items.some((item) => item.id === id)),
    );
    const item = found.items.find((each) => each.id === id)!;
    const loans = community.loans.filter((loan) => loan.item === id);
    return {
      community: community.id,
      inventory: found.id,
      inventoryTitle: found.title,
      mayWrite: this.#mayWrite(community),
      mayTakeOver: false,
      item: this.#item(community, item),
      questions: [],
      rules: NO_RULES,
      remarks: [],
      stockEvents: [],
      loans: this.loans(community.id)
        .filter((loan) => loan.item === id)
        .map((loan) => ({
          ...loan,
          history: loans
            .find((each) => each.id === loan.id)!
            .history.map(({ what, person, time }) => ({
              what,
              name: this.#world.nameOf(person),
              to: null,
              note: '',
              time,
            })),
        })),
      // One piece of each at the most in the fake world.
      taken: loans
        .filter((loan) => loan.state === 'approved' || loan.state === 'handed-over')
        .map(({ from, to }) => ({ from, to, left: item.quantity - 1 })),
    };
  }

  #mayWrite(community: FakeCommunity): boolean {
    return community.members.some(({ person, role }) => person === this.#self && role !== 'guest');
  }

  #item(community: FakeCommunity, item: FakeItem): ItemView {
    const loans = community.loans.filter((loan) => loan.item === item.id);
    const out = loans.find((loan) => loan.state === 'handed-over');
    const promised = loans.filter((loan) => loan.state === 'approved').length;
    return {
      ...NO_DETAILS,
      tags: [],
      contents: [],
      ...item,
      out: out ? 1 : 0,
      promised,
      custodianName: this.#world.nameOf(item.custodian),
      own: item.custodian === this.#self,
      state: out ? 'out' : promised >= item.quantity ? 'reserved' : 'available',
      holder: out?.borrower ?? null,
      holderName: out ? this.#world.nameOf(out.borrower) : null,
    };
  }

  loans(id: string): LoanView[] {
    const community = this.community(id);
    return community.loans.map(({ history, ...loan }) => {
      const inventory = community.inventories.find((list) =>
        list.items.some((item) => item.id === loan.item),
      )!;
      const item = inventory.items.find((each) => each.id === loan.item)!;
      return {
        ...loan,
        itemTitle: item.title,
        inventory: inventory.id,
        borrowerName: this.#world.nameOf(loan.borrower),
        custodian: item.custodian,
        custodianName: this.#world.nameOf(item.custodian),
        side: loan.borrower === this.#self ? 'borrower' : item.custodian === this.#self ? 'custodian' : null,
        mine: this.#steps(loan, item.custodian),
        free: true,
        asked: null,
        note: '',
        waiting: null,
        nextFree: null,
        provisional: false,
        requested: history[0]!.time,
        changed: history.at(-1)!.time,
      };
    });
  }

  #steps(loan: Omit<FakeLoan, 'history'>, custodian: string): LoanStep[] {
    const side = loan.borrower === this.#self ? 'borrower' : custodian === this.#self ? 'custodian' : null;
    if (!side) return [];
    switch (loan.state) {
      case 'requested':
        return side === 'custodian' ? ['approve', 'decline'] : ['cancel'];
      case 'approved':
        return loan.handOver[side] ? [] : side === 'borrower' ? ['hand-over', 'cancel'] : ['hand-over'];
      case 'handed-over':
        return loan.return[side] ? [] : ['return'];
      case 'declined':
      case 'cancelled':
      case 'lost':
      case 'returned':
        return [];
      default:
        return loan.state satisfies never;
    }
  }

  unread(channel: FakeCommunity['channels'][number]): FakeMessage[] {
    const read = channel.read.get(this.#self) ?? 0;
    return channel.messages.slice(read).filter((message) => message.author !== this.#self);
  }

  messages(id: string, last: number): MessagesView {
    const { community, found } = this.find((each) => each.channels.find((channel) => channel.id === id));
    const shown = found.messages.slice(-last);
    return {
      title: found.title,
      community: community.id,
      mayWrite: true,
      mayHide: true,
      catchingUp: found.catchingUp ?? false,
      messages: shown.map((message) => this.#message(message, found.messages)),
      more: shown.length < found.messages.length,
      firstUnread: this.unread(found)[0]?.id ?? null,
    };
  }

  #message(message: FakeMessage, all: readonly FakeMessage[]): MessageView {
    const answered = all.find((each) => each.id === message.replyTo);
    return {
      ...message,
      text: message.deleted ? '' : message.text,
      name: this.#world.nameOf(message.author),
      replyText: answered?.text ?? null,
      replyName: answered ? this.#world.nameOf(answered.author) : null,
      own: message.author === this.#self,
      provisional: message.provisional ?? false,
    };
  }

  neighbours(id: string): NeighboursView {
    const community = this.community(id);
    const status = this.status();
    return {
      devices: community.members
        .filter(({ person }) => person !== this.#self)
        .map(({ person }) => {
          const { device } = this.#world.people.get(person)!;
          const isHere = status.peers.some((peer) => peer.device === device);
          return {
            id: device,
            person,
            name: this.#world.nameOf(person),
            label: '',
            own: false,
            path: isHere ? ('lan' as const) : null,
            behind: isHere ? 0 : null,
            lacks: isHere ? 0 : null,
            lastSeen: this.#world.now,
            lastInStep: this.#world.now,
            heldBackUntil: null,
            received: 20_480,
            sent: 4_096,
          };
        }),
      dayLimit: 16 * 1024 * 1024,
      onlyHere: this.#onlyHere(community),
      lastInStep: this.#world.now,
    };
  }

  status(): StatusView {
    const own = this.#world.communities.filter((each) =>
      each.members.some((member) => member.person === this.#self),
    );
    const isConnected = this.#world.together && this.#world.network !== 'offline';
    const peers = own.flatMap((community) =>
      community.members
        .filter((member) => member.person !== this.#self && isConnected)
        .map(({ person }) => ({
          id: `${community.id} ${person}`,
          community: community.id,
          device: this.#world.people.get(person)!.device,
          name: this.#world.nameOf(person),
          path: 'lan' as const,
          behind: 0,
        })),
    );
    return {
      network: this.#world.network,
      keys: 'insecure',
      page: 'http://127.0.0.1:4747/',
      addresses: ['/ip4/192.168.7.20/tcp/4801/p2p/12D3KooWFakeFakeFakeFakeFake'],
      entries: own.length * 40,
      inStep: peers.length > 0,
      peers,
      communities: own.map((community) => ({
        id: community.id,
        title: community.title,
        standing: 'in',
        entries: 40 + community.channels.reduce((sum, channel) => sum + channel.messages.length, 0),
        onlyHere: this.#onlyHere(community),
        lastInStep: community.members.length > 1 ? this.#world.now : null,
      })),
    };
  }

  #onlyHere(community: FakeCommunity): number {
    const cards = community.boards.flatMap((board) => board.columns.flatMap((column) => column.cards));
    const messages = community.channels.flatMap((channel) => channel.messages);
    return [...cards, ...messages].filter((each) => each.holders === 0).length;
  }
}
