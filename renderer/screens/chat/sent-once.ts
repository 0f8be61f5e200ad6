/**
 * What is sent stands once, from Enter on. Pure. The message may come before the answer that names it, or after: while an
 * answer is awaited, what has come of one's own behind the place where it was sent waits for it; then the one row takes
 * the other's place.
 */
import type { MessageView } from '../../../core/api/chat-methods.ts';
import type { Unsent } from './unsent.ts';

export function sentOnce(
  messages: MessageView[],
  unsent: readonly Unsent[],
): { readonly messages: MessageView[]; readonly unsent: readonly Unsent[] } {
  if (unsent.length === 0) return { messages, unsent };
  const here = new Set(messages.map(({ id }) => id));
  const awaited = unsent.filter(({ id, error }) => id === undefined && error === undefined);
  const named = new Set(unsent.map(({ id }) => id));
  const from = Math.min(...awaited.map(({ after }) => placeAfter(messages, after)));
  return {
    messages: messages.filter(({ id, own }, index) => index < from || !own || named.has(id)),
    unsent: unsent.filter(({ id }) => id === undefined || !here.has(id)),
  };
}

/** Where what was sent after that message can stand at the earliest; beyond the end where it is gone. */
function placeAfter(messages: readonly MessageView[], after: string | null): number {
  if (after === null) return 0;
  const at = messages.findLastIndex(({ id }) => id === after);
  return at < 0 ? messages.length : at + 1;
}
