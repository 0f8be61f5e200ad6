/** Communities, invites and members, as the API has them. Joining is in joins.ts. */
import { inviteBody, inviteNoteBody, revokeInviteBody } from '../authority/action-bodies.ts';
import type { Invite } from '../authority/authority.ts';
import { mayInvite, mayRevokeInvite } from '../authority/decide.ts';
import type {
  CommunitySummary,
  InvitePreview,
  InviteView,
  JoinRequestView,
  MemberView,
  communityMethods,
} from '../api/community-methods.ts';
import { toBase32 } from '../base/base32.ts';
import type { Clock, Random } from '../base/clock.ts';
import type { CommunityId, DeviceId, InviteId } from '../base/ids.ts';
import { KithError } from '../base/kith-error.ts';
import { tipsToReach } from '../community/admission.ts';
import { signingKeyFromSeed } from '../crypto/sign.ts';
import { decodeInviteLink, encodeInviteLink, type InviteTicket } from '../identity/invite-link.ts';
import { signInviteNote } from '../identity/invite-note.ts';
import {
  inviteSeedOf,
  inviteWordsOf,
  looksLikeInviteWords,
  newInviteSecret,
} from '../identity/invite-words.ts';
import { checkTitle } from '../identity/name.ts';
import { unreadIn } from './chat-handlers.ts';
import type { HostedCommunity } from './hosted-community.ts';
import type { HandlersOf } from './handlers.ts';
import type { Joins } from './joins.ts';
import type { PeerScope } from './peer-scope.ts';
import { safetyStateOf } from './safety.ts';

const WEEK = 7 * 24 * 60 * 60 * 1000;
/** Of an invite: enough to try, few enough for a link that can be read out. */
const MAX_ADDRESSES = 8;

export interface CommunityContext extends PeerScope {
  readonly clock: Clock;
  readonly random: Random;
  readonly joins: Joins;
  /** Gives the sample community, built if it is not there. */
  readonly sample: () => Promise<string>;
  readonly forget: (host: HostedCommunity) => Promise<void>;
  readonly found: (title: string) => Promise<HostedCommunity>;
  /** Where this peer can be reached, best first, and members who may let somebody in while it is away. */
  readonly addressesIn: (community: CommunityId) => readonly string[];
  /** Is a device of that person connected? */
  readonly isHere: (community: CommunityId, person: string) => boolean;
}

export function communityHandlers(context: CommunityContext): HandlersOf<typeof communityMethods> {
  const { joins } = context;
  return {
    create: async ({ title }) => {
      const checked = checkTitle(title);
      if (!checked.ok) throw new KithError(checked.code.replace('NAME_', 'TITLE_'));
      return { community: (await context.found(checked.value)).id };
    },
    sample: async () => ({ community: await context.sample() }),
    forget: async ({ community }) => {
      await context.forget(context.community(community as CommunityId));
      return { community };
    },
    communities: async () => {
      const communities: CommunitySummary[] = [];
      for (const host of context.communities()) communities.push(await summaryOf(host));
      return { communities };
    },
    invite: ({ community, uses, expiresMs, role, approval = false }) =>
      makeInvite(context, context.community(community as CommunityId), {
        uses: uses === undefined ? 1 : uses,
        expires: expiresMs === null ? null : Math.trunc(context.clock.now()) + (expiresMs ?? WEEK),
        role: role ?? 'member',
        approval,
      }),
    invites: ({ community }) => {
      const host = context.community(community as CommunityId);
      const now = context.clock.now();
      const invites = [...host.community.authority().invites.values()];
      return Promise.resolve({ invites: invites.map((invite) => inviteView(host, invite, now)) });
    },
    invitePreview: ({ link }) => {
      const ticket = decodeInviteLink(link);
      if (!ticket.ok) throw new KithError(looksLikeInviteWords(link) ? 'INVITE_WORDS' : ticket.code);
      return Promise.resolve(previewOf(context, ticket.value));
    },
    joinLook: async ({ link, waitMs }) => {
      const ticket = await joins.look(link, waitMs);
      return { ...previewOf(context, ticket), link: encodeInviteLink(ticket) };
    },
    revokeInvite: async ({ invite }) => {
      const id = invite as InviteId;
      const host = context.communities().find((one) => one.community.authority().invites.has(id));
      if (!host) throw new KithError('INVITE_UNKNOWN');
      const may = mayRevokeInvite(host.community.authority(), host.community.device, id);
      if (!may.ok) throw new KithError(may.code);
      await host.community.act(revokeInviteBody(id));
      return { invite };
    },
    join: ({ link, community, waitMs }) => joins.join(link, waitMs, community),
    joins: () => Promise.resolve({ joins: joins.views() }),
    cancelJoin: async ({ join }) => {
      await joins.cancel(join);
      return { join };
    },
    joinRequests: ({ community }) => {
      const host = context.community(community as CommunityId);
      return Promise.resolve({ requests: joinRequestsOf(host) });
    },
    joinAnswer: async ({ request, admit }) => {
      const device = request as DeviceId;
      const host = context.communities().find((one) => one.community.door.find(device));
      if (!host) throw new KithError('JOIN_UNKNOWN');
      if (admit) await host.community.letIn(device);
      else host.community.door.refuse(device);
      return { request };
    },
    members: ({ community }) => {
      const host = context.community(community as CommunityId);
      return Promise.resolve({ members: membersOf(context, host) });
    },
  };
}

function previewOf(
  context: CommunityContext,
  { community, title, from, role, expires, lost }: InviteTicket,
): InvitePreview {
  const joined = context.communities().some((host) => host.id === community);
  return { community, title, from, role, expires, joined, isReturn: lost !== undefined };
}

async function summaryOf(host: HostedCommunity): Promise<CommunitySummary> {
  const authority = host.community.authority();
  const members = [...authority.members.values()];
  const me = members.find((member) => member.id === host.community.person);
  let unread = 0;
  if (me?.state === 'in')
    for (const { id } of await host.views.places('channel')) unread += await unreadIn(host, id);
  return {
    id: host.id,
    title: authority.title,
    role: me?.role ?? '',
    standing: host.standing,
    members: members.filter(({ state }) => state === 'in').length,
    unread,
    sample: host.isSample,
    copied: me?.state === 'in' && host.community.isCopied,
  };
}

async function makeInvite(
  context: CommunityContext,
  host: HostedCommunity,
  wish: {
    readonly uses: number | null;
    readonly expires: number | null;
    readonly role: string;
    readonly approval: boolean;
  },
): Promise<{ invite: string; link: string; words: string[]; expires: number | null }> {
  const { community } = host;
  const authority = community.authority();
  const may = mayInvite(authority, community.device, wish.role);
  if (!may.ok) throw new KithError(may.code);
  const secret = newInviteSecret(context.random);
  const inviteSeed = inviteSeedOf(secret);
  const inviteKey = signingKeyFromSeed(inviteSeed);
  const invite = toBase32(inviteKey.publicKey) as InviteId;
  await Promise.all([
    community.act(inviteBody({ invite, ...wish })),
    community.act(inviteNoteBody(invite, signInviteNote(community.id, inviteKey))),
  ]);
  const link = encodeInviteLink({
    community: community.id,
    inviteSeed,
    role: wish.role,
    addresses: context.addressesIn(community.id).slice(0, MAX_ADDRESSES),
    tips: tipsToReach(community),
    expires: wish.expires,
    title: authority.title,
    from: host.nameOf(host.me().person),
  });
  return { invite, link, words: inviteWordsOf(secret), expires: wish.expires };
}

function joinRequestsOf(host: HostedCommunity): JoinRequestView[] {
  const { invites, devices } = host.community.authority();
  return host.community.door.knocks.flatMap(({ request, since }) => {
    const { certificate } = request;
    const invite = invites.get(request.invite);
    // Another steward may have let them in.
    if (!invite || devices.has(certificate.device)) return [];
    const { role, by } = invite;
    return [{ id: certificate.device, name: certificate.name, role, byName: host.nameOf(by), since }];
  });
}

function inviteView(host: HostedCommunity, invite: Invite, now: number): InviteView {
  const isExpired = invite.state === 'open' && invite.expires !== null && now >= invite.expires;
  return {
    id: invite.id,
    role: invite.role,
    uses: invite.uses,
    used: invite.used.length,
    expires: invite.expires,
    approval: invite.approval,
    state: isExpired ? 'expired' : invite.state,
    by: invite.by,
    byName: host.nameOf(invite.by),
    overused: invite.overused,
  };
}

function membersOf(context: CommunityContext, host: HostedCommunity): MemberView[] {
  const authority = host.community.authority();
  const forked = host.community.forkedDevices();
  return [...authority.members.values()].map((member) => ({
    id: member.id,
    name: member.name,
    role: member.role,
    state: member.state,
    self: member.id === host.community.person,
    here: member.id === host.community.person || context.isHere(host.community.id, member.id),
    safety: member.id === host.community.person ? 'unconfirmed' : safetyStateOf(host, member),
    devices: member.devices.map((id) => ({
      id,
      label: authority.devices.get(id)?.label ?? '',
      state: authority.devices.get(id)?.state ?? 'current',
      self: id === host.community.device,
      copied: forked.has(id) || (id === host.community.device && host.community.isCopied),
    })),
  }));
}
