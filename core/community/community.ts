/**
 * One community on this device: composes what runs of it and is what the other layers see. Implements what the live
 * exchange and the bundle need (replica.ts).
 *
 * Guarantees: everything enters through `Gate` [GATE-1]; what `write` and `act` resolve with is durable, and nothing is
 * announced before it is [GATE-6]; a failed write leaves the community as the disk has it (live-state.ts).
 * Not here: what comes from elsewhere (receive.ts), what this device writes (own-writing.ts), what boards or chats mean
 * (core/features), who connects to whom (core/sync).
 */
import type { Authority } from '../authority/authority.ts';
import { AUTHORITY_CHAIN } from '../authority/actions.ts';
import type { HandedKey, KeyRing } from '../authority/key-ring.ts';
import type { Cbor } from '../base/cbor.ts';
import type { Emitter } from '../base/emitter.ts';
import type {
  CommunityId,
  DeviceId,
  EntryId,
  InviteId,
  KeyId,
  ObjectId,
  PersonId,
  PlaceId,
  SpaceId,
} from '../base/ids.ts';
import type { Verdict } from '../base/result.ts';
import type { Edit } from '../documents/edit.ts';
import { newObjectId, partTag } from '../documents/object-id.ts';
import type { PartView } from '../documents/part-view.ts';
import type { FeedKind } from '../feed/entry.ts';
import type { ForkProof } from '../feed/fork-proof.ts';
import type { Run } from '../feed/run.ts';
import { certifyDevice, type DeviceCertificate, type DeviceRequest } from '../identity/device-certificate.ts';
import { withoutRoot } from '../identity/keys.ts';
import type { Store } from '../store/store.ts';
import { admitJoiner, introduceInvite, letIn } from './admission.ts';
import { Arriving } from './arriving.ts';
import type { CommunityState } from './community-state.ts';
import { forkedDevices, isCopied, noteCopied } from './copied.ts';
import { Door } from './door.ts';
import { endingTips } from './ending-tips.ts';
import { branchesOf, frontierOf, noteStated, tipOf } from './frontier.ts';
import type { Layout, PartAddress } from './layout.ts';
import { LiveState, type CommunityChange, type CommunityOptions } from './live-state.ts';
import { LocalRows } from './local-rows.ts';
import { OwnWriting, type OwnTarget, type Written, type WriteTarget } from './own-writing.ts';
import { ReceiptKeeper } from './receipt-keeper.ts';
import { readRun } from './read-run.ts';
import { readTails } from './read-tails.ts';
import { receiveErasures, receiveProofs, receiveRuns } from './receive.ts';
import { renewDevice } from './renew-device.ts';
import type { AdmitReply, BranchTip, FeedTip, ReceiveReport, Replica, StoredEvent } from './replica.ts';
import type { Secrets } from './secrets.ts';
import type { Tail } from './tails.ts';
import { takeWelcome } from './take-welcome.ts';
import { verifyCommunity, type Verification } from './verify-community.ts';

export type { CommunityChange, CommunityOptions } from './live-state.ts';
export type { Written } from './own-writing.ts';

export class Community implements Replica {
  readonly door = new Door();
  readonly #live: LiveState;
  readonly #local: LocalRows;
  readonly #arriving: Arriving;
  readonly #writing: OwnWriting;
  readonly #receipts: ReceiptKeeper;

  static async open(options: CommunityOptions, secrets: Secrets): Promise<Community> {
    return new Community(await LiveState.open(options, secrets));
  }

  private constructor(live: LiveState) {
    this.#live = live;
    this.#local = new LocalRows(live);
    this.#arriving = new Arriving(live);
    this.#writing = new OwnWriting(live);
    this.#receipts = new ReceiptKeeper(live);
  }

  get onStored(): Emitter<StoredEvent> {
    return this.#live.onStored;
  }

  get onChange(): Emitter<CommunityChange> {
    return this.#live.onChange;
  }

  get id(): CommunityId {
    return this.#live.options.id;
  }

  /** In the profile's store. */
  get number(): number {
    return this.#live.options.number;
  }

  get device(): DeviceId {
    return this.state.device;
  }

  /** Undefined until the admission of this device is held. */
  get person(): PersonId | undefined {
    return this.authority().personOf(this.device);
  }

  /** For reading: documents, effectiveness, receipts. Valid until the next failed write; do not keep it. */
  get state(): CommunityState {
    return this.#live.state;
  }

  get layout(): Layout {
    return this.#live.layout;
  }

  get store(): Store {
    return this.#live.options.store;
  }

  /** Another copy of this device writes too, or has: this one must not. [GATE-11] [GATE-20] */
  get isCopied(): boolean {
    return isCopied(this.#live);
  }

  /** Whoever is out goes on seeing what they wrote before they heard of it, which is nowhere else. [GATE-22] */
  keepsUncut(device: DeviceId): boolean {
    const { devices } = this.authority();
    const own = devices.get(this.device);
    return own !== undefined && own.state !== 'current' && devices.get(device)?.person === own.person;
  }

  forkedDevices(): ReadonlySet<DeviceId> {
    return forkedDevices(this.state);
  }

  sign(message: Uint8Array): Uint8Array {
    return this.#live.secrets.keys.device.sign(message);
  }

  authority(): Authority {
    return this.state.log.authority();
  }

  frontier(): readonly FeedTip[] {
    return frontierOf(this.state);
  }

  branches(): readonly BranchTip[] {
    return branchesOf(this.state);
  }

  endingOf(device: DeviceId): readonly FeedTip[] | undefined {
    return endingTips(this.authority(), this.state.log, this.keys, device);
  }

  holds(entry: EntryId): boolean {
    return !this.state.staging.holds(entry) && this.state.index.find(entry) !== undefined;
  }

  tip(kind: FeedKind, device: DeviceId): FeedTip | undefined {
    return tipOf(this.state, kind, device);
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
    return readRun(this.store, this.#live.layout, this.state, request);
  }

  receive(runs: readonly Run[]): Promise<ReceiveReport> {
    return this.#live.change(() => receiveRuns(this.#live, runs));
  }

  /** Through the same gate, from this device's own disk: its own entries are no news of a copy. */
  restore(runs: readonly Run[]): Promise<ReceiveReport> {
    return this.#live.change(() => receiveRuns(this.#live, runs, true));
  }

  proofs(): readonly ForkProof[] {
    return [...this.state.proofs.values()];
  }

  receiveProofs(proofs: readonly ForkProof[]): Promise<void> {
    return this.#live.change(() => receiveProofs(this.#live, proofs));
  }

  erasures(): readonly Run[] {
    return this.state.erasures.runs();
  }

  looseErasures(): readonly Run[] {
    return this.state.erasures.loose((id) => this.state.index.find(id) !== undefined);
  }

  receiveErasures(runs: readonly Run[]): Promise<void> {
    return this.#live.change(() => receiveErasures(this.#live, runs));
  }

  authorityKeys(): readonly { readonly id: KeyId; readonly key: Uint8Array }[] {
    return this.state.keys.held(AUTHORITY_CHAIN);
  }

  /** All that were ever made: the holder of one that is used up, expired or revoked shall hear why it fails. */
  openInvites(): readonly InviteId[] {
    return [...this.authority().invites.keys()];
  }

  /** The keys of all chains, and which is the newest. For reading. */
  get keys(): KeyRing {
    this.authority();
    return this.state.keys;
  }

  heldKeys(): readonly HandedKey[] {
    return this.state.keys.all();
  }

  admit(request: Uint8Array): Promise<Verdict<AdmitReply>> {
    const { clock, random } = this.#live.options;
    return admitJoiner(this, request, clock.now(), random);
  }

  /** Of those who wait at the door. Throws KithError as `letIn` of admission.ts. */
  letIn(device: DeviceId): Promise<void> {
    const { clock, random } = this.#live.options;
    return letIn(this, device, clock.now(), random);
  }

  /** What this device is handed when it is let in anew. False when it is not for this device. */
  takeWelcome(welcome: Uint8Array): Promise<boolean> {
    return takeWelcome(this.#live, welcome);
  }

  introduce(invite: InviteId): Verdict<Uint8Array> {
    return introduceInvite(this, invite, this.#live.options.clock.now());
  }

  tails(): Promise<readonly Tail[]> {
    return readTails(this.store, this.#live.layout, this.state);
  }

  receiveTails(tails: readonly Tail[]): Verdict<null> {
    return this.#arriving.take(tails);
  }

  setCatchingUp(isCatchingUp: boolean): void {
    this.#arriving.setCatchingUp(isCatchingUp);
  }

  /** History still arrives: what is shown may have gaps before its end. */
  get isCatchingUp(): boolean {
    return this.#arriving.isCatchingUp;
  }

  /** What a place is going to hold beyond what is here, for reading only. [GATE-17] */
  provisionalParts(space: SpaceId, place: PlaceId): PartView[] {
    return this.#arriving.parts(space, place);
  }

  /** Own content entries after this seq were written while newer ones of others were shown; undefined: none are. */
  get provisionalSince(): number | undefined {
    return this.#arriving.since;
  }

  noteHeldBy(device: DeviceId, tips: readonly FeedTip[]): void {
    const isNews = noteStated(this.state, device, tips);
    if (!isNews) return;
    this.#receipts.changed();
    this.onChange.emit({ contents: [], authority: false, receipts: true });
  }

  /** How many devices besides this one are known to hold that content entry. */
  holders(device: DeviceId, seq: number): number {
    return this.state.receipts.holders(device, seq, this.device);
  }

  /** First half of the ids of what this device creates in a place. */
  ownTag(place: PlaceId): string {
    return partTag(this.id, place, this.device);
  }

  /** The same for any writer's document. */
  tagOf({ place, feed }: PartAddress): string {
    return partTag(this.id, place, this.state.feeds.numbered(feed).device);
  }

  newObjectId(place: PlaceId): ObjectId {
    return newObjectId(this.ownTag(place), this.#live.options.random);
  }

  /**
   * Writes into this device's document of a place. `edit` is made when it is this write's turn, so that it rests on
   * everything written before it. Throws KithError with the code of the edit, UPDATE_NEEDED, DEVICE_FORKED, DISK_FULL.
   */
  write(target: WriteTarget, edit: () => Edit | Promise<Edit>): Promise<Written> {
    return this.#writing.write(target, edit);
  }

  /** Erases this device's part of a place: everybody drops its payloads. [GATE-10] */
  retire(target: OwnTarget): Promise<Written> {
    return this.#writing.retire(target);
  }

  /**
   * Writes an authority action; what it may do is decided by the fold, here as everywhere. `under`: a key of the authority
   * chain that all have whom the action is for, instead of the newest. Actions that are begun together are one write.
   */
  act(action: { readonly kind: number; readonly body: Cbor }, under?: KeyId): Promise<Written> {
    return this.#writing.act(action, under);
  }

  /** Remembers something about this community on this device alone; never sent. */
  setLocal(name: string, value: Uint8Array): Promise<void> {
    return this.#local.set(name, value);
  }

  getLocal(name: string): Uint8Array | undefined {
    return this.#local.get(name);
  }

  /** The same for what people wrote: sealed, so that no text of theirs lies open on the disk. */
  setSealed(name: string, value: Uint8Array): Promise<void> {
    return this.#local.setSealed(name, value);
  }

  /** Undefined also when it was damaged. */
  getSealed(name: string): Uint8Array | undefined {
    return this.#local.getSealed(name);
  }

  /** From now on nothing is written until this device is a new one. Durable when it resolves. */
  async setCopied(): Promise<void> {
    await this.#live.change(async () => {
      const batch = this.#live.batch(true);
      noteCopied(this.#live, batch);
      await batch.flush();
    });
    this.onChange.emit({ contents: [], authority: true, receipts: false });
  }

  /**
   * This device goes on as a new one of the same person: nobody else has its key, and all that was written stays. The
   * exchange has to begin anew, as it has proven itself under the old name. Throws KithError NOT_A_MEMBER, DEVICE_GONE,
   * NAME_UNREADABLE, DISK_FULL. [IDENTITY-24]
   */
  renew(label: string): Promise<void> {
    return this.#live.change(() => renewDevice(this.#live, label));
  }

  /** This device certifies another one of its person. */
  certifyDevice(request: DeviceRequest): DeviceCertificate {
    return certifyDevice(this.id, request, this.#live.secrets.keys.device);
  }

  /** The person has the root on paper: this device forgets it. Durable when it resolves. */
  forgetRoot(): Promise<void> {
    return this.#live.change(async () => {
      const { secrets } = this.#live;
      if (secrets.keys.root === null) return;
      const kept = { ...secrets, keys: withoutRoot(secrets.keys) };
      await this.#live.writeSecrets(kept, this.#live.batch(true));
    });
  }

  /** Recomputes everything from the disk, with nothing written meanwhile. */
  verify(): Promise<Verification>;
  /** `view`: taken of what was built anew and of what runs, at one moment: memory runs ahead of the disk at others. */
  verify<T>(view: (state: CommunityState) => Promise<T>): Promise<Verification & { views: [T, T] }>;
  verify<T>(view?: (state: CommunityState) => Promise<T>): Promise<Verification & { views?: [T, T] }> {
    return this.#live.alone(async () => {
      const verification = await verifyCommunity(this.#live.stateOptions);
      if (!view) return verification;
      return { ...verification, views: [await view(verification.state), await view(this.state)] };
    });
  }

  /** Waits for what is under way and writes what makes the next start fast. */
  stop(): Promise<void> {
    this.#receipts.stop();
    return this.#live.alone(async () => {
      const batch = this.#live.batch(false);
      this.state.contents.writeSnapshots(batch);
      this.#live.putReceipts(batch);
      await batch.flush();
    });
  }
}
