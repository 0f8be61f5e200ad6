/**
 * The committed vectors (vectors.json), computed anew: what an independent implementation of core/SPEC.md must get
 * from the same seeds. All bytes are hex.
 */
import { toBase32 } from '../../../core/base/base32.ts';
import { toHex, utf8 } from '../../../core/base/bytes.ts';
import type { CommunityId, DeviceId, EntryId, PlaceId } from '../../../core/base/ids.ts';
import { WHOLE_COMMUNITY } from '../../../core/base/ids.ts';
import { boxKeyFromSeed, sealTo } from '../../../core/crypto/box.ts';
import { signingKeyFromSeed, type SigningKey } from '../../../core/crypto/sign.ts';
import type { ChainedEntry } from '../../../core/feed/entry.ts';
import { feedContext, type FeedContext } from '../../../core/feed/feed-context.ts';
import { encodeForkProof, makeForkProof } from '../../../core/feed/fork-proof.ts';
import { keyIdOf } from '../../../core/feed/key-id.ts';
import { KIND } from '../../../core/feed/kinds.ts';
import { makeEntry, type EntryDraft } from '../../../core/feed/make-entry.ts';
import { encodePayload } from '../../../core/feed/payload.ts';
import { encodeRecord } from '../../../core/feed/record.ts';
import { encodeRuns } from '../../../core/feed/run.ts';
import { withoutPayload } from '../../../core/feed/without-payload.ts';
import { createCertificate } from '../../../core/identity/certificate.ts';
import { communityId } from '../../../core/identity/community-id.ts';
import { createDeviceCertificate } from '../../../core/identity/device-certificate.ts';
import { encodeInviteLink, inviteTagKey } from '../../../core/identity/invite-link.ts';
import { createJoinRequest } from '../../../core/identity/join-request.ts';

/** 32 times the same byte: easy to type elsewhere. */
function seed(byte: number, length = 32): Uint8Array {
  return new Uint8Array(length).fill(byte);
}

/** Gives these bytes whatever is asked, so that a vector can say which they were. */
function fixed(byte: number) {
  return { bytes: (length: number) => seed(byte, length) };
}

const root = signingKeyFromSeed(seed(0x01));
const device = signingKeyFromSeed(seed(0x02));
const box = boxKeyFromSeed(seed(0x03));
const invite = signingKeyFromSeed(seed(0x04));
const deviceId = toBase32(device.publicKey) as DeviceId;
const community = communityId(deviceId, seed(0x05, 16));
const key = seed(0x06);
const keyId = keyIdOf(key);
const place = toBase32(seed(0x07, 20)) as PlaceId;

export function buildVectors(): unknown {
  const keys = { root, device, box };
  const certificate = createCertificate(community, keys, 'Ana');
  const second = { device: signingKeyFromSeed(seed(0x12)), box: boxKeyFromSeed(seed(0x13)) };
  const further = createDeviceCertificate(community, certificate.person, second, 'Phone', device);
  const ticket = {
    community,
    inviteSeed: invite.seed,
    role: 'member',
    addresses: ['/ip4/192.0.2.1/tcp/4001'],
    tips: [{ device: deviceId, seq: 3 }],
    expires: null,
    title: 'Oak Street',
    from: 'Ana',
  };
  return {
    keys: { root: keyRow(root), device: keyRow(device), box: keyRow(box), invite: keyRow(invite) },
    community: { salt: toHex(seed(0x05, 16)), id: community },
    contentKey: { key: toHex(key), id: keyId },
    certificate: { name: 'Ana', bytes: toHex(certificate.bytes), person: certificate.person },
    deviceCertificate: {
      device: keyRow(second.device),
      box: keyRow(second.box),
      label: 'Phone',
      bytes: toHex(further.bytes),
    },
    joinRequest: toHex(createJoinRequest(certificate, device, invite).bytes),
    inviteLink: encodeInviteLink(ticket),
    inviteTagKey: toHex(inviteTagKey(invite.publicKey)),
    box: {
      ephemeralSeed: toHex(seed(0x08)),
      context: toHex(utf8('context')),
      plain: toHex(key),
      sealed: toHex(sealTo(box.publicKey, key, utf8('context'), fixed(0x08))),
    },
    ...feedVectors(community),
  };
}

function feedVectors(where: CommunityId): Record<string, unknown> {
  const authority = feedContext(where, 'authority', deviceId);
  const content = feedContext(where, 'content', deviceId);
  const first = entry(authority, { payload: { kind: KIND.policy, document: null, body: ['rules', 1] } });
  const head = 'aa'.repeat(32) as EntryId;
  const opening = entry(content, { authorityHeads: [first.id] });
  const next = { seq: 1, prev: opening.id, flags: 1, heads: ['bb'.repeat(32) as EntryId, head] };
  const [erasable, twin] = [entry(content, next), entry(content, next, 0x0a)];
  const records = [{ ...opening.record, signature: null }, erasable.record];
  const erased = withoutPayload(erasable.record);
  return {
    entries: [first, opening, erasable].map((made, i) => entryRow(i === 0 ? 'authority' : 'content', made)),
    erasedRecord: toHex(encodeRecord(erased)),
    runs: toHex(encodeRuns([{ kind: 'content', device: deviceId, from: 0, prev: null, records }])),
    forkProof: toHex(encodeForkProof(makeForkProof('content', deviceId, [erasable], [twin])!)),
  };
}

type Draft = Partial<Omit<EntryDraft, 'payload'>> & { readonly payload?: Partial<EntryDraft['payload']> };

const payload = {
  time: 1_800_000_000_000,
  kind: KIND.update as number,
  space: WHOLE_COMMUNITY,
  document: { place, part: 0 },
  body: [null, seed(0x0b, 3)],
};

function entry(context: FeedContext, draft: Draft, nonce = 0x09): ChainedEntry {
  const rest = { seq: 0, prev: null, heads: [], authorityHeads: [], flags: 0, keyId, key };
  const whole = { ...rest, ...draft, payload: { ...payload, ...draft.payload } };
  const made = makeEntry(context, whole, device, fixed(nonce));
  plains.set(made.id, encodePayload(whole.payload));
  return made;
}

const plains = new Map<EntryId, Uint8Array>();

function entryRow(feed: string, made: ChainedEntry): Record<string, unknown> {
  const { header, payload: sealed, signature } = made.record;
  return {
    feed,
    seq: made.header.seq,
    prev: made.prev,
    header: toHex(header),
    plain: toHex(plains.get(made.id)!),
    sealed: toHex(sealed!),
    id: made.id,
    signature: toHex(signature!),
    record: toHex(encodeRecord(made.record)),
  };
}

function keyRow(pair: Pick<SigningKey, 'seed' | 'publicKey'>): Record<string, string> {
  return { seed: toHex(pair.seed), publicKey: toHex(pair.publicKey) };
}
