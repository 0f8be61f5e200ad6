/** Channels and messages, as the API has them. */
import type { MessagesView, MessageView, ReactionView, chatMethods } from '../api/chat-methods.ts';
import { decodeCbor, encodeCbor } from '../base/cbor.ts';
import type { CommunityId, DeviceId, ObjectId, PersonId } from '../base/ids.ts';
import { KithError } from '../base/kith-error.ts';
import type { Author, Built } from '../documents/author.ts';
import type { Stamp } from '../documents/stamp.ts';
import { deleteMessage, editMessage, hide, react, say } from '../features/chat/chat-edits.ts';
import type { Reaction } from '../features/chat/beside-message.ts';
import type { Message } from '../features/chat/message.ts';
import { isSameMark, joinMarks, NOTHING_READ, type ReadMark } from '../features/chat/read-mark.ts';
import type { Timeline } from '../features/chat/timeline.ts';
import { beforeOfBoth, newestOfBoth } from './ahead-of-history.ts';
import { attachmentView } from './attachment-view.ts';
import type { ChannelView } from './channel-view.ts';
import type { HostedCommunity } from './hosted-community.ts';
import type { HandlersOf } from './handlers.ts';
import type { PeerScope } from './peer-scope.ts';
import type { Uploads } from './uploads.ts';
import type { SpacePlace } from './place-views.ts';
import { addPlaceIn, mayIn, renamePlaceIn, spaceView } from './place-handlers.ts';

const LAST = 50;
/** Characters of an answered message that are shown with the answer. */
const QUOTE = 120;
/** Different signs that are shown beside a message, and names behind each. */
const SIGNS = 24;
const NAMES = 20;

type MessageEdit = (author: Author, timeline: Timeline, id: ObjectId) => Built;

export function chatHandlers(
  scope: PeerScope,
  onRead: () => void,
  uploads: Uploads,
): HandlersOf<typeof chatMethods> {
  const change = async (id: ObjectId, edit: MessageEdit): Promise<{ message: string }> => {
    const { host, place } = scope.find(id, 'MESSAGE_UNKNOWN');
    await host.edit(place, 'chat', async (author) => {
      const view = host.views.channel(place);
      const timeline = await view.around(id);
      await refuseArriving(view, timeline, id);
      return edit(author, timeline, id);
    });
    return { message: id };
  };
  return {
    channelAdd: async ({ community, title, space }) => ({
      channel: await addPlaceIn(scope.community(community as CommunityId), 'channel', title, space),
    }),
    channels: async ({ community }) => {
      const host = scope.community(community as CommunityId);
      const channels = [];
      for (const { id, title, space } of await host.views.places('channel')) {
        channels.push({ id, title, space: spaceView(space), unread: await unreadIn(host, id) });
      }
      return { channels };
    },
    say: async ({ channel, text, reply, files: brought = [] }) => {
      const { host, place } = await channelOf(scope, channel as ObjectId);
      const files = brought.map(({ upload, preview }) => uploads.attachment(host, upload, preview));
      const message = await host.edit(place.id, 'chat', async (author) => {
        const view = host.views.channel(place.id);
        const timeline = reply === undefined ? await view.newest(1) : await view.around(reply as ObjectId);
        if (reply !== undefined) await refuseArriving(view, timeline, reply as ObjectId);
        return say(author, timeline, { text, reply: reply as ObjectId | undefined, files });
      });
      for (const { upload, preview } of brought) uploads.done(upload, preview);
      return { message };
    },
    messageEdit: ({ message, text }) =>
      change(message as ObjectId, (author, timeline, id) => editMessage(author, timeline, id, text)),
    messageDelete: ({ message }) => change(message as ObjectId, deleteMessage),
    messageReact: ({ message, sign, on = true }) =>
      change(message as ObjectId, (author, timeline, id) => react(author, timeline, id, { sign, isOn: on })),
    messageHide: ({ message, hidden = true }) =>
      change(message as ObjectId, (author, timeline, id) => hide(author, timeline, id, hidden)),
    messages: async ({ channel, last = LAST, before }) => {
      const { host, place } = await channelOf(scope, channel as ObjectId);
      const view = host.views.channel(place.id);
      return messagesView(host, place, view, readMark(host, place.id), last, before as ObjectId | undefined);
    },
    messagePlace: async ({ message }) => {
      const id = message as ObjectId;
      const { host, place } = scope.find(id, 'MESSAGE_UNKNOWN');
      await host.views.place(place, 'channel', 'MESSAGE_UNKNOWN');
      const view = host.views.channel(place);
      const found = (await view.around(id)).get(id);
      if (!found) throw new KithError('MESSAGE_UNKNOWN');
      const timeline = await view.since(found.stamp);
      return { channel: place, newer: timeline.size - timeline.countBefore(id) - 1 };
    },
    draft: async ({ object }) => {
      const { host } = scope.find(object as ObjectId, 'OBJECT_UNKNOWN');
      const row = host.community.getSealed(draftName(object));
      const [draft = '', about = ''] = ((row && decodeCbor(row)) ?? []) as [string?, string?];
      return { text: draft, about };
    },
    draftKeep: async ({ object, text, about = '' }) => {
      const { host } = scope.find(object as ObjectId, 'OBJECT_UNKNOWN');
      await host.community.setSealed(draftName(object), encodeCbor(text === '' ? [] : [text, about]));
      return { object };
    },
    channelEdit: async ({ channel, title }) => {
      const { host, place } = await channelOf(scope, channel as ObjectId);
      await renamePlaceIn(host, place.id, title);
      return { channel };
    },
    markRead: async ({ channel, upTo }) => {
      const { host, place } = await channelOf(scope, channel as ObjectId);
      const view = host.views.channel(place.id);
      const read =
        upTo === undefined
          ? (await view.newest(1)).last(1)[0]
          : (await view.around(upTo as ObjectId)).get(upTo as ObjectId);
      const mark = readMark(host, place.id);
      const next = read && joinMarks(mark ?? NOTHING_READ, await view.readUpTo(read.stamp));
      if (next && !(mark && isSameMark(mark, next))) {
        await host.community.setLocal(markName(place.id), encodeMark(next));
        onRead();
      }
      return { channel };
    },
  };
}

/** Messages of others that stand behind the read mark; before the first mark, all that there are. [CHAT-5] */
export async function unreadIn(host: HostedCommunity, channel: ObjectId): Promise<number> {
  const view = host.views.channel(channel);
  const me = host.reader().person;
  const mark = readMark(host, channel);
  if (mark !== null) return (await view.beyond(mark, me)).countUnread(mark, me);
  const timeline = await view.newest(LAST);
  return timeline.countUnread(NOTHING_READ, me) + view.unloadedItems;
}

/** Nothing that is written refers to a message whose past is not here. [GATE-17] */
async function refuseArriving(view: ChannelView, timeline: Timeline, id: ObjectId): Promise<void> {
  if (!timeline.get(id) && (await view.ahead())?.get(id)) throw new KithError('MESSAGE_ARRIVING');
}

async function channelOf(
  scope: PeerScope,
  id: ObjectId,
): Promise<{ host: HostedCommunity; place: SpacePlace }> {
  const { host } = scope.find(id, 'CHANNEL_UNKNOWN');
  return { host, place: await host.views.place(id, 'channel', 'CHANNEL_UNKNOWN') };
}

async function messagesView(
  host: HostedCommunity,
  place: SpacePlace,
  view: ChannelView,
  mark: ReadMark | null,
  last: number,
  before: ObjectId | undefined,
): Promise<MessagesView> {
  const me = host.reader().person;
  // One more than is shown says whether there are older ones.
  const timeline =
    before === undefined ? await view.newest(last + 1) : await olderThan(view, before, last + 1);
  const ahead = await view.ahead();
  const found = ahead
    ? await foundWith(ahead, view, timeline, last + 1, before)
    : before === undefined
      ? timeline.last(last + 1)
      : timeline.before(before, last + 1);
  const shown = found.slice(-last);
  if (mark !== null) await view.beyond(mark, me);
  return {
    title: place.title,
    community: host.id,
    mayWrite: mayIn(host, place.space, 'comment'),
    mayHide: mayIn(host, place.space, 'govern'),
    catchingUp: host.community.isCatchingUp,
    messages: shown.map((message) => messageView(host, timeline, ahead, message, me)),
    more: found.length > last,
    firstUnread: mark === null ? null : (timeline.firstUnread(mark, me)?.id ?? null),
  };
}

async function olderThan(view: ChannelView, id: ObjectId, count: number): Promise<Timeline> {
  const timeline = await view.around(id);
  if (!timeline.get(id)) return timeline;
  return view.newest(timeline.size - timeline.countBefore(id) + count);
}

/** The same where the end is shown already and what comes before it is not here. */
async function foundWith(
  ahead: Timeline,
  view: ChannelView,
  timeline: Timeline,
  count: number,
  before: ObjectId | undefined,
): Promise<Message[]> {
  // What is shown beyond what is held may be held and own: so many more are to be looked at.
  const reach = count + ahead.size;
  if (before === undefined) return newestOfBoth((await view.newest(reach)).last(reach), ahead, count);
  if (!ahead.get(before)) return timeline.before(before, count).map((message) => ahead.amended(message));
  return beforeOfBoth((await view.newest(reach)).last(reach), ahead, before, count);
}

/** In a timeline that is not held, and not this device's own. */
function isProvisional(host: HostedCommunity, ahead: Timeline | undefined, message: Message): boolean {
  return message.device !== host.community.device && ahead?.get(message.id) !== undefined;
}

function messageView(
  host: HostedCommunity,
  timeline: Timeline,
  ahead: Timeline | undefined,
  message: Message,
  me: PersonId,
): MessageView {
  const { replyTo } = message;
  const answered = replyTo === null ? undefined : (ahead?.get(replyTo) ?? timeline.get(replyTo));
  const provisional = isProvisional(host, ahead, message);
  return {
    id: message.id,
    author: message.author,
    name: host.nameOf(message.author),
    text: message.text,
    time: message.stamp.time,
    replyTo: message.replyTo,
    replyText: answered ? (answered.text || nameOfFile(answered)).slice(0, QUOTE) : null,
    replyName: answered ? host.nameOf(answered.author) : null,
    edited: message.edited !== null,
    deleted: message.deleted,
    // Whoever has shown it holds it.
    holders: Math.max(host.holdersOf(message), provisional ? 1 : 0),
    own: message.author === me,
    provisional,
    ...(message.files && { files: message.files.map(attachmentView) }),
    ...(message.reactions && {
      reactions: message.reactions.slice(0, SIGNS).map((one) => reactionView(host, one, me)),
    }),
    ...(message.hiddenBy !== undefined && { hiddenBy: host.nameOf(message.hiddenBy) }),
  };
}

function reactionView(host: HostedCommunity, { sign, people }: Reaction, me: PersonId): ReactionView {
  const names = people.slice(0, NAMES).map((person) => host.nameOf(person));
  return { sign, count: people.length, names, own: people.includes(me) };
}

/** A message of files alone is known by the first one. */
function nameOfFile({ files = [] }: Message): string {
  return files[0] ? attachmentView(files[0]).name : '';
}

function draftName(object: string): string {
  return `draft/${object}`;
}

function markName(channel: ObjectId): string {
  return `read/${channel}`;
}

function encodeMark(mark: ReadMark): Uint8Array {
  return encodeCbor([...mark.values()].map(({ device, depth, seq, index }) => [device, depth, seq, index]));
}

function readMark(host: HostedCommunity, channel: ObjectId): ReadMark | null {
  const row = host.community.getLocal(markName(channel));
  const rows = row && decodeCbor(row);
  if (!Array.isArray(rows)) return null;
  const mark = new Map<DeviceId, Stamp>();
  for (const each of rows as readonly unknown[]) {
    // Of a version that kept a single position.
    if (!Array.isArray(each)) return null;
    const [device, depth, seq, index] = each as [DeviceId, number, number, number];
    mark.set(device, { depth, device, seq, index, time: 0 });
  }
  return mark;
}
