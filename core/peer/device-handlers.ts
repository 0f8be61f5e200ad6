/** Further devices, and coming back, as the API has them. */
import {
  addDeviceBody,
  approveBody,
  dropDeviceBody,
  inviteBody,
  vouchBody,
} from '../authority/action-bodies.ts';
import { AUTHORITY_CHAIN } from '../authority/actions.ts';
import { mayInvite, mayVote } from '../authority/decide.ts';
import { isVouch, signVouch } from '../authority/reroot.ts';
import { may } from '../authority/roles.ts';
import type { deviceMethods } from '../api/device-methods.ts';
import { fromBase32, toBase32 } from '../base/base32.ts';
import { equalBytes } from '../base/bytes.ts';
import type { Clock, Random } from '../base/clock.ts';
import type { CommunityId, DeviceId, InviteId, PersonId } from '../base/ids.ts';
import { KithError } from '../base/kith-error.ts';
import { tipsToReach } from '../community/admission.ts';
import { signingKeyFromSeed, type SigningKey } from '../crypto/sign.ts';
import { createDeviceCertificate, createDeviceRequest } from '../identity/device-certificate.ts';
import {
  decodeDeviceLink,
  encodeDeviceLink,
  linkedKeys,
  type DeviceTicket,
} from '../identity/device-link.ts';
import { decodeInviteLink, encodeInviteLink, type InviteTicket } from '../identity/invite-link.ts';
import { newDeviceKeys, withoutRoot } from '../identity/keys.ts';
import { checkName } from '../identity/name.ts';
import { wordsToRootSeed } from '../identity/recovery-words.ts';
import { findRoot } from '../identity/root-chain.ts';
import { decodeVouchLink, encodeVouchLink, type VouchRequest } from '../identity/vouch-link.ts';
import { decide, decisionState } from './decide-action.ts';
import { cutsOf } from './ends.ts';
import type { HandlersOf } from './handlers.ts';
import type { HostedCommunity } from './hosted-community.ts';
import type { Joins } from './joins.ts';
import type { LinkedDevice } from './linked-device.ts';
import type { PeerScope } from './peer-scope.ts';
import type { Recovery } from './recovery.ts';
import type { RenewalWish } from './renew-devices.ts';

export interface DeviceContext extends PeerScope {
  readonly clock: Clock;
  readonly random: Random;
  readonly joins: Joins;
  readonly recovery: Recovery;
  readonly linked: LinkedDevice;
  /** The person's, of this profile. Throws KithError NOT_INITIALISED. */
  readonly name: () => string;
  readonly addressesIn: (community: CommunityId) => readonly string[];
  readonly renew: (wish: Omit<RenewalWish, 'name'>) => Promise<readonly HostedCommunity[]>;
}

/** Milliseconds that a way back is open. */
const RETURN_LIFETIME = 2 * 24 * 60 * 60 * 1000;
const MAX_ADDRESSES = 8;
const PATIENCE = 30_000;

type LostTicket = InviteTicket & { readonly lost: NonNullable<InviteTicket['lost']> };

export function deviceHandlers(context: DeviceContext): HandlersOf<typeof deviceMethods> {
  const { random, clock, joins, recovery, linked } = context;
  return {
    deviceLink: async ({ label }) => makeDeviceLink(context, nameOf(label)),
    deviceLinkPreview: ({ link }) => {
      const { name, label, communities } = ticketOf(link);
      const isHere = (id: string): boolean => context.communities().some((host) => host.id === id);
      return Promise.resolve({
        name,
        label,
        communities: communities.map(({ id, title }) => ({ id, title, joined: isHere(id) })),
      });
    },
    deviceJoin: async ({ link, waitMs = PATIENCE }) => {
      context.name();
      const ticket = ticketOf(link);
      await linked.join(ticket, waitMs);
      return { communities: ticket.communities.map(({ id }) => id) };
    },
    deviceRenew: async ({ label, dropOld = false }) => {
      const hosts = await context.renew({ label, dropOld });
      return { communities: hosts.map(({ id }) => id) };
    },
    returnInvite: async ({ member }) => {
      const person = member as PersonId;
      const host = context.communities().find((one) => one.community.authority().members.has(person));
      const found = host?.community.authority().members.get(person);
      if (!host || found?.state !== 'in') throw new KithError('MEMBER_UNKNOWN');
      const { community } = host;
      const allowed = mayInvite(community.authority(), community.device, 'guest');
      if (!allowed.ok) throw new KithError(allowed.code);
      const inviteSeed = random.bytes(32);
      const invite = toBase32(signingKeyFromSeed(inviteSeed).publicKey) as InviteId;
      const expires = Math.trunc(clock.now()) + RETURN_LIFETIME;
      // Should it be used for an admission after all, it brings in a guest and no more.
      await community.act(inviteBody({ invite, role: 'guest', uses: 1, expires, approval: true }));
      const link = encodeInviteLink({
        community: community.id,
        inviteSeed,
        role: 'guest',
        addresses: context.addressesIn(community.id).slice(0, MAX_ADDRESSES),
        tips: tipsToReach(community),
        expires,
        title: community.authority().title,
        from: host.nameOf(host.me().person),
        lost: { person, root: fromBase32(found.root)! },
      });
      return { invite, link, expires };
    },
    recover: async ({ link, words, label, keepOthers = false, waitMs = PATIENCE }) => {
      const ticket = lostIn(link);
      const root = await rootFor(context, ticket, words);
      const made = newDeviceKeys(random, root);
      // With the words at hand the root is on paper; without them it stays here until its own words are confirmed.
      const keys = words === undefined ? made : withoutRoot(made);
      const { community, lost } = ticket;
      const certificate = createDeviceCertificate(
        community,
        lost.person,
        keys,
        nameOf(label ?? context.name()),
        root,
      );
      const joined = await joins.join(link, waitMs, undefined, { keys, certificate: certificate.bytes });
      const host = context.community(community);
      const dropped = keepOthers ? 0 : await dropOthers(host);
      return { ...joined, dropped };
    },
    vouchRequest: async ({ link }) => {
      const { community, lost } = lostIn(link);
      const root = await recovery.vouchedRoot(community);
      const signature = signVouch(community, lost.person, root);
      return { link: encodeVouchLink({ community, person: lost.person, root: root.publicKey, signature }) };
    },
    vouchPreview: ({ link }) => {
      const { host, request } = vouchIn(context, link);
      const { community, person } = request;
      return Promise.resolve({
        community,
        title: host.community.authority().title,
        member: person,
        name: host.nameOf(person),
      });
    },
    vouch: async ({ link }) => {
      const { host, request } = vouchIn(context, link);
      const authority = host.community.authority();
      const allowed = mayVote(authority, host.community.device);
      if (!allowed.ok) throw new KithError(allowed.code);
      const wanted = toBase32(request.root);
      const entries = new Map(host.community.state.log.entries().map((entry) => [entry.id, entry.action]));
      const open = authority.proposals.find(({ entry }) => {
        const action = entries.get(entry);
        return action?.type === 'reroot' && action.person === request.person && action.root === wanted;
      });
      if (!open) return decide(host, vouchBody(request.person, request.root, request.signature));
      if (!open.approvals.includes(host.me().person)) await decide(host, approveBody(open.entry));
      return { state: decisionState(host.community.authority(), open.entry), id: open.entry };
    },
  };
}

async function makeDeviceLink(
  context: DeviceContext,
  label: string,
): Promise<{ link: string; communities: number }> {
  const { random } = context;
  const hosts = context.communities().filter((host) => host.isIn && !host.isSample);
  if (hosts.length === 0) throw new KithError('DEVICE_NOWHERE');
  const secret = random.bytes(32);
  const communities: DeviceTicket['communities'][number][] = [];
  const addresses = new Set<string>();
  for (const host of hosts) {
    const { community } = host;
    const { person, role } = host.me();
    const { id } = community;
    const request = createDeviceRequest(id, person, linkedKeys(secret, id), label);
    const certificate = community.certifyDevice(request);
    const spaces = community.authority().spaces;
    const keys = community.heldKeys().filter(({ chain }) => {
      if (chain === AUTHORITY_CHAIN) return true;
      return may(role, 'read') && (chain === '' || (spaces.get(chain)?.members.has(person) ?? false));
    });
    await community.act(addDeviceBody({ community: id, certificate, keys, random }));
    const [newest] = community.authorityKeys();
    communities.push({ id, key: newest!.key, title: community.authority().title });
    for (const address of context.addressesIn(id)) addresses.add(address);
  }
  const link = encodeDeviceLink({
    secret,
    name: context.name(),
    label,
    addresses: [...addresses].slice(0, MAX_ADDRESSES),
    communities,
  });
  return { link, communities: communities.length };
}

/** The root in force of whom the link was made for. */
async function rootFor(
  { recovery }: DeviceContext,
  { community, lost }: LostTicket,
  words: string | undefined,
): Promise<SigningKey> {
  if (words === undefined) {
    const root = await recovery.vouchedRoot(community);
    if (!equalBytes(root.publicKey, lost.root)) throw new KithError('VOUCH_WAITING');
    return root;
  }
  const seed = wordsToRootSeed(words);
  if (!seed.ok) throw new KithError(seed.code, seed.code, 'word' in seed ? { word: seed.word } : {});
  const found = findRoot(seed.value, lost.root);
  if (!found) throw new KithError('WORDS_OTHER');
  await recovery.takeOver(found.chain);
  return found.root;
}

/** What the lost devices wrote stays; whoever has them now is out. */
async function dropOthers(host: HostedCommunity): Promise<number> {
  const { community } = host;
  const { person } = host.me();
  const authority = community.authority();
  const others = authority.members
    .get(person)!
    .devices.filter((id) => id !== community.device && authority.devices.get(id)?.state === 'current');
  const drops = others.map((id: DeviceId) => dropDeviceBody(id, cutsOf(community, [id]), []));
  await Promise.all(drops.map((body) => community.act(body)));
  await host.keepKeys();
  return others.length;
}

function nameOf(label: string): string {
  const checked = checkName(label);
  if (!checked.ok) throw new KithError(checked.code);
  return checked.value;
}

function ticketOf(link: string): DeviceTicket {
  const ticket = decodeDeviceLink(link);
  if (!ticket) throw new KithError('DEVICE_LINK_UNREADABLE');
  return ticket;
}

function lostIn(link: string): LostTicket {
  const ticket = decodeInviteLink(link);
  if (!ticket.ok || !ticket.value.lost) throw new KithError('RETURN_UNREADABLE');
  return { ...ticket.value, lost: ticket.value.lost };
}

function vouchIn(scope: PeerScope, link: string): { host: HostedCommunity; request: VouchRequest } {
  const request = decodeVouchLink(link);
  if (!request) throw new KithError('VOUCH_UNREADABLE');
  const { community, person, root, signature } = request;
  if (!isVouch(community, person, root, signature)) throw new KithError('VOUCH_UNREADABLE');
  const host = scope.community(community);
  if (host.community.authority().members.get(person)?.state !== 'in') throw new KithError('MEMBER_UNKNOWN');
  return { host, request };
}
