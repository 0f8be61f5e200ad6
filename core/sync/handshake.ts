/**
 * The handshake of one connection: a pure step. Finds the communities that both ends share and has each device prove
 * itself in them; lets the holder of an invite and a host find each other.
 *
 * Guarantees: who holds none of our secrets learns nothing, not even how many there are [SYNC-5]; a proof is worth
 * something between these two transports and nonces only [SYNC-6]; whoever shows only keys of the past proves itself
 * first, unless the two would wait for each other for ever [SYNC-7]. Not here: which devices may do what (wallet).
 */
import { bytesOfId } from '../base/id-bytes.ts';
import { equalBytes } from '../base/bytes.ts';
import type { Random } from '../base/clock.ts';
import type { CommunityId, DeviceId, InviteId } from '../base/ids.ts';
import { verifySignature } from '../crypto/sign.ts';
import { inviteTagKey } from '../identity/invite-link.ts';
import type { TransportId } from '../network/network.ts';
import { helloKey, helloTag, proveBytes, recognition, type Direction } from './hello-tag.ts';
import { MAX_CHANNELS, MAX_LINK_TAGS, MAX_SHOWN_KEYS, MAX_TAGS, TAG_LENGTH, TAG_STEP } from './limits.ts';
import type { LinkMessage } from './messages.ts';

/** A secret by which somebody at the other end may be recognised. */
export interface Membership {
  readonly community: CommunityId;
  readonly device: DeviceId;
  /** Authority keys, newest first. */
  readonly keys: readonly Uint8Array[];
  readonly invites: readonly InviteId[];
  sign(message: Uint8Array): Uint8Array;
  /** Is there anything here for that device: a session, or the news that it is out? */
  admits(device: DeviceId, shown: ShownKey): boolean;
}

/** What the other end's tags show that it holds: the newest authority key that is known here, an older one, none. */
export type ShownKey = 'current' | 'past' | 'none';

export interface Wallet {
  readonly memberships: readonly Membership[];
  /** Invites with which this profile wants to join; of which community they are, it may not know. */
  readonly joins: readonly InviteId[];
}

/** What one of our own tags was made from; null: padding. */
type Secret =
  | { readonly type: 'key'; readonly community: CommunityId; readonly rank: number }
  | { readonly type: 'invite'; readonly invite: InviteId }
  | null;

export interface Handshake {
  readonly phase: 'hello' | 'tags' | 'open';
  readonly self: TransportId;
  readonly remote: TransportId;
  readonly nonce: Uint8Array;
  readonly remoteNonce: Uint8Array | null;
  readonly mine: readonly Secret[];
  readonly theirs: readonly Uint8Array[];
  /** Communities in which this end has proven itself, with the channel that it has named. */
  readonly proven: ReadonlyMap<CommunityId, number>;
  readonly met: ReadonlySet<CommunityId>;
  /** Tags of theirs that were made from an invite known here. */
  readonly recognised: ReadonlySet<number>;
}

export type HandshakeInput =
  | { readonly type: 'start' }
  | { readonly type: 'message'; readonly message: LinkMessage }
  /** The wallet has changed. */
  | { readonly type: 'wallet' };

export type HandshakeOutput =
  | { readonly type: 'send'; readonly message: LinkMessage }
  /** Both ends have proven themselves. */
  | {
      readonly type: 'met';
      readonly community: CommunityId;
      readonly device: DeviceId;
      readonly shown: ShownKey;
      /** Of the messages that come, and of those that go. */
      readonly theirChannel: number;
      readonly ownChannel: number;
    }
  /** The other end holds an invite of that community; it may ask to join, with that tag. */
  | {
      readonly type: 'guest';
      readonly community: CommunityId;
      readonly invite: InviteId;
      readonly tag: number;
    }
  /** The other end knows the invite with which this profile wants to join. */
  | { readonly type: 'host'; readonly invite: InviteId; readonly tag: number }
  | { readonly type: 'fault'; readonly code: 'HANDSHAKE_ORDER' | 'PROOF_FALSE' | 'TOO_MANY_TAGS' };

export interface HandshakeStep {
  readonly state: Handshake;
  readonly outputs: readonly HandshakeOutput[];
}

export function startHandshake(self: TransportId, remote: TransportId, random: Random): Handshake {
  return {
    phase: 'hello',
    self,
    remote,
    nonce: random.bytes(32),
    remoteNonce: null,
    mine: [],
    theirs: [],
    proven: new Map(),
    met: new Set(),
    recognised: new Set(),
  };
}

export function stepHandshake(
  state: Handshake,
  input: HandshakeInput,
  wallet: Wallet,
  random: Random,
): HandshakeStep {
  switch (input.type) {
    case 'start':
      return { state, outputs: [send({ type: 'hello', nonce: state.nonce })] };
    case 'wallet':
      return refresh(state, wallet, random);
    case 'message':
      return onMessage(state, input.message, wallet, random);
    default:
      return input satisfies never;
  }
}

function onMessage(state: Handshake, message: LinkMessage, wallet: Wallet, random: Random): HandshakeStep {
  switch (message.type) {
    case 'hello':
      if (state.phase !== 'hello' || equalBytes(message.nonce, state.nonce))
        return fault(state, 'HANDSHAKE_ORDER');
      return showTags({ ...state, phase: 'tags', remoteNonce: message.nonce }, wallet, random, true);
    case 'tags': {
      if (state.phase === 'hello') return fault(state, 'HANDSHAKE_ORDER');
      const theirs = [...state.theirs, ...message.tags];
      if (theirs.length > MAX_LINK_TAGS) return fault(state, 'TOO_MANY_TAGS');
      return match({ ...state, phase: 'open', theirs }, wallet);
    }
    case 'prove':
      return state.phase === 'open' ? meet(state, message, wallet) : fault(state, 'HANDSHAKE_ORDER');
    case 'recognise': {
      const secret = state.mine[message.tag];
      if (state.phase !== 'open' || secret?.type !== 'invite') return fault(state, 'HANDSHAKE_ORDER');
      const mac = recognition(inviteTagKey(bytesOfId(secret.invite)), theirDirection(state));
      if (!equalBytes(mac, message.mac)) return fault(state, 'PROOF_FALSE');
      return { state, outputs: [{ type: 'host', invite: secret.invite, tag: message.tag }] };
    }
    case 'join':
    case 'admit':
    case 'refuse':
    case 'look':
    case 'introduce':
      // Not of the handshake: the connection takes them.
      return { state, outputs: [] };
    default:
      return message satisfies never;
  }
}

/** A new community or invite: more tags, and another look at theirs. */
function refresh(state: Handshake, wallet: Wallet, random: Random): HandshakeStep {
  if (state.phase === 'hello') return { state, outputs: [] };
  const shown = showTags(state, wallet, random, false);
  if (state.phase === 'tags') return shown;
  const matched = match(shown.state, wallet);
  return { state: matched.state, outputs: [...shown.outputs, ...matched.outputs] };
}

function showTags(state: Handshake, wallet: Wallet, random: Random, isFirst: boolean): HandshakeStep {
  const fresh = secretsOf(wallet).filter((secret) => !state.mine.some((known) => isSame(known, secret)));
  const room = Math.min(MAX_TAGS, MAX_LINK_TAGS - state.mine.length);
  const secrets: Secret[] = fresh.slice(0, room);
  if (secrets.length === 0 && !isFirst) return { state, outputs: [] };
  while (secrets.length < room && (secrets.length === 0 || secrets.length % TAG_STEP !== 0))
    secrets.push(null);
  shuffle(secrets, random);
  const direction = ownDirection(state);
  const tags = secrets.map((secret) => {
    const key = secret && keyOf(secret, wallet);
    return key ? helloTag(key, direction) : random.bytes(TAG_LENGTH);
  });
  const next = { ...state, mine: [...state.mine, ...secrets] };
  return { state: next, outputs: [send({ type: 'tags', tags })] };
}

/** Newest keys of all communities first, so that none is left out for the past of another. */
function secretsOf(wallet: Wallet): Exclude<Secret, null>[] {
  const secrets: Exclude<Secret, null>[] = [];
  for (const invite of new Set(wallet.joins)) secrets.push({ type: 'invite', invite });
  for (let rank = 0; rank < MAX_SHOWN_KEYS; rank++) {
    for (const { community, keys } of wallet.memberships) {
      if (rank < keys.length) secrets.push({ type: 'key', community, rank });
    }
  }
  return secrets;
}

/** Of a community that has been shown, no more is shown when it gets a new key: this connection has met already. */
function isSame(a: Secret, b: Secret): boolean {
  if (a?.type === 'invite') return b?.type === 'invite' && a.invite === b.invite;
  return a !== null && b?.type === 'key' && a.community === b.community;
}

function keyOf(secret: Exclude<Secret, null>, wallet: Wallet): Uint8Array | undefined {
  if (secret.type === 'invite') return inviteTagKey(bytesOfId(secret.invite));
  const key = wallet.memberships.find(({ community }) => community === secret.community)?.keys[secret.rank];
  return key && helloKey(key);
}

function match(state: Handshake, wallet: Wallet): HandshakeStep {
  const direction = theirDirection(state);
  const outputs: HandshakeOutput[] = [];
  const proven = new Map(state.proven);
  const recognised = new Set(state.recognised);
  const isOpener = state.self < state.remote;
  for (const membership of wallet.memberships) {
    const { community } = membership;
    if (!proven.has(community) && proven.size < MAX_CHANNELS) {
      const found = findTag(state, membership, direction);
      // Who shows nothing newer than what is shown here cannot recognise it, and would wait for ever.
      const isOld = found !== undefined && found.rank >= MAX_SHOWN_KEYS;
      if (found && (found.rank === 0 || isOpener || isOld)) {
        outputs.push(prove(state, membership, 'receiver', found.tag, proven));
      }
    }
    for (const invite of membership.invites) {
      const key = inviteTagKey(bytesOfId(invite));
      const tag = indexOf(state.theirs, helloTag(key, direction));
      if (tag < 0 || recognised.has(tag)) continue;
      recognised.add(tag);
      outputs.push(send({ type: 'recognise', tag, mac: recognition(key, ownDirection(state)) }));
      outputs.push({ type: 'guest', community, invite, tag });
    }
  }
  return { state: { ...state, proven, recognised }, outputs };
}

function meet(
  state: Handshake,
  message: Extract<LinkMessage, { type: 'prove' }>,
  wallet: Wallet,
): HandshakeStep {
  const membership = membershipOf(state, message, wallet);
  // Of a community that this profile has left meanwhile, or of one that it was never in: nothing to say.
  if (!membership || state.met.has(membership.community)) return { state, outputs: [] };
  const { community } = membership;
  const bytes = proveBytes(community, theirDirection(state));
  if (!verifySignature(bytesOfId(message.device), bytes, message.signature))
    return fault(state, 'PROOF_FALSE');
  const rank = findTag(state, membership, theirDirection(state))?.rank;
  const shown = rank === undefined ? 'none' : rank === 0 ? 'current' : 'past';
  if (!membership.admits(message.device, shown)) return { state, outputs: [] };
  const outputs: HandshakeOutput[] = [];
  const proven = new Map(state.proven);
  if (!proven.has(community)) {
    if (proven.size >= MAX_CHANNELS) return { state, outputs: [] };
    outputs.push(
      prove(state, membership, message.whose === 'receiver' ? 'sender' : 'receiver', message.tag, proven),
    );
  }
  outputs.push({
    type: 'met',
    community,
    device: message.device,
    shown,
    theirChannel: message.channel,
    ownChannel: proven.get(community)!,
  });
  return { state: { ...state, proven, met: new Set([...state.met, community]) }, outputs };
}

/** The community that a proof is for: by a tag of ours, or by one of theirs that a key of ours explains. */
function membershipOf(
  state: Handshake,
  message: Extract<LinkMessage, { type: 'prove' }>,
  wallet: Wallet,
): Membership | undefined {
  if (message.whose === 'receiver') {
    const secret = state.mine[message.tag];
    if (secret?.type !== 'key') return undefined;
    return wallet.memberships.find(({ community }) => community === secret.community);
  }
  const tag = state.theirs[message.tag];
  const direction = theirDirection(state);
  return (
    tag &&
    wallet.memberships.find(({ keys }) =>
      keys.some((key) => equalBytes(helloTag(helloKey(key), direction), tag)),
    )
  );
}

function findTag(
  state: Handshake,
  membership: Membership,
  direction: Direction,
): { readonly tag: number; readonly rank: number } | undefined {
  for (let rank = 0; rank < membership.keys.length; rank++) {
    const tag = indexOf(state.theirs, helloTag(helloKey(membership.keys[rank]!), direction));
    if (tag >= 0) return { tag, rank };
  }
  return undefined;
}

function prove(
  state: Handshake,
  membership: Membership,
  whose: 'receiver' | 'sender',
  tag: number,
  proven: Map<CommunityId, number>,
): HandshakeOutput {
  const channel = proven.size;
  proven.set(membership.community, channel);
  const signature = membership.sign(proveBytes(membership.community, ownDirection(state)));
  return send({ type: 'prove', channel, whose, tag, device: membership.device, signature });
}

function ownDirection(state: Handshake): Direction {
  return {
    sender: state.self,
    receiver: state.remote,
    senderNonce: state.nonce,
    receiverNonce: state.remoteNonce!,
  };
}

function theirDirection(state: Handshake): Direction {
  return {
    sender: state.remote,
    receiver: state.self,
    senderNonce: state.remoteNonce!,
    receiverNonce: state.nonce,
  };
}

function indexOf(tags: readonly Uint8Array[], tag: Uint8Array): number {
  return tags.findIndex((other) => equalBytes(other, tag));
}

function shuffle(items: unknown[], random: Random): void {
  const bytes = random.bytes(4 * items.length);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  for (let i = items.length - 1; i > 0; i--) {
    const j = view.getUint32(4 * i) % (i + 1);
    [items[i], items[j]] = [items[j], items[i]];
  }
}

function send(message: LinkMessage): HandshakeOutput {
  return { type: 'send', message };
}

function fault(state: Handshake, code: Extract<HandshakeOutput, { type: 'fault' }>['code']): HandshakeStep {
  return { state, outputs: [{ type: 'fault', code }] };
}
