/**
 * What is new in a community for the person at this device: what others have done on boards, in lists and about the
 * people, behind what was marked as seen. A reading of the views and of the documents that have grown; several changes of
 * one thing by one person are told once. Loans of the person's own are told by notices, messages by counts.
 */
import type { NewsKind, NewsView } from '../api/news-methods.ts';
import type { DeviceId, ObjectId, PersonId, PlaceId } from '../base/ids.ts';
import type { Json } from '../base/json.ts';
import { partsOf, partViews } from '../community/place-parts.ts';
import { bornIn, isObjectId, objectOf } from '../documents/place-events.ts';
import type { PartView } from '../documents/part-view.ts';
import { compareStamps, type Stamp } from '../documents/stamp.ts';
import type { Board } from '../features/board/board.ts';
import type { Inventory } from '../features/inventory/inventory.ts';
import { historyOf } from './history.ts';
import type { HostedCommunity } from './hosted-community.ts';
import type { SpacePlace } from './place-views.ts';
import { seenIn, type SeenMark } from './seen-mark.ts';

/** What the history tells that people outside its page want to hear of. */
const OF_INTEREST = new Set([
  'HISTORY_ADMITTED',
  'HISTORY_ROLE',
  'HISTORY_REMOVED',
  'HISTORY_LEFT',
  'HISTORY_NAMED',
  'HISTORY_TITLED',
  'HISTORY_POLICY',
  'HISTORY_SPACE',
]);

interface Fact {
  readonly kind: NewsKind;
  readonly object: ObjectId | null;
  readonly title: string;
  readonly to?: string;
  readonly by: PersonId;
  readonly stamp: Stamp;
}

/** Newest first: the people's, then by their place in the order of contents. */
export async function newsOf(host: HostedCommunity, mark: SeenMark): Promise<NewsView[]> {
  const me = host.reader().person;
  const found: { view: NewsView; stamp: Stamp }[] = [];
  for (const place of (await host.views.directory()).places) {
    if (place.archived) continue;
    for (const fact of merged(await factsOf(host, place, mark, me)))
      found.push({ view: viewOf(host, place, fact), stamp: fact.stamp });
  }
  found.sort((a, b) => compareStamps(b.stamp, a.stamp));
  return [...peopleNews(host, mark, me), ...found.map(({ view }) => view)];
}

async function factsOf(
  host: HostedCommunity,
  place: SpacePlace,
  mark: SeenMark,
  me: PersonId,
): Promise<Fact[]> {
  const facts: Fact[] = [];
  const { created } = place;
  if (created.person !== me && created.stamp.seq > seenIn(mark, place.id, created.device))
    facts.push({
      kind: 'place-added',
      object: null,
      title: place.title,
      by: created.person,
      stamp: created.stamp,
    });
  if (place.type === 'channel') return facts;
  for (const part of await grown(host, place, mark, me)) {
    const seen = seenIn(mark, place.id, part.device);
    const isNew = ({ stamp }: { readonly stamp: Stamp }): boolean => stamp.seq > seen;
    if (place.type === 'board') facts.push(...boardFacts(await host.views.board(place.id), part, isNew));
    else facts.push(...inventoryFacts(await host.views.inventory(place.id), part, isNew, me));
  }
  return facts;
}

/** The documents of others in a place that have something behind the mark. */
async function grown(
  host: HostedCommunity,
  { id, space }: { readonly id: PlaceId; readonly space: SpacePlace['space'] },
  mark: SeenMark,
  me: PersonId,
): Promise<PartView[]> {
  const { community } = host;
  const parts: PartView[] = [];
  for (const summary of partsOf(community, space, id)) {
    const { device } = community.state.feeds.numbered(summary.feed);
    if (summary.lastSeq <= seenIn(mark, id, device) || community.authority().personOf(device) === me)
      continue;
    parts.push(...(await partViews(community, summary)));
  }
  return parts;
}

type IsNew = (of: { readonly stamp: Stamp }) => boolean;

/** What a change of is told; of sets the word itself is enough. */
const CARD_FIELDS = new Set(['title', 'body', 'due', 'done', 'label', 'member']);

function boardFacts(board: Board, part: PartView, isNew: IsNew): Fact[] {
  const facts: Fact[] = [];
  const add = (kind: NewsKind, id: ObjectId | undefined, stamp: Stamp): void => {
    const card = id && board.cardById.get(id);
    if (!card) return;
    const to = board.columnById.get(card.column)?.title ?? '';
    facts.push({ kind, object: card.id, title: card.title, to, by: part.person, stamp });
  };
  for (const { stamp, event, type } of eventsIn(part, isNew))
    if (type === 'card') add('card-added', bornIn(part, event['id']), stamp);
    else if (type === 'comment' && isObjectId(event['card'])) add('card-commented', event['card'], stamp);
    else if ((type === 'checklist' || type === 'card-file') && isObjectId(event['card']))
      add('card-changed', event['card'], stamp);
  for (const { id, name, value, stamp } of fieldsIn(part, isNew)) {
    const card = board.cardById.get(id);
    if (!card) continue;
    if (name === 'archived' && value === card.archived)
      add(value ? 'card-archived' : 'card-restored', id, stamp);
    else if (name === 'column' && value === card.column) add('card-moved', id, stamp);
    else if (
      CARD_FIELDS.has(name) &&
      (name === 'label' || name === 'member' || value === card[name as 'title'])
    )
      add('card-changed', id, stamp);
  }
  return facts;
}

const STEPS = new Map<string, NewsKind>([
  ['request', 'item-asked'],
  ['hand-over', 'item-lent'],
  ['return', 'item-back'],
]);
const ITEM_FIELDS = new Set(['title', 'category', 'note']);

function inventoryFacts(inventory: Inventory, part: PartView, isNew: IsNew, me: PersonId): Fact[] {
  const facts: Fact[] = [];
  const add = (kind: NewsKind, id: ObjectId | undefined, stamp: Stamp): void => {
    const item = id && inventory.itemById.get(id);
    if (item) facts.push({ kind, object: item.id, title: item.title, by: part.person, stamp });
  };
  for (const { stamp, event, type } of eventsIn(part, isNew)) {
    if (type === 'item') add('item-added', bornIn(part, event['id']), stamp);
    const step = STEPS.get(type);
    const named = type === 'request' ? bornIn(part, event['id']) : event['loan'];
    const loan = step && isObjectId(named) ? inventory.loanById.get(named) : undefined;
    if (step && loan && loan.borrower !== me && loan.custodian !== me) add(step, loan.item, stamp);
  }
  for (const { id, name, value, stamp } of fieldsIn(part, isNew)) {
    const item = inventory.itemById.get(id);
    if (!item) continue;
    if (name === 'archived' && value === item.archived)
      add(value ? 'item-archived' : 'item-restored', id, stamp);
    else if (ITEM_FIELDS.has(name)) add('item-changed', id, stamp);
  }
  return facts;
}

function* eventsIn(
  part: PartView,
  isNew: IsNew,
): Generator<{ stamp: Stamp; event: Record<string, Json>; type: string }> {
  // From the end: a log that has grown a little is not read whole.
  for (let at = part.log.length - 1; at >= 0; at--) {
    const item = part.log[at]!;
    if (!isNew(item)) return;
    const event = objectOf(item.value);
    const type = event?.['t'];
    if (event && typeof type === 'string') yield { stamp: item.stamp, event, type };
  }
}

function* fieldsIn(
  part: PartView,
  isNew: IsNew,
): Generator<{ id: ObjectId; name: string; value: Json; stamp: Stamp }> {
  for (const [key, register] of part.registers) {
    if (!isNew(register)) continue;
    const [id = '', name = ''] = key.split('/');
    if (isObjectId(id)) yield { id, name, value: register.value, stamp: register.stamp };
  }
}

/** Once for each kind, thing and person; what somebody does to a thing that they have added new is part of adding it. */
function merged(facts: readonly Fact[]): Fact[] {
  const latest = new Map<string, Fact>();
  const keyOf = (kind: NewsKind, { object, by }: Fact): string => `${kind}/${object ?? ''}/${by}`;
  for (const fact of facts) {
    const key = keyOf(fact.kind, fact);
    const other = latest.get(key);
    if (!other || compareStamps(other.stamp, fact.stamp) < 0) latest.set(key, fact);
  }
  return [...latest.values()].filter((fact) => {
    if (fact.kind.endsWith('-added') || !/-(moved|changed|commented)$/.test(fact.kind)) return true;
    return !latest.has(keyOf('card-added', fact)) && !latest.has(keyOf('item-added', fact));
  });
}

function viewOf(host: HostedCommunity, place: SpacePlace, fact: Fact): NewsView {
  return {
    id: `${fact.kind}/${fact.object ?? place.id}/${fact.by}`,
    kind: fact.kind,
    place: place.id,
    placeTitle: place.title,
    placeType: place.type,
    object: fact.object,
    title: fact.title,
    to: fact.to ?? '',
    by: fact.by,
    byName: host.nameOf(fact.by),
    code: null,
    details: {},
    time: fact.stamp.time,
  };
}

function peopleNews(host: HostedCommunity, mark: SeenMark, me: PersonId): NewsView[] {
  const { community } = host;
  const authority = community.authority();
  const isNew = ({ device, seq }: { device: DeviceId; seq: number }): boolean =>
    seq > (mark.authority.get(device) ?? -1) && authority.personOf(device) !== me;
  const entries = community.state.log.entries().filter(isNew);
  return historyOf(authority, entries)
    .filter(
      ({ code, because, details }) => because === null && OF_INTEREST.has(code) && details['member'] !== me,
    )
    .map(({ id, code, details, by, byName, time }): NewsView => {
      const member = details['member'];
      const object = typeof member === 'string' ? member : by;
      return {
        id,
        kind: 'history',
        place: null,
        placeTitle: '',
        placeType: null,
        object,
        title: '',
        to: '',
        by: by ?? '',
        byName,
        code,
        details,
        time,
      };
    });
}
