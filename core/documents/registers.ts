/**
 * Shared fields of a place: each writer's part holds its own value, the latest by stamp is what everybody sees. When
 * a writer's part is left out, the next value returns by itself. [DOC-22] [THREAT-4]
 */
import { compareBytes } from '../base/bytes.ts';
import type { PartContent, Register } from './part-view.ts';
import { compareStamps } from './stamp.ts';
import { encodeValue } from './value.ts';

/** The same for every order of `parts`; the caller hands over those parts only whose writers may write the fields. */
export function mergeRegisters(
  parts: Iterable<Pick<PartContent, 'registers'>>,
): ReadonlyMap<string, Register> {
  const merged = new Map<string, Register>();
  for (const part of parts) {
    for (const [key, register] of part.registers) {
      const other = merged.get(key);
      if (other === undefined || isLater(register, other)) merged.set(key, register);
    }
  }
  return merged;
}

function isLater(a: Register, b: Register): boolean {
  const order = compareStamps(a.stamp, b.stamp);
  if (order !== 0) return order > 0;
  // Two branches of a forked feed may hold one stamp: any rule will do that is the same everywhere.
  const content = compareBytes(encodeValue(a.value), encodeValue(b.value));
  return content !== 0 ? content > 0 : a.stamp.time > b.stamp.time;
}
