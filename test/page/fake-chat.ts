/** Channels and messages of the fake peer. */
import type { DecodedOf } from '../../core/api/methods.ts';
import { KithError } from '../../core/base/kith-error.ts';
import { checkTitle, type FakeScope } from './fake-scope.ts';

function findMessage(scope: FakeScope, message: string) {
  const { found } = scope.views.find((each) =>
    each.channels.flatMap((channel) => channel.messages).find(({ id }) => id === message),
  );
  if (found.author !== scope.self) throw new KithError('NOT_YOURS');
  return found;
}

export function chatHandlers(scope: FakeScope) {
  return {
    channelAdd: async ({ community, title }: DecodedOf<'channelAdd'>) => {
      const channel = {
        id: scope.world.id(32),
        title: checkTitle(title),
        messages: [],
        read: new Map<string, number>(),
      };
      scope.views.community(community).channels.push(channel);
      scope.world.changed();
      return { channel: channel.id };
    },
    channels: async ({ community }: DecodedOf<'channels'>) => ({
      channels: scope.views.community(community).channels.map((channel) => ({
        id: channel.id,
        title: channel.title,
        space: null,
        unread: scope.views.unread(channel).length,
      })),
    }),
    say: async ({ channel, text, reply }: DecodedOf<'say'>) => {
      const { community, found } = scope.views.find((each) => each.channels.find(({ id }) => id === channel));
      scope.world.now += 60_000;
      const message = {
        id: scope.world.id(32),
        author: scope.self,
        text,
        time: scope.world.now,
        replyTo: reply ?? null,
        edited: false,
        deleted: false,
        holders: scope.world.holders(community),
      };
      found.messages.push(message);
      scope.world.changed({ community: community.id, kind: 'message', id: message.id });
      return { message: message.id };
    },
    messageEdit: async ({ message, text }: DecodedOf<'messageEdit'>) => {
      Object.assign(findMessage(scope, message), { text, edited: true });
      scope.world.changed();
      return { message };
    },
    messageDelete: async ({ message }: DecodedOf<'messageDelete'>) => {
      findMessage(scope, message).deleted = true;
      scope.world.changed();
      return { message };
    },
    messages: async ({ channel, last = 50 }: DecodedOf<'messages'>) => scope.views.messages(channel, last),
    messagePlace: async ({ message }: DecodedOf<'messagePlace'>) => {
      const { found } = scope.views.find((each) =>
        each.channels.find(({ messages }) => messages.some(({ id }) => id === message)),
      );
      const at = found.messages.findIndex(({ id }) => id === message);
      return { channel: found.id, newer: found.messages.length - at - 1 };
    },
    typing: async () => ({ people: [] }),
    typingSay: async ({ channel }: DecodedOf<'typingSay'>) => ({ channel }),
    draft: async ({ object }: DecodedOf<'draft'>) =>
      scope.world.drafts.get(`${scope.self} ${object}`) ?? { text: '', about: '' },
    draftKeep: async ({ object, text, about = '' }: DecodedOf<'draftKeep'>) => {
      scope.world.drafts.set(`${scope.self} ${object}`, { text, about });
      return { object };
    },
    channelEdit: async ({ channel, title }: DecodedOf<'channelEdit'>) => {
      scope.views.find((each) => each.channels.find(({ id }) => id === channel)).found.title =
        checkTitle(title);
      scope.world.changed();
      return { channel };
    },
    markRead: async ({ channel, upTo }: DecodedOf<'markRead'>) => {
      const { found } = scope.views.find((each) => each.channels.find(({ id }) => id === channel));
      const read =
        upTo === undefined ? found.messages.length : found.messages.findIndex(({ id }) => id === upTo) + 1;
      const before = found.read.get(scope.self) ?? 0;
      if (read <= before) return { channel };
      found.read.set(scope.self, read);
      scope.world.changed();
      return { channel };
    },
  };
}
