/**
 * Changes that are shown before the peer has said so. Owns those that are under way. Guarantees: a change shows at once,
 * goes when its command is refused, and gives way to what the peer says when that has come; nothing shows twice, as long
 * as applying a change to a value that has it already changes nothing.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';

/** Milliseconds after a command's answer in which the peer's new value is expected. */
const GRACE = 400;

interface Pending<Change> {
  readonly id: number;
  readonly change: Change;
}

export function useOptimistic<Value, Change>(
  value: Value,
  apply: (value: Value, change: Change) => Value,
): {
  shown: Value;
  /** Resolves with the command. Throws what it throws, after the change is taken back. */
  change: (change: Change, command: () => Promise<unknown>) => Promise<void>;
} {
  const [pending, setPending] = useState<readonly Pending<Change>[]>([]);
  const count = useRef(0);
  const waiting = useRef(new Set<() => void>());

  useEffect(() => {
    for (const go of [...waiting.current]) go();
  }, [value]);

  const change = useCallback(async (wished: Change, command: () => Promise<unknown>): Promise<void> => {
    const id = (count.current += 1);
    setPending((all) => [...all, { id, change: wished }]);
    const drop = (): void => setPending((all) => all.filter((each) => each.id !== id));
    try {
      await command();
    } catch (error) {
      drop();
      throw error;
    }
    const settle = (): void => {
      clearTimeout(timer);
      waiting.current.delete(settle);
      drop();
    };
    const timer = setTimeout(settle, GRACE);
    waiting.current.add(settle);
  }, []);

  const shown = useMemo(
    () => pending.reduce((seen, each) => apply(seen, each.change), value),
    [pending, value, apply],
  );
  return { shown, change };
}
