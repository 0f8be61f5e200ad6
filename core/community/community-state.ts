/**
 * Everything that a community holds in memory, built from its rows. When a write fails, what is in memory has run
 * ahead of the disk: the state is thrown away and built again, so that nothing is believed that is not stored.
 */
import { KeyRing } from '../authority/key-ring.ts';
import { decodeAction } from '../authority/decode-action.ts';
import { decodeCbor } from '../base/cbor.ts';
import { toHex } from '../base/bytes.ts';
import type { Random } from '../base/clock.ts';
import type { CommunityId, DeviceId, EntryId } from '../base/ids.ts';
import { KithError } from '../base/kith-error.ts';
import { chain } from '../feed/chain.ts';
import type { ChainedEntry, EntryRecord } from '../feed/entry.ts';
import { decodeForkProof, type ForkProof } from '../feed/fork-proof.ts';
import { openPayload } from '../feed/payload.ts';
import { isSigned } from '../feed/proven.ts';
import { decodeRuns, type Run } from '../feed/run.ts';
import { KIND } from '../feed/kinds.ts';
import { deviceIdOf } from '../identity/keys.ts';
import type { Store } from '../store/store.ts';
import { AuthorityFeeds } from './authority-feeds.ts';
import { AuthorityLog } from './authority-log.ts';
import { Contents } from './contents.ts';
import { Effectiveness } from './effectiveness.ts';
import { EntryIndex } from './entry-index.ts';
import { decodeRecordRow } from './entry-row.ts';
import { Erasures } from './erasures.ts';
import { FeedTable, type FeedState } from './feed-table.ts';
import { Gate } from './gate.ts';
import { entryIdAt } from './entry-id-at.ts';
import { isIntroduction } from './introduction.ts';
import { retirementOf } from './judge-entry.ts';
import type { Layout } from './layout.ts';
import { readFloor } from './own-floor.ts';
import { OwnFeeds } from './own-feeds.ts';
import { Receipts } from './receipts.ts';
import { localKeyOf, type Secrets } from './secrets.ts';
import { Staging } from './staging.ts';

export interface StateOptions {
  readonly id: CommunityId;
  readonly store: Store;
  readonly layout: Layout;
  readonly secrets: Secrets;
  readonly random: Random;
}

export class CommunityState {
  readonly device: DeviceId;
  readonly keys: KeyRing;
  readonly feeds: FeedTable;
  readonly index: EntryIndex;
  readonly log: AuthorityLog;
  readonly authorityFeeds: AuthorityFeeds;
  readonly effectiveness: Effectiveness;
  readonly contents: Contents;
  readonly erasures: Erasures;
  readonly gate: Gate;
  readonly own: OwnFeeds;
  readonly staging = new Staging();
  readonly proofs = new Map<number, ForkProof>();
  receipts: Receipts;
  /** Keys came that the secrets on the disk do not hold yet. */
  hasNewKeys = false;
  readonly #o: StateOptions;

  static async load(options: StateOptions): Promise<CommunityState> {
    const receipts = options.store.get(options.layout.meta('receipts'));
    const state = new CommunityState(options, Receipts.decode(receipts && decodeCbor(receipts)));
    await state.feeds.load(options.store);
    for (const feed of state.feeds.all()) if (feed.kind === 'authority') await state.#loadAuthority(feed);
    await state.#loadAuthorityHeads();
    await state.#loadProofs();
    await state.#loadErasures();
    await state.contents.load();
    return state;
  }

  private constructor(options: StateOptions, receipts: Receipts) {
    const { id, store, layout, secrets, random } = options;
    this.#o = options;
    this.receipts = receipts;
    this.device = deviceIdOf(secrets.keys);
    this.keys = new KeyRing(id, this.device, secrets.keys.box);
    for (const key of secrets.chainKeys) this.keys.learn(key);
    this.feeds = new FeedTable(id, layout);
    this.index = new EntryIndex(store, layout);
    this.effectiveness = new Effectiveness((tip) => {
      const found = this.index.find(tip);
      return found && this.feeds.numbered(found.feed);
    });
    this.log = new AuthorityLog(id, (authority) => {
      this.keys.follow(authority.chains);
    });
    this.authorityFeeds = new AuthorityFeeds(id, this.log, this.keys);
    this.erasures = new Erasures(layout);
    this.contents = new Contents({
      community: id,
      store,
      layout,
      feeds: this.feeds,
      keys: this.keys,
      localKey: localKeyOf(secrets),
      random,
      keepRetire: (feed, entry, ranges, batch) => {
        const id = this.entryIdAt(feed, entry.seq);
        if (this.erasures.has(id)) return true;
        const prev = entry.seq === 0 ? null : this.entryIdAt(feed, entry.seq - 1);
        // A spoilt signature shows nothing to anybody.
        if (!isSigned(feed.context, { id, prev, header: entry.header, record: entry.record })) return false;
        const run: Run = {
          kind: feed.kind,
          device: feed.device,
          from: entry.seq,
          prev,
          records: [entry.record],
        };
        this.erasures.add(feed, id, run, ranges, batch);
        return true;
      },
    });
    this.gate = new Gate({
      layout,
      feeds: this.feeds,
      index: this.index,
      staging: this.staging,
      receipts,
      effectiveness: this.effectiveness,
      names: (device) => this.log.names(device),
      isGenesis: (run) => this.#isGenesis(run),
      isIntroduction: (run) => isIntroduction(id, run, this.keys, this.log),
      onAuthority: (admitted) => {
        if (this.authorityFeeds.open(admitted)) this.hasNewKeys = true;
      },
      isErased: (feed, seq) => this.erasures.covers(feed, seq),
      isForked: (feed) => this.isForked(feed),
    });
    this.own = new OwnFeeds({
      device: this.device,
      key: secrets.keys.device,
      feeds: this.feeds,
      keys: this.keys,
      fold: () => {
        this.log.authority();
      },
      effectiveness: this.effectiveness,
      random,
      floor: readFloor(store, layout),
    });
  }

  /** Is the proof held that this feed, or that which it parts from, has forked? */
  isForked({ kind, device }: Pick<FeedState, 'kind' | 'device'>): boolean {
    if (this.proofs.size === 0) return false;
    const trunk = this.feeds.find(kind, device);
    return trunk !== undefined && this.proofs.has(trunk.number);
  }

  /** The id of an entry that is held. Throws KithError STORE_CORRUPT. */
  entryIdAt(feed: FeedState, seq: number): EntryId {
    return entryIdAt(this.#o.store, this.#o.layout, feed, seq);
  }

  /** What one signed retire entry, shown by a neighbour, says is erased; undefined when it does not hold. */
  readRetire(entry: ChainedEntry, feed: FeedState): readonly (readonly [number, number])[] | undefined {
    const held = this.keys.find(entry.header.key);
    const payload = held && openPayload(feed.context, entry, held.key);
    if (!payload?.ok || payload.value.space !== held?.chain) return undefined;
    return retirementOf({ seq: entry.header.seq, header: entry.header }, payload.value)?.ranges;
  }

  #isGenesis(run: Run): boolean {
    const { kind, device, from } = run;
    if (kind !== 'authority' || from !== 0) return false;
    const feed = new FeedTable(this.#o.id, this.#o.layout).findOrAdd(kind, device);
    const chained = chain(feed.context, { from: 0, prev: null }, run.records.slice(0, 1));
    const entry = chained.ok ? chained.value[0] : undefined;
    const held = entry && this.keys.find(entry.header.key);
    const payload = held && openPayload(feed.context, entry, held.key);
    if (!payload?.ok || payload.value.kind !== KIND.genesis) return false;
    // The body carries the salt that, with this very device, hashes to the community's id.
    const action = decodeAction(payload.value.kind, payload.value.body, this.#o.id);
    return action.type === 'genesis' && action.certificate.device === device;
  }

  async #loadAuthority(feed: FeedState): Promise<void> {
    const depths: number[] = [];
    const records: EntryRecord[] = [];
    const { store, layout } = this.#o;
    for await (const rows of store.read(layout.entries(feed.number, feed.base, feed.seq))) {
      for (const row of rows) {
        const read = decodeRecordRow(row.value);
        if (!read) throw new KithError('STORE_CORRUPT', 'an authority entry does not read');
        depths.push(read.depth);
        records.push(read.record);
      }
    }
    const prev = feed.base === 0 ? null : this.entryIdAt(feed, feed.base - 1);
    const chained = chain(feed.context, { from: feed.base, prev }, records);
    if (!chained.ok || (chained.value.at(-1)?.id ?? prev) !== feed.id) {
      throw new KithError('STORE_CORRUPT', 'an authority feed does not chain');
    }
    chained.value.forEach((entry, i) => {
      if (this.authorityFeeds.open({ feed, entry, depth: depths[i]! })) this.hasNewKeys = true;
    });
  }

  async #loadAuthorityHeads(): Promise<void> {
    const { store, layout } = this.#o;
    for await (const rows of store.read(layout.all('a'))) {
      for (const row of rows) {
        const heads = decodeCbor(row.value) as Uint8Array[];
        const feed = this.feeds.numbered(layout.readFeed(row.key));
        this.effectiveness.add(
          feed,
          layout.readSeq(row.key),
          heads.map((id) => toHex(id) as EntryId),
        );
      }
    }
  }

  async #loadErasures(): Promise<void> {
    const { store, layout } = this.#o;
    for await (const rows of store.read(layout.all('r'))) {
      for (const row of rows) {
        const feed = this.feeds.numbered(layout.readFeed(row.key));
        const runs = decodeRuns(row.value);
        const run = runs.ok ? runs.value[0] : undefined;
        const chained = run && chain(feed.context, { from: run.from, prev: run.prev }, run.records);
        const entry = chained?.ok ? chained.value[0] : undefined;
        const ranges = entry && this.readRetire(entry, feed);
        if (!run || !ranges) continue;
        this.erasures.add(feed, entry.id, run, ranges, undefined);
      }
    }
  }

  async #loadProofs(): Promise<void> {
    const { store, layout } = this.#o;
    for await (const rows of store.read(layout.all('x'))) {
      for (const row of rows) {
        const proof = decodeForkProof(row.value);
        if (proof.ok) this.proofs.set(layout.readFeed(row.key), proof.value);
      }
    }
  }
}
