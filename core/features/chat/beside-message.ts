/**
 * What others put beside a message: reactions, and a steward's veil over it. Owns reading both from values that may be
 * anything, and which of several counts. Pure; the same in whatever order they are taken. [CHAT-9] [CHAT-10]
 */
import { may } from '../../authority/roles.ts';
import type { ObjectId, PersonId } from '../../base/ids.ts';
import { isBoolean } from '../../documents/place-fields.ts';
import { isObjectId } from '../../documents/place-events.ts';
import { isTitle } from '../../documents/place-text.ts';
import type { PartView } from '../../documents/part-view.ts';
import { compareStamps, type Stamp } from '../../documents/stamp.ts';

/** Somebody puts a sign beside a message, or takes it away. */
export interface Reacted {
  readonly kind: 'reacted';
  readonly id: ObjectId;
  readonly person: PersonId;
  readonly sign: string;
  readonly isOn: boolean;
  readonly stamp: Stamp;
}

/** A steward hides a message, or shows it again. */
export interface Hidden {
  readonly kind: 'hidden';
  readonly id: ObjectId;
  readonly person: PersonId;
  readonly isOn: boolean;
  readonly stamp: Stamp;
}

/** A sign and who has put it there, in the order in which they did. */
export interface Reaction {
  readonly sign: string;
  readonly people: readonly PersonId[];
}

/** Code points of a sign: a family with skins has ten. */
const LONGEST_SIGN = 16;

/** Does not depend on what the runtime takes for one character. */
function isSign(value: unknown): value is string {
  return (
    isTitle(value) &&
    value.length <= 2 * LONGEST_SIGN &&
    [...value].length <= LONGEST_SIGN &&
    !value.includes(' ')
  );
}

/** What a person may write: a sign that is one character to the eye. The tidy sign, or undefined. */
export function checkSign(text: string): string | undefined {
  if (text.length > 8 * LONGEST_SIGN) return undefined;
  const sign = text.trim().normalize('NFC');
  const letters = new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(sign);
  return isSign(sign) && [...letters].length === 1 ? sign : undefined;
}

export function readReacted(
  part: PartView,
  event: Readonly<Record<string, unknown>>,
  stamp: Stamp,
): Reacted | undefined {
  const { id, with: sign, on } = event;
  if (!isObjectId(id) || !isSign(sign) || !isBoolean(on)) return undefined;
  return { kind: 'reacted', id, person: part.person, sign, isOn: on, stamp };
}

export function readHidden(
  part: PartView,
  event: Readonly<Record<string, unknown>>,
  stamp: Stamp,
): Hidden | undefined {
  const { id, on } = event;
  if (!may(part.role, 'govern') || !isObjectId(id) || !isBoolean(on)) return undefined;
  return { kind: 'hidden', id, person: part.person, isOn: on, stamp };
}

/** Everything that stands beside the messages of a channel. Takes it in any order. */
export class BesideMessages {
  /** Of each message, of each person and sign, what counts. */
  readonly #reacted = new Map<ObjectId, Map<string, Reacted>>();
  readonly #hidden = new Map<ObjectId, Hidden>();

  /** True when something else counts now. */
  take(one: Reacted | Hidden): boolean {
    if (one.kind === 'hidden') return takeLater(this.#hidden, one.id, one);
    let beside = this.#reacted.get(one.id);
    if (!beside) this.#reacted.set(one.id, (beside = new Map<string, Reacted>()));
    return takeLater(beside, `${one.person} ${one.sign}`, one);
  }

  /** In the order in which the first of those who stand behind each sign has put it there. */
  reactions(id: ObjectId): Reaction[] {
    const bySign = new Map<string, PersonId[]>();
    const standing = [...(this.#reacted.get(id)?.values() ?? [])].filter(({ isOn }) => isOn);
    for (const { sign, person } of standing.sort(compareReacted)) {
      const people = bySign.get(sign);
      if (people) people.push(person);
      else bySign.set(sign, [person]);
    }
    return [...bySign].map(([sign, people]) => ({ sign, people }));
  }

  hiddenBy(id: ObjectId): PersonId | undefined {
    const hidden = this.#hidden.get(id);
    return hidden?.isOn ? hidden.person : undefined;
  }
}

/** The later one counts; of two with one stamp (branches of a forked feed) the one that is on. */
function takeLater<K, T extends Reacted | Hidden>(all: Map<K, T>, key: K, one: T): boolean {
  const other = all.get(key);
  const order = other ? compareStamps(one.stamp, other.stamp) : 1;
  if (order < 0 || (order === 0 && (!one.isOn || other?.isOn))) return false;
  all.set(key, one);
  return true;
}

function compareReacted(a: Reacted, b: Reacted): number {
  return compareStamps(a.stamp, b.stamp) || (a.sign < b.sign ? -1 : a.sign > b.sign ? 1 : 0);
}
