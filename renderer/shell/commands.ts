/**
 * What can be done where the person is: screens and the shell name their commands here, the palette offers them, the
 * shortcut sheet lists them, and their keys run them. Guarantees: a command is offered as long as what named it is shown,
 * and of two with the same keys the one that came last runs.
 */
import { useEffect, useId, type ReactNode } from 'react';

/** go: to a screen; place: to a board, list or channel; person: to somebody; do: an action, here or everywhere. */
export type CommandGroup = 'do' | 'go' | 'place' | 'person' | 'look';

export interface Command {
  /** Unique: `board.add`. */
  readonly id: string;
  readonly title: string;
  readonly group?: CommandGroup;
  readonly icon?: ReactNode;
  /** `n`, `shift+a`, `mod+k` (Ctrl, on a Mac Command), or one after the other: `g h`. */
  readonly keys?: string;
  /** Further words by which the palette finds it. */
  readonly words?: readonly string[];
  readonly run: () => void;
}

/** By who named them, in the order in which they came. */
const offered = new Map<string, readonly Command[]>();

/** Newest first. */
export function currentCommands(): readonly Command[] {
  return [...offered.values()].reverse().flat();
}

/** Offers these commands while the component is shown. */
export function useCommands(commands: readonly Command[]): void {
  const source = useId();
  useEffect(() => {
    offered.set(source, commands);
  }, [source, commands]);
  useEffect(
    () => () => {
      offered.delete(source);
    },
    [source],
  );
}
