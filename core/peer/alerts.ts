/**
 * What the person is told at once: messages that name or answer them, steps of their loans, and what is about their cards, as they come in from
 * other devices. A pure reading of the views: the order in which things arrive decides only when it is told.
 */
import type { AlertView } from '../api/alert-methods.ts';
import { cleanFileName } from '../api/file-name.ts';
import type { ObjectId, PlaceId } from '../base/ids.ts';
import type { CommunityChange } from '../community/community.ts';
import type { ContentChange } from '../community/contents.ts';
import { objectIdOf } from '../documents/object-id.ts';
import { objectOf } from '../documents/place-events.ts';
import { mentions } from '../features/chat/mentions.ts';
import { noticesFor } from '../features/inventory/notices.ts';
import { ofCards } from './card-alerts.ts';
import type { HostedCommunity } from './hosted-community.ts';

/** Milliseconds: what is older when it arrives is no news that cannot wait for the next look. */
const FRESH = 3 * 24 * 60 * 60 * 1000;
/** Of one change: a device that was away for long is not told everything one by one. */
const MOST = 20;

export async function alertsOf(
  host: HostedCommunity,
  change: CommunityChange,
  now: number,
): Promise<AlertView[]> {
  const alerts: AlertView[] = [];
  if (!host.isIn) return alerts;
  const { placeById } = await host.views.directory();
  const inventories = new Map<PlaceId, ContentChange[]>();
  for (const content of change.contents.filter((one) => isNews(host, one))) {
    const { place } = content.address;
    const type = placeById.get(place)?.type;
    if (content.pushed === 0 && type !== 'board') continue;
    switch (type) {
      case 'channel':
        alerts.push(...(await ofMessages(host, content)));
        break;
      case 'inventory':
        inventories.set(place, [...(inventories.get(place) ?? []), content]);
        break;
      case 'board': {
        const at = where(host, place, placeById.get(place)?.title ?? '');
        for (const told of await ofCards(host, content)) alerts.push({ ...at, ...told });
        break;
      }
      case undefined:
        break;
    }
  }
  for (const [place, contents] of inventories) alerts.push(...(await ofLoans(host, place, contents)));
  return alerts.filter(({ time }) => time >= now - FRESH).slice(-MOST);
}

function isNews({ community }: HostedCommunity, { address, isRebuilt }: ContentChange): boolean {
  if (isRebuilt) return false;
  const writer = community.state.feeds.numbered(address.feed).device;
  return community.authority().personOf(writer) !== community.person;
}

async function ofMessages(host: HostedCommunity, { address, seq }: ContentChange): Promise<AlertView[]> {
  const { person } = host.me();
  const { title } = await host.views.place(address.place, 'channel', 'CHANNEL_UNKNOWN');
  const part = await host.community.state.contents.part(address);
  const tag = host.community.tagOf(address);
  const alerts: AlertView[] = [];
  for (const { value, stamp } of part.log) {
    if (stamp.seq !== seq) continue;
    const event = objectOf(value);
    const id = event?.['t'] === 'message' ? objectIdOf(tag, event['id']) : undefined;
    if (!id) continue;
    const timeline = await host.views.channel(address.place).around(id);
    const message = timeline.get(id);
    if (!message || message.deleted || message.hiddenBy !== undefined || message.author === person) continue;
    const answered = message.replyTo === null ? undefined : timeline.get(message.replyTo);
    const isReply = answered?.author === person;
    if (!isReply && !mentions(message.text, host.nameOf(person))) continue;
    alerts.push({
      ...where(host, address.place, title),
      id,
      kind: isReply ? 'reply' : 'mention',
      object: id,
      name: host.nameOf(message.author),
      text: message.text || (message.files?.[0] ? cleanFileName(message.files[0].name) : ''),
      code: null,
      details: {},
      time: message.stamp.time,
    });
  }
  return alerts;
}

async function ofLoans(
  host: HostedCommunity,
  place: PlaceId,
  contents: readonly ContentChange[],
): Promise<AlertView[]> {
  const { title } = await host.views.place(place, 'inventory', 'INVENTORY_UNKNOWN');
  const folded = await host.views.inventory(place);
  const entries = new Set(
    contents.map(({ address, seq }) => {
      const { device } = host.community.state.feeds.numbered(address.feed);
      return `${device} ${String(seq)}`;
    }),
  );
  return noticesFor(host.me().person, folded)
    .filter(({ device, stamp }) => entries.has(`${device} ${String(stamp.seq)}`))
    .map((notice): AlertView => {
      const name = host.nameOf(notice.person);
      return {
        ...where(host, place, title),
        id: notice.id,
        kind: 'loan',
        object: notice.item,
        name,
        text: '',
        code: notice.code,
        details: { item: folded.itemById.get(notice.item)?.title ?? '', name },
        time: notice.stamp.time,
      };
    });
}

function where(
  host: HostedCommunity,
  place: ObjectId,
  placeTitle: string,
): Pick<AlertView, 'community' | 'communityTitle' | 'place' | 'placeTitle'> {
  return { community: host.id, communityTitle: host.community.authority().title, place, placeTitle };
}
