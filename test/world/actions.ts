/**
 * What people do, drawn from a seed: each action looks at what its device shows and does something that a person there
 * could do. The weights keep a world small and full of contradiction: few things, many hands.
 */
import {
  leaveBody,
  policyBody,
  profileBody,
  removeBody,
  roleBody,
  titleBody,
} from '../../core/authority/action-bodies.ts';
import type { Cut } from '../../core/authority/actions.ts';
import { mayLeave, mayRemove, maySetRole } from '../../core/authority/decide.ts';
import { WHOLE_COMMUNITY } from '../../core/base/ids.ts';
import { directoryPlace } from '../../core/documents/object-id.ts';
import type { PlaceId } from '../../core/base/ids.ts';
import type { Actor } from './actor.ts';
import type { SeededRandom } from './random.ts';

/** What was done, for the trace; undefined: there is nothing here to do it with. */
type Action = (actor: Actor, random: SeededRandom) => Promise<string | undefined>;

const ACTIONS: readonly (readonly [weight: number, name: string, action: Action])[] = [
  [3, 'add board', (actor, random) => addPlace(actor, 'board', random)],
  [3, 'add inventory', (actor, random) => addPlace(actor, 'inventory', random)],
  [3, 'add channel', (actor, random) => addPlace(actor, 'channel', random)],
  [6, 'add column', addColumn],
  [2, 'edit column', editColumn],
  [8, 'add card', addCard],
  [8, 'edit card', editCard],
  [8, 'move card', moveCard],
  [3, 'archive card', archiveCard],
  [5, 'add item', addItem],
  [4, 'edit item', editItem],
  [9, 'request loan', requestLoan],
  [18, 'loan step', loanStep],
  [14, 'say', say],
  [5, 'edit message', editMessage],
  [3, 'delete message', deleteMessage],
  [2, 'read', markRead],
  [2, 'revoke invite', revokeInvite],
  [1, 'title', (actor, random) => act(actor, titleBody(words(random)))],
  [1, 'profile', (actor, random) => act(actor, profileBody(words(random)))],
  [2, 'erase', erase],
];

const TOTAL = ACTIONS.reduce((sum, [weight]) => sum + weight, 0);

/** One action that there is something for; its name and what came of it. Throws what the call throws. */
export async function someAction(actor: Actor, random: SeededRandom): Promise<string> {
  for (let tries = 0; tries < 6; tries++) {
    let at = random.below(TOTAL);
    const [, name, action] = ACTIONS.find(([weight]) => (at -= weight) < 0)!;
    try {
      const done = await action(actor, random);
      if (done !== undefined) return `${name} ${done}`;
    } catch (error) {
      if (error instanceof Error) error.message = `${name}: ${error.message}`;
      throw error;
    }
  }
  return 'nothing';
}

/** What the founder, its one steward, does about people; or, rarely, what somebody does about being there. */
export async function govern(
  actor: Actor,
  random: SeededRandom,
  isLate: boolean,
): Promise<string | undefined> {
  const { community } = actor;
  const authority = community.authority();
  const others = [...authority.members.values()].filter(
    ({ id, state }) => state === 'in' && id !== community.person,
  );
  const cutOf = (device: Cut['device']): Cut => {
    const [authorityTip, content] = (['authority', 'content'] as const).map((kind) => {
      const tip = community.tip(kind, device);
      return tip ? { seq: tip.seq, id: tip.id } : null;
    });
    return { device, authority: authorityTip ?? null, content: content ?? null };
  };
  const isSteward = authority.founder === community.person;
  if (!isSteward) {
    if (!random.happens(0.15) || !mayLeave(authority, community.device).ok) return undefined;
    return `leaves ${await act(actor, leaveBody([cutOf(community.device)]))}`;
  }
  // The others' versions do not know these rules: they show what they can, and write nothing. [THREAT-42]
  if (isLate && random.happens(0.1)) return `rules ${await act(actor, policyBody('rules', 2))}`;
  if (others.length === 0) return undefined;
  const { id, name, role, devices } = random.pick(others);
  if (random.happens(0.7)) {
    const next = role === 'guest' ? 'member' : 'guest';
    if (!maySetRole(authority, community.device, id, next).ok) return undefined;
    return `makes ${name} a ${next} ${await act(actor, roleBody(id, next))}`;
  }
  if (!mayRemove(authority, community.device, id).ok) return undefined;
  return `removes ${name} ${await act(actor, removeBody(id, devices.map(cutOf), ''))}`;
}

/** What a community has from its first day, so that people have something to contradict each other about. */
export async function furnish(actor: Actor): Promise<void> {
  const { board } = await actor.call('boardAdd', { ...communityOf(actor), title: 'Garden' });
  const { inventory } = await actor.call('inventoryAdd', { ...communityOf(actor), title: 'Tools' });
  await actor.call('channelAdd', { ...communityOf(actor), title: 'Street' });
  const { column } = await actor.call('columnAdd', { board, title: 'To do' });
  await actor.call('columnAdd', { board, title: 'Done' });
  await actor.call('cardAdd', { column, title: 'Paint the fence' });
  await actor.call('itemAdd', { inventory, title: 'Drill' });
}

const NOUNS = [
  'drill',
  'ladder',
  'apples',
  'meeting',
  'tent',
  'bread',
  'garden',
  'paint',
  'Straße',
  '日曜日',
  '🔧 tools',
];

function words(random: SeededRandom): string {
  return Array.from({ length: 1 + random.below(3) }, () => random.pick(NOUNS)).join(' ');
}

const communityOf = (actor: Actor): { community: string } => ({ community: actor.community.id });

async function addPlace(actor: Actor, type: 'board' | 'inventory' | 'channel', random: SeededRandom) {
  const wish = { ...communityOf(actor), title: words(random) };
  const places = await placesOf(actor, type);
  if (places.length >= 2) return undefined;
  switch (type) {
    case 'board':
      return (await actor.call('boardAdd', wish)).board;
    case 'inventory':
      return (await actor.call('inventoryAdd', wish)).inventory;
    case 'channel':
      return (await actor.call('channelAdd', wish)).channel;
    default:
      return type satisfies never;
  }
}

async function placesOf(
  actor: Actor,
  type: 'board' | 'inventory' | 'channel',
): Promise<readonly { id: string }[]> {
  switch (type) {
    case 'board':
      return (await actor.call('boards', communityOf(actor))).boards;
    case 'inventory':
      return (await actor.call('inventories', communityOf(actor))).inventories;
    case 'channel':
      return (await actor.call('channels', communityOf(actor))).channels;
    default:
      return type satisfies never;
  }
}

async function somePlace(actor: Actor, type: 'board' | 'inventory' | 'channel', random: SeededRandom) {
  const places = await placesOf(actor, type);
  return places.length === 0 ? undefined : random.pick(places).id;
}

async function someColumn(actor: Actor, random: SeededRandom) {
  const board = await somePlace(actor, 'board', random);
  if (board === undefined) return undefined;
  const { columns } = await actor.call('board', { board });
  return columns.length === 0 ? undefined : { column: random.pick(columns), columns };
}

async function someCard(actor: Actor, random: SeededRandom) {
  const found = await someColumn(actor, random);
  const cards = found?.columns.flatMap((column) => column.cards) ?? [];
  return cards.length === 0 ? undefined : { card: random.pick(cards), columns: found!.columns };
}

async function addColumn(actor: Actor, random: SeededRandom) {
  const board = await somePlace(actor, 'board', random);
  if (board === undefined) return undefined;
  if ((await actor.call('board', { board })).columns.length >= 4) return undefined;
  return (await actor.call('columnAdd', { board, title: words(random) })).column;
}

async function editColumn(actor: Actor, random: SeededRandom) {
  const found = await someColumn(actor, random);
  if (!found) return undefined;
  const wish = random.happens(0.7) ? { title: words(random) } : { archived: true };
  return (await actor.call('columnEdit', { column: found.column.id, ...wish })).column;
}

async function addCard(actor: Actor, random: SeededRandom) {
  const found = await someColumn(actor, random);
  if (!found) return undefined;
  const body = random.happens(0.5) ? { body: words(random) } : {};
  return (await actor.call('cardAdd', { column: found.column.id, title: words(random), ...body })).card;
}

async function editCard(actor: Actor, random: SeededRandom) {
  const found = await someCard(actor, random);
  if (!found) return undefined;
  const wish = random.happens(0.5) ? { title: words(random) } : { body: words(random) };
  return (await actor.call('cardEdit', { card: found.card.id, ...wish })).card;
}

async function moveCard(actor: Actor, random: SeededRandom) {
  const found = await someCard(actor, random);
  if (!found) return undefined;
  const column = random.pick(found.columns);
  const others = column.cards.filter(({ id }) => id !== found.card.id);
  const where = [{}, { after: null }, ...(others.length > 0 ? [{ after: random.pick(others).id }] : [])];
  return (await actor.call('cardMove', { card: found.card.id, column: column.id, ...random.pick(where) }))
    .card;
}

async function archiveCard(actor: Actor, random: SeededRandom) {
  const found = await someCard(actor, random);
  if (!found) return undefined;
  const { id: card, archived } = found.card;
  return (await actor.call(archived ? 'cardRestore' : 'cardArchive', { card })).card;
}

async function someItem(actor: Actor, random: SeededRandom) {
  const inventory = await somePlace(actor, 'inventory', random);
  if (inventory === undefined) return undefined;
  const { items } = await actor.call('inventory', { inventory });
  return items.length === 0 ? undefined : random.pick(items);
}

async function addItem(actor: Actor, random: SeededRandom) {
  const inventory = await somePlace(actor, 'inventory', random);
  if (inventory === undefined) return undefined;
  if ((await actor.call('inventory', { inventory })).items.length >= 3) return undefined;
  const quantity = 1 + random.below(2);
  return (await actor.call('itemAdd', { inventory, title: words(random), quantity })).item;
}

async function editItem(actor: Actor, random: SeededRandom) {
  const item = await someItem(actor, random);
  if (!item) return undefined;
  const wish = random.pick([
    { title: words(random) },
    { note: words(random) },
    { quantity: 1 + random.below(3) },
  ]);
  return (await actor.call('itemEdit', { item: item.id, ...wish })).item;
}

function day(number: number): string {
  return `2026-07-${String(number).padStart(2, '0')}`;
}

function someDay(random: SeededRandom): string {
  return day(1 + random.below(31));
}

async function requestLoan(actor: Actor, random: SeededRandom) {
  const item = await someItem(actor, random);
  if (!item) return undefined;
  const first = 1 + random.below(12);
  const dates = random.pick([
    {},
    { from: day(first) },
    { from: day(first), to: day(first + random.below(6)) },
    { from: day(first), to: day(first + random.below(6)) },
  ]);
  return (await actor.call('loanRequest', { item: item.id, ...dates })).loan;
}

async function loanStep(actor: Actor, random: SeededRandom) {
  const { loans } = await actor.call('loans', communityOf(actor));
  const mine = loans.flatMap(({ id, mine: steps }) => steps.map((step) => ({ loan: id, step })));
  if (mine.length === 0) return undefined;
  const { loan, step } = random.pick(mine);
  switch (step) {
    case 'approve':
      return `${step} ${(await actor.call('loanApprove', { loan })).loan}`;
    case 'decline':
      return `${step} ${(await actor.call('loanDecline', { loan })).loan}`;
    case 'cancel':
      return `${step} ${(await actor.call('loanCancel', { loan })).loan}`;
    case 'hand-over':
      return `${step} ${(await actor.call('loanHandOver', { loan })).loan}`;
    case 'return':
      return `${step} ${(await actor.call('loanReturn', { loan })).loan}`;
    case 'refuse':
      return `${step} ${(await actor.call('loanRefuse', { loan })).loan}`;
    case 'missing':
      return `${step} ${(await actor.call('loanMissing', { loan })).loan}`;
    case 'ask':
      return `${step} ${(await actor.call('loanAsk', { loan, to: someDay(random) })).loan}`;
    case 'extend':
      return `${step} ${(await actor.call('loanExtend', { loan, to: someDay(random) })).loan}`;
    default:
      return step satisfies never;
  }
}

async function someMessages(actor: Actor, random: SeededRandom) {
  const channel = await somePlace(actor, 'channel', random);
  if (channel === undefined) return undefined;
  const { messages } = await actor.call('messages', { channel, last: 1 + random.below(20) });
  return { channel, messages };
}

async function say(actor: Actor, random: SeededRandom) {
  const found = await someMessages(actor, random);
  if (!found) return undefined;
  const { channel, messages } = found;
  const reply = messages.length > 0 && random.happens(0.3) ? { reply: random.pick(messages).id } : {};
  return (await actor.call('say', { channel, text: words(random), ...reply })).message;
}

async function ownMessage(actor: Actor, random: SeededRandom) {
  const found = await someMessages(actor, random);
  const own = found?.messages.filter((message) => message.own && !message.deleted) ?? [];
  return own.length === 0 ? undefined : random.pick(own).id;
}

async function editMessage(actor: Actor, random: SeededRandom) {
  const message = await ownMessage(actor, random);
  return message && (await actor.call('messageEdit', { message, text: words(random) })).message;
}

async function deleteMessage(actor: Actor, random: SeededRandom) {
  const message = await ownMessage(actor, random);
  return message && (await actor.call('messageDelete', { message })).message;
}

async function markRead(actor: Actor, random: SeededRandom) {
  const channel = await somePlace(actor, 'channel', random);
  return channel && (await actor.call('markRead', { channel })).channel;
}

async function revokeInvite(actor: Actor, random: SeededRandom) {
  const { invites } = await actor.call('invites', communityOf(actor));
  const open = invites.filter(({ state }) => state === 'open');
  return open.length === 0
    ? undefined
    : (await actor.call('revokeInvite', { invite: random.pick(open).id })).invite;
}

async function act(
  { community }: Actor,
  action: { kind: number; body: Parameters<typeof community.act>[0]['body'] },
) {
  return `authority ${(await community.act(action)).seq}`;
}

/** A person withdraws what this device has written in one document. */
async function erase({ community }: Actor, random: SeededRandom) {
  const { contents, feeds } = community.state;
  const home = directoryPlace(community.id, WHOLE_COMMUNITY);
  const own: { place: PlaceId; part: number }[] = [];
  for (const place of contents.places()) {
    // The lists of places stay: a world without places has nothing to say.
    if (place === home) continue;
    for (const summary of contents.summaries(place)) {
      if (feeds.numbered(summary.feed).device === community.device && !summary.isRetired) own.push(summary);
    }
  }
  if (own.length === 0) return undefined;
  const { place, part } = random.pick(own);
  return `content ${(await community.retire({ space: WHOLE_COMMUNITY, place, part })).seq}`;
}
