/**
 * A community in memory, as several people see it: what the tests of the page show and change. It knows nothing of
 * entries, keys or networks; it only keeps the promises of core/api. Everything that changes calls `changed`.
 */
import type { NetworkMode } from '../../core/api/fields.ts';
import type { LoanFactName } from '../../core/api/loan-methods.ts';
import type { ChangeEvent } from '../../core/api/profile-methods.ts';
import { Emitter } from '../../core/base/emitter.ts';

export interface FakePerson {
  id: string;
  name: string;
  device: string;
}

export interface FakeCard {
  id: string;
  title: string;
  body: string;
  archived: boolean;
  author: string;
  created: number;
  changed: number;
  changer: string;
  holders: number;
}

export interface FakeColumn {
  id: string;
  title: string;
  archived: boolean;
  cards: FakeCard[];
}

export interface FakeItem {
  id: string;
  title: string;
  category: string;
  quantity: number;
  note: string;
  custodian: string;
  archived: boolean;
  holders: number;
}

export type FakeLoanState =
  'requested' | 'approved' | 'declined' | 'cancelled' | 'lost' | 'handed-over' | 'returned';

export interface FakeLoan {
  id: string;
  item: string;
  borrower: string;
  from: string | null;
  to: string | null;
  state: FakeLoanState;
  because: string | null;
  handOver: { borrower: boolean; custodian: boolean };
  return: { borrower: boolean; custodian: boolean };
  history: { what: LoanFactName; person: string; time: number }[];
  holders: number;
}

export interface FakeMessage {
  id: string;
  author: string;
  text: string;
  time: number;
  replyTo: string | null;
  edited: boolean;
  deleted: boolean;
  holders: number;
  provisional?: boolean;
}

export interface FakeInvite {
  id: string;
  link: string;
  role: string;
  uses: number | null;
  used: number;
  expires: number | null;
  by: string;
  state: 'open' | 'used' | 'expired' | 'revoked';
}

export interface FakeNotice {
  id: string;
  person: string;
  loan: string;
  item: string;
  time: number;
  seen: boolean;
}

export interface FakeCommunity {
  id: string;
  title: string;
  members: { person: string; role: string }[];
  boards: { id: string; title: string; columns: FakeColumn[] }[];
  inventories: { id: string; title: string; items: FakeItem[] }[];
  channels: {
    id: string;
    title: string;
    messages: FakeMessage[];
    read: Map<string, number>;
    catchingUp?: boolean;
  }[];
  loans: FakeLoan[];
  invites: FakeInvite[];
  notices: FakeNotice[];
}

/** Noon, so that no test stands at the edge of a day. */
export const START = Date.UTC(2026, 10, 24, 12);

export class FakeWorld {
  readonly people = new Map<string, FakePerson>();
  readonly communities: FakeCommunity[] = [];
  readonly drafts = new Map<string, { text: string; about: string }>();
  readonly onChange = new Emitter<ChangeEvent | null>();
  /** Everybody's devices are connected; otherwise nobody's are. */
  together = true;
  network: NetworkMode = 'lan';
  now = START;
  #ids = 0;

  /** 32 letters for objects, 52 for the rest; never twice. */
  id(length: 32 | 52): string {
    const letters = 'abcdefghijklmnopqrstuvwxyz234567';
    let text = '';
    for (let rest = ++this.#ids; rest > 0; rest = Math.floor(rest / 32)) text = letters[rest % 32]! + text;
    return text.padStart(length, 'a');
  }

  person(name: string): FakePerson {
    const person = { id: this.id(52), name, device: this.id(52) };
    this.people.set(person.id, person);
    return person;
  }

  nameOf(person: string): string {
    return this.people.get(person)?.name ?? '';
  }

  /** How many others have what is written now. */
  holders(community: FakeCommunity): number {
    return this.together ? community.members.length - 1 : 0;
  }

  changed(event: ChangeEvent | null = null): void {
    this.onChange.emit(event);
  }

  part(): void {
    this.together = false;
    this.changed();
  }

  meet(): void {
    this.together = true;
    for (const community of this.communities) {
      const holders = this.holders(community);
      const things: { holders: number }[] = [
        ...community.boards.flatMap((board) => board.columns.flatMap((column) => column.cards)),
        ...community.inventories.flatMap((inventory) => inventory.items),
        ...community.channels.flatMap((channel) => channel.messages),
        ...community.loans,
      ];
      for (const thing of things) thing.holders = holders;
    }
    this.changed();
  }
}
