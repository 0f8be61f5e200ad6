/**
 * Does a content entry count? By who its author was in the entry's own authority past, and by where the author's feeds
 * end [AUTH-60] .. [AUTH-62]. Pure; whether the entry is stored and in the order is not asked here.
 */
import type { DeviceId, EntryId } from '../base/ids.ts';
import type { Verdict } from '../base/result.ts';
import { accepted, refused } from '../base/result.ts';
import type { Tip } from './actions.ts';
import type { Authority, Writer } from './authority.ts';
import type { Ability } from './roles.ts';
import { may } from './roles.ts';

export type ContentCode = 'NOT_A_WRITER' | 'ROLE_FORBIDS' | 'BEYOND_CUT';

export interface ContentPlace {
  readonly device: DeviceId;
  readonly seq: number;
  /** All authority heads that the feed has named up to and including this entry. */
  readonly authorityHeads: readonly EntryId[];
  /**
   * Whether the entry is that tip or comes before it in its feed. Only a forked feed needs it: elsewhere the seq tells.
   */
  readonly leadsTo?: (tip: Tip) => boolean;
}

export function contentVerdict(
  authority: Authority,
  place: ContentPlace,
  ability: Ability,
): Verdict<Writer, ContentCode> {
  const writer = authority.writerAt(place.device, place.authorityHeads);
  if (!writer) return refused('NOT_A_WRITER');
  if (!may(writer.role, ability)) return refused('ROLE_FORBIDS');
  const cuts = authority.cutsAt(place.device, place.authorityHeads);
  if (cuts === null) return accepted(writer);
  const isWithin = cuts.some(({ content }) => {
    if (content === null || place.seq > content.seq) return false;
    return place.leadsTo?.(content) ?? true;
  });
  return isWithin ? accepted(writer) : refused('BEYOND_CUT');
}
