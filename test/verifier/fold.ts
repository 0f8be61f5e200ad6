/**
 * Who is in, with which role, for the ordinary case: nobody acts apart from a removal, a demotion or a drop that
 * concerns them, and nothing needs a quorum. Walks the authority entries in the total order, checks every body, and
 * says NOT_ORDINARY rather than to guess. [AUTH]
 */
import { base32, bin, bytesOf, isSame, isSignedBy, list, sha256, whole, words } from './primitives.ts';
import { readCbor, Unreadable, type Value } from './read-cbor.ts';
import type { Entry } from './read-feed.ts';

interface Person {
  name: string;
  role: string;
  isIn: boolean;
  readonly root: Uint8Array;
}

interface Folded {
  readonly title: string;
  /** `name role in|out`, in the order of the names. */
  readonly people: readonly string[];
  readonly faults: readonly string[];
}

interface Certified {
  readonly person: string;
  readonly device: string;
  readonly name: string;
  readonly root: Uint8Array;
}

const INVITERS: Readonly<Record<string, readonly string[]>> = {
  steward: ['member', 'guest', 'mirror'],
  member: ['member', 'guest'],
};

export function foldOrdinary(community: Uint8Array, ordered: readonly Entry[]): Folded {
  const fold = new Fold(community);
  for (const entry of ordered) {
    try {
      fold.take(entry);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      fold.faults.push(`${error.message} ${entry.id}`);
    }
  }
  const people = [...fold.people.values()];
  return {
    title: fold.title,
    people: people.map(({ name, role, isIn }) => `${name} ${role} ${isIn ? 'in' : 'out'}`).sort(),
    faults: fold.faults,
  };
}

class Fold {
  readonly #community: Uint8Array;
  readonly people = new Map<string, Person>();
  readonly faults: string[] = [];
  readonly #owners = new Map<string, string>();
  readonly #dropped = new Set<string>();
  readonly #invites = new Map<string, { role: string; left: number }>();
  title = '';

  constructor(community: Uint8Array) {
    this.#community = community;
  }

  take(entry: Entry): void {
    if (!entry.payload) return;
    const { kind, body } = entry.payload;
    if (kind === 0) {
      if (body !== null) throw new Unreadable('ACTION_MALFORMED');
      return;
    }
    if (kind === 1) {
      this.#found(entry, list(body, 7));
      return;
    }
    const author = this.people.get(this.#owners.get(entry.device) ?? '');
    if (!author) throw new Unreadable('DEVICE_UNKNOWN');
    if (!author.isIn || this.#dropped.has(entry.device)) throw new Unreadable('NOT_ORDINARY');
    this.#act(kind, body, author);
  }

  #act(kind: number, body: Value, author: Person): void {
    switch (kind) {
      case 2:
        this.#admit(author, list(body, 3));
        return;
      case 3: {
        const [key, role, uses] = list(body, 5);
        const isAllowed = INVITERS[author.role]?.includes(words(role)) === true;
        if (!isAllowed) throw new Unreadable('ROLE_FORBIDS');
        const left = uses === null ? Infinity : whole(uses, Number.MAX_SAFE_INTEGER);
        this.#invites.set(base32(bin(key, 32)), { role: words(role), left });
        return;
      }
      case 4:
        if (!this.#invites.delete(base32(bin(list(body, 1)[0], 32)))) throw new Unreadable('INVITE_UNKNOWN');
        return;
      case 5: {
        const [person, role] = list(body, 2);
        this.#target(author, person).role = words(role);
        return;
      }
      case 6:
        this.#target(author, list(body, 3)[0]).isIn = false;
        return;
      case 7:
        list(body, 1);
        author.isIn = false;
        return;
      case 8:
        this.#addDevice(list(body, 2));
        return;
      case 9:
        this.#dropped.add(base32(bin(list(body, 3)[0], 32)));
        return;
      case 17:
        author.name = words(list(body, 1)[0]);
        return;
      case 18:
        if (author.role !== 'steward') throw new Unreadable('ROLE_FORBIDS');
        this.title = words(list(body, 1)[0]);
        return;
      case 19: {
        const [invite, signature] = list(body, 2);
        if (
          !signs(
            bin(invite, 32),
            'kith/invite-note/1',
            [this.#community, bin(invite, 32)],
            bin(signature, 64),
          )
        ) {
          throw new Unreadable('INVITE_NOTE_FALSE');
        }
        return;
      }
      case 10:
      case 14:
      case 16:
        throw new Unreadable('NOT_ORDINARY');
      default:
        // Keys, spaces and policy change nothing about who is in.
        list(body);
    }
  }

  #target(author: Person, id: Value | undefined): Person {
    if (author.role !== 'steward') throw new Unreadable('ROLE_FORBIDS');
    const person = this.people.get(base32(bin(id, 32)));
    if (!person) throw new Unreadable('PERSON_UNKNOWN');
    if (person === author) throw new Unreadable('NOT_ORDINARY');
    return person;
  }

  #found(entry: Entry, body: readonly Value[]): void {
    const id = sha256('kith/community/1', entry.key, bin(body[0], 16));
    if (!isSame(id, this.#community) || entry.seq !== 0 || entry.heads.length > 0) {
      throw new Unreadable('GENESIS_FALSE');
    }
    this.title = words(body[1]);
    const certified = this.#certificate(bin(body[2]));
    if (certified.device !== entry.device) throw new Unreadable('GENESIS_FALSE');
    this.#letIn(certified, 'steward');
  }

  /** [IDENTITY-9], [AUTH-13] to [AUTH-15] */
  #admit(author: Person, [request, role]: readonly Value[]): void {
    const fields = list(readCbor(bin(request)), 5);
    const [version, certificate, invite, inviteSignature, deviceSignature] = fields;
    if (version !== 1 || bin(request).length > 1_280) throw new Unreadable('REQUEST_MALFORMED');
    const certified = this.#certificate(bin(certificate));
    const deviceKey = bin(list(readCbor(bin(certificate)))[3], 32);
    const signed = fields.slice(0, 3);
    const holds =
      signs(bin(invite, 32), 'kith/join/1', signed, bin(inviteSignature, 64)) &&
      signs(deviceKey, 'kith/join/1', signed, bin(deviceSignature, 64));
    if (!holds) throw new Unreadable('REQUEST_FALSE');
    if (author.role !== 'steward' && author.role !== 'member') throw new Unreadable('ROLE_FORBIDS');
    const found = this.#invites.get(base32(bin(invite, 32)));
    if (!found) throw new Unreadable('INVITE_UNKNOWN');
    if (found.role !== role) throw new Unreadable('ROLE_MISMATCH');
    if (found.left-- <= 0) throw new Unreadable('INVITE_USED_UP');
    this.#letIn(certified, found.role);
  }

  #letIn(certified: Certified, role: string): void {
    const { person, device, name, root } = certified;
    this.people.set(person, { name, role, isIn: true, root });
    this.#owners.set(device, person);
  }

  /** [IDENTITY-5], [IDENTITY-6] */
  #certificate(bytes: Uint8Array): Certified {
    const fields = list(readCbor(bytes), 8);
    const [version, community, root, device, , name, rootSignature, deviceSignature] = fields;
    if (version !== 1 || bytes.length > 1_024) throw new Unreadable('CERTIFICATE_MALFORMED');
    if (!isSame(bin(community, 32), this.#community)) throw new Unreadable('CERTIFICATE_FOREIGN');
    const signed = fields.slice(0, 6);
    const holds =
      signs(bin(root, 32), 'kith/certificate/1', signed, bin(rootSignature, 64)) &&
      signs(bin(device, 32), 'kith/certificate/1', signed, bin(deviceSignature, 64));
    if (!holds) throw new Unreadable('CERTIFICATE_FALSE');
    const person = base32(sha256('kith/person/1', bytes));
    return { person, device: base32(bin(device, 32)), name: words(name), root: bin(root, 32) };
  }

  /** [IDENTITY-7], [IDENTITY-8], [AUTH-20] */
  #addDevice(body: readonly Value[]): void {
    const fields = list(readCbor(bin(body[0])), 9);
    const [, community, person, device, , , certifier, certifierSignature, deviceSignature] = fields;
    if (!isSame(bin(community, 32), this.#community)) throw new Unreadable('CERTIFICATE_FOREIGN');
    const owner = this.people.get(base32(bin(person, 32)));
    if (!owner) throw new Unreadable('PERSON_UNKNOWN');
    const isOwn =
      isSame(owner.root, bin(certifier, 32)) ||
      this.#owners.get(base32(bin(certifier, 32))) === base32(bin(person, 32));
    if (!isOwn) throw new Unreadable('CERTIFIER_UNKNOWN');
    const holds =
      signs(
        bin(certifier, 32),
        'kith/device-certificate/1',
        fields.slice(0, 7),
        bin(certifierSignature, 64),
      ) && signs(bin(device, 32), 'kith/device-request/1', fields.slice(0, 6), bin(deviceSignature, 64));
    if (!holds) throw new Unreadable('CERTIFICATE_FALSE');
    this.#owners.set(base32(bin(device, 32)), base32(bin(person, 32)));
  }
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
