/**
 * Erasing: the author of a part withdraws entries of its own, keeps what is to stay by writing it again into a further
 * part, and everybody drops the old payloads. Owns the body of `retire` entries and their effect, which is the same
 * for who holds the payloads and for who never did. [DOC-17] [DOC-18] [DOC-19] [DOC-20] [THREAT-45]
 */
import type { Cbor } from '../base/cbor.ts';
import { accepted, refused, type Verdict } from '../base/result.ts';

/** Both ends included. */
export type SeqRange = readonly [from: number, to: number];

export interface Retirement {
  /** The part, in the place that the entry names, that takes no further update. */
  readonly part: number;
  /** Content seqs of the author whose entries are void: ascending, apart from each other. */
  readonly ranges: readonly SeqRange[];
}

export type RetireCode =
  | 'RETIRE_BODY'
  /** Reaches entries that are not before it. */
  | 'RETIRE_LATER'
  /** Is itself erasable. */
  | 'RETIRE_FORBIDDEN';

const MAX_RANGES = 4096;
const MAX_PART = 0xffffffff;

/** The ranges of `seqs`, in any order, as a retirement names them. */
export function rangesOf(seqs: Iterable<number>): readonly SeqRange[] {
  const ranges: [number, number][] = [];
  for (const seq of [...seqs].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && seq <= last[1] + 1) last[1] = seq;
    else ranges.push([seq, seq]);
  }
  return ranges;
}

export function encodeRetirement(retirement: Retirement): Cbor {
  return [retirement.part, retirement.ranges.map(([from, to]) => [from, to])];
}

export function readRetirement(body: Cbor): Verdict<Retirement, RetireCode> {
  if (!Array.isArray(body) || body.length !== 2) return refused('RETIRE_BODY');
  const [part, list] = body as readonly Cbor[];
  if (!isCount(part) || part > MAX_PART || !Array.isArray(list) || list.length > MAX_RANGES) {
    return refused('RETIRE_BODY');
  }
  const ranges: SeqRange[] = [];
  // Neighbouring ranges would be one, so that every set of entries has one encoding.
  let least = 0;
  for (const range of list as readonly Cbor[]) {
    if (!Array.isArray(range) || range.length !== 2) return refused('RETIRE_BODY');
    const [from, to] = range as readonly Cbor[];
    if (!isCount(from) || !isCount(to) || from < least || to < from) return refused('RETIRE_BODY');
    ranges.push([from, to]);
    least = to + 2;
  }
  return accepted({ part, ranges });
}

/** `own`: the retire entry itself. Needs nothing else, so that it can be shown and judged apart from its feed. */
export function judgeRetirement(
  retirement: Retirement,
  own: { readonly seq: number; readonly erasable: boolean },
): Verdict<Retirement, RetireCode> {
  // What makes others void must never be erased itself, or newcomers would judge otherwise.
  if (own.erasable) return refused('RETIRE_FORBIDDEN');
  const last = retirement.ranges.at(-1);
  return last && last[1] >= own.seq ? refused('RETIRE_LATER') : accepted(retirement);
}

/**
 * The entries that it makes void, of those up to `through`: which did not say that they may be erased stay. Each entry
 * is judged by its own header, so that whoever holds only some of them agrees. `isErasable`: that flag.
 */
export function erasedSeqs(
  ranges: readonly SeqRange[],
  through: number,
  isErasable: (seq: number) => boolean,
): number[] {
  const seqs: number[] = [];
  for (const [from, to] of ranges) {
    for (let seq = from; seq <= to && seq <= through; seq++) if (isErasable(seq)) seqs.push(seq);
  }
  return seqs;
}

function isCount(value: Cbor | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
