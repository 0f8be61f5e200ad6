/**
 * Dragging by mouse: what is carried and where it would land. Owns the meaning of places under the pointer; the page
 * itself is moved by board-acts.ts. Sides follow the direction of the script.
 */
import type { Edge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge';
import type { BoardView } from '../../../core/api/board-methods.ts';
import { shownCards } from './board-changes.ts';

export type Carried =
  { readonly kind: 'card'; readonly card: string } | { readonly kind: 'column'; readonly column: string };

/** What lies under the pointer, innermost first. */
export type Under =
  | { readonly kind: 'card'; readonly card: string; readonly column: string; readonly edge: Edge | null }
  | { readonly kind: 'column'; readonly column: string; readonly edge: Edge | null };

type Landing = { readonly column: string; readonly place: number } | undefined;

/** Data of a drag are open to anybody's; ours have a kind. */
export function carriedOf(data: Record<string | symbol, unknown>): Carried | undefined {
  const { kind, card, column } = data;
  if (kind === 'card' && typeof card === 'string') return { kind, card };
  if (kind === 'column' && typeof column === 'string') return { kind, column };
  return undefined;
}

/** `place` is counted without what is carried. */
export function landingOf(board: BoardView, carried: Carried, under: Under | undefined): Landing {
  if (!under) return undefined;
  if (carried.kind === 'column') {
    const others = board.columns.filter(({ id }) => id !== carried.column);
    const at = others.findIndex(({ id }) => id === under.column);
    if (at < 0) return undefined;
    return { column: carried.column, place: at + (isAfter(under.edge) ? 1 : 0) };
  }
  const column = board.columns.find(({ id }) => id === under.column);
  if (!column) return undefined;
  const others = shownCards(column).filter(({ id }) => id !== carried.card);
  if (under.kind === 'column') return { column: column.id, place: others.length };
  // On itself: it stays.
  if (under.card === carried.card) return undefined;
  const at = others.findIndex(({ id }) => id === under.card);
  return { column: column.id, place: at + (under.edge === 'bottom' ? 1 : 0) };
}

export function isRightToLeft(): boolean {
  return document.documentElement.dir === 'rtl';
}

/** The right side is the end of a column where one reads to the right. */
export function isAfter(edge: Edge | null): boolean {
  return edge === 'bottom' || edge === (isRightToLeft() ? 'left' : 'right');
}
