/**
 * Which content of a device counts, that names a certain authority past: by who its author was in it, and by where the
 * author's feed ends [AUTH-60] .. [AUTH-62]. Pure; whether an entry is stored and in the order is not asked here.
 */
import type { DeviceId, EntryId } from '../base/ids.ts';
import type { Tip } from './actions.ts';
import type { Authority, Writer } from './authority.ts';
import { may } from './roles.ts';

export interface ContentSpan {
  /** Who has written it, with a role that may comment at least; undefined where nothing counts. */
  readonly writer: Writer | undefined;
  /** The seq of the last entry that counts; -1: none, Infinity: no cut ends it. */
  readonly last: number;
}

/**
 * `heads`: all authority heads that the feed has named so far. `lastUpTo`: the last entry of the feed that is that tip or
 * leads to it; its seq says so, but where the feed has forked.
 */
export function contentSpan(
  authority: Authority,
  device: DeviceId,
  heads: readonly EntryId[],
  lastUpTo: (tip: Tip) => number = ({ seq }) => seq,
): ContentSpan {
  const writer = authority.writerAt(device, heads);
  if (!writer || !may(writer.role, 'comment')) return { writer: undefined, last: -1 };
  const cuts = authority.cutsAt(device, heads);
  if (cuts === null) return { writer, last: Infinity };
  const last = Math.max(-1, ...cuts.map(({ content }) => (content ? lastUpTo(content) : -1)));
  return { writer, last };
}
