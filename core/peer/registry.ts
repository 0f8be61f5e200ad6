/**
 * Which communities and joining attempts this profile has. Owns the rows that start with 'P' in the profile's store.
 *
 *   P n            next local number
 *   P c number     a community: its id
 *   P j id         a joining attempt: link and device keys, wrapped by the keychain
 *   P b            addresses that neighbours were reached at
 */
import { decodeCbor, encodeCbor, type Cbor } from '../base/cbor.ts';
import { toBase32 } from '../base/base32.ts';
import { utf8, fromUtf8 } from '../base/bytes.ts';
import { bytesOfId } from '../base/id-bytes.ts';
import type { CommunityId } from '../base/ids.ts';
import { KithError } from '../base/kith-error.ts';
import { decodeDeviceKeys, encodeDeviceKeys, type DeviceKeys } from '../identity/keys.ts';
import type { Keychain } from '../keychain/keychain.ts';
import type { Store } from '../store/store.ts';

export interface RegisteredCommunity {
  readonly number: number;
  readonly id: CommunityId;
}

export interface RegisteredJoin {
  readonly id: string;
  readonly link: string;
  readonly keys: DeviceKeys;
}

const MAX_COMMUNITIES = 0xffff;

export class Registry {
  readonly #store: Store;
  readonly #keychain: Keychain;

  constructor(store: Store, keychain: Keychain) {
    this.#store = store;
    this.#keychain = keychain;
  }

  /** A number that no community ever had here: rows of one that was cut short stay out of the way. */
  async takeNumber(): Promise<number> {
    const row = this.#store.get(key('n'));
    const next = row ? Number(decodeCbor(row)) : 0;
    if (next > MAX_COMMUNITIES) throw new KithError('TOO_MANY_COMMUNITIES');
    await this.#put(key('n'), encodeCbor(next + 1));
    return next;
  }

  async add(number: number, id: CommunityId): Promise<void> {
    await this.#put(numbered(number), encodeCbor(bytesOfId(id)));
  }

  async communities(): Promise<RegisteredCommunity[]> {
    const found: RegisteredCommunity[] = [];
    for await (const rows of this.#store.read({ from: key('c'), to: key('d') })) {
      for (const row of rows) {
        const id = decodeCbor(row.value);
        if (!(id instanceof Uint8Array))
          throw new KithError('STORE_CORRUPT', 'a community row does not read');
        found.push({ number: (row.key[2]! << 8) | row.key[3]!, id: toBase32(id) as CommunityId });
      }
    }
    return found;
  }

  async addJoin(join: RegisteredJoin): Promise<void> {
    const value = await this.#keychain.wrap(encodeCbor([join.link, encodeDeviceKeys(join.keys)]));
    await this.#put(key('j', join.id), value);
  }

  async removeJoin(id: string): Promise<void> {
    await this.#store.write([{ type: 'del', key: key('j', id) }], { sync: true });
  }

  async joins(): Promise<RegisteredJoin[]> {
    const found: RegisteredJoin[] = [];
    for await (const rows of this.#store.read({ from: key('j'), to: key('k') })) {
      for (const row of rows) {
        const value = decodeCbor(await this.#keychain.unwrap(row.value));
        const [link, bytes] = Array.isArray(value) ? (value as readonly Cbor[]) : [];
        const keys = bytes instanceof Uint8Array ? decodeDeviceKeys(bytes) : undefined;
        const id = fromUtf8(row.key.subarray(2));
        if (typeof link === 'string' && keys && id !== undefined) found.push({ id, link, keys });
      }
    }
    return found;
  }

  addressBook(): Cbor | undefined {
    const row = this.#store.get(key('b'));
    return row && decodeCbor(row);
  }

  async saveAddressBook(book: Cbor): Promise<void> {
    await this.#store.write([{ type: 'put', key: key('b'), value: encodeCbor(book) }]);
  }

  async #put(at: Uint8Array, value: Uint8Array): Promise<void> {
    await this.#store.write([{ type: 'put', key: at, value }], { sync: true });
  }
}

function key(letter: string, name = ''): Uint8Array {
  return utf8(`P${letter}${name}`);
}

function numbered(number: number): Uint8Array {
  return Uint8Array.of(0x50, 0x63, number >>> 8, number & 0xff);
}
