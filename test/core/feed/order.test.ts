import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeviceId, EntryId } from '../../../core/base/ids.ts';
import { compareOrder, nextDepth, type Ordered } from '../../../core/feed/order.ts';
import { author, payload, write } from './fixtures.ts';

const ordered: fc.Arbitrary<Ordered> = fc.record({
  depth: fc.nat(3),
  device: fc.constantFrom('a', 'b', 'z', '2', '7').map((id) => id as DeviceId),
  id: fc.constantFrom('0', '9', 'a', 'f').map((id) => id as EntryId),
});

describe('order', () => {
  it('[FEED-17] is total: one answer for any order of the input', () => {
    fc.assert(
      fc.property(fc.array(ordered, { maxLength: 12 }), fc.func(fc.nat()), (entries, shuffle) => {
        const shuffled = [...entries].sort((a, b) => shuffle(a) - shuffle(b));
        expect(shuffled.sort(compareOrder)).toEqual([...entries].sort(compareOrder));
      }),
    );
  });

  it('[FEED-17] is antisymmetric and transitive', () => {
    fc.assert(
      fc.property(ordered, ordered, ordered, (a, b, c) => {
        expect(Math.sign(compareOrder(a, b))).toBe(-Math.sign(compareOrder(b, a)) + 0);
        if (compareOrder(a, b) <= 0 && compareOrder(b, c) <= 0)
          expect(compareOrder(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('[FEED-17] looks at depth first, then at the texts of device and id', () => {
    const base = { depth: 1, device: 'm' as DeviceId, id: '5' as EntryId };
    const sorted = [
      { ...base, depth: 0, device: 'z' as DeviceId },
      { ...base, device: '2' as DeviceId },
      { ...base, device: 'a' as DeviceId },
      { ...base, id: '4' as EntryId },
      base,
    ];
    expect([...sorted].reverse().sort(compareOrder)).toEqual(sorted);
  });

  it('[FEED-16] a depth is one more than the deepest entry referred to', () => {
    expect(nextDepth([])).toBe(1);
    expect(nextDepth([4, 9, 2])).toBe(10);
    expect(nextDepth(new Set([1]).values())).toBe(2);
  });

  it('[FEED-16] [THREAT-19] no time an author may claim has a part in the order', () => {
    const by = author('ana');
    const entries = [0, 1_700_000_000_000, Number.MAX_SAFE_INTEGER].map((time) => {
      const entry = write(by, { payload: payload({ time }) });
      return { depth: nextDepth([]), device: by.id, id: entry.id, time };
    });
    const withoutTime = entries.map(({ depth, device, id }) => ({ depth, device, id }));
    const order = (list: readonly Ordered[]) => [...list].sort(compareOrder).map((entry) => entry.id);
    expect(order(entries)).toEqual(order(withoutTime));
    const earlier = { depth: 1, device: by.id, id: entries[2]!.id };
    const later = { depth: 2, device: by.id, id: entries[0]!.id };
    expect(compareOrder(earlier, later)).toBeLessThan(0);
  });
});
