/**
 * One community on this device: the gate through which every record enters, this device's own writing, and the change
 * events that views follow. Implements what the live exchange and the bundle need (replica.ts).
 *
 * Guarantees: everything enters through `Gate` [GATE-1]; what `write` and `act` resolve with is durable, and nothing is
 * announced before it is [GATE-6]; a failed write leaves the community as the disk has it.
 * Not here: what boards or chats mean (core/features), who connects to whom (core/sync).
 */
import type { Authority } from '../authority/authority.ts';
import { AUTHORITY_CHAIN } from '../authority/actions.ts';
import { may } from '../authority/roles.ts';
import type { HandedKey, KeyRing } from '../authority/key-ring.ts';
import type { Clock, Random } from '../base/clock.ts';
import type { Cbor } from '../base/cbor.ts';
import { decodeCbor, encodeCbor } from '../base/cbor.ts';
import { Emitter } from '../base/emitter.ts';
import {
  WHOLE_COMMUNITY,
  type CommunityId,
  type DeviceId,
  type EntryId,
  type InviteId,
  type KeyId,
  type ObjectId,
  type PersonId,
  type PlaceId,
  type SpaceId,
} from '../base/ids.ts';
import { KithError } from '../base/kith-error.ts';
import type { Log } from '../base/log.ts';
import type { Verdict } from '../base/result.ts';
import type { Edit } from '../documents/edit.ts';
import { newObjectId, partTag } from '../documents/object-id.ts';
import { OwnPart } from '../documents/own-part.ts';
import type { PartView } from '../documents/part-view.ts';
import { encodeRetirement, rangesOf } from '../documents/retire.ts';
import { chain } from '../feed/chain.ts';
import type { EntryRecord, FeedKind, Payload } from '../feed/entry.ts';
import { encodeForkProof, verifyForkProof, type ForkProof } from '../feed/fork-proof.ts';
import { keyIdOf, keyTag } from '../feed/key-id.ts';
import { KIND } from '../feed/kinds.ts';
import { isSigned } from '../feed/proven.ts';
import type { Run } from '../feed/run.ts';
import { certifyDevice, type DeviceCertificate, type DeviceRequest } from '../identity/device-certificate.ts';
import { withoutRoot } from '../identity/keys.ts';
import type { Keychain } from '../keychain/keychain.ts';
import type { Store } from '../store/store.ts';
import { admitJoiner, introduceInvite, letIn } from './admission.ts';
import { Batch } from './batch.ts';
import { CommunityState } from './community-state.ts';
import type { ContentChange } from './contents.ts';
import { Door } from './door.ts';
import { endingTips } from './ending-tips.ts';
import { findFork } from './find-fork.ts';
import type { Admitted } from './gate.ts';
import { Layout, type PartAddress } from './layout.ts';
import { openLocal, sealLocal } from './local-seal.ts';
import { FLOOR, readFloor } from './own-floor.ts';
import type { OwnDraft, OwnEntry } from './own-feeds.ts';
import { partKey } from './part-summary.ts';
import { Provisional, type ProvisionalView } from './provisional.ts';
import { readRun } from './read-run.ts';
import { renewDevice } from './renew-device.ts';
import type { AdmitReply, BranchTip, FeedTip, ReceiveReport, Replica, StoredEvent } from './replica.ts';
import { SerialQueue } from './serial-queue.ts';
import { localKeyOf, wrapSecrets, type Secrets } from './secrets.ts';
import { readTails } from './read-tails.ts';
import type { Tail } from './tails.ts';
import { verifyCommunity, type Verification } from './verify-community.ts';

export interface CommunityOptions {
  readonly id: CommunityId;
  /** Local number of the community in the profile's store. */
  readonly number: number;
  readonly store: Store;
  readonly keychain: Keychain;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/** What views follow. Several changes may come in one event. */
export interface CommunityChange {
  readonly contents: readonly ContentChange[];
  readonly authority: boolean;
  /** Delivery marks may have moved. */
  readonly receipts: boolean;
}

export interface WriteTarget {
  readonly space: SpaceId;
  readonly place: PlaceId;
  readonly part: number;
  /** Exact things (loans, votes) are not erasable. */
  readonly isErasable: boolean;
}

/** Where an own entry lies. */
export interface Written {
  readonly device: DeviceId;
  readonly seq: number;
}

/** The rules number that this version knows; see `Policy.rules`. */
export const KNOWN_RULES = 1;

interface PendingDraft {
  readonly make: () => Promise<OwnDraft>;
  readonly resolve: (written: Written) => void;
  readonly reject: (error: unknown) => void;
}

export class Community implements Replica {
  readonly onStored = new Emitter<StoredEvent>();
  readonly onChange = new Emitter<CommunityChange>();
  readonly door = new Door();
  readonly #o: CommunityOptions;
  readonly #layout: Layout;
  readonly #queue = new SerialQueue();
  /** Random per start, so that even a cloned profile never uses one Yjs client twice. */
  readonly #session: Uint8Array;
  readonly #ownParts = new Map<string, OwnPart>();
  #secrets: Secrets;
  #state: CommunityState;
  #pending: PendingDraft[] = [];
  readonly #provisional = new Provisional();
  #isCatchingUp = false;
  #provisionalSince: number | undefined;
  /** Memory holds what the disk does not. */
  #isAhead = false;

  static async open(options: CommunityOptions, secrets: Secrets): Promise<Community> {
    const layout = new Layout(options.number);
    const { id, store, random } = options;
    const state = await CommunityState.load({ id, store, layout, secrets, random });
    const community = new Community(options, layout, secrets, state);
    await community.#catchUp();
    return community;
  }

  private constructor(options: CommunityOptions, layout: Layout, secrets: Secrets, state: CommunityState) {
    this.#o = options;
    this.#layout = layout;
    this.#secrets = secrets;
    this.#state = state;
    this.#session = options.random.bytes(8);
  }

  get id(): CommunityId {
    return this.#o.id;
  }

  /** In the profile's store. */
  get number(): number {
    return this.#o.number;
  }

  get device(): DeviceId {
    return this.#state.device;
  }

  /** Undefined until the admission of this device is held. */
  get person(): PersonId | undefined {
    return this.authority().personOf(this.device);
  }

  /** For reading: documents, effectiveness, receipts. Valid until the next failed write; do not keep it. */
  get state(): CommunityState {
    return this.#state;
  }

  get layout(): Layout {
    return this.#layout;
  }

  get store(): Store {
    return this.#o.store;
  }

  /** Another copy of this device writes too, or has: this one must not. [GATE-11] [GATE-20] */
  get isCopied(): boolean {
    return this.getLocal(COPIED) !== undefined || this.forkedDevices().has(this.device);
  }

  /** Whoever is out goes on seeing what they wrote before they heard of it, which is nowhere else. [GATE-22] */
  keepsUncut(device: DeviceId): boolean {
    const { devices } = this.authority();
    const own = devices.get(this.device);
    return own !== undefined && own.state !== 'current' && devices.get(device)?.person === own.person;
  }

  forkedDevices(): ReadonlySet<DeviceId> {
    return new Set([...this.#state.proofs.values()].map(({ device }) => device));
  }

  sign(message: Uint8Array): Uint8Array {
    return this.#secrets.keys.device.sign(message);
  }

  authority(): Authority {
    return this.#state.log.authority();
  }

  /** Of what is on the disk: nothing is spoken of before. */
  frontier(): readonly FeedTip[] {
    const tips: FeedTip[] = [];
    for (const { kind, device, written, parent } of this.#state.feeds.all()) {
      if (written && !parent) tips.push({ kind, device, ...written });
    }
    return tips;
  }

  branches(): readonly BranchTip[] {
    return [...this.#state.proofs.values()].flatMap(({ kind, device, seq }) => {
      const family = this.#state.feeds.family({ kind, device });
      const from = family.reduce((least, { parent, base }) => (parent ? Math.min(least, base) : least), seq);
      return family.flatMap(({ written, base }) =>
        written && written.seq >= base ? [{ kind, device, from, ...written }] : [],
      );
    });
  }

  endingOf(device: DeviceId): readonly FeedTip[] | undefined {
    return endingTips(this.authority(), this.#state.log, this.keys, device);
  }

  holds(entry: EntryId): boolean {
    return !this.#state.staging.holds(entry) && this.#state.index.find(entry) !== undefined;
  }

  tip(kind: FeedKind, device: DeviceId): FeedTip | undefined {
    const written = this.#state.feeds.find(kind, device)?.written;
    return written ? { kind, device, ...written } : undefined;
  }

  read(
    kind: FeedKind,
    device: DeviceId,
    from: number,
    to: number,
    maxBytes: number,
    tip?: EntryId,
  ): Promise<Run | undefined> {
    const request = { kind, device, from, to, maxBytes, ...(tip !== undefined && { tip }) };
    return readRun(this.#o.store, this.#layout, this.#state, request);
  }

  receive(runs: readonly Run[]): Promise<ReceiveReport> {
    return this.#queue.run(() => this.#orReload(() => this.#receive(runs)));
  }

  /** Through the same gate, from this device's own disk: its own entries are no news of a copy. */
  restore(runs: readonly Run[]): Promise<ReceiveReport> {
    return this.#queue.run(() => this.#orReload(() => this.#receive(runs, true)));
  }

  proofs(): readonly ForkProof[] {
    return [...this.#state.proofs.values()];
  }

  receiveProofs(proofs: readonly ForkProof[]): Promise<void> {
    return this.#queue.run(() => this.#orReload(() => this.#receiveProofs(proofs)));
  }

  erasures(): readonly Run[] {
    return this.#state.erasures.runs();
  }

  looseErasures(): readonly Run[] {
    return this.#state.erasures.loose((id) => this.#state.index.find(id) !== undefined);
  }

  receiveErasures(runs: readonly Run[]): Promise<void> {
    return this.#queue.run(() => this.#orReload(() => this.#receiveErasures(runs)));
  }

  authorityKeys(): readonly { readonly id: KeyId; readonly key: Uint8Array }[] {
    return this.#state.keys.held(AUTHORITY_CHAIN);
  }

  /** All that were ever made: the holder of one that is used up, expired or revoked shall hear why it fails. */
  openInvites(): readonly InviteId[] {
    return [...this.authority().invites.keys()];
  }

  /** The keys of all chains, and which is the newest. For reading. */
  get keys(): KeyRing {
    this.authority();
    return this.#state.keys;
  }

  heldKeys(): readonly HandedKey[] {
    return this.#state.keys.all();
  }

  admit(request: Uint8Array): Promise<Verdict<AdmitReply>> {
    return admitJoiner(this, request, this.#o.clock.now(), this.#o.random);
  }

  /** Of those who wait at the door. Throws KithError as `letIn` of admission.ts. */
  letIn(device: DeviceId): Promise<void> {
    return letIn(this, device, this.#o.clock.now(), this.#o.random);
  }

  introduce(invite: InviteId): Verdict<Uint8Array> {
    return introduceInvite(this, invite, this.#o.clock.now());
  }

  tails(): Promise<readonly Tail[]> {
    return readTails(this.#o.store, this.#layout, this.#state);
  }

  receiveTails(tails: readonly Tail[]): Verdict<null> {
    const taken = this.#provisional.take(tails, this.#provisionalView());
    if (!taken.ok) return taken;
    this.#provisionalSince ??= this.tip('content', this.device)?.seq ?? -1;
    this.onChange.emit({ contents: [], authority: false, receipts: true });
    return taken;
  }

  setCatchingUp(isCatchingUp: boolean): void {
    if (isCatchingUp === this.#isCatchingUp) return;
    this.#isCatchingUp = isCatchingUp;
    if (!isCatchingUp) {
      this.#provisional.clear();
      this.#provisionalSince = undefined;
    }
    this.onChange.emit({ contents: [], authority: false, receipts: true });
  }

  /** History still arrives: what is shown may have gaps before its end. */
  get isCatchingUp(): boolean {
    return this.#isCatchingUp;
  }

  /** What a place is going to hold beyond what is here, for reading only. [GATE-17] */
  provisionalParts(space: SpaceId, place: PlaceId): PartView[] {
    return this.#provisional.parts(this.#provisionalView(), space, place);
  }

  /** Own content entries after this seq were written while newer ones of others were shown; undefined: none are. */
  get provisionalSince(): number | undefined {
    return this.#provisionalSince;
  }

  noteHeldBy(device: DeviceId, tips: readonly FeedTip[]): void {
    let isNews = false;
    for (const tip of tips) {
      if (tip.kind !== 'content') continue;
      // Nobody holds what does not exist: a claim beyond our own tip says nothing about an entry of ours.
      const held = this.#state.feeds.find('content', tip.device);
      // Of a forked feed a seq does not say which entry is meant.
      if (held && this.#state.isForked(held)) continue;
      if (held && this.#state.receipts.stated(device, tip.device, Math.min(tip.seq, held.seq))) isNews = true;
    }
    if (isNews) this.onChange.emit({ contents: [], authority: false, receipts: true });
  }

  /** How many devices besides this one are known to hold that content entry. */
  holders(device: DeviceId, seq: number): number {
    return this.#state.receipts.holders(device, seq, this.device);
  }

  /** First half of the ids of what this device creates in a place. */
  ownTag(place: PlaceId): string {
    return partTag(this.id, place, this.device);
  }

  /** The same for any writer's document. */
  tagOf({ place, feed }: PartAddress): string {
    return partTag(this.id, place, this.#state.feeds.numbered(feed).device);
  }

  newObjectId(place: PlaceId): ObjectId {
    return newObjectId(this.ownTag(place), this.#o.random);
  }

  /**
   * Writes into this device's document of a place. `edit` is made when it is this write's turn, so that it rests on
   * everything written before it. Throws KithError with the code of the edit, UPDATE_NEEDED, DEVICE_FORKED, DISK_FULL.
   */
  write(target: WriteTarget, edit: () => Edit | Promise<Edit>): Promise<Written> {
    return this.#append(async () => {
      const feed = this.#state.own.feed('content');
      const address: PartAddress = {
        space: target.space,
        place: target.place,
        feed: feed.number,
        part: target.part,
      };
      const part = await this.#state.contents.part(address);
      const key = partKey(address);
      let own = this.#ownParts.get(key);
      if (own?.part !== part) this.#ownParts.set(key, (own = new OwnPart(part)));
      const body = own.write(await edit(), this.#session);
      return this.#contentDraft(KIND.update, target, body, target.isErasable);
    });
  }

  /** Erases this device's part of a place: everybody drops its payloads. [GATE-10] */
  retire(target: Omit<WriteTarget, 'isErasable'>): Promise<Written> {
    return this.#append(async () => {
      const feed = this.#state.own.feed('content');
      const seqs: number[] = [];
      const address: PartAddress = {
        space: target.space,
        place: target.place,
        feed: feed.number,
        part: target.part,
      };
      for await (const { entry } of this.#state.contents.replay(address)) seqs.push(entry.seq);
      const body = encodeRetirement({ part: target.part, ranges: rangesOf(seqs) });
      return this.#contentDraft(KIND.retire, target, body, false);
    });
  }

  /**
   * Writes an authority action; what it may do is decided by the fold, here as everywhere. `under`: a key of the authority
   * chain that all have whom the action is for, instead of the newest. Actions that are begun together are one write.
   */
  act(action: { readonly kind: number; readonly body: Cbor }, under?: KeyId): Promise<Written> {
    return this.#append(() => {
      const { kind, body } = action;
      const payload: Payload = {
        time: this.#time(),
        kind,
        space: WHOLE_COMMUNITY,
        document: null,
        body,
      };
      return Promise.resolve({ kind: 'authority', isErasable: false, payload, ...(under && { under }) });
    });
  }

  /** Remembers something about this community on this device alone; never sent. */
  async setLocal(name: string, value: Uint8Array): Promise<void> {
    await this.#o.store.write([{ type: 'put', key: this.#layout.local(name), value }]);
  }

  getLocal(name: string): Uint8Array | undefined {
    return this.#o.store.get(this.#layout.local(name));
  }

  /** The same for what people wrote: sealed, so that no text of theirs lies open on the disk. */
  async setSealed(name: string, value: Uint8Array): Promise<void> {
    await this.setLocal(name, sealLocal(localKeyOf(this.#secrets), name, value, this.#o.random));
  }

  /** Undefined also when it was damaged. */
  getSealed(name: string): Uint8Array | undefined {
    const sealed = this.getLocal(name);
    return sealed && openLocal(localKeyOf(this.#secrets), name, sealed);
  }

  /** From now on nothing is written until this device is a new one. Durable when it resolves. */
  async setCopied(): Promise<void> {
    await this.#o.store.write([{ type: 'put', key: this.#layout.local(COPIED), value: new Uint8Array(0) }], {
      sync: true,
    });
    this.onChange.emit({ contents: [], authority: true, receipts: false });
  }

  /**
   * This device goes on as a new one of the same person: nobody else has its key, and all that was written stays. The
   * exchange has to begin anew, as it has proven itself under the old name. Throws KithError NOT_A_MEMBER, DEVICE_GONE,
   * NAME_UNREADABLE, DISK_FULL. [IDENTITY-24]
   */
  renew(label: string): Promise<void> {
    return this.#queue.run(() => this.#orReload(() => this.#renew(label)));
  }

  async #renew(label: string): Promise<void> {
    const wish = { label, time: this.#time() };
    const { introduction, secrets } = renewDevice(this.id, this.#state, this.#secrets, wish, this.#o.random);
    const { feed, entry } = introduction;
    const batch = this.#batch(true);
    const admitted = this.#state.gate.admitOwn(feed, entry, batch);
    if (!admitted) throw new Error('the gate refused the introduction of this device');
    batch.put(this.#layout.meta('secrets'), await wrapSecrets(this.#o.keychain, secrets));
    batch.put(this.#layout.meta('receipts'), encodeCbor(this.#state.receipts.encode()));
    batch.del(this.#layout.local(COPIED));
    batch.del(this.#layout.local(FLOOR));
    // One write: a device is the old one or the new one, whenever it is cut off.
    await batch.flush();
    this.#secrets = secrets;
    await this.#reload();
    this.#announce([admitted], [], true);
  }

  /** This device certifies another one of its person. */
  certifyDevice(request: DeviceRequest): DeviceCertificate {
    return certifyDevice(this.id, request, this.#secrets.keys.device);
  }

  /** The person has the root on paper: this device forgets it. Durable when it resolves. */
  forgetRoot(): Promise<void> {
    return this.#queue.run(async () => {
      if (this.#secrets.keys.root === null) return;
      const secrets = { ...this.#secrets, keys: withoutRoot(this.#secrets.keys) };
      const value = await wrapSecrets(this.#o.keychain, secrets);
      await this.#o.store.write([{ type: 'put', key: this.#layout.meta('secrets'), value }], { sync: true });
      this.#secrets = secrets;
    });
  }

  /** Recomputes everything from the disk, with nothing written meanwhile. */
  verify(): Promise<Verification>;
  /** `view`: taken of what was built anew and of what runs, at one moment: memory runs ahead of the disk at others. */
  verify<T>(view: (state: CommunityState) => Promise<T>): Promise<Verification & { views: [T, T] }>;
  verify<T>(view?: (state: CommunityState) => Promise<T>): Promise<Verification & { views?: [T, T] }> {
    return this.#queue.run(async () => {
      const { id, store, random } = this.#o;
      const options = { id, store, layout: this.#layout, secrets: this.#secrets, random };
      const verification = await verifyCommunity(options);
      if (!view) return verification;
      return { ...verification, views: [await view(verification.state), await view(this.#state)] };
    });
  }

  /** Waits for what is under way and writes what makes the next start fast. */
  stop(): Promise<void> {
    return this.#queue.run(async () => {
      const batch = this.#batch(false);
      this.#state.contents.writeSnapshots(batch);
      batch.put(this.#layout.meta('receipts'), encodeCbor(this.#state.receipts.encode()));
      await batch.flush();
    });
  }

  async #receiveProofs(proofs: readonly ForkProof[]): Promise<void> {
    const batch = this.#batch(false);
    let isNew = false;
    for (const proof of proofs) {
      if (!this.#state.log.names(proof.device) || !verifyForkProof(this.id, proof).ok) continue;
      isNew = this.#keepProof(proof, batch) || isNew;
    }
    await this.#flush(batch);
    if (isNew) this.onChange.emit({ contents: [], authority: true, receipts: false });
  }

  /**
   * An entry of this device that it has not written, as far as its disk knows: another copy of the profile has, or this
   * one is an older backup. What a rescue waits for is excepted. [GATE-20]
   */
  #isByCopy({ feed, entry }: Admitted): boolean {
    if (feed.device !== this.device) return false;
    return entry.header.seq > readFloor(this.#o.store, this.#layout)[feed.kind];
  }

  async #receiveErasures(runs: readonly Run[]): Promise<void> {
    const batch = this.#batch(false);
    const changes: ContentChange[] = [];
    let isNews = false;
    for (const run of runs) {
      if (run.kind !== 'content' || run.records.length !== 1 || !this.#state.log.names(run.device)) continue;
      const feed = this.#state.feeds.findOrAdd('content', run.device);
      const chained = chain(feed.context, { from: run.from, prev: run.prev }, run.records);
      const entry = chained.ok ? chained.value[0] : undefined;
      if (!entry || !isSigned(feed.context, entry)) continue;
      const ranges = this.#state.readRetire(entry, feed);
      if (!ranges) continue;
      if (!this.#state.erasures.add(feed, entry.id, run, ranges, batch)) continue;
      batch.touch(feed);
      isNews = true;
      // From now on, whether the retire itself has come or its author holds it back.
      for (const change of await this.#state.contents.erase(feed, ranges, true, batch)) changes.push(change);
      // The next one may concern the same documents, which are read back from the disk.
      await batch.flush();
      // An entry without its payload keeps nothing after it waiting.
      for (const branch of this.#state.feeds.family(feed))
        for (const change of await this.#state.contents.resume(branch, batch)) changes.push(change);
    }
    await this.#flush(batch);
    if (changes.length > 0) this.onChange.emit({ contents: changes, authority: false, receipts: false });
    if (isNews) this.onStored.emit({ tips: [], own: false, runs: [] });
    // Entries may wait without their payloads.
    await this.#receive([]);
  }

  async #receive(runs: readonly Run[], isOwnDisk = false): Promise<ReceiveReport> {
    const state = this.#state;
    const batch = this.#batch(false);
    const gate = state.gate.receive(runs, batch);
    if (gate.admitted.length > 0) {
      if (!isOwnDisk && gate.admitted.some((admitted) => this.#isByCopy(admitted))) {
        // After a power loss it must not take up writing where the copy has written.
        batch.sync();
        batch.put(this.#layout.local(COPIED), new Uint8Array(0));
      }
      const changes = await this.#open(gate.admitted, batch);
      await this.#flush(batch);
      this.#announce(gate.admitted, changes, false);
    }
    const forks = await this.#findForks(gate.known, batch);
    if (forks > 0) {
      await this.#flush(batch);
      this.onChange.emit({ contents: [], authority: true, receipts: false });
    }
    return {
      stored: gate.admitted.length,
      duplicate: gate.duplicate,
      pending: state.staging.size,
      refused: gate.refused,
      forks,
    };
  }

  /** Opens what was admitted, and whatever waited for keys that came with it. */
  async #open(admitted: readonly Admitted[], batch: Batch): Promise<ContentChange[]> {
    const state = this.#state;
    const changes: ContentChange[] = [];
    for (const { feed, entry, depth } of admitted) {
      if (feed.kind !== 'content') continue;
      const { header, record } = entry;
      const later = state.contents.open(feed, { seq: header.seq, depth, header, record }, batch, changes);
      if (later) await later;
    }
    if (state.hasNewKeys) {
      state.hasNewKeys = false;
      const tags = this.#newTags();
      const secrets = { ...this.#secrets, chainKeys: state.keys.all() };
      batch.put(this.#layout.meta('secrets'), await wrapSecrets(this.#o.keychain, secrets));
      // Whatever happens from now on, the next start finds what these keys are to open.
      if (tags.length > 0) batch.put(this.#layout.meta('reveal'), encodeCbor(tags));
      await batch.flush();
      // Not before they are on the disk: when that fails, they are to be new once more.
      this.#secrets = secrets;
      for (const change of await this.#reveal(tags, batch)) changes.push(change);
      for (const feed of state.feeds.all()) {
        if (feed.kind !== 'content') continue;
        for (const change of await state.contents.resume(feed, batch)) changes.push(change);
      }
    }
    return changes;
  }

  /** Of keys of private spaces that are held since the secrets were written. */
  #newTags(): string[] {
    const known = new Set(this.#secrets.chainKeys.map(({ key }) => keyIdOf(key)));
    return this.#state.keys
      .all()
      .filter(({ id, chain }) => !known.has(id) && chain !== AUTHORITY_CHAIN && chain !== WHOLE_COMMUNITY)
      .map(({ id }) => keyTag(id));
  }

  async #reveal(tags: readonly string[], batch: Batch): Promise<ContentChange[]> {
    if (tags.length === 0) return [];
    const changes: ContentChange[] = [];
    for (const feed of this.#state.feeds.all()) {
      if (feed.kind !== 'content') continue;
      for (const change of await this.#state.contents.reveal(feed, new Set(tags), batch))
        changes.push(change);
    }
    batch.del(this.#layout.meta('reveal'));
    return changes;
  }

  #append(make: () => Promise<OwnDraft>): Promise<Written> {
    return new Promise((resolve, reject) => {
      this.#pending.push({ make, resolve, reject });
      // One synced write for all that has gathered while the last one was under way.
      if (this.#pending.length === 1)
        void this.#queue.run(() => this.#appendPending()).catch(() => undefined);
    });
  }

  async #appendPending(): Promise<void> {
    const pending = this.#pending;
    this.#pending = [];
    const failed = new Set<PendingDraft>();
    try {
      await this.#orReload(() => this.#writePending(pending, failed));
    } catch (error) {
      for (const draft of pending) if (!failed.has(draft)) draft.reject(error);
    }
  }

  /** `failed` takes the drafts that were at fault themselves, and have been told. */
  async #writePending(pending: readonly PendingDraft[], failed: Set<PendingDraft>): Promise<void> {
    const batch = this.#batch(true);
    const admitted: Admitted[] = [];
    const changes: ContentChange[] = [];
    const done: (() => void)[] = [];
    for (const draft of pending) {
      const entry = await this.#draft(draft, batch, admitted, changes);
      if (!entry) {
        failed.add(draft);
        continue;
      }
      const written = await this.#store(entry, batch, admitted, changes);
      done.push(() => {
        draft.resolve(written);
      });
    }
    await this.#flush(batch);
    for (const resolve of done) resolve();
    if (admitted.length > 0) this.#announce(admitted, changes, true);
  }

  /** The draft's entry; undefined when the draft itself is at fault, and then nothing has changed. */
  async #draft(
    pending: PendingDraft,
    batch: Batch,
    admitted: Admitted[],
    changes: ContentChange[],
  ): Promise<OwnEntry | undefined> {
    try {
      const draft = await pending.make();
      this.#checkMayWrite(draft);
      const merge = this.#state.own.mergeDraft(draft.kind, this.#time());
      if (merge) await this.#store(this.#state.own.make(merge), batch, admitted, changes);
      return this.#state.own.make(draft);
    } catch (error) {
      if (!(error instanceof KithError) || error.code === 'STORE_CORRUPT' || error.code === 'DISK_FULL')
        throw error;
      pending.reject(error);
      return undefined;
    }
  }

  async #store(
    made: OwnEntry,
    batch: Batch,
    admitted: Admitted[],
    changes: ContentChange[],
  ): Promise<Written> {
    const stored = this.#state.gate.admitOwn(made.feed, made.entry, batch);
    if (!stored) throw new Error('the gate refused an entry of this device');
    admitted.push(stored);
    for (const change of await this.#open([stored], batch)) changes.push(change);
    return { device: this.device, seq: made.entry.header.seq };
  }

  /** For display; a whole number, as the format has it. */
  #time(): number {
    return Math.max(0, Math.trunc(this.#o.clock.now()));
  }

  #provisionalView(): ProvisionalView {
    const { feeds, erasures, keys, log, proofs } = this.#state;
    const authority = log.authority();
    return {
      id: this.id,
      names: (device) => log.names(device),
      isForked: (device) => proofs.has(feeds.find('content', device)?.number ?? -1),
      openedTo: (device) => feeds.find('content', device)?.opened ?? -1,
      isErased: (device, seq) => {
        const feed = feeds.find('content', device);
        return feed !== undefined && erasures.covers(feed, seq);
      },
      key: (tag) => keys.find(tag),
      writer: (device) => {
        const known = authority.devices.get(device);
        const member = known?.state === 'current' ? authority.members.get(known.person) : undefined;
        const mayWrite = member?.state === 'in' && may(member.role, 'comment');
        return mayWrite ? { person: member.id, role: member.role } : undefined;
      },
    };
  }

  #checkMayWrite(draft: OwnDraft): void {
    if (this.isCopied) throw new KithError('DEVICE_FORKED');
    // Before it holds its own admission, nobody could place what a device writes.
    const isNamed = this.#state.log.names(this.device) || draft.payload.kind === KIND.genesis;
    if (!isNamed) throw new KithError('NOT_A_MEMBER');
    if (this.authority().policy.rules > KNOWN_RULES) throw new KithError('UPDATE_NEEDED');
  }

  #contentDraft(
    kind: number,
    target: Omit<WriteTarget, 'isErasable'>,
    body: Cbor,
    isErasable: boolean,
  ): OwnDraft {
    const document = { place: target.place, part: target.part };
    const payload: Payload = { time: this.#time(), kind, space: target.space, document, body };
    return { kind: 'content', isErasable, payload };
  }

  async #findForks(known: readonly Run[], batch: Batch): Promise<number> {
    let forks = 0;
    for (const run of known) {
      const proof = findFork(this.#o.store, this.#layout, this.#state, run);
      if (proof && this.#keepProof(proof, batch)) forks += 1;
    }
    await Promise.resolve();
    return forks;
  }

  #keepProof(proof: ForkProof, batch: Batch): boolean {
    const feed = this.#state.feeds.findOrAdd(proof.kind, proof.device);
    if (this.#state.proofs.has(feed.number)) return false;
    this.#state.proofs.set(feed.number, proof);
    batch.touch(feed);
    // A proof against this device is what stops it.
    if (proof.device === this.device) batch.sync();
    batch.put(this.#layout.forkProof(feed.number), encodeForkProof(proof));
    this.#o.log.warn('feed forked', { device: proof.device.slice(0, 8), seq: proof.seq });
    return true;
  }

  #batch(isSynced: boolean): Batch {
    return new Batch(this.#o.store, this.#state.feeds, isSynced);
  }

  async #flush(batch: Batch): Promise<void> {
    await batch.flush();
    this.#state.contents.trim();
  }

  /**
   * What is judged runs ahead of the disk until it is written. When anything goes wrong in between, memory goes back to
   * what the disk has, before anything else is judged.
   */
  async #orReload<T>(work: () => Promise<T>): Promise<T> {
    if (this.#isAhead) await this.#reload();
    this.#isAhead = true;
    try {
      const result = await work();
      this.#isAhead = false;
      return result;
    } catch (error) {
      // Where the disk cannot even be read, whoever comes next tries again.
      await this.#reload().catch(() => undefined);
      throw error;
    }
  }

  async #reload(): Promise<void> {
    const { id, store, random } = this.#o;
    this.#ownParts.clear();
    const options = { id, store, layout: this.#layout, secrets: this.#secrets, random };
    this.#state = await CommunityState.load(options);
    await this.#catchUp();
    this.#isAhead = false;
  }

  /** Opens what a crash has left stored and not opened. */
  async #catchUp(): Promise<void> {
    const batch = this.#batch(false);
    const tags = decodeCbor(this.#o.store.get(this.#layout.meta('reveal')) ?? NOTHING);
    if (Array.isArray(tags)) await this.#reveal(tags as string[], batch);
    for (const feed of this.#state.feeds.all()) {
      if (feed.kind === 'content' && feed.opened < feed.seq) await this.#state.contents.resume(feed, batch);
    }
    await this.#flush(batch);
  }

  #announce(admitted: readonly Admitted[], contents: readonly ContentChange[], own: boolean): void {
    // What a cut leaves of one branch may depend on another one.
    const hasAuthority = admitted.some(({ feed }) => feed.kind === 'authority' || feed.parent !== null);
    this.onStored.emit({
      tips: tipsOf(admitted),
      own,
      runs: admitted.length <= LIVE_ENTRIES ? runsOf(admitted) : [],
    });
    this.onChange.emit({ contents, authority: hasAuthority, receipts: true });
  }
}

/** Local row: a copy of this device is about. */
const COPIED = 'copied';

/** CBOR of null. */
const NOTHING = encodeCbor(null);

/** More than this at once is bulk: neighbours ask for it rather than get it pushed. */
const LIVE_ENTRIES = 64;

function tipsOf(admitted: readonly Admitted[]): FeedTip[] {
  const tips = new Map<number, FeedTip>();
  for (const { feed, entry } of admitted) {
    if (!feed.parent)
      tips.set(feed.number, { kind: feed.kind, device: feed.device, seq: entry.header.seq, id: entry.id });
  }
  return [...tips.values()];
}

/** In the order of admission: parents come first. */
function runsOf(admitted: readonly Admitted[]): Run[] {
  const runs: {
    kind: FeedKind;
    device: DeviceId;
    from: number;
    prev: Run['prev'];
    records: EntryRecord[];
  }[] = [];
  for (const { feed, entry } of admitted) {
    const last = runs.at(-1);
    if (last?.device === feed.device && last.kind === feed.kind) last.records.push(entry.record);
    else {
      const { kind, device } = feed;
      runs.push({ kind, device, from: entry.header.seq, prev: entry.prev, records: [entry.record] });
    }
  }
  return runs;
}
