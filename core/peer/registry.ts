/**
 * Which communities and joining attempts this profile has. Owns the rows that start with 'P' in the profile's store.
 *
 *   P n            next local number
 *   P c number     a community: its id
 *   P j id         a joining attempt: link and device keys, wrapped by the keychain
 *   P r            where the person's root keys come from, wrapped by the keychain
 *   P v community  the seed of a root that members are to vouch for, wrapped by the keychain
 *   P x number     a community that is being taken off this device; no value
 *   P b            addresses that neighbours were reached at
 */
import { decodeCbor, encodeCbor, type Cbor } from '../base/cbor.ts';
import { toBase32 } from '../base/base32.ts';
import { utf8, fromUtf8 } from '../base/bytes.ts';
import { bytesOfId } from '../base/id-bytes.ts';
import type { CommunityId } from '../base/ids.ts';
import { KithError } from '../base/kith-error.ts';
import { Layout } from '../community/layout.ts';
import { decodeDeviceKeys, encodeDeviceKeys, type DeviceKeys } from '../identity/keys.ts';
import { decodeRootChain, encodeRootChain, type RootChain } from '../identity/root-chain.ts';
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
  /** Of a device with which a member comes back: signed by the root. */
  readonly certificate?: Uint8Array;
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
    await this.#put(numbered('c', number), encodeCbor(bytesOfId(id)));
  }

  /** From now on the community is not here; its rows go with `wipe`. */
  async remove(number: number): Promise<void> {
    await this.#store.write(
      [
        { type: 'del', key: numbered('c', number) },
        { type: 'put', key: numbered('x', number), value: new Uint8Array(0) },
      ],
      { sync: true },
    );
  }

  /** Deletes the rows of removed communities, also of those at which an earlier run was cut short. */
  async wipe(): Promise<void> {
    for await (const rows of this.#store.read({ from: key('x'), to: key('y') })) {
      for (const { key: marker } of rows) {
        for await (const doomed of this.#store.read(new Layout(numberOf(marker)).everything())) {
          await this.#store.write(doomed.map((row) => ({ type: 'del', key: row.key })));
        }
        await this.#store.write([{ type: 'del', key: marker }], { sync: true });
      }
    }
  }

  async communities(): Promise<RegisteredCommunity[]> {
    const found: RegisteredCommunity[] = [];
    for await (const rows of this.#store.read({ from: key('c'), to: key('d') })) {
      for (const row of rows) {
        const id = decodeCbor(row.value);
        if (!(id instanceof Uint8Array))
          throw new KithError('STORE_CORRUPT', 'a community row does not read');
        found.push({ number: numberOf(row.key), id: toBase32(id) as CommunityId });
      }
    }
    return found;
  }

  /** Undefined before it is needed first. Throws KithError KEYCHAIN_REFUSED, STORE_CORRUPT. */
  async rootChain(): Promise<RootChain | undefined> {
    const row = this.#store.get(key('r'));
    if (!row) return undefined;
    const chain = decodeRootChain(await this.#keychain.unwrap(row));
    if (!chain) throw new KithError('STORE_CORRUPT', 'the root chain does not read');
    return chain;
  }

  async saveRootChain(chain: RootChain): Promise<void> {
    await this.#put(key('r'), await this.#keychain.wrap(encodeRootChain(chain)));
  }

  async vouchedRoot(community: CommunityId): Promise<Uint8Array | undefined> {
    const row = this.#store.get(key('v', community));
    return row && this.#keychain.unwrap(row);
  }

  async saveVouchedRoot(community: CommunityId, seed: Uint8Array): Promise<void> {
    await this.#put(key('v', community), await this.#keychain.wrap(seed));
  }

  /** Once the words are confirmed, they bring these back too. */
  async forgetVouchedRoots(): Promise<void> {
    for await (const rows of this.#store.read({ from: key('v'), to: key('w') }))
      await this.#store.write(
        rows.map((row) => ({ type: 'del', key: row.key })),
        { sync: true },
      );
  }

  async addJoin({ id, link, keys, certificate }: RegisteredJoin): Promise<void> {
    const row = [link, encodeDeviceKeys(keys), certificate ?? null];
    const value = await this.#keychain.wrap(encodeCbor(row));
    await this.#put(key('j', id), value);
  }

  async removeJoin(id: string): Promise<void> {
    await this.#store.write([{ type: 'del', key: key('j', id) }], { sync: true });
  }

  async joins(): Promise<RegisteredJoin[]> {
    const found: RegisteredJoin[] = [];
    for await (const rows of this.#store.read({ from: key('j'), to: key('k') })) {
      for (const row of rows) {
        const value = decodeCbor(await this.#keychain.unwrap(row.value));
        const [link, bytes, certificate] = Array.isArray(value) ? (value as readonly Cbor[]) : [];
        const keys = bytes instanceof Uint8Array ? decodeDeviceKeys(bytes) : undefined;
        const id = fromUtf8(row.key.subarray(2));
        if (typeof link !== 'string' || !keys || id === undefined) continue;
        found.push({ id, link, keys, ...(certificate instanceof Uint8Array && { certificate }) });
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

function numbered(letter: 'c' | 'x', number: number): Uint8Array {
  return Uint8Array.of(0x50, letter.charCodeAt(0), number >>> 8, number & 0xff);
}

function numberOf(key: Uint8Array): number {
  return (key[2]! << 8) | key[3]!;
}
