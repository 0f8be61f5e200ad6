/** What the person is told of cards at once: comments that name them, and cards that they were given. [ALERT-2] */
import type { AlertView } from '../api/alert-methods.ts';
import type { ObjectId } from '../base/ids.ts';
import type { ContentChange } from '../community/contents.ts';
import { objectIdOf } from '../documents/object-id.ts';
import { objectOf } from '../documents/place-events.ts';
import { mentions } from '../features/chat/mentions.ts';
import type { HostedCommunity } from './hosted-community.ts';

type Told = Omit<AlertView, 'community' | 'communityTitle' | 'place' | 'placeTitle'>;

export async function ofCards(host: HostedCommunity, change: ContentChange): Promise<Told[]> {
  const { person } = host.me();
  const { address, seq } = change;
  const board = await host.views.board(address.place);
  const part = await host.community.state.contents.part(address);
  const tag = host.community.tagOf(address);
  const told: Told[] = [];
  for (const { value, stamp } of part.log) {
    if (stamp.seq !== seq) continue;
    const event = objectOf(value);
    const id = event?.['t'] === 'comment' ? objectIdOf(tag, event['id']) : undefined;
    const comment = id && board.commentById.get(id);
    if (!comment || comment.deleted || !board.cardById.has(comment.card)) continue;
    const author = comment.created.person;
    if (author === person || !mentions(comment.text, host.nameOf(person))) continue;
    told.push({
      id: comment.id,
      kind: 'card',
      object: comment.card,
      name: host.nameOf(author),
      text: comment.text,
      code: null,
      details: {},
      time: stamp.time,
    });
  }
  for (const key of change.set) {
    if (!key.endsWith(`/member/${person}`)) continue;
    const register = part.registers.get(key);
    const card = board.cardById.get(key.slice(0, 32) as ObjectId);
    // Taken away again meanwhile: nothing to tell.
    if (!card?.members.includes(person) || register?.value !== true || register.stamp.seq !== seq) continue;
    const { device } = host.community.state.feeds.numbered(address.feed);
    const by = host.community.authority().personOf(device);
    const name = by === undefined ? '' : host.nameOf(by);
    told.push({
      id: card.id,
      kind: 'card',
      object: card.id,
      name,
      text: '',
      code: 'CARD_GIVEN',
      details: { card: card.title, name },
      time: register.stamp.time,
    });
  }
  return told;
}
