/** What the parts of the fake peer share: the world, and whose eyes look at it. */
import { KithError } from '../../core/base/kith-error.ts';
import type { FakeViews } from './fake-views.ts';
import type { FakeWorld } from './fake-world.ts';

export interface FakeScope {
  readonly world: FakeWorld;
  /** Own person; throws NOT_INITIALISED before there is one. */
  readonly self: string;
  readonly views: FakeViews;
}

/** Trimmed; throws the codes of names and titles. */
export function checkTitle(title: string, kind: 'TITLE' | 'NAME' = 'TITLE'): string {
  const trimmed = title.trim();
  if (trimmed === '') throw new KithError(`${kind}_EMPTY`);
  if (trimmed.length > (kind === 'NAME' ? 80 : 200)) throw new KithError(`${kind}_TOO_LONG`);
  return trimmed;
}
