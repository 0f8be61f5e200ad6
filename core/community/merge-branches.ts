/**
 * What the branches of a forked feed hold of one document, as one view: the log in the order, of each register the last
 * value. The same whichever branch was here first. [GATE-21] [DOC-21]
 */
import { canonicalJson } from '../base/canonical-json.ts';
import type { LogItem, PartView, Register } from '../documents/part-view.ts';
import { compareStamps } from '../documents/stamp.ts';

/** What the branch itself holds, without what it has in common with the feed that it parts from. */
export function since(view: PartView, base: number): PartView {
  return {
    ...view,
    registers: new Map([...view.registers].filter(([, { stamp }]) => stamp.seq >= base)),
    log: view.log.filter(({ stamp }) => stamp.seq >= base),
  };
}

/** Of one device and part; one for each person and role. */
export function mergeBranches(views: readonly PartView[]): PartView[] {
  const byRole = new Map<string, PartView[]>();
  for (const view of views) {
    const key = `${view.person}:${view.role}`;
    byRole.set(key, [...(byRole.get(key) ?? []), view]);
  }
  return [...byRole.values()].map((branches) => ({
    ...branches[0]!,
    registers: mergeRegisters(branches),
    log: branches.flatMap(({ log }) => log).sort(compareWritten),
  }));
}

function mergeRegisters(branches: readonly PartView[]): Map<string, Register> {
  const registers = new Map<string, Register>();
  for (const branch of branches) {
    for (const [key, register] of branch.registers) {
      const other = registers.get(key);
      if (!other || compareWritten(register, other) > 0) registers.set(key, register);
    }
  }
  return registers;
}

/** Two branches may hold one stamp: then the values decide. */
function compareWritten(a: LogItem, b: LogItem): number {
  const order = compareStamps(a.stamp, b.stamp);
  if (order !== 0) return order;
  const [first, second] = [canonicalJson(a.value), canonicalJson(b.value)];
  return first < second ? -1 : first > second ? 1 : a.stamp.time - b.stamp.time;
}
