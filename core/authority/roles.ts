/**
 * What a role permits. Roles are data: a role that this version does not know permits nothing and breaks nothing
 * [AUTH-5]. Who holds which role is the fold's business (fold.ts), never asked here.
 */
export const ROLES = ['steward', 'member', 'guest', 'mirror'] as const;
export type KnownRole = (typeof ROLES)[number];
/** A known role, or text from a later version. */
export type Role = KnownRole | (string & {});

export type Ability =
  /** Change roles, remove, revoke, set policy and title. */
  | 'govern'
  /** Invite, admit, found spaces, rotate and seal keys: what a full member does. */
  | 'invite'
  | 'admit'
  | 'found-space'
  | 'keys'
  /** Propose to and vote in a quorum. */
  | 'vote'
  /** Own name, own devices, leaving. */
  | 'self'
  /** Any content. */
  | 'write'
  /** Messages, comments, requests and reactions beside the content of others. */
  | 'comment'
  /** Open the content keys. */
  | 'read';

const PERMITS: Readonly<Record<KnownRole, ReadonlySet<Ability>>> = {
  steward: new Set<Ability>([
    'govern',
    'invite',
    'admit',
    'found-space',
    'keys',
    'vote',
    'self',
    'write',
    'comment',
    'read',
  ]),
  member: new Set<Ability>([
    'invite',
    'admit',
    'found-space',
    'keys',
    'vote',
    'self',
    'write',
    'comment',
    'read',
  ]),
  guest: new Set<Ability>(['self', 'comment', 'read']),
  mirror: new Set<Ability>(['self']),
};

function isKnownRole(role: string): role is KnownRole {
  return Object.hasOwn(PERMITS, role);
}

export function may(role: Role, ability: Ability): boolean {
  return isKnownRole(role) && PERMITS[role].has(ability);
}

/** Roles that an invite may carry, by the role of who invites. Stewardship is never in a bearer token [AUTH-12]. */
export function mayInviteAs(inviter: Role, role: Role): boolean {
  if (!may(inviter, 'invite')) return false;
  if (role === 'member' || role === 'guest') return true;
  return role === 'mirror' && inviter === 'steward';
}
