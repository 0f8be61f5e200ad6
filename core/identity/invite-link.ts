/**
 * An invite as a link that people send, print or read out: everything that a newcomer's device needs to find the
 * community and to be admitted. A bearer token: whoever has it can use it. [IDENTITY-10] [IDENTITY-11] [THREAT-33]
 *
 *   "kith://join/" || base32(CBOR || first 4 bytes of SHA-256("kith/link/1" || CBOR))
 */
import { toBase32 } from '../base/base32.ts';
import { utf8 } from '../base/bytes.ts';
import { encodeCbor, type Cbor } from '../base/cbor.ts';
import { bytesOfId } from '../base/id-bytes.ts';
import type { CommunityId, DeviceId, PersonId } from '../base/ids.ts';
import { KithError } from '../base/kith-error.ts';
import { accepted, refused, type Verdict } from '../base/result.ts';
import { sha256 } from '../crypto/hash.ts';
import { isBytes, readFields } from './fields.ts';
import { findLink, writeLink, type LinkForm } from './link-text.ts';
import { isName, isTitle } from './name.ts';

export interface InviteTicket {
  readonly community: CommunityId;
  /** Seed of the invite's signing key, 32 bytes: the secret of the link. */
  readonly inviteSeed: Uint8Array;
  /** 1..32 lowercase letters and hyphens; what it allows is for authority. */
  readonly role: string;
  /** Where members may be reached: at most 16, each at most 300 characters. */
  readonly addresses: readonly string[];
  /** Authority tips that the newcomer must reach before it trusts what it sees: at most 32. */
  readonly tips: readonly { readonly device: DeviceId; readonly seq: number }[];
  /** Milliseconds since 1970, or null for never. */
  readonly expires: number | null;
  /** The community's, as the inviter sees it. */
  readonly title: string;
  /** Name of the person who invites. */
  readonly from: string;
  /** Made for this member, who has lost their devices; it admits nobody else. */
  readonly lost?: LostPerson;
}

/** A member who comes back with a new device. */
export interface LostPerson {
  readonly person: PersonId;
  /** The root key in force, 32 bytes: by it the person's words are found to be the right ones. */
  readonly root: Uint8Array;
}

export const INVITE_PREFIX = 'kith://join/';
/** Characters, prefix included. */
export const MAX_INVITE_LINK = 8 * 1024;
const MAX_ADDRESSES = 16;
const MAX_ADDRESS = 300;
const MAX_TIPS = 32;
const FORM: LinkForm = { prefix: INVITE_PREFIX, domain: utf8('kith/link/1'), longest: MAX_INVITE_LINK };
const TAG_DOMAIN = utf8('kith/invite/1');

/** Throws INVITE_WRONG for a ticket beyond its limits, INVITE_TOO_LONG for a link that would be. */
export function encodeInviteLink(ticket: InviteTicket): string {
  const { community, inviteSeed, role, addresses, tips, expires, title, from, lost } = ticket;
  const fields: Cbor[] = [
    1,
    bytesOfId(community),
    inviteSeed,
    role,
    addresses,
    writeTips(tips),
    expires,
    title,
    from,
  ];
  if (lost) fields.push([bytesOfId(lost.person), lost.root]);
  const bytes = encodeCbor(fields);
  if (!readTicket(bytes)) throw new KithError('INVITE_WRONG');
  const link = writeLink(FORM, bytes);
  if (link.length > MAX_INVITE_LINK) throw new KithError('INVITE_TOO_LONG');
  return link;
}

/** The first link in a text; the rest of it is ignored. */
export function decodeInviteLink(text: string): Verdict<InviteTicket, 'INVITE_UNREADABLE'> {
  const ticket = findLink(text, FORM, readTicket);
  return ticket ? accepted(ticket) : refused('INVITE_UNREADABLE');
}

/** Key of the handshake tags by which the holder of an invite is recognised. `invitePk`: the invite's public key. */
export function inviteTagKey(invitePk: Uint8Array): Uint8Array {
  return sha256(TAG_DOMAIN, invitePk);
}

function readTicket(bytes: Uint8Array): InviteTicket | undefined {
  const fields = readFields(bytes, 9, MAX_INVITE_LINK) ?? readFields(bytes, 10, MAX_INVITE_LINK);
  if (!fields) return undefined;
  const [, community, inviteSeed, role, addresses, tipRows, expires, title, from, lostRow] = fields;
  if (!isBytes(community, 32) || !isBytes(inviteSeed, 32)) return undefined;
  if (!isRoleWord(role)) return undefined;
  if (!Array.isArray(addresses) || addresses.length > MAX_ADDRESSES || !addresses.every(isAddress))
    return undefined;
  const tips = readTips(tipRows);
  if (!tips || !isExpiry(expires)) return undefined;
  if (!isTitle(title) || !isName(from)) return undefined;
  const lost = lostRow === undefined ? undefined : readLost(lostRow);
  if (lostRow !== undefined && !lost) return undefined;
  return {
    community: toBase32(community) as CommunityId,
    inviteSeed,
    role,
    addresses,
    tips,
    expires,
    title,
    from,
    ...(lost && { lost }),
  };
}

function readLost(row: Cbor): LostPerson | undefined {
  const [person, root, ...rest] = Array.isArray(row) ? (row as readonly Cbor[]) : [];
  if (!isBytes(person, 32) || !isBytes(root, 32) || rest.length > 0) return undefined;
  return { person: toBase32(person) as PersonId, root };
}

export function writeTips(tips: InviteTicket['tips']): Cbor {
  return tips.map((tip): Cbor => [bytesOfId(tip.device), tip.seq]);
}

export function readTips(rows: Cbor | undefined): InviteTicket['tips'] | undefined {
  if (!Array.isArray(rows) || rows.length > MAX_TIPS) return undefined;
  const tips: { device: DeviceId; seq: number }[] = [];
  for (const row of rows as readonly Cbor[]) {
    if (!Array.isArray(row) || row.length !== 2) return undefined;
    const [device, seq] = row as readonly Cbor[];
    if (!isBytes(device, 32) || !isCount(seq, 0xfffffffe)) return undefined;
    tips.push({ device: toBase32(device) as DeviceId, seq });
  }
  return tips;
}

/** What the role allows, if anything, is for authority. */
export function isRoleWord(value: Cbor | undefined): value is string {
  return typeof value === 'string' && /^[a-z-]{1,32}$/.test(value);
}

export function isExpiry(value: Cbor | undefined): value is number | null {
  return value === null || isCount(value, Number.MAX_SAFE_INTEGER);
}

/** Printable ASCII: what an address is beyond that is for the network. */
export function isAddress(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_ADDRESS && /^[\x21-\x7e]+$/.test(value);
}

function isCount(value: Cbor | undefined, max: number): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= max;
}
