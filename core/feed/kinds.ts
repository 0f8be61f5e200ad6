/**
 * What an entry says it is: a small number in its payload. Owns the numbers, not what they mean. An unknown number is
 * kept and passed on. [FEED-20]
 */
import type { FeedKind } from './entry.ts';

export const KIND = {
  /** Refers to heads and says nothing. The only kind that both feeds have. */
  merge: 0,

  // Authority: 1..31.
  genesis: 1,
  admit: 2,
  invite: 3,
  revokeInvite: 4,
  role: 5,
  remove: 6,
  leave: 7,
  addDevice: 8,
  dropDevice: 9,
  reroot: 10,
  rotate: 11,
  seal: 12,
  space: 13,
  spaceMembers: 14,
  policy: 15,
  approve: 16,
  profile: 17,
  title: 18,
  inviteNote: 19,

  // Content: 32 and more.
  update: 32,
  retire: 33,
} as const;

const FIRST_CONTENT_KIND = 32;

/** May an entry of that kind, known or not, stand in that feed? */
export function kindBelongs(kind: number, feed: FeedKind): boolean {
  return kind === KIND.merge || kind < FIRST_CONTENT_KIND === (feed === 'authority');
}
