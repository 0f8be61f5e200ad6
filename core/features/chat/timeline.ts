/**
 * A channel's messages in their order, kept up to date as parts grow. Owns which message stands where, what became of
 * it, and how many are unread. The same for every order and grouping in which the parts arrive; a part that shrinks or
 * goes (its writer was cut) is left out as if it had never been there. [CHAT-1] .. [CHAT-10]
 */
import { canonicalJson } from '../../base/canonical-json.ts';
import type { DeviceId, ObjectId, PersonId } from '../../base/ids.ts';
import { may } from '../../authority/roles.ts';
import type { LogItem, PartView } from '../../documents/part-view.ts';
import { compareStamps, type Stamp } from '../../documents/stamp.ts';
import { BesideMessages } from './beside-message.ts';
import { compareSent, isStronger, readLogItem, type Amendment, type Message, type Sent } from './message.ts';
import { OrderedList } from './ordered-list.ts';
import type { ReadMark } from './read-mark.ts';

export interface TimelineChange {
  readonly added: readonly ObjectId[];
  /** Messages that were there before and have another text, or an end. */
  readonly changed: readonly ObjectId[];
  /** Something was taken away, so everything is to be read anew; then the lists are empty. */
  readonly rebuilt: boolean;
}

interface Taken {
  readonly part: PartView;
  /** Items of the log that have been read, and the last of them. */
  readonly count: number;
  readonly last: LogItem | undefined;
}

/** The messages of one device that have not ended. */
interface Live {
  readonly author: PersonId;
  readonly sent: OrderedList<Sent>;
}

export class Timeline {
  readonly #taken = new Map<string, Taken>();
  #sent = new Map<ObjectId, Sent>();
  #amendments = new Map<ObjectId, Map<PersonId, Amendment>>();
  #beside = new BesideMessages();
  #order = new OrderedList<Sent>(compareSent);
  /** What counts as unread: messages that have not ended and are not hidden, by who wrote them. */
  #live = new Map<DeviceId, Live>();

  constructor(parts: Iterable<PartView> = []) {
    this.update(parts);
  }

  /** Messages, deleted ones too. */
  get size(): number {
    return this.#order.size;
  }

  /** Takes what is new in these parts; all others stay. A log that is no continuation replaces what was read of it. */
  update(parts: Iterable<PartView>): TimelineChange {
    return this.#read(parts, false);
  }

  /** These parts are all there are: forgets the others. For when it changed who may write what. */
  replace(parts: Iterable<PartView>): TimelineChange {
    return this.#read(parts, true);
  }

  get(id: ObjectId): Message | undefined {
    const sent = this.#sent.get(id);
    return sent && this.#shown(sent);
  }

  /** A message that stands in another timeline, with what its author did to it in this one. */
  amended(message: Message): Message {
    const amendment = this.#amendments.get(message.id)?.get(message.author);
    if (!amendment || message.deleted) return message;
    if (amendment.text === null) return { ...bareOf(message), text: '', edited: null, deleted: true };
    if (message.edited && compareStamps(amendment.stamp, message.edited) < 0) return message;
    return { ...message, text: amendment.text, edited: amendment.stamp };
  }

  /** The newest `count`, oldest first. */
  last(count: number): Message[] {
    return this.#range(this.#order.size - count, this.#order.size);
  }

  /** The `count` that stand before the message `id`, oldest first; none when it is unknown. */
  before(id: ObjectId, count: number): Message[] {
    const sent = this.#sent.get(id);
    if (!sent) return [];
    const end = this.#order.countUpTo(sent) - 1;
    return this.#range(end - count, end);
  }

  /** How many stand before the message. */
  countBefore(id: ObjectId): number {
    const sent = this.#sent.get(id);
    return sent ? this.#order.countUpTo(sent) - 1 : 0;
  }

  /** Messages that have not ended and stand behind a read mark, those of one person left out. */
  countUnread(mark: ReadMark, except?: PersonId): number {
    let count = 0;
    for (const [device, { author, sent }] of this.#live)
      if (author !== except) count += countAbove(sent, mark.get(device));
    return count;
  }

  /** The first of those that `countUnread` counts. */
  firstUnread(mark: ReadMark, except?: PersonId): Message | undefined {
    let first: Sent | undefined;
    for (const [device, { author, sent }] of this.#live) {
      if (author === except) continue;
      const at = sent.size - countAbove(sent, mark.get(device));
      const [next] = sent.slice(at, at + 1);
      if (next && (!first || compareSent(next, first) < 0)) first = next;
    }
    return first && this.#shown(first);
  }

  /** The mark of somebody who has read everything up to a position. */
  readUpTo(stamp: Stamp): ReadMark {
    const mark = new Map<DeviceId, Stamp>();
    for (const [device, { sent }] of this.#live) {
      const count = sent.countUpTo(atEndOf(stamp));
      const [last] = sent.slice(count - 1, count);
      if (last) mark.set(device, last.stamp);
    }
    return mark;
  }

  #read(parts: Iterable<PartView>, all: boolean): TimelineChange {
    const fresh: [PartView, number][] = [];
    const named = new Set<string>();
    let rebuild = false;
    for (const part of parts) {
      const key = keyOf(part);
      named.add(key);
      const taken = this.#taken.get(key);
      if (taken && !continues(part, taken)) rebuild = true;
      fresh.push([part, taken?.count ?? 0]);
      this.#taken.set(key, { part, count: part.log.length, last: part.log.at(-1) });
    }
    for (const key of all ? [...this.#taken.keys()] : []) {
      if (named.has(key)) continue;
      this.#taken.delete(key);
      rebuild = true;
    }
    return rebuild ? this.#rebuild() : this.#take(fresh);
  }

  #take(fresh: readonly (readonly [PartView, number])[]): TimelineChange {
    const added: Sent[] = [];
    const touched = new Set<ObjectId>();
    for (const [part, from] of fresh) {
      if (!may(part.role, 'comment')) continue;
      for (let i = from; i < part.log.length; i++) {
        const item = readLogItem(part, part.log[i]!);
        if (item?.kind === 'message') this.#addSent(item, added);
        else if (item && this.#takeBeside(item)) touched.add(item.id);
      }
    }
    // Sorted once: sorting what is sorted costs next to nothing.
    const stay = added.filter((sent) => this.#sent.get(sent.id) === sent).sort(compareSent);
    const isNew = new Set(stay.map(({ id }) => id));
    this.#order.insertAll(stay);
    this.#insertLive(stay);
    const changed = [...touched].filter((id) => this.#sent.has(id) && !isNew.has(id));
    for (const id of changed) this.#settleLive(this.#sent.get(id)!);
    return { added: stay.map(({ id }) => id), changed, rebuilt: false };
  }

  /** The earlier of two births with one id counts, whichever is read first. */
  #addSent(sent: Sent, added: Sent[]): void {
    const other = this.#sent.get(sent.id);
    if (other && compareSent(other, sent) <= 0) return;
    if (other) {
      this.#order.delete(other);
      this.#dropLive(other);
    }
    this.#sent.set(sent.id, sent);
    added.push(sent);
  }

  #takeBeside(item: Exclude<ReturnType<typeof readLogItem>, Sent | undefined>): boolean {
    return item.kind === 'amendment' ? this.#amend(item) : this.#beside.take(item);
  }

  /** True when it changes what its author's amendments say. Whether they are the message's author is asked later. */
  #amend(amendment: Amendment): boolean {
    let byPerson = this.#amendments.get(amendment.id);
    if (!byPerson) this.#amendments.set(amendment.id, (byPerson = new Map<PersonId, Amendment>()));
    const other = byPerson.get(amendment.author);
    if (other && !isStronger(amendment, other)) return false;
    byPerson.set(amendment.author, amendment);
    const sent = this.#sent.get(amendment.id);
    return sent === undefined || sent.author === amendment.author;
  }

  #amendmentOf(sent: Sent): Amendment | undefined {
    return this.#amendments.get(sent.id)?.get(sent.author);
  }

  #shown(sent: Sent): Message {
    const { id, author, device, text, replyTo, files, stamp } = sent;
    const bare = { id, author, device, replyTo, stamp };
    const amendment = this.#amendmentOf(sent);
    const reactions = this.#beside.reactions(id);
    const hiddenBy = this.#beside.hiddenBy(id);
    const base = {
      ...bare,
      ...(files && { files }),
      ...(reactions.length > 0 && { reactions }),
      ...(hiddenBy !== undefined && { hiddenBy }),
    };
    if (!amendment) return { ...base, text, edited: null, deleted: false };
    if (amendment.text === null) return { ...bare, text: '', edited: null, deleted: true };
    return { ...base, text: amendment.text, edited: amendment.stamp, deleted: false };
  }

  #range(from: number, to: number): Message[] {
    return this.#order.slice(Math.max(0, from), to).map((sent) => this.#shown(sent));
  }

  #insertLive(sent: readonly Sent[]): void {
    const live = sent.filter((message) => this.#isLive(message));
    const byDevice = new Map<DeviceId, Sent[]>();
    for (const message of live) {
      const own = byDevice.get(message.device);
      if (own) own.push(message);
      else byDevice.set(message.device, [message]);
    }
    for (const [device, own] of byDevice) {
      let list = this.#live.get(device);
      if (!list)
        this.#live.set(device, (list = { author: own[0]!.author, sent: new OrderedList(compareSent) }));
      list.sent.insertAll(own);
    }
  }

  /** What others say about a message may end it for the reader, and bring it back. */
  #settleLive(sent: Sent): void {
    this.#dropLive(sent);
    this.#insertLive([sent]);
  }

  #isLive(sent: Sent): boolean {
    return this.#amendmentOf(sent)?.text !== null && this.#beside.hiddenBy(sent.id) === undefined;
  }

  #dropLive(sent: Sent): void {
    this.#live.get(sent.device)?.sent.delete(sent);
  }

  #rebuild(): TimelineChange {
    this.#sent = new Map();
    this.#amendments = new Map();
    this.#beside = new BesideMessages();
    this.#order = new OrderedList(compareSent);
    this.#live = new Map();
    this.#take([...this.#taken.values()].map(({ part }) => [part, 0] as const));
    return { added: [], changed: [], rebuilt: true };
  }
}

function bareOf({ files: _, reactions: __, hiddenBy: ___, ...message }: Message): Message {
  return message;
}

/** One writer's part may come in several views: one for each role that the writer had. */
function keyOf(part: PartView): string {
  return `${part.device}/${part.part}/${part.person}:${part.role}`;
}

function continues(part: PartView, { count, last }: Taken): boolean {
  if (part.log.length < count) return false;
  return last === undefined || isSame(part.log[count - 1]!, last);
}

/** Two branches of a forked feed may hold one stamp: then the values tell them apart. */
function isSame(a: LogItem, b: LogItem): boolean {
  if (compareStamps(a.stamp, b.stamp) !== 0) return false;
  return a.value === b.value || canonicalJson(a.value) === canonicalJson(b.value);
}

function countAbove(list: OrderedList<Sent>, mark: Stamp | undefined): number {
  return mark ? list.size - list.countUpTo(atEndOf(mark)) : list.size;
}

/** Stands after every message with that stamp. */
function atEndOf(stamp: Stamp): Sent {
  return {
    kind: 'message',
    id: '~' as ObjectId,
    author: '' as PersonId,
    device: stamp.device,
    text: '',
    replyTo: null,
    stamp,
  };
}
