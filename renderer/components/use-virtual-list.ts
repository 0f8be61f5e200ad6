/**
 * A long list of which only what is in view stands in the document. Rows may have any height: they are measured as they
 * come. Owns the arithmetic of the scroll position (TanStack's); the caller draws each row at its `start`.
 */
import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
} from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useState, useSyncExternalStore, type RefObject } from 'react';

interface VirtualListOptions {
  scroller: RefObject<HTMLElement | null>;
  ids: readonly string[];
  /** Height in pixels that a row is taken to have until it is measured. */
  estimate: number;
  /** Pixels between rows. */
  gap: number;
}

interface VirtualRow {
  readonly index: number;
  /** Pixels from the top of the list. */
  readonly start: number;
}

interface Drawn {
  readonly rows: readonly VirtualRow[];
  /** Height in pixels of all rows together. */
  readonly height: number;
}

/** Rows above and below the view that are drawn, too. */
const SPARE = 8;

class VirtualRows {
  readonly #listeners = new Set<() => void>();
  #list: Virtualizer<HTMLElement, HTMLElement> | undefined;
  #drawn: Drawn = { rows: [], height: 0 };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  readonly drawn = (): Drawn => this.#drawn;

  /** For the `ref` of each row, which has its index in `data-index`. */
  readonly measure = (row: HTMLElement | null): void => {
    this.#list?.measureElement(row);
  };

  readonly scrollTo = (index: number): void => {
    this.#list?.scrollToIndex(index, { align: 'auto' });
  };

  follow({ scroller, ids, estimate, gap }: VirtualListOptions): void {
    const options = {
      count: ids.length,
      getScrollElement: () => scroller.current,
      estimateSize: () => estimate,
      getItemKey: (index: number) => ids[index] ?? index,
      gap,
      overscan: SPARE,
      observeElementRect,
      observeElementOffset,
      scrollToFn: elementScroll,
      onChange: () => {
        this.#draw();
      },
    };
    this.#list ??= new Virtualizer(options);
    this.#list.setOptions(options);
    this.#list._willUpdate();
    this.#draw();
  }

  mount(): (() => void) | undefined {
    return this.#list?._didMount();
  }

  #draw(): void {
    if (!this.#list) return;
    const rows = this.#list.getVirtualItems().map(({ index, start }) => ({ index, start }));
    const height = this.#list.getTotalSize();
    if (isSame(this.#drawn, { rows, height })) return;
    this.#drawn = { rows, height };
    for (const listener of [...this.#listeners]) listener();
  }
}

export function useVirtualList(
  options: VirtualListOptions,
): Drawn & Pick<VirtualRows, 'measure' | 'scrollTo'> {
  const [rows] = useState(() => new VirtualRows());
  const drawn = useSyncExternalStore(rows.subscribe, rows.drawn);
  useLayoutEffect(() => {
    rows.follow(options);
  });
  useEffect(() => rows.mount(), [rows]);
  return { ...drawn, measure: rows.measure, scrollTo: rows.scrollTo };
}

function isSame(a: Drawn, b: Drawn): boolean {
  return (
    a.height === b.height &&
    a.rows.length === b.rows.length &&
    a.rows.every((row, at) => row.start === b.rows[at]?.start && row.index === b.rows[at].index)
  );
}
