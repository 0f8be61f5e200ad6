/** What an authority entry says: its body by [AUTH-2], every certificate, request and note in it checked. [IDENTITY] */
import { base32, bin, bytesOf, hex, isSame, isSignedBy, list, sha256, whole, words } from './primitives.ts';
import { readCbor, Unreadable, type Value } from './read-cbor.ts';
import type { Entry } from './read-feed.ts';

export interface Tip {
  readonly seq: number;
  readonly id: string;
}

export interface Cut {
  readonly device: string;
  /** Of the device's content; null leaves nothing. */
  readonly content: Tip | null;
}

interface Certified {
  readonly person: string;
  readonly device: string;
  readonly name: string;
  readonly root: string;
}

export type Said =
  | { readonly type: 'merge' | 'keys' | 'note' }
  | { readonly type: 'genesis'; readonly title: string; readonly founder: Certified }
  | { readonly type: 'admit'; readonly newcomer: Certified; readonly invite: string; readonly role: string }
  | {
      readonly type: 'invite';
      readonly invite: string;
      readonly role: string;
      readonly uses: number;
      readonly approval: boolean;
    }
  | { readonly type: 'revoke'; readonly invite: string }
  | { readonly type: 'role'; readonly person: string; readonly role: string }
  | { readonly type: 'remove'; readonly person: string; readonly cuts: readonly Cut[] }
  | { readonly type: 'leave'; readonly cuts: readonly Cut[] }
  | { readonly type: 'bind'; readonly person: string; readonly device: string; readonly certifier: string }
  | { readonly type: 'drop'; readonly devices: readonly string[]; readonly cuts: readonly Cut[] }
  | { readonly type: 'profile'; readonly name: string }
  | { readonly type: 'title'; readonly title: string };

/** Throws Unreadable: the code by which the entry is void, or NOT_ORDINARY. */
export function statementOf(entry: Entry, community: Uint8Array): Said {
  if (!entry.payload) throw new Unreadable('PAYLOAD_SEALED');
  const { kind, body } = entry.payload;
  switch (kind) {
    case 0:
      if (body !== null) throw new Unreadable('ACTION_MALFORMED');
      return { type: 'merge' };
    case 1:
      return genesis(entry, list(body, 7), community);
    case 2:
      return admit(list(body, 3), community);
    case 3: {
      const [key, role, uses, , approval] = list(body, 5);
      return {
        type: 'invite',
        invite: id(key),
        role: words(role),
        uses: uses === null ? Infinity : whole(uses, Number.MAX_SAFE_INTEGER),
        approval: approval === true,
      };
    }
    case 4:
      return { type: 'revoke', invite: id(list(body, 1)[0]) };
    case 5: {
      const [person, role] = list(body, 2);
      return { type: 'role', person: id(person), role: words(role) };
    }
    case 6: {
      const [person, cuts] = list(body, 3);
      return { type: 'remove', person: id(person), cuts: cutsOf(cuts) };
    }
    case 7:
      return { type: 'leave', cuts: cutsOf(list(body, 1)[0]) };
    case 8:
      return binding(list(body, 2), community);
    case 9: {
      const [device, cuts, falling] = list(body, 3);
      return { type: 'drop', devices: [id(device), ...list(falling).map(id)], cuts: cutsOf(cuts) };
    }
    case 17:
      return { type: 'profile', name: words(list(body, 1)[0]) };
    case 18:
      return { type: 'title', title: words(list(body, 1)[0]) };
    case 19: {
      const [invite, signature] = list(body, 2);
      const isTrue = signs(
        bin(invite, 32),
        'kith/invite-note/1',
        [community, bin(invite, 32)],
        bin(signature, 64),
      );
      if (!isTrue) throw new Unreadable('INVITE_NOTE_FALSE');
      return { type: 'note' };
    }
    case 11:
    case 12:
    case 13:
      list(body);
      return { type: 'keys' };
    default:
      // A quorum, policy, who is in a space: not what this verifier is about.
      throw new Unreadable('NOT_ORDINARY');
  }
}

function id(value: Value | undefined): string {
  return base32(bin(value, 32));
}

function cutsOf(value: Value | undefined): Cut[] {
  return list(value).map((cut) => {
    const [device, , content] = list(cut, 3);
    if (content === null) return { device: id(device), content };
    const [seq, entry] = list(content, 2);
    return { device: id(device), content: { seq: whole(seq, 2 ** 32 - 2), id: hex(bin(entry, 32)) } };
  });
}

/** [AUTH-10] */
function genesis(entry: Entry, body: readonly Value[], community: Uint8Array): Said {
  const founder = certificate(bin(body[2]), community);
  const isOurs =
    isSame(sha256('kith/community/1', entry.key, bin(body[0], 16)), community) &&
    entry.seq === 0 &&
    entry.heads.length === 0 &&
    founder.device === entry.device;
  if (!isOurs) throw new Unreadable('GENESIS_FALSE');
  return { type: 'genesis', title: words(body[1]), founder };
}

/** [IDENTITY-9] */
function admit([request, role]: readonly Value[], community: Uint8Array): Said {
  const fields = list(readCbor(bin(request)), 5);
  const [version, bytes, invite, inviteSignature, deviceSignature] = fields;
  if (version !== 1 || bin(request).length > 1_280) throw new Unreadable('REQUEST_MALFORMED');
  const newcomer = certificate(bin(bytes), community);
  const device = bin(list(readCbor(bin(bytes)))[3], 32);
  const signed = fields.slice(0, 3);
  const holds =
    signs(bin(invite, 32), 'kith/join/1', signed, bin(inviteSignature, 64)) &&
    signs(device, 'kith/join/1', signed, bin(deviceSignature, 64));
  if (!holds) throw new Unreadable('REQUEST_FALSE');
  return { type: 'admit', newcomer, invite: id(invite), role: words(role) };
}

/** [IDENTITY-5], [IDENTITY-6] */
function certificate(bytes: Uint8Array, ours: Uint8Array): Certified {
  const fields = list(readCbor(bytes), 8);
  const [version, community, root, device, , name, rootSignature, deviceSignature] = fields;
  if (version !== 1 || bytes.length > 1_024) throw new Unreadable('CERTIFICATE_MALFORMED');
  if (!isSame(bin(community, 32), ours)) throw new Unreadable('CERTIFICATE_FOREIGN');
  const signed = fields.slice(0, 6);
  const holds =
    signs(bin(root, 32), 'kith/certificate/1', signed, bin(rootSignature, 64)) &&
    signs(bin(device, 32), 'kith/certificate/1', signed, bin(deviceSignature, 64));
  if (!holds) throw new Unreadable('CERTIFICATE_FALSE');
  const person = base32(sha256('kith/person/1', bytes));
  return { person, device: id(device), name: words(name), root: id(root) };
}

/** [IDENTITY-7], [IDENTITY-8] */
function binding(body: readonly Value[], ours: Uint8Array): Said {
  const fields = list(readCbor(bin(body[0])), 9);
  const [, community, person, device, , , certifier, certifierSignature, deviceSignature] = fields;
  if (!isSame(bin(community, 32), ours)) throw new Unreadable('CERTIFICATE_FOREIGN');
  const [byDevice, byCertifier] = [fields.slice(0, 6), fields.slice(0, 7)];
  const holds =
    signs(bin(device, 32), 'kith/device-request/1', byDevice, bin(deviceSignature, 64)) &&
    signs(bin(certifier, 32), 'kith/device-certificate/1', byCertifier, bin(certifierSignature, 64));
  if (!holds || isSame(bin(device, 32), bin(certifier, 32))) throw new Unreadable('CERTIFICATE_FALSE');
  return { type: 'bind', person: id(person), device: id(device), certifier: id(certifier) };
}

/** "A signature over [fields] under D" of [IDENTITY]. */
export function signs(
  key: Uint8Array,
  domain: string,
  fields: readonly Value[],
  signature: Uint8Array,
): boolean {
  return isSignedBy(key, bytesOf(domain, writeFields(fields)), signature);
}

/** [BASE-4] for an array of what stands in certificates: small integers, byte strings, text. */
function writeFields(fields: readonly Value[]): Uint8Array {
  return bytesOf(head(4, fields.length), ...fields.map(writeField));
}

function writeField(value: Value): Uint8Array {
  if (typeof value === 'number') return head(0, value);
  if (value instanceof Uint8Array) return bytesOf(head(2, value.length), value);
  if (typeof value !== 'string') throw new Unreadable('a field that is not used');
  const text = bytesOf(value);
  return bytesOf(head(3, text.length), text);
}

function head(major: number, value: number): Uint8Array {
  if (value < 24) return Uint8Array.of((major << 5) | value);
  if (value < 0x100) return Uint8Array.of((major << 5) | 24, value);
  return Uint8Array.of((major << 5) | 25, value >>> 8, value & 0xff);
}
