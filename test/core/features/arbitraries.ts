/** What a hostile writer may put into a part, and how parts may arrive. */
import fc from 'fast-check';
import { canonicalJson } from '../../../core/base/canonical-json.ts';
import type { Role } from '../../../core/authority/roles.ts';
import type { Json } from '../../../core/base/json.ts';
import { checkEdit } from '../../../core/documents/edit.ts';
import { seededRandom, type SeededRandom } from '../../world/random.ts';
import type { PartView, Register } from '../../../core/documents/part-view.ts';

export const RUNS = process.env['KITH_TIER'] === 'all' || process.env['KITH_TIER'] === 'soak' ? 10 : 1;

/** JSON that a part can hold. */
export const anyJson: fc.Arbitrary<Json> = fc
  .oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.constantFrom<unknown[]>(
      'toString',
      'hasOwnProperty',
      'valueOf',
      '',
      -1,
      0,
      2 ** 53,
      1e308,
      [],
      {},
      { toString: 1, valueOf: 'x' },
      'x'.repeat(9_000),
      Array.from({ length: 2_000 }, (_, i) => i),
    ),
  )
  .map((value) => value as Json)
  .filter((value) => checkEdit({ set: [], push: [value] }).ok);

/** An event with one of these names and members, each of which may be right or anything. */
export function anyEvent(
  names: readonly string[],
  members: Readonly<Record<string, readonly Json[]>>,
): fc.Arbitrary<Json> {
  const member = Object.fromEntries(
    Object.entries(members).map(([name, values]) => [
      name,
      fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...values) }, { weight: 1, arbitrary: anyJson }),
    ]),
  );
  const event = fc.record({ t: fc.constantFrom(...names), ...member }, { requiredKeys: ['t'] });
  return fc.oneof({ weight: 8, arbitrary: event }, { weight: 1, arbitrary: anyJson });
}

/**
 * The same parts in another order, some of them in two views, as when their writer's role has changed meanwhile; by default
 * to one that permits no less, so that it is to make no difference.
 */
export function regrouped(
  parts: readonly PartView[],
  seed: SeededRandom,
  role: Role = 'steward',
): PartView[] {
  const pieces: PartView[] = [];
  for (const part of parts) {
    if (part.role !== 'member' || part.log.length < 2 || seed.happens(0.5)) {
      pieces.push(part);
      continue;
    }
    const cut = 1 + seed.below(part.log.length - 1);
    pieces.push({ ...part, log: part.log.slice(0, cut), registers: new Map<string, Register>() });
    pieces.push({ ...part, log: part.log.slice(cut), role });
  }
  return shuffled(pieces, seed);
}

export function shuffled<T>(items: readonly T[], seed: SeededRandom): T[] {
  const rest = [...items];
  const mixed: T[] = [];
  while (rest.length > 0) mixed.push(...rest.splice(seed.below(rest.length), 1));
  return mixed;
}

/** Chance from one number, for what fast-check need not shrink. */
export const chance: fc.Arbitrary<SeededRandom> = fc.noShrink(fc.nat()).map(seededRandom);

/** A view without the times that clocks have claimed. */
export function timeless(view: string): string {
  return canonicalJson(withoutTimes(JSON.parse(view) as Json));
}

/** Authorships and stamps are lists whose last member is the time. */
function withoutTimes(value: Json): Json {
  if (Array.isArray(value)) {
    const isStamp = value.length >= 5 && value.length <= 6 && typeof value.at(-1) === 'number';
    return (isStamp ? value.slice(0, -1) : value).map(withoutTimes);
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withoutTimes(member)]));
}
